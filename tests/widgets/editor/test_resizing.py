"""A text whose room changes stays where one reads."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from app.session.session import Session
from model.formats.notation import parse
from model.redline.edit_text import Place
from model.submission.values import Proposal, Submission

TEXT = "\n".join(f"{number}\tthat the words of item {number} fill a line and more of it, " * 2 for number in range(1, 60))


@pytest.mark.parametrize("in_view", [True, False])
def test_the_line_of_the_caret_or_the_first_one_keeps_its_height(in_view, editors):
    redline = parse(TEXT)
    editor = editors(Session(Submission(proposals=(Proposal(redline=redline, original=redline),)), "me"))
    editor.caret.move_to(Place(30, 5))
    editor.ensureCursorVisible()
    if not in_view:
        editor.verticalScrollBar().setValue(editor.verticalScrollBar().value() - 900)
    QApplication.processEvents()

    def read() -> tuple[int, int]:
        cursor = editor.textCursor() if in_view else editor.cursorForPosition(editor.viewport().rect().topLeft())
        return cursor.blockNumber(), editor.cursorRect(cursor).top()

    block, height = read()
    for width in (330, 640, 500):
        editor.resize(width, 300)
        QApplication.processEvents()
        if in_view:
            assert read() == (block, height)
        else:
            assert abs(read()[0] - block) <= 1
