"""The composition of an input method: shown by Qt in the layout, outside the document, until it is committed as one
edit."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic_ns

from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from model.redline import Clause
from model.redline.edit_text import Place
from widgets.common.store import MergeKey, MergeRule
from widgets.editor.foreign_edit_guard import ForeignEditGuard
from widgets.editor.projection import utf16_length


class Composition:
    """The pre-edit text of one editor. It must be ended before the caret or the document moves: Qt leaves it behind
    in its block otherwise, and an ending event removes a selection that stands there."""

    def __init__(self, editor: QTextEdit, guard: ForeignEditGuard, send: Callable[[QInputMethodEvent], None]) -> None:
        self._editor = editor
        self._guard = guard
        self._send = send
        self._at: QTextCursor | None = None
        self.key: MergeKey | None = None
        """Under which what was selected goes and what comes for it is one undo step; None where nothing was selected."""

    @property
    def active(self) -> bool:
        """Whether an input method is composing."""
        return self._at is not None

    def replaces(self) -> MergeKey:
        """Begins one that comes in the place of a selection; gives its key."""
        self.key = MergeKey(MergeRule.COMPOSITION, monotonic_ns())  # that of no other editor
        return self.key

    def show(self, event: QInputMethodEvent, form: QTextCharFormat) -> None:
        """Shows the pre-edit text of an event at the caret, which must not have a selection."""
        text = event.preeditString()
        if not text:
            self.end()
            return
        attribute = QInputMethodEvent.Attribute(
            QInputMethodEvent.AttributeType.TextFormat, 0, utf16_length(text), _underlined(form)
        )
        if self._at is None:
            self._at = QTextCursor(self._editor.textCursor())
        with self._guard.asleep():
            self._send(QInputMethodEvent(text, [attribute, *event.attributes()]))

    def end(self) -> None:
        """Takes the pre-edit text away; caret and selection stay."""
        if self._at is None:
            return
        at, self._at = self._at, None
        kept = self._editor.textCursor()
        with self._guard.asleep():
            at.setPosition(at.position())
            self._editor.setTextCursor(at)
            self._send(QInputMethodEvent("", []))
            self._editor.setTextCursor(kept)


def _underlined(form: QTextCharFormat) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(form.foreground())
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setFontStrikeOut(False)
    return made


def landing(clauses: tuple[Clause, ...], place: Place) -> Place:
    """Where text typed at a place will stand: behind struck text that the place is in or before."""
    if not clauses:
        return place
    offset, target = 0, place.offset
    for run in clauses[place.index].runs:
        offset += len(run.text)
        if offset <= target:
            continue
        if run.status.in_draft:
            break
        target = offset
    return Place(place.index, target)
