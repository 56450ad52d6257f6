"""The events of input methods in an editor."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent, QTextCursor

from model.redline import PLAIN, Status
from widgets.common.store import TYPING
from widgets.editor.composition import Composition, landing
from widgets.editor.document.projection import CharacterLook
from widgets.editor.selection_edits import SelectionEdits
from widgets.editor.view import StoryView


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
