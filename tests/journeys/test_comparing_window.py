"""The published proposal taken into a fresh draft from the comparison window, paragraph by paragraph, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.controllers.comparison.compared_texts import DRAFT, TextKey
from model.files.export import write
from model.files.opening import open_document
from tests.builders.notation import texts_of
from tests.journeys.judges import judge

pytestmark = [
    pytest.mark.qt_log_ignore(r"This plugin does not support (propagateSizeHints|raise|grabbing)", extend=True),
]


@pytest.fixture
def program(open_program, shared):
    return open_program(shared / "res75/base.docx", author="ATU")


def test_all_that_differs_is_taken_until_the_draft_is_the_other_text(program, qtbot, shared, tmp_path):
    proposed = shared / "res75/proposed.docx"
    base = texts_of(program.session.submission.proposals[0].redline, "base")
    comparison = program.comparison
    comparison.open(DRAFT, TextKey("file", str(proposed)))
    qtbot.waitUntil(lambda: comparison._compared is not None, timeout=20_000)
    window = comparison.window
    window._sorts["label"].trigger()
    window._sorts["format"].trigger()
    window.view.setFocus()
    taken = 0
    while window.changes.rowCount():
        before = program.session.submission
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
        qtbot.keyClick(window.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        assert program.session.submission is not before, window.statusBar().currentMessage()
        taken += 1
        qtbot.keyClick(window.view, Qt.Key.Key_F5)
        qtbot.waitUntil(comparison._is_fresh, timeout=20_000)
    assert 40 < taken < 80
    redline = program.session.submission.proposals[0].redline
    assert texts_of(redline, "base") == base
    assert texts_of(redline, "draft") == texts_of(open_document(proposed).submission.proposals[0].redline, "draft")
    made = write(program.session.submission, tmp_path / "out.docx")
    verdict = judge("redline").judge(made.path, shared / "res75/base.docx", proposed)
    assert verdict["cost"]["delw"] <= 59 + 6
    assert verdict["cost"]["insw"] <= 1361 + 6
    while program.session.stack.canUndo():
        qtbot.keyClick(window.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert texts_of(program.session.submission.proposals[0].redline, "draft") == base
