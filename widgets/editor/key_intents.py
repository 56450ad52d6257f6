"""The intents of keys. Qt itself handles only those that move the caret, select or copy."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from widgets.editor.document.paragraph_moves import paragraph_step

Key = Qt.Key
Standard = QKeySequence.StandardKey
Intent = Literal[
    "type",
    "backspace",
    "backspace word",
    "delete",
    "delete word",
    "delete line",
    "split",
    "break line",
    "demote",
    "promote",
    "cut",
    "move",
    "nothing",
    "pass on",
]
"""`move`: moves the caret, selects or copies; `nothing`: ignored; `pass on`: not for the editor."""

_EDITING: tuple[tuple[QKeySequence.StandardKey, Intent], ...] = (
    (Standard.Cut, "cut"),
    (Standard.DeleteStartOfWord, "backspace word"),
    (Standard.DeleteEndOfWord, "delete word"),
    (Standard.DeleteEndOfLine, "delete line"),
    (Standard.Delete, "delete"),
    (Standard.InsertLineSeparator, "break line"),
)
_MOVING = (
    Standard.Copy, Standard.Paste, Standard.SelectAll, Standard.Deselect,
    Standard.MoveToNextChar, Standard.MoveToPreviousChar, Standard.MoveToNextWord, Standard.MoveToPreviousWord,
    Standard.MoveToNextLine, Standard.MoveToPreviousLine, Standard.MoveToNextPage, Standard.MoveToPreviousPage,
    Standard.MoveToStartOfLine, Standard.MoveToEndOfLine, Standard.MoveToStartOfBlock, Standard.MoveToEndOfBlock,
    Standard.MoveToStartOfDocument, Standard.MoveToEndOfDocument,
    Standard.SelectNextChar, Standard.SelectPreviousChar, Standard.SelectNextWord, Standard.SelectPreviousWord,
    Standard.SelectNextLine, Standard.SelectPreviousLine, Standard.SelectNextPage, Standard.SelectPreviousPage,
    Standard.SelectStartOfLine, Standard.SelectEndOfLine, Standard.SelectStartOfBlock, Standard.SelectEndOfBlock,
    Standard.SelectStartOfDocument, Standard.SelectEndOfDocument,
)  # fmt: skip
_PLAIN_KEYS: Mapping[int, Intent] = {
    Key.Key_Backspace: "backspace",
    Key.Key_Return: "split",
    Key.Key_Enter: "split",
    Key.Key_Tab: "demote",
    Key.Key_Backtab: "promote",
    Key.Key_Direction_L: "nothing",
    Key.Key_Direction_R: "nothing",
    Key.Key_Insert: "nothing",
}


def intent_of(event: QKeyEvent) -> Intent:
    """The intent of a key."""
    text = event.text()
    if not event.modifiers():
        if text and text.isprintable():
            return "type"
        plain = _PLAIN_KEYS.get(event.key())
        if plain is not None:
            return plain
    if event.matches(Standard.Undo) or event.matches(Standard.Redo):
        return "pass on"
    for standard, intent in _EDITING:
        if event.matches(standard):
            return intent
    if paragraph_step(event) or any(event.matches(standard) for standard in _MOVING):
        return "move"
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not modifiers or modifiers == Qt.KeyboardModifier.ShiftModifier:
        found = _PLAIN_KEYS.get(event.key())
        if found is not None:
            return found
    return "type" if types_text(event) else "pass on"


def types_text(event: QKeyEvent) -> bool:
    """Whether a key types something. The rule is that of Qt, so that AltGr, joiners and direction marks are not lost; but not
    with Alt alone, for which Qt types the letter of a command that does not exist."""
    text = event.text()
    if not text:
        return False
    category = unicodedata.category(text[0])
    if category == "Cf":
        return True
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    if event.modifiers() in (control, control | shift):
        return False
    alt = Qt.KeyboardModifier.AltModifier
    if event.modifiers() in (alt, alt | shift) and sys.platform != "darwin":  # there it is the key for more letters
        return False
    return category not in ("Cc", "Cn", "Cs") or (category == "Co")
