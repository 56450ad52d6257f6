"""Input methods: Qt shows a composition in the layout, outside the document, until it is committed as one edit."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic_ns

from PySide6.QtCore import QObject
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from model.redline import PLAIN, Clause, Status
from model.redline.edit_text import Place
from widgets.common.store import TYPING, MergeKey, MergeRule
from widgets.editor.document.foreign_edit_guard import ForeignEditGuard
from widgets.editor.document.projection import CharacterLook, utf16_length
from widgets.editor.selection_edits import SelectionEdits
from widgets.editor.view import StoryView


class Composition(QObject):
    """The pre-edit text of one editor. It must end before the caret or the document moves: otherwise Qt leaves it in its block,
    and the event that ends it removes a selection there."""

    def __init__(self, editor: QTextEdit, guard: ForeignEditGuard, send: Callable[[QInputMethodEvent], None]) -> None:
        super().__init__(editor)
        self._editor = editor
        self._guard = guard
        self._send = send
        self._at: QTextCursor | None = None
        self.key: MergeKey | None = None
        """Makes the deletion of the selection and the composed text one undo step; None if nothing was selected."""

    @property
    def active(self) -> bool:
        """Whether an input method is composing."""
        return self._at is not None

    def begin_replacing(self) -> MergeKey:
        """Begins a composition that replaces a selection, and returns its key."""
        self.key = MergeKey(MergeRule.COMPOSITION, monotonic_ns())  # no other editor has this number
        return self.key

    def show(self, event: QInputMethodEvent, form: QTextCharFormat) -> None:
        """Shows the pre-edit text of an event at the caret, which must not have a selection."""
        text = event.preeditString()
        if not text:
            self.end()
            return
        attribute = QInputMethodEvent.Attribute(
            QInputMethodEvent.AttributeType.TextFormat, 0, utf16_length(text), _composed_format(form)
        )
        if self._at is None:
            self._at = QTextCursor(self._editor.textCursor())
        with self._guard.let_through():
            self._send(QInputMethodEvent(text, [attribute, *event.attributes()]))

    def end(self) -> None:
        """Removes the pre-edit text; caret and selection stay."""
        if self._at is None:
            return
        at, self._at = self._at, None
        cursor = self._editor.textCursor()
        with self._guard.let_through():
            at.setPosition(at.position())
            self._editor.setTextCursor(at)
            self._send(QInputMethodEvent("", []))
            self._editor.setTextCursor(cursor)


class InputMethod:
    """Shows what an input method composes, and types what it commits."""

    def __init__(self, view: StoryView, edits: SelectionEdits, composition: Composition) -> None:
        self._view = view
        self._edits = edits
        self.composition = composition

    def handle(self, event: QInputMethodEvent) -> None:
        """Handles an event in a view that can be edited."""
        view, composition = self._view, self.composition
        starting = not composition.active
        if event.commitString() or event.replacementLength():
            composition.end()
            self._replace(event)
        if not event.preeditString():
            composition.end()
            composition.key = None
            return
        if starting:
            if view.textCursor().hasSelection():
                key = composition.begin_replacing()
                self._edits.apply(lambda at: self._edits.intents.make_room(at, key))
            view.caret.move_to(landing(view.projection.clauses, view.caret.selected_range()[0]))
        status = Status.INSERTED if view.view == "markup" else None
        composition.show(event, view.formats.char(CharacterLook(status, PLAIN)))

    def _replace(self, event: QInputMethodEvent) -> None:
        view, text = self._view, event.commitString()
        if event.replacementLength():
            cursor = view.textCursor()
            cursor.setPosition(max(0, cursor.position() + event.replacementStart()))
            stop = min(cursor.position() + event.replacementLength(), view.document().characterCount() - 1)
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            view.setTextCursor(cursor)
        if not text:
            self._edits.apply(self._edits.intents.delete)
            return
        if "\n" in text:
            self._edits.put_text(text)
        else:
            self._edits.type_text(text, self.composition.key or TYPING)
        self.composition.key = None


def _composed_format(form: QTextCharFormat) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(form.foreground())
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
    made.setFontStrikeOut(False)
    return made


def landing(clauses: tuple[Clause, ...], place: Place) -> Place:
    """The place of text typed at a place: after deleted text that it is in or before."""
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
