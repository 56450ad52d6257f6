"""The page on positions, carried out: taken, listed, changed, written as a brief."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from app.program import Program
from model.files.kinds import PROJECT
from model.submission.position_words import STANCE_WORDS
from model.submission.positions import Position
from model.submission.values import Proposal, Submission
from tests.app.controllers.test_printing import answer
from tests.app.manual.conftest import Follow
from tests.app.manual.driver import Driver
from tests.app.manual.test_brackets import TEXT
from tests.app.manual.texts import put_caret, select
from tests.builders.notation import redline
from widgets.dialogs.sending import SendingDialog
from widgets.positions.dialog import BriefDialog, PositionDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_positions(follow: Follow, open_program: Callable[..., Program], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = redline(TEXT)
    program = open_program(submission=Submission(proposals=(Proposal("MOD", "1", text, original=text),)))
    with follow("49-positions.md", program) as hand:
        hand.section("Positions and the brief")
        assert PROJECT.endings == (hand.code(".amend"),)
        hand.section("Take a position")
        taken(hand)
        hand.section("The list of positions")
        listed(hand)
        hand.section("The brief")
        written(hand, tmp_path, monkeypatch)


def known(hand: Driver) -> list[Position]:
    return list(hand.program.session.submission.proposals[0].positions.values())


def fill(hand: Driver, stance: str) -> None:
    (box,) = [found for found in hand.program.window.findChildren(PositionDialog) if found.isVisible()]
    box.stance.setCurrentIndex(box.stance.findData(stance))
    box.note.setPlainText("We say so.")
    box.accept()


def taken(hand: Driver) -> None:
    program = hand.program
    hand.passes("key", "Ctrl+Enter", why="it is pressed in a box that is active: tests/app/controllers/positions")
    put_caret(program, "EUR")
    hand.press("Ctrl+Alt+Shift+I")
    fill(hand, "red_line")
    put_caret(program, "EUR")
    hand.press_keys("Ctrl+Alt+Shift+I")
    fill(hand, "acceptable")
    assert [position.stance for position in known(hand)] == ["acceptable"]
    assert [hand.row(words.sign) for words in STANCE_WORDS.values()] == [words.sign for words in STANCE_WORDS.values()]
    select(program, "others")
    hand.choose("Review > Position of the delegation")
    fill(hand, "wanted")
    assert ["".join(anchor.quote for anchor in position.anchors) for position in known(hand)] == ["[EUR: regret]", "others"]


def listed(hand: Driver) -> None:
    program, window = hand.program, hand.program.window
    window.editor.setFocus()
    hand.choose("View > Positions")
    panel = program.positions.panel
    assert panel is not None
    assert panel.isVisible()
    window.panels.close("positions")
    window.editor.setFocus()
    hand.press("Ctrl+Alt+Shift+U")
    assert panel.list.hasFocus()
    panel.choose(next(row for row in panel.positions.rows if row.key == "p1"))
    hand.press("Enter", at=panel.list)
    fill(hand, "red_line")
    assert known(hand)[0].stance == "red_line"
    put_caret(program, "considering", 0)
    hand.press("Ctrl+F9")
    assert window.editor.textCursor().selectedText() == "others"
    hand.press_keys("Ctrl+F9")
    hand.press("Ctrl+Shift+F9")
    assert window.editor.textCursor().selectedText() == "others"
    panel.list.setFocus()
    panel.choose(next(row for row in panel.positions.rows if row.key == "p1"))
    hand.press("Del", at=panel.list)
    assert len(known(hand)) == 1


def written(hand: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, ask in enumerate((lambda: hand.choose("Review > Delegation brief"), lambda: hand.press("Ctrl+Alt+Shift+V"))):
        path = folder / f"brief{number}.html"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, path=path: (str(path), ""))
        answer(BriefDialog, lambda box: box.save.click())
        hand.program.window.editor.setFocus()
        ask()
        assert "We say so." in path.read_text("utf-8")
    seen: list[str] = []
    answer(SendingDialog, lambda box: (seen.extend(box.boxes), box.reject()))
    hand.choose("File > Save a copy to send")
    assert "private" in seen
