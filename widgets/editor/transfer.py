"""Paste and drop: clauses of this program, and text of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent

from model.errors import EditError
from model.redline.edit_text import Place
from model.submission.transaction_kinds import TransactionKind
from widgets.common.translation import translate
from widgets.editor import clipboard
from widgets.editor.document.selections import Pair
from widgets.editor.selection_edits import SelectionEdits
from widgets.editor.view import StoryView

LONG = 50_000
"""Characters above which pasted text is read in the background."""


T = TypeVar("T")


class TaskRunner(Protocol):
    """Does some work and returns its result; the message names the work if it takes long."""

    def __call__(self, work: Callable[[], T], message: str, /) -> T: ...


def run_inline(work: Callable[[], T], _message: str) -> T:
    """Does the work at once, in the same thread."""
    return work()


class Transfer:
    """Puts transferred data into the text of a view."""

    def __init__(self, view: StoryView, edits: SelectionEdits) -> None:
        self._view = view
        self._edits = edits
        self.run_work: TaskRunner = run_inline
        """Does long work; the program sets it to a function that works in the background."""

    def paste(self, data: QMimeData) -> None:
        """Replaces the selection by data."""
        clauses = clipboard.clauses_in(data)
        if clauses:
            kind, notes = TransactionKind.PASTE, clipboard.notes_in(data)
            self._edits.apply(lambda at: self._edits.intents.paste_clauses(at, clauses, kind, notes))
        else:
            self._edits.apply(lambda at: self._put_foreign(at, data, TransactionKind.PASTE))

    def drop(self, event: QDropEvent, target: Place) -> None:
        """Moves the selection that was dragged, or inserts the data of an event at a place."""
        view, data, at = self._view, event.mimeData(), (target, target)
        from_here = event.source() in (view, view.viewport())
        if from_here and event.dropAction() == Qt.DropAction.MoveAction:
            self._edits.apply(lambda selected: self._edits.intents.drag(selected, target, TransactionKind.MOVE_TEXT))
        elif clauses := clipboard.clauses_in(data):
            notes = clipboard.notes_in(data)
            self._edits.apply(lambda _: self._edits.intents.paste_clauses(at, clauses, TransactionKind.DROP, notes))
        else:
            self._edits.apply(lambda _: self._put_foreign(at, data, TransactionKind.DROP))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _put_foreign(self, at: Pair, data: QMimeData, kind: TransactionKind) -> Place | None:
        """Replaces a selection by the text of another program; EditError if there is none."""
        if clipboard.files_in(data):
            raise EditError(
                translate("Editor", "A file is opened with File › Open, or dropped on the window; it cannot be pasted.")
            )
        if not clipboard.readable(data):
            raise _not_text()
        raw = clipboard.raw_in(data)
        work = self.run_work if raw.size > LONG else run_inline
        text = work(lambda: clipboard.foreign_of(raw), translate("Editor", "Reading what is pasted …"))
        if text.tables and not self._edits.intents.takes_tables(at):
            text = clipboard.without_tables(text)
        if not any(text.paragraphs) and len(text.paragraphs) < 2:
            if raw.html or raw.rtf:
                raise _not_text()
            return None
        transaction = work(lambda: self._edits.intents.paste_transaction(at, text, kind), translate("Editor", "Pasting …"))
        caret = self._edits.intents.carry_out(transaction, at)
        if text.note and caret is not None:
            self._edits.refuse(text.note)
        return caret


def _not_text() -> EditError:
    return EditError(translate("Editor", "Only text can be inserted here. What you pasted or dropped contains no text."))
