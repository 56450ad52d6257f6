"""The editor: a view of a story in which keys, input methods, paste and drop become edits before Qt touches the document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDropEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from model.redline.edit_text import Place
from model.submission.resolved import View
from model.submission.story import FIRST_TEXT, StoryId
from widgets.common.store import Store
from widgets.editor import clipboard
from widgets.editor.copying import mime_of_selection
from widgets.editor.delete_ranges import word_around
from widgets.editor.editing_keys import EditingKeys
from widgets.editor.input_method import Composition, InputMethod
from widgets.editor.intents import Intents
from widgets.editor.key_intents import intent_of
from widgets.editor.selection_edits import SelectionEdits
from widgets.editor.transfer import Transfer
from widgets.editor.view import StoryView


class Editor(StoryView):
    """Shows and edits one story in one view."""

    refused = Signal(str)
    """Something could not be done; a sentence."""
    level_asked = Signal(int)
    """Tab and Shift+Tab: by how many levels the clauses of the selection move."""
    menu_asked = Signal(object)
    """The place on the screen where the menu of the selection belongs."""

    def __init__(self, store: Store, story: StoryId = FIRST_TEXT, view: View = "markup", parent: QWidget | None = None) -> None:
        super().__init__(store, story, view, parent)
        intents = Intents(store, lambda: self.story, self.refused.emit)
        self.edits = SelectionEdits(self, intents, self._prepare_edit, self.refused.emit)
        self.transfer = Transfer(self, self.edits)
        self._input_method = InputMethod(self, self.edits, Composition(self, self._guard, self._show_composition))
        self._keys = EditingKeys(self, self.edits, self.level_asked.emit)
        self.content.about_to_change.connect(self._input_method.composition.end)

    @property
    def composing(self) -> bool:
        """Whether an input method is composing."""
        return self._input_method.composition.active

    def _prepare_edit(self) -> None:
        self._input_method.composition.end()
        self.flush()

    def flush(self) -> None:
        """Turns what changed the document by another way into an ordinary edit."""
        difference = self.content.put_back()
        if difference is not None:
            self.edits.repeat(difference)

    # -- events

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and intent_of(event) == "pass on":
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        intent = intent_of(event)
        if intent == "type":
            self.edits.type_text(event.text(), by_key=True)
            return
        self._prepare_edit()
        if intent == "move":
            before = self.textCursor().position()
            super().keyPressEvent(event)
            self.caret.leave_mark(onwards=event.key() != Qt.Key.Key_End and before + 1 == self.textCursor().position())
            self.caret.show_top()
        elif intent == "pass on":
            event.ignore()
        else:
            self._keys.press(intent)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.flush()
        if self.view != "base":
            self._input_method.handle(event)
        event.accept()

    def _show_composition(self, event: QInputMethodEvent) -> None:
        """Shows a composition by Qt's own handler; its cell takes the room that it needs."""
        super().inputMethodEvent(event)
        number = self.textCursor().blockNumber()
        self.content.settle_tables(range(number, number + 1))

    def createMimeDataFromSelection(self) -> QMimeData:
        return mime_of_selection(self.content, self.caret.selected_range())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return self.view != "base" and clipboard.readable(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.mouse.move_caret_to_paste()
        self.transfer.paste(source)

    def dropEvent(self, event: QDropEvent) -> None:
        self.flush()
        target = self.content.place_at(self.hit_test.cursor_at(event.position()).position())
        with self.content.let_through():
            # Only so does Qt end its state of dragging.
            empty = QMimeData()
            super().dropEvent(QDropEvent(event.position(), event.possibleActions(), empty, event.buttons(), event.modifiers()))
        self.transfer.drop(event, target)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.view != "markup" or event.button() != Qt.MouseButton.LeftButton:
            return
        place = self.hit_test.character_at(event.position())
        word = word_around(self.projection.clauses[place.index], place.offset) if self.projection.clauses else None
        if word is not None:
            self.caret.move_to(Place(place.index, word[1]), Place(place.index, word[0]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse and self.pages.outer.source_at(event.pos().toPointF()):
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:  # the menu is about the place under the pointer
            at, cursor = self.hit_test.cursor_at(event.pos().toPointF()).position(), self.textCursor()
            if not (cursor.hasSelection() and cursor.selectionStart() <= at <= cursor.selectionEnd()):
                self.caret.move_to(self.content.place_at(at))
        self.menu_asked.emit(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
