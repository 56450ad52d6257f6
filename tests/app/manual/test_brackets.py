"""The page on brackets and options, carried out: listed, decided, looked ahead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.program import Program
from model.brackets.parser import parse_brackets
from model.redline import Clause, Run
from model.submission.values import Proposal, Submission
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.pages import plain
from tests.app.manual.texts import put_caret, select
from tests.builders.notation import redline, texts_of
from widgets.brackets.dialogs import OptionDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TEXT = """\
    *considering*
    a)\tthat texts are [short [and clear]];
    b)\tthat others [ATU: note] [EUR: regret] this,
    *resolves*
    1\tto meet in {--Geneva--}{++[Oxdorf]++};
    2\tto stop [soon.
"""


def test_brackets(follow: Follow, open_program: Callable[..., Program], tmp_path: Path) -> None:
    text = redline(TEXT)
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", text, original=text),)))
    with follow("48-brackets.md", program) as hand:
        hand.section("Brackets and options")
        assert not found_in(hand.code("[sic]"))
        hand.section("The list of brackets")
        listed(hand)
        hand.section("Decide")
        decided(hand)
        hand.section("Look ahead")
        ahead(hand, tmp_path)


def found_in(text: str) -> list[str]:
    """The kinds of the open texts of a clause."""
    clauses = (Clause("a", runs=(Run(f"that they agree {text} here"),)),)
    return [made.kind for made in parse_brackets(clauses).open_texts]


def draft(hand: Driver) -> str:
    return " ".join(texts_of(hand.program.session.submission.proposals[0].redline, "draft"))


def listed(hand: Driver) -> None:
    program, window = hand.program, hand.program.window
    window.editor.setFocus()
    hand.choose("View > Square brackets")
    panel = program.brackets.shown.panel
    assert panel is not None
    assert panel.isVisible()
    window.panels.close("brackets")
    window.editor.setFocus()
    hand.press("Ctrl+Alt+Shift+B")
    assert panel.list.hasFocus()
    assert panel.brackets.total == (4, 1)
    assert [box.count() > 1 for box in panel.filters.boxes.values()] == [True] * 3
    for english, kind in (
        ("[words]", "text"), ("[note] [regret]", "alternatives"), ("[stop]/[halt]", "alternatives"), ("[ATU: note]", "text"),
        ("[__]", "blank"), ("[NOC]", "noc"),
    ):  # fmt: skip
        assert found_in(hand.code(english)) == [kind], english


def decided(hand: Driver) -> None:
    program, editor = hand.program, hand.program.window.editor
    put_caret(program, "considering", 0)
    hand.press("Ctrl+F8")
    assert editor.textCursor().selectedText() == "[short [and clear]]"
    hand.press_keys("Ctrl+F8")
    hand.press("Ctrl+Shift+F8")
    assert editor.textCursor().selectedText() == "[short [and clear]]"
    menu = hand.submenu("Clause > Brackets and options")
    for id in ("choose option", "keep options", "delete options", "accept noc", "add option", "put in brackets"):
        assert program.actions[id] in menu.actions()
    hand.close_menus()
    put_caret(program, "regret")
    hand.press("Ctrl+Alt+Shift+C")
    assert "others regret this" in draft(hand)
    hand.press_keys("Ctrl+Z")
    in_list(hand)
    put_caret(program, "and clear")
    hand.press("Ctrl+Alt+Shift+K")
    assert "[short and clear]" in draft(hand)
    put_caret(program, "short")
    hand.press("Ctrl+Alt+Shift+D")
    assert "short" not in draft(hand)
    hand.press_keys("Ctrl+Z")
    hand.press("Del", at=list_on(hand, "short"))
    assert "short" not in draft(hand)
    put_caret(program, "Oxdorf")
    hand.press("Ctrl+Alt+Shift+A")
    assert "to meet in Geneva" in draft(hand)
    put_caret(program, "ATU")
    hand.press("Ctrl+Alt+Shift+O")
    box = program.window.findChild(OptionDialog)
    assert box is not None
    words, owner = box.findChildren(QLineEdit)
    words.setText("welcome")
    owner.setText("RCC")
    box.accept()
    assert "[RCC: welcome]" in draft(hand)
    select(program, "others")
    hand.press("Ctrl+Alt+Shift+P")
    assert "[others]" in draft(hand)
    hand.press("Ctrl+Alt+Shift+X")
    assert "[others]" not in draft(hand)
    assert QApplication.activeModalWidget() is None
    for _ in range(3):
        hand.press_keys("Ctrl+Z")


def list_on(hand: Driver, words: str):
    """The list of brackets with the row chosen whose words these are; it has the keyboard."""
    program = hand.program
    panel = program.brackets.shown.panel
    assert panel is not None
    program.brackets.shown.places.settle()
    rows = range(panel.brackets.rowCount())
    panel.list.choose(next(row for row in rows if words in panel.brackets.index(row, 0).data()))
    panel.list.setFocus()
    return panel.list


def in_list(hand: Driver) -> None:
    """Enter on the second option, to which the arrow leads."""
    shown = list_on(hand, "ATU")
    hand.press_keys("Left" if QApplication.isRightToLeft() else "Right", at=shown)
    hand.press("Enter", at=shown)
    assert "others regret this" in draft(hand)
    hand.press_keys("Ctrl+Z")


def ahead(hand: Driver, folder: Path) -> None:
    program = hand.program
    entries = {plain(action.text()).rstrip("… "): action for action in program.actions["bracketing"].menu().actions()}
    assert entries[hand.name("If our choices win")] is program.actions["split choices"]
    program.window.editor.setFocus()
    hand.press("Ctrl+Alt+Shift+W")
    pane = program.split_view.pane
    assert pane is not None
    assert pane.parties.currentText() == "ATU"
    assert pane.text is not None
    assert "others note" in pane.text.toPlainText()
    assert entries[hand.name("Table of options")] is program.actions["options table"]
    for name in ("options.html", "options.docx"):
        assert program.brackets.write_table(folder / name)
    assert "NOC" in (folder / "options.html").read_text(encoding="utf-8")
