"""A treaty text drafted in the window by keys: the sample, a new provision, a struck one, their numbers, saving and undo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.program import Program
from app.window.action_ids import ActionId
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from model.numbering import Labelling
from model.submission.provisions import provision_symbol
from model.submission.values import Submission
from widgets.editor.margin_numbers import number_of

pytestmark = [
    pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True),
]
BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def amended(submission: Submission) -> dict[str, str]:
    """The provisions that are amended, by number, each with its symbol."""
    redline = submission.proposals[0].redline
    labelling = Labelling.of(redline)
    found = {}
    for index, clause in enumerate(redline.clauses):
        number = labelling.number("draft", clause.id) or labelling.number("base", clause.id)
        symbol = provision_symbol(redline.clauses, labelling, index)
        if number and symbol:
            found[number] = symbol
    return found


def test_provisions_are_inserted_struck_and_changed(open_program: Callable[..., Program], qtbot: QtBot, tmp_path: Path) -> None:
    program = open_program()
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    program.actions[ActionId.TREATY_SAMPLE].trigger()
    editor, go_to = program.window.editor, program.find.go_to
    before = program.session.submission

    def go(number: str) -> None:
        qtbot.keyClick(editor, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(go_to.line, number)
        qtbot.keyClick(go_to.line, Qt.Key.Key_Return)

    go("9.11")
    for words in ("Administrations may meet.", "They may meet again."):
        qtbot.keyClick(editor, Qt.Key.Key_N, BOTH)
        qtbot.keyClicks(editor, words)
    go("9.17")
    qtbot.keyClick(editor, Qt.Key.Key_K, BOTH)
    go("10.11")
    qtbot.keyClicks(editor, "Always: ")
    assert amended(program.session.submission) == {"9.11A": "ADD", "9.11B": "ADD", "9.17": "SUP", "10.11": "MOD"}
    shown = [number_of(editor.projection, program.session.labelling(1), block) for block in range(editor.projection.count)]
    assert {(number.base, number.draft) for number in shown if number is not None and number.base != number.draft} == {
        (None, "9.11A"), (None, "9.11B"), ("9.17", None),
    }  # fmt: skip
    path = tmp_path / "treaty.amend"
    save_project(Project(program.session.submission), path)
    assert amended(open_document(path).submission) == amended(program.session.submission)
    while program.session.stack.canUndo():
        qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert program.session.submission == before
