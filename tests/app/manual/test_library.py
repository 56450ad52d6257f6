"""The page of the library, carried out: filled, searched, what is done with its texts, what is cited, twins, mandates, others."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.program import Program
from app.user_data.library_folder import library_folder
from tests.app.controllers.library.conftest import ARABIC, NEW, OLD, TWIN
from tests.app.manual.boxes import wait_for, with_boxes
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.library_hand import (
    FORMER,
    NEWEST,
    OTHER,
    back,
    choose,
    close,
    forward,
    look_for,
    names,
    page_of,
    window_of,
)
from tests.app.manual.library_pages import cited, editions, mandates, missing, twins, used
from tests.app.manual.library_verbs import Verb, call_verb, carry_out_verbs
from tests.app.manual.texts import put_acts, submission_of
from tests.builders.pdf_collection import collection_pdf
from tests.builders.waiting import settle
from widgets.dialogs.sending import SendingDialog
from widgets.library.additions_box import AdditionsBox

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
HEAD = "# RESOLUTION {number} (Rev. Dubai, 2018)\n## On {subject}\n"
OPENING = "> The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),\n"
WORDS = f"""{HEAD.format(number=91, subject="développement in least developed countries")}{OPENING}*considering*
a)\tDéveloppement, developed;
b)\tthat countries least developed are few;
c)\tthe work of ITU-T;
d)\tthat of ITU T.
"""
PLANS = f"""{HEAD.format(number=99, subject="broadband").replace("Dubai, 2018", "Bucharest, 2022")}{OPENING}\
*instructs the Council*
1\tto plan broadband.
"""
CHINESE = """# 第92号决议（2018年，迪拜，修订版）
## 关于自由
> 国际电信联盟全权代表大会（2018年，迪拜），
*考虑到*
a)\t保护人权和自由；
"""
ACTS = f"{HEAD}{OPENING}*considering*\na)\tx.\n"
DRAFT = """# RESOLUTION 75 (Rev. Geneva, 2022)
## On small texts
> The World Telecommunication Standardization Assembly (Geneva, 2022),
*recalling*
a)\tResolution 771 (Rev. Busan, 2014) of the Plenipotentiary Conference;
b)\tResolution 89 (Rev. Dubai, 2018) of the Plenipotentiary Conference, on islands;
*instructs the Secretary-General*
1\tto report every {~~second~>third~~} year to the Council on the implementation of the plan and on the goals of the Union;
2\tto go on.
"""


@pytest.fixture
def verb(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str) -> Verb:
    """A call of the program in the language, in the folder of the test, that must end well."""
    monkeypatch.chdir(tmp_path)

    def made(words: str, *more: str) -> str:
        capsys.readouterr()
        status = call_verb(words, *more, "--interface", language)
        output = capsys.readouterr()
        assert status == 0, f"{words} {more}: {output.out}{output.err}"
        return output.out

    return made


def unlisted(text: str) -> str:
    """A text under a number that the table of editions does not know: its newest edition here is the one in force."""
    return text.replace(" 71 ", " 771 ")


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder of texts in force, of each kind of file that can be taken in."""
    folder = tmp_path / "texts"
    (folder / "more").mkdir(parents=True)
    for name, text in (("old", OLD), ("new", NEW), ("twin", TWIN)):
        (folder / f"{name}.txt").write_text(f"# {unlisted(text)}", encoding="utf-8", newline="\n")
    more = {
        "arabic": f"# {unlisted(ARABIC)}", "chinese": CHINESE, "words": WORDS, "plans": PLANS,
        "gone": "SUP\n" + ACTS.format(number=90, subject="what is gone"),
        "acts": "".join(ACTS.format(number=number, subject=number) for number in (93, 94)),
    }  # fmt: skip
    for name, text in more.items():
        (folder / "more" / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
    (tmp_path / "empty.docx").write_bytes(b"")
    for number, suffix in enumerate((".docx", ".xml", ".amend"), 95):
        put_acts(folder / "more" / f"kind{suffix}", ACTS.format(number=number, subject=suffix))
    (folder / "more" / "kind.pdf").write_bytes(collection_pdf([(88,)], clauses=2, listed=()))
    return folder


def test_library(follow: Follow, open_program: Callable[..., Program], files: list[Path], texts: Path, verb: Verb) -> None:
    program = open_program(submission=submission_of(DRAFT))
    with follow("37-library.md", program) as hand:
        hand.section("The library")
        opened(hand)
        hand.section("Filling it")
        filled(hand, files, texts)
        hand.section("Searching")
        searched(hand)
        hand.section("What can be done with a text")
        used(hand)
        hand.section("What is cited in the draft")
        cited(hand)
        hand.section("Editions one after another")
        editions(hand)
        hand.section("The same clause in other texts")
        twins(hand)
        hand.section("Mandates")
        mandates(hand, files, texts.parent)
        hand.section("What is missing")
        missing(hand, texts.parent)
        hand.section("A library for a delegation")
        published(hand, files, texts, verb)
        hand.section("The command line")
        carry_out_verbs(hand, verb, texts)
        hand.section("When something is wrong")
        forward(hand)
        hand.choose("Library > Read all files again", close)
        assert OTHER in names(hand)


def opened(hand: Driver) -> None:
    program = hand.program
    hand.choose("Tools > Library")
    window_of(hand).close()
    back(hand)
    hand.press("Ctrl+Alt+Y")
    assert window_of(hand).isVisible()
    window_of(hand).close()
    back(hand)
    hand.choose("Tools > Library beside the text")
    assert program.window.panels.in_front("library")
    program.window.panels.close("library")
    back(hand)
    hand.press("Ctrl+Alt+Shift+Y")
    assert program.window.panels.in_front("library")
    program.window.panels.close("library")
    local, home = hand.code("%LOCALAPPDATA%\\clausewright\\library"), hand.code("~/.local/share/clausewright/library")
    if sys.platform == "win32":
        assert Path(local.replace("%LOCALAPPDATA%", os.environ["WIN_PD_OVERRIDE_LOCAL_APPDATA"])) == library_folder()
    else:
        assert Path(home.replace("~", os.environ["HOME"])) == library_folder()


def filled(hand: Driver, files: list[Path], texts: Path) -> None:
    program = hand.program
    program.actions["library"].trigger()
    forward(hand)
    files.append(texts / "old.txt")
    hand.choose("Library > Add files", lambda box: hand.press("Esc", at=leave_out(hand, box)))
    files.append(texts / "old.txt")
    hand.choose_again("Library > Add files", lambda box: hand.click("Cancel"))
    assert names(hand) == []
    files.append(texts / "old.txt")
    hand.choose_again("Library > Add files", lambda box: hand.press("Enter", at=corrected(hand, box)), close)
    assert names(hand) == [FORMER]
    hand.reads("in force", within=page_of(hand))
    files.append(texts / "new.txt")
    hand.press("Ctrl+O", lambda box: (hand.reads("becomes the edition in force", within=box), hand.click("Add")), close)
    hand.reads("replaced", within=page_of(hand))
    files += [texts / "twin.txt", texts / "new.txt", texts.parent / "empty.docx"]
    hand.click("Add texts", lambda box: add_what_is_new(hand, box), close, within=page_of(hand))
    assert set(names(hand)) == {FORMER, NEWEST, OTHER}
    files.append(texts / "more")
    hand.choose("Library > Add a folder", add, close)
    files.append(texts)
    hand.press("Ctrl+Shift+O", close)  # all of it is there already
    held = {text.identity.number: text for text in program.open_library.texts().values() if text.identity.language == "en"}
    assert held.keys() == {"771", "72", "88", "90", "91", "93", "94", "95", "96", "97", "99"}
    kinds = "a Word file, a PDF, Akoma Ntoso, a text in the notation", "Final Acts, a collection", "a project, a submission"
    hand.passes("row", *kinds, why="the folder that was added holds each of them")
    kept = "\n".join(clause.text for clause in program.open_library.library.text(held["97"].id).redline.clauses)
    assert "x." in kept, "the text in force of a project"
    assert "and y" not in kept, "its draft"
    assert (texts / "old.txt").is_file()
    for suffix, title in ((hand.code(".zip"), ""), (hand.code(".htm"), "RESOLUTION 98 (REV. BUCHAREST, 2022) A plan")):
        put_acts(texts.parent / f"more{suffix}", ACTS.format(number=98, subject="a plan"), title)
        drop(hand, texts.parent / f"more{suffix}")
    assert held["90"].status == "abrogated"
    choose(hand, "Resolution 90 (Rev. Dubai, 2018)")
    hand.reads("abrogated", within=page_of(hand).list)
    choose(hand, OTHER)
    hand.choose("Text > Abrogated")
    assert program.open_library.texts()[held["72"].id].status == "abrogated"
    hand.choose_again("Text > Abrogated")
    assert program.open_library.texts()[held["72"].id].status == "in_force"
    hand.passes("code", "clausewright library status", why="the section on the command line carries it out")


def leave_out(hand: Driver, box: QWidget) -> QWidget:
    """Takes off ticks and puts them back in the box of what would be added; gives its list."""
    assert isinstance(box, AdditionsBox)
    hand.reads("new", within=box)
    for wanted in (False, True):
        QTest.keyClick(box.list, Qt.Key.Key_Space)
        assert bool(box.chosen) is wanted
    hand.click("None")
    wait_for(lambda: not box.chosen, "no tick")
    hand.click("All")
    wait_for(lambda: box.chosen, "the tick")
    return box.list


def corrected(hand: Driver, box: QWidget) -> QWidget:
    """Says in the box that a text is what it is; gives its list."""
    assert isinstance(box, AdditionsBox)
    for bring_up in (lambda act: hand.press("F2", act, at=box.list), lambda act: hand.click("Correct", act)):
        bring_up(lambda form: QTest.keyClick(form, Qt.Key.Key_Return))
    return box.list


def add_what_is_new(hand: Driver, box: QWidget) -> None:
    """Adds what is not there already and can be used."""
    hand.reads("already in the library", within=box)
    hand.reads("cannot be used", within=box)
    add(box)


def add(box: QWidget) -> None:
    """Adds what the box shows."""
    assert isinstance(box, AdditionsBox)
    QTest.keyClick(box.list, Qt.Key.Key_Return)


def drop(hand: Driver, path: Path) -> None:
    """Drops a file onto the window, and closes the report."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window, button, none = window_of(hand), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), Qt.DropAction.CopyAction, data, button, none))
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none)
    with_boxes(lambda: (QApplication.sendEvent(window, event), settle(window)), add, close)


def searched(hand: Driver) -> None:
    page = page_of(hand)
    forward(hand)
    for english, found in {
        "developpement": {"On développement in least developed countries", "Développement, developed;"},
        '"least developed countries"': {"On développement in least developed countries"},
        "الامم": {"أهداف الاتحاد والأمم المتحدة؛"},
        "人权": {"保护人权和自由；"},
        "ITU-T": {"the work of ITU-T;", "that of ITU T."},
    }.items():
        assert set(look_for(hand, hand.code(english))) == found, english
    assert "Développement, developed;" in look_for(hand, hand.code("devel*"))
    assert page.reader.text.textCursor().selectedText()
    hand.click("In titles only", within=page)
    assert look_for(hand, "developp") == ["On développement in least developed countries"]
    hand.press("Down")
    assert page.list.hasFocus()
    page.form.titles.setChecked(False)


def published(hand: Driver, files: list[Path], texts: Path, verb: Verb) -> None:
    forward(hand)
    share = texts.parent / "share"
    files.append(share)

    def go_on(box: QWidget) -> None:
        assert isinstance(box, SendingDialog)
        assert not box.boxes["originals"].isChecked()
        hand.press_keys("Enter")

    hand.choose("Library > Publish for others", go_on, close)
    window, library = window_of(hand), hand.program.open_library
    files.append(share)
    hand.choose("Library > Open a published library")
    assert library.published == share
    assert OTHER in names(hand)
    assert not any(action.isEnabled() for action in (window.add_files, window.publish, window.remove))
    hand.choose("Library > Back to your own library")
    assert library.published is None
    files.append(share)
    hand.press("Ctrl+L")
    assert library.published == share
    hand.press("Ctrl+Shift+L")
    assert library.published is None
    option = hand.code("--library")
    assert "72" in verb("clausewright library list", option, str(share))
    verb(f"clausewright library add {texts / 'new.txt'}")
    verb(hand.code("clausewright library publish FOLDER").replace("FOLDER", str(texts.parent / "own")))
    assert verb("clausewright library list", option, str(texts.parent / "own")).count("\n") == 1
    verb(f"clausewright library publish {texts.parent / 'own'}", hand.code("--no-originals"))
    assert not [*(texts.parent / "own" / "originals").glob("*")]
