"""The editor: a view of a story in which keys, input methods, paste and drop become intents before Qt touches the
document."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from model.edits import enter_and_tab
from model.errors import EditError
from model.redline import PLAIN, Status
from model.redline.edit_text import Place
from model.submission.resolved import View
from model.submission.transaction_kinds import TransactionKind
from widgets.common.sliced_work import Slices
from widgets.common.store import TYPING, MergeKey, Store
from widgets.common.translation import say
from widgets.editor import clipboard
from widgets.editor.at_work import RunWork, at_once
from widgets.editor.composition import landing
from widgets.editor.copying import copied
from widgets.editor.delete_ranges import word_around
from widgets.editor.foreign_edit_guard import MOST_BLOCKS
from widgets.editor.intents import Intents, Pair
from widgets.editor.key_intents import Intent, intent_of
from widgets.editor.projection import CharacterLook
from widgets.editor.view import StoryView

LONG = 50_000
"""Characters beyond which what is pasted is read at work."""


class Editor(StoryView):
    """Shows and edits one story in one view."""

    refused = Signal(str)
    """Something could not be done; a sentence."""
    level_asked = Signal(int)
    """Tab and Shift+Tab: by how many levels the clauses of the selection move."""
    menu_asked = Signal(object)
    """The place on the screen where the menu of the selection belongs."""

    def __init__(self, store: Store, story: str = "1", view: View = "markup", parent: QWidget | None = None) -> None:
        self._intents = Intents(store, lambda: self.story, lambda sentence: self.refused.emit(sentence))  # noqa: PLW0108
        self.typing = self._intents.typing
        """What is put right while it is typed; its rules are set from outside."""
        self.at_work: RunWork = at_once
        """Does what takes long; set from outside by who can do it beside the window."""
        super().__init__(store, story, view, parent)
        self._actions = self._make_actions()

    def _make_actions(self) -> Mapping[Intent, Callable[[], None]]:
        intents = self._intents
        return {
            "backspace": lambda: self._do(lambda at: intents.backspace(at, word=False)),
            "backspace word": lambda: self._do(lambda at: intents.backspace(at, word=True)),
            "delete": lambda: self._do(intents.delete),
            "delete word": lambda: self._do(lambda at: intents.delete(at, word=True)),
            "delete line": self._delete_line,
            "split": lambda: self._do(intents.split),
            "break line": lambda: self._do(intents.break_line),
            "demote": lambda: self._tab(1),
            "promote": lambda: self._tab(-1),
            "cut": self.cut_text,
        }

    def set_in_slices(self, in_slices: Slices) -> None:
        """Says who does step by step what takes long in this thread."""
        self._intents.in_slices = in_slices

    def set_punctuate(self, on: bool) -> None:
        """Says whether the closing marks of items follow what is pasted."""
        self._intents.punctuate = on

    # -- intents

    def _do(self, intent: Callable[[Pair], Place | None]) -> None:
        """Carries out an intent on the selection and puts the caret where it says."""
        self._composition.end()
        self.flush()
        if self._view == "base":
            told = self.tr("The text in force is only read; amend it in the views Markup (Ctrl+1) and Draft (Ctrl+2).")
            self.refused.emit(told)
            return
        try:
            caret = intent(self.selected())
        except EditError as error:
            self.refused.emit(say(error.message))
            return
        if caret is not None:
            self.set_caret(caret)

    def type_text(self, text: str, merge: MergeKey = TYPING, *, by_key: bool = False) -> None:
        """Puts text in place of the selection; steps of one `merge` that follow each other are one for undo."""
        text = clipboard.cleaned(text)
        if text:
            self._do(lambda at: self._intents.type(at, text, merge, by_key=by_key))

    def put_text(self, text: str) -> None:
        """Puts a text of any number of paragraphs in place of the selection."""
        paragraphs = clipboard.paragraphs_of(text)
        if any(paragraphs) or len(paragraphs) > 1:
            self._do(lambda at: self._intents.paste(at, clipboard.unformatted(paragraphs), TransactionKind.PASTE))

    def cut_text(self) -> None:
        """Copies the selection and deletes it; nothing where there is none."""
        if self.textCursor().hasSelection():
            self.copy()
            self._do(self._intents.delete)

    def _tab(self, by: int) -> None:
        """Another level at the head of a paragraph and over several, the next cell in a table, whose words are chosen, else a
        character: as in the lists of a word processor. Behind the last cell comes a new row."""
        clauses, (a, b) = self._projection.clauses, self.selected()
        meaning = enter_and_tab.tab_meaning(clauses, a, b) if clauses else None
        if meaning == "cell":
            index = enter_and_tab.next_cell(clauses, a.index, by, self._projection.view)
            if index is not None:
                self.set_caret(enter_and_tab.end_of_cell(clauses, index), Place(index, 0))
            elif by > 0:
                self._do(self._intents.add_row)
        elif meaning == "level" and self._view != "base":
            self.level_asked.emit(by)
        elif meaning == "text" and self._view != "base" and by > 0:
            self.type_text("\t", by_key=True)

    def _delete_line(self) -> None:
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        self._do(self._intents.delete)

    def flush(self) -> None:
        """Turns what came into the document by another way into an ordinary edit."""
        difference = self._put_back()
        if difference is None:
            return
        start, stop = self._projection.place(difference.start), self._projection.place(difference.stop)
        if stop.index - start.index > MOST_BLOCKS:
            self.refused.emit(self.tr("A change of too many clauses from outside was refused."))
            return
        text = clipboard.unformatted(clipboard.paragraphs_of(difference.text))
        self._do(lambda _: self._intents.put((start, stop), text, TransactionKind.EDIT_FROM_OUTSIDE))

    # -- events

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and intent_of(event) == "pass on":
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.flush()
        self._composition.end()
        intent = intent_of(event)
        if intent == "move":
            super().keyPressEvent(event)
            self.show_top()
        elif intent == "pass on":
            event.ignore()
        elif intent == "type":
            self.type_text(event.text(), by_key=True)
        elif intent in self._actions:
            self._actions[intent]()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.flush()
        self._input(event)
        event.accept()

    def _input(self, event: QInputMethodEvent) -> None:
        if self._view == "base":
            return
        starting = not self._composition.active
        if event.commitString() or event.replacementLength():
            self._composition.end()
            self._replace(event)
        if not event.preeditString():
            self._composition.end()
            self._composition.key = None
            return
        if starting:
            if self.textCursor().hasSelection():
                key = self._composition.replaces()
                self._do(lambda at: self._intents.make_room(at, key))
            self.set_caret(landing(self._projection.clauses, self.selected()[0]))
        status = Status.INSERTED if self._view == "markup" else None
        self._composition.show(event, self._formats.char(CharacterLook(status, PLAIN)))

    def _replace(self, event: QInputMethodEvent) -> None:
        if event.replacementLength():
            cursor = self.textCursor()
            cursor.setPosition(max(0, cursor.position() + event.replacementStart()))
            stop = min(cursor.position() + event.replacementLength(), self.document().characterCount() - 1)
            cursor.setPosition(stop, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
        if event.commitString():
            key = self._composition.key or TYPING
            put = self.put_text if "\n" in event.commitString() else lambda text: self.type_text(text, key)
            put(event.commitString())
            self._composition.key = None
        else:
            self._do(self._intents.delete)

    def createMimeDataFromSelection(self) -> QMimeData:
        shown = self._projection.clauses
        return copied(self._store.submission, self.story, self._view, shown, self.selected(), self._labelling())

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return self._view != "base" and clipboard.readable(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.point_at_pasted()
        clauses = clipboard.clauses_in(source)
        if clauses:
            self._do(lambda at: self._intents.paste_clauses(at, clauses, TransactionKind.PASTE, clipboard.notes_in(source)))
        else:
            self._do(lambda at: self._put_foreign(at, source, TransactionKind.PASTE))

    def _put_foreign(self, at: Pair, source: QMimeData, kind: TransactionKind) -> Place | None:
        """Puts what another program gave in place of a selection; EditError where it is no text."""
        if clipboard.files_in(source):
            raise EditError(self.tr("A file is opened with File › Open, or dropped on the window; it cannot be pasted."))
        if not clipboard.readable(source):
            raise EditError(self.tr("Only text can be put in here; what is pasted or dropped holds none."))
        raw = clipboard.raw_in(source)
        work = self.at_work if raw.size > LONG else at_once
        text = work(lambda: clipboard.foreign_of(raw), self.tr("Reading what is pasted …"))
        if not any(text.paragraphs) and len(text.paragraphs) < 2:
            if raw.html or raw.rtf:
                raise EditError(self.tr("Only text can be put in here; what is pasted or dropped holds none."))
            return None
        made = work(lambda: self._intents.pasted(at, text, kind), self.tr("Pasting …"))
        caret = self._intents.carry_out(made, at)
        if text.note and caret is not None:
            self.refused.emit(text.note)
        return caret

    def dropEvent(self, event: QDropEvent) -> None:
        self.flush()
        target = self._place(self.cursor_at(event.position()).position())
        own = event.source() in (self, self.viewport())
        data, action = event.mimeData(), event.dropAction()
        with self._guard.asleep():
            # Qt leaves its state of dragging only so.
            empty = QMimeData()
            super().dropEvent(QDropEvent(event.position(), event.possibleActions(), empty, event.buttons(), event.modifiers()))
        if own and action == Qt.DropAction.MoveAction:
            self._do(lambda at: self._intents.drag(at, target, TransactionKind.MOVE_TEXT))
        elif clauses := clipboard.clauses_in(data):
            notes, at = clipboard.notes_in(data), (target, target)
            self._do(lambda _: self._intents.paste_clauses(at, clauses, TransactionKind.DROP, notes))
        else:
            self._do(lambda _: self._put_foreign((target, target), data, TransactionKind.DROP))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self._view != "markup" or event.button() != Qt.MouseButton.LeftButton:
            return
        place = self.character_at(event.position())
        word = word_around(self._projection.clauses[place.index], place.offset) if self._projection.clauses else None
        if word is not None:
            self.set_caret(Place(place.index, word[1]), Place(place.index, word[0]))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:  # what is here is where the pointer is
            at, selected = self.cursor_at(event.pos().toPointF()).position(), self.textCursor()
            if not (selected.hasSelection() and selected.selectionStart() <= at <= selected.selectionEnd()):
                self.set_caret(self._place(at))
        self.menu_asked.emit(event.globalPos())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.flush()
        super().focusOutEvent(event)
