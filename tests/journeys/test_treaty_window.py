"""Treaty texts drafted in the window by keys: provisions of the sample, a band and a service of the real Table of Allocations."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from app.program import Program
from app.window.action_ids import ActionId
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from model.numbering import Labelling
from model.preflight.rules import check, context_of
from model.submission.provisions import provision_symbol
from model.submission.values import Submission
from tests.builders.allocations import EXTRACT, content, table_in
from tests.builders.boxes import typed
from tests.builders.treaty import TREATY
from tests.journeys.program import judged
from widgets.dialogs.proof import ProofDialog
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


def test_a_band_of_the_real_table_is_split_and_gets_a_service(
    open_program: Callable[..., Program],
    qtbot: QtBot,
    tmp_path: Path,
    shared: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program = open_program()
    assert program.open_submission.open(shared / TREATY / EXTRACT)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow, timeout=5000)
    editor, before = program.window.editor, program.session.submission
    editor.setFocus()
    found = next(cell for cell in table_in(before).cells if len(cell.regions) == 3 and len(cell.lines) > 2)
    assert found.band is not None
    low, high = found.band.limits
    middle = (low + high) / 2
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(editor, Qt.Key.Key_Home, control)
    for _ in range(3 * len(editor.clauses)):
        clause = editor.caret.clause()
        if clause is not None and clause.id == found.lines[0].clauses[0].id:
            break
        qtbot.keyClick(editor, Qt.Key.Key_Down)

    def type_into_box(*parts: str | Qt.Key) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QDialog)
        typed(*parts)(box)

    def in_text(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        program.window.activateWindow()
        qtbot.waitUntil(editor.hasFocus, timeout=5000)
        qtbot.keyClick(editor, key, modifiers)

    QTimer.singleShot(100, lambda: type_into_box(str(middle), Qt.Key.Key_Return))
    in_text(Qt.Key.Key_F2, control)
    QTimer.singleShot(100, lambda: type_into_box("fixed", Qt.Key.Key_Tab, Qt.Key.Key_Tab, "5.340", Qt.Key.Key_Return))
    in_text(Qt.Key.Key_F2, shift)
    after = program.session.submission
    halves = [cell for cell in table_in(after).cells if cell.band is not None and middle in cell.band.limits]
    assert [cell.band.limits for cell in halves if cell.band is not None] == [(low, middle), (middle, high)]
    assert any(line.text == "FIXED 5.340" for line in halves[0].lines)
    assert not any("FIXED" in line.text for line in halves[1].lines)
    assert not [finding for finding in check(context_of(after)) if finding.rule.startswith("allocation-")]
    target = tmp_path / "table.docx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    monkeypatch.setattr(ProofDialog, "exec", lambda dialog: None)
    in_text(Qt.Key.Key_E, control)
    qtbot.waitUntil(target.exists, timeout=15000)
    judged(shared / "judge/validate_docx.py", target)
    returned = open_document(target).submission
    for side in ("base", "draft"):
        assert content(table_in(returned, side)) == content(table_in(after, side))
    assert content(table_in(returned, "base")) == content(table_in(before))
