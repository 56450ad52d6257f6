"""The keys that move the caret by paragraphs, as in Word: Ctrl+Up and Ctrl+Down. macOS has its own, which Qt knows."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

_STEPS: Mapping[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_IGNORED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


def paragraph_step(event: QKeyEvent) -> int:
    """The paragraphs by which a key moves the caret: 1, -1, or 0 if it is another key."""
    is_control = event.modifiers() & ~_IGNORED == Qt.KeyboardModifier.ControlModifier
    return _STEPS.get(event.key(), 0) if is_control and sys.platform != "darwin" else 0


def move_by_paragraph(text: QTextEdit, event: QKeyEvent) -> bool:
    """Moves the caret to the beginning of the next shown paragraph, or of its own one and then of the previous one; after the
    last one, to the end. With Shift, selects. Returns False for other keys."""
    step = paragraph_step(event)
    if not step:
        return False
    cursor = text.textCursor()
    block = cursor.block()
    if step > 0 or cursor.atBlockStart():
        block = _shown(block.next() if step > 0 else block.previous(), step)
    selects = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    mode = QTextCursor.MoveMode.KeepAnchor if selects else QTextCursor.MoveMode.MoveAnchor
    if block.isValid():
        cursor.setPosition(block.position(), mode)
    elif step > 0:
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, mode)
    text.setTextCursor(cursor)
    text.ensureCursorVisible()
    return True


def _shown(block: QTextBlock, step: int) -> QTextBlock:
    """The first shown block from one on; an invalid one if there is none."""
    while block.isValid() and not block.isVisible():
        block = block.next() if step > 0 else block.previous()
    return block
