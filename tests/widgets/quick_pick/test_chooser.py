"""The command palette and going to a path, by the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow, QTextEdit

from app.session.session import Session
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.submission.story import StoryId
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from widgets.common.actions import name_without_keys
from widgets.quick_pick.chooser import Chooser, ChooserEntry, best
from widgets.quick_pick.pickers import GoTo, Palette

Key = Qt.Key

NAMES = ["&Open …", "&Save", "Save &as …", "&Export to Word …", "Cut", "R&&D", "Make it a) l&ettered"]


def texts(entries: list[ChooserEntry]) -> list[str]:
    return [entry.text for entry in entries]


def entries(*names: str) -> list[ChooserEntry]:
    return [ChooserEntry(name, "", name) for name in names]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("save", "Save"), ("as", "Save as …"), ("word", "Export to Word …"), ("exprot", "Export to Word …"),
        ("word export", "Export to Word …"), ("CUT", "Cut"), ("", "Open …"), ("r&d", "R&D"),
    ],
)  # fmt: skip
def test_the_likeliest_stands_first(words, first):
    assert best(words, entries(*map(name_without_keys, NAMES)))[0].text == first


def test_what_is_like_nothing_is_not_offered():
    assert best("zq", entries("Save", "Open")) == []


@given(st.text(max_size=8), st.lists(st.text(max_size=8), max_size=6))
def test_nothing_is_offered_twice_and_what_holds_the_words_always(words: str, names: list[str]) -> None:
    given = [ChooserEntry(name, "", place) for place, name in enumerate(names)]
    offered = best(words, given)
    assert len({entry.value for entry in offered}) == len(offered)
    held = {entry.value for entry in given if " ".join(words.casefold().split()) in entry.text.casefold()}
    assert held <= {entry.value for entry in offered}


@dataclass
class Shown:
    window: QMainWindow
    text: QTextEdit
    ran: list[str] = field(default_factory=list)


@pytest.fixture
def shown(qtbot) -> Iterator[Shown]:
    window = QMainWindow()
    text = QTextEdit()
    window.setCentralWidget(text)
    window.resize(700, 500)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    text.setFocus()
    return Shown(window, text)


def actions(shown: Shown) -> list[QAction]:
    made = []
    for name in NAMES:
        action = QAction(name, shown.window)
        action.triggered.connect(lambda _on, name=name: shown.ran.append(f"{name} {shown.text.hasFocus()}"))
        made.append(action)
    made[1].setShortcut("Ctrl+S")
    made[4].setEnabled(False)
    made[5].setCheckable(True)
    made[5].setChecked(True)
    separator = QAction(shown.window)
    separator.setSeparator(True)
    return [*made, separator]


def test_an_action_is_run_with_the_focus_where_it_was(shown):
    palette = Palette(shown.window)
    palette.open_on(actions(shown))
    assert palette.line.hasFocus()
    QTest.keyClicks(palette.line, "save a")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert shown.ran == ["Save &as … True"]
    assert not palette.isVisible()


def test_shortcuts_are_shown_and_what_cannot_be_run_is_not(shown):
    palette = Palette(shown.window)
    palette.open_on(actions(shown))
    assert len(palette.offered) == len(NAMES)
    details = {entry.text: entry.detail for entry in palette.offered}
    assert details["Save"] == "Ctrl+S"
    assert details["R&D"] == "✓ "
    assert palette.offered[-1].text == "Cut"
    QTest.keyClicks(palette.line, "cut")
    QTest.keyClick(palette.line, Key.Key_Return)
    assert shown.ran == []


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("leftwards", [False, True])
def test_a_name_stands_where_the_window_begins_and_its_detail_at_the_far_side(shown, leftwards, words):
    shown.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft if leftwards else Qt.LayoutDirection.LeftToRight)
    chooser = Chooser("", "", shown.window, words=words)
    chooser.open([ChooserEntry("Cut", "", None, enabled=False), ChooserEntry("", "Ctrl+X", None, enabled=False)])
    width = chooser.list.viewport().width()
    name, detail = _ink(chooser, 0), _ink(chooser, 1)
    near, far = (max, min) if leftwards else (min, max)
    edge = width if leftwards else 0
    assert abs(near(name) - edge) < 20
    begins = 0.3 * width if words and not leftwards else near(detail)  # words in a column of their own
    assert abs(near(detail) - begins) < 20
    assert (words and not leftwards) or abs(far(detail) - (width - edge)) < 20


def _ink(chooser: Chooser, row: int) -> list[int]:
    """The columns of pixels in which something is drawn in a row."""
    view = chooser.list
    picture = view.viewport().grab(view.visualRect(view.model().index(row, 0))).toImage()
    ground = picture.pixel(picture.width() // 2, 0)
    width, height = picture.width(), picture.height()
    return [x for x in range(width) if any(picture.pixel(x, y) != ground for y in range(2, height - 2))]


def test_arrows_go_round_and_pass_over_what_cannot_be_run(shown):
    palette = Palette(shown.window)
    palette.open_on(actions(shown))
    QTest.keyClick(palette.line, Key.Key_Up)
    QTest.keyClick(palette.line, Key.Key_Return)
    assert shown.ran == ["Make it a) l&ettered True"]
    palette.open_on(actions(shown))
    QTest.keyClick(palette.line, Key.Key_PageDown)
    QTest.keyClick(palette.line, Key.Key_Down)
    QTest.keyClick(palette.line, Key.Key_Down)
    QTest.keyClick(palette.line, Key.Key_Return)
    assert shown.ran[1:] == ["&Save True"]


def test_escape_gives_the_focus_back_and_a_click_elsewhere_closes(shown):
    palette = Palette(shown.window)
    palette.open_on(actions(shown))
    QTest.keyClick(palette.line, Key.Key_Escape)
    assert shown.text.hasFocus()
    palette.open_on(actions(shown))
    shown.text.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.isVisible()
    assert shown.text.hasFocus()


@pytest.fixture
def going(shown) -> tuple[GoTo, list[tuple[str, StoryId]]]:
    text = redline(
        """
        # RESOLUTION 1
        *considering*
        a)\tthat one;
        b)\tthat two,
        *resolves*
        1\tto act;
        2\tto report.
        """
    )
    go_to = GoTo(Session(Submission(proposals=(Proposal("MOD", "1", text, original=text),))), shown.window)
    went: list[tuple[str, StoryId]] = []
    go_to.went_to.connect(lambda story, id: went.append((text[id].text, story)))
    return go_to, went


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("considering/b", "that two,"),
        ("res 2", "to report."),
        ("number", "RESOLUTION 1"),
        ("resolves", "resolves"),
        ("cons", "considering"),
    ],
)
def test_a_clause_is_reached_by_its_path(going, words, text):
    go_to, went = going
    go_to.open_on(StoryId(1, "x"))
    assert "considering a)" in texts(go_to.offered)
    QTest.keyClicks(go_to.line, words)
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert went == [(text, StoryId(1))]


def test_a_footnote_of_a_treaty_text_is_reached_by_its_number(shown):
    table = "kind\tnumber\ttext\nprovision\t9.5\tFirst.\nprovision\t9.6\tSecond.\nfootnote\t9.5.1\tA note.\n"
    text = text_of_rows(read_rows(table)).redline
    go_to = GoTo(Session(Submission(proposals=(Proposal("MOD", "1", text, original=text),))), shown.window)
    went: list[str] = []
    go_to.went_to.connect(lambda story, id: went.append(text[id].number.text))
    go_to.open_on(StoryId(1))
    assert texts(go_to.offered) == ["9.5", "9.5.1", "9.6"]
    QTest.keyClicks(go_to.line, "9.5.1")
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert went == ["9.5"]


def test_a_path_that_names_nothing_is_told(going):
    go_to, went = going
    go_to.open_on(StoryId(1))
    QTest.keyClicks(go_to.line, "zzz/q")
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert went == []
    assert go_to.isVisible()
    assert "zzz" in go_to.state.text()
    QTest.keyClick(go_to.line, Key.Key_Backspace)
    assert go_to.state.text() == ""


def test_a_path_of_no_clause_goes_to_none_that_is_like_it_unless_that_is_chosen(going):
    go_to, went = going
    go_to.open_on(StoryId(1))
    QTest.keyClicks(go_to.line, "considering/zzz")
    assert "considering" in texts(go_to.offered)
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert went == []
    assert "zzz" in go_to.state.text()
    QTest.keyClick(go_to.line, Key.Key_Down)
    QTest.keyClick(go_to.line, Key.Key_Up)
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert went == [("considering", StoryId(1))]


def test_a_path_that_is_written_otherwise_goes_to_its_clause_before_what_is_like_it(going):
    go_to, went = going
    go_to.open_on(StoryId(1))
    QTest.keyClicks(go_to.line, "Considering / B)")
    QTest.keyClick(go_to.line, Key.Key_Return)
    assert went == [("that two,", StoryId(1))]
