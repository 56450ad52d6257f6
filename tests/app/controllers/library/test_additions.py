"""Files go into the library after they were shown: what the box says is what the library holds then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from app.controllers.library.names import name_of
from app.program import Program
from model.library.copies.publishing import WHY
from model.library.imports import file_reader
from model.library.store.library_records import LibraryRecord
from tests.app.controllers.library.conftest import NEW, OLD, TWIN
from tests.builders.library_window import answered, put_in
from tests.builders.waiting import settle
from widgets.dialogs import messages
from widgets.library.additions import FILE, OUTCOME, TEXT, TITLE
from widgets.library.additions_box import AdditionsBox
from widgets.library.correction_form import CorrectionForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key
NEWEST = NEW.replace("Dubai, 2018", "Bucharest, 2022")


def written(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text("# " + text, "utf-8", newline="\n")
    return paths


def shown(box: AdditionsBox) -> list[tuple[str, str]]:
    """What each text is called, and what becomes of it."""
    return [
        (str(box.rows.index(row, TEXT).data()), str(box.rows.index(row, OUTCOME).data())) for row in range(box.rows.rowCount())
    ]


def held(program: Program) -> dict[str, LibraryRecord]:
    return {name_of(text): text for text in program.open_library.texts().values()}


@pytest.fixture
def sentences(program: Program, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the reports say, each in its first sentence."""
    sentences: list[str] = []
    monkeypatch.setattr(messages, "show_warnings", lambda _parent, _rows, first="": sentences.append(first))
    return sentences


def test_what_is_shown_is_what_the_library_holds(program: Program, tmp_path: Path, sentences: list[str]) -> None:
    """A newer edition becomes the one in force, the older one stays; the same text is taken once; what has no tick stays out."""
    seen: list[tuple[str, str]] = []

    def look(box: AdditionsBox) -> None:
        QTest.keyClick(box.list, Key.Key_Down)
        QTest.keyClick(box.list, Key.Key_Space)
        seen.extend(shown(box))
        QTest.keyClick(box.list, Key.Key_Return)

    paths = written(tmp_path, a=NEWEST, b=TWIN.replace("72", "73"), c=TWIN, d=TWIN.replace("72", "74"), e=NEWEST)
    put_in(program, paths, look)
    assert seen == [
        ("Resolution 71 (Rev. Bucharest, 2022)", "becomes the edition in force; replaced: Rev. Dubai, 2018"),
        ("Resolution 73 (Rev. Dubai, 2018)", "omitted"),
        ("Resolution 72 (Rev. Dubai, 2018)", "already in the library"),
        ("Resolution 74 (Rev. Dubai, 2018)", "new"),
        ("Resolution 71 (Rev. Bucharest, 2022)", "the same text as in a.txt"),
    ]
    now = held(program)
    assert now["Resolution 71 (Rev. Bucharest, 2022)"].status == "in_force"
    assert now["Resolution 71 (Rev. Dubai, 2018)"].status == "older"
    assert "Resolution 73 (Rev. Dubai, 2018)" not in now
    assert now["Resolution 74 (Rev. Dubai, 2018)"].status == "in_force"
    assert len(now) == 6
    assert sentences == ["2 texts were added."]


def test_cancelled_the_library_is_as_it_was(program: Program, tmp_path: Path, sentences: list[str]) -> None:
    folder = program.open_library.folder
    before = program.open_library.texts(), sorted(folder.rglob("originals/*/*"))
    put_in(program, written(tmp_path, a=NEWEST), lambda box: QTest.keyClick(box.list, Key.Key_Escape))
    assert (program.open_library.texts(), sorted(folder.rglob("originals/*/*"))) == before
    assert sentences == []


def test_cancelled_no_library_is_made(
    open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = open_program()
    (path,) = written(tmp_path, a=NEW)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_: ([str(path)], "")))
    program.actions["library panel"].trigger()
    assert program.library.beside is not None
    with answered(lambda box: QTest.keyClick(box.list, Key.Key_Escape)):
        program.library.beside.page.fill.click()
    assert not program.open_library.folder.exists()
    monkeypatch.setattr(messages, "show_warnings", lambda *_: None)
    with answered(lambda box: QTest.keyClick(box.list, Key.Key_Return)):
        program.library.beside.page.fill.click()
    assert [*held(program)] == ["Resolution 71 (Rev. Dubai, 2018)"]


def test_where_the_library_is_only_read_no_file_is_read(
    program: Program, tmp_path: Path, answers: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.open_library, "published", tmp_path / "share")
    answers["show_error"] = None
    monkeypatch.setattr(file_reader, "_read_one", lambda *_: pytest.fail("a file was read"))
    put_in(program, written(tmp_path, a=NEWEST))
    assert answers.asked[-1] == ("show_error", f"{tmp_path / 'share'}: {WHY}")  # type: ignore[attr-defined]


def test_files_are_read_once(program: Program, tmp_path: Path, sentences: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    do = file_reader._read_one
    monkeypatch.setattr(file_reader, "_read_one", lambda *given: read.append(Path(given[1]).name) or do(*given))
    put_in(program, written(tmp_path, a=NEWEST, b=TWIN.replace("72", "73")))
    assert read == ["a.txt", "b.txt"]
    assert sentences == ["2 texts were added."]


def test_several_texts_of_a_file_stand_one_below_another(program: Program, tmp_path: Path, sentences: list[str]) -> None:
    acts = "\n".join("# " + TWIN.replace("72", number).replace("Linking", f"Subject {number}:") for number in ("81", "82", "83"))
    (tmp_path / "acts.txt").write_text(acts, "utf-8", newline="\n")
    rows: list[tuple[str, str]] = []

    def look(box: AdditionsBox) -> None:
        rows.extend((str(box.rows.index(row, FILE).data()), str(box.rows.index(row, TITLE).data())[:10]) for row in range(3))
        QTest.keyClick(box.list, Key.Key_Space)
        QTest.keyClick(box.list, Key.Key_Return)

    put_in(program, [tmp_path / "acts.txt"], look)
    assert rows == [("acts.txt", f"Subject {number}") for number in ("81", "82", "83")]
    assert {"Resolution 82 (Rev. Dubai, 2018)", "Resolution 83 (Rev. Dubai, 2018)"} <= held(program).keys()
    assert "Resolution 81 (Rev. Dubai, 2018)" not in held(program)
    program.library.importer.rebuild(program.library.window)
    assert "Resolution 81 (Rev. Dubai, 2018)" not in held(program)


def test_a_correction_is_kept_when_all_files_are_read_anew(program: Program, tmp_path: Path, sentences: list[str]) -> None:
    def correct(box: AdditionsBox) -> None:
        QTest.keyClick(box.list, Key.Key_F2)
        form = box.findChild(CorrectionForm)
        assert form is not None
        form.number.selectAll()
        QTest.keyClicks(form.number, "75")
        QTest.keyClick(form.number, Key.Key_Return)
        QTest.keyClick(box.list, Key.Key_Return)

    put_in(program, written(tmp_path, a=OLD.replace("71", "57")), correct)
    assert "Resolution 75 (Rev. Busan, 2014)" in held(program)
    program.library.importer.rebuild(program.library.window)
    assert "Resolution 75 (Rev. Busan, 2014)" in held(program)
    put_in(program, [tmp_path / "a.txt"], lambda box: (shown(box), QTest.keyClick(box.list, Key.Key_Return)))
    assert len(held(program)) == 5


@pytest.mark.parametrize("onto", ["window", "words", "panel", "words of the panel"])
def test_files_are_dropped_in(program: Program, tmp_path: Path, sentences: list[str], onto: str) -> None:
    """A field does not take their names for text."""
    path = tmp_path / "dropped.txt"
    path.write_text("# RESOLUTION 98 (Rev. Dubai, 2018)\n\n## A title\n", "utf-8", newline="\n")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))  # as file managers do
    window = program.library.window
    assert window is not None
    program.window.panels.open("library")
    assert program.library.beside is not None
    page = program.library.beside.page
    widget: QWidget = {"window": window, "words": window.search.form.words, "panel": page, "words of the panel": page.form.words}[
        onto
    ]
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(widget.rect().center(), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    with answered(lambda box: QTest.keyClick(box, Key.Key_Return)):
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none))
        settle(program.window)
    assert not window.search.form.words.text()
    assert not page.form.words.text()
    assert "Resolution 98 (Rev. Dubai, 2018)" in held(program)
    assert sentences == ["1 text was added."]
