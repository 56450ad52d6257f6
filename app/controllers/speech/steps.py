"""The announcements of what an edit did: commands by their names, typing over words and deleting by the words themselves."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible

from app.window.context import Context
from model import edits
from model.submission.story import clauses_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction, invert, merge
from widgets.common import announcements
from widgets.common.names import name_place
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import say

WITHOUT_NAME = frozenset(
    {
        TransactionKind.OTHER, TransactionKind.TYPE, TransactionKind.AUTOCORRECT, TransactionKind.DELETE,
        TransactionKind.EDIT_FROM_OUTSIDE, TransactionKind.SET_FIELD, TransactionKind.UPDATE_REFERENCES,
    }
)  # fmt: skip
"""A reader says characters that are typed, and fields are said as they are left."""
TYPED_AFTER = 1000
"""Milliseconds after the last letter until a replacement is announced."""


class StepSpeech(QObject):
    """Announces each command that changed the text, what was typed over or deleted, and what was undone or redone."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._window = window
        self._typed: Transaction | None = None
        """What was typed over selected words, until it is announced."""
        self._typing = debounce(self, TYPED_AFTER, self._announce_typed)
        self._session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Releases the session."""
        self._typing.stop()
        self._session.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        transaction = change.transaction
        if not QAccessible.isActive() or transaction is None or change.origin not in ("edit", "undo", "redo"):
            return
        if change.origin == "edit" and transaction.kind is TransactionKind.TYPE:
            self._note_typed(transaction)
            return
        self._announce_typed()
        words = self._words_of(change, transaction)
        if words:
            announcements.announce(self._window.focused_editor(), words)

    def _words_of(self, change: Change, transaction: Transaction) -> str:
        if change.origin == "undo":  # what is carried out is the inverse of the step
            step = say(edits.undo_texts.step_text(invert(transaction), None))
            return self.tr("Undone: {step}").format(step=step) if step else ""
        step = say(edits.undo_texts.step_text(transaction, None))
        if change.origin == "redo":
            return self.tr("Redone: {step}").format(step=step) if step else ""
        if transaction.kind is TransactionKind.DELETE:
            return self._deleted_words(transaction)
        if transaction.kind is TransactionKind.SPLIT_PARAGRAPH:
            return self._split_words(transaction) or step
        return "" if transaction.kind in WITHOUT_NAME else step

    def _note_typed(self, transaction: Transaction) -> None:
        """Waits for the end of a word that is typed over others."""
        together = merge(self._typed, transaction) if self._typed is not None else None
        if together is None:
            self._announce_typed()
            if not edits.undo_texts.replaced_words(transaction)[0]:
                return
        self._typed = together or transaction
        self._typing.start()

    def _announce_typed(self) -> None:
        self._typing.stop()
        typed, self._typed = self._typed, None
        if typed is not None:
            announcements.announce(self._window.focused_editor(), _edit_words(*edits.undo_texts.replaced_words(typed)))

    def _deleted_words(self, transaction: Transaction) -> str:
        """The words that are deleted and still seen; a reader says those that are gone."""
        deleted = edits.undo_texts.replaced_words(transaction)[0]
        stays = "\n" in deleted or _lost(transaction) < len(deleted)
        return _edit_words(deleted, "") if stays and self._window.focused_editor().view == "markup" else ""

    def _split_words(self, transaction: Transaction) -> str:
        """The places of the paragraphs that one was split into."""
        selection = transaction.after
        if selection is None:
            return ""
        session, story = self._session, selection.story
        clauses = clauses_of(session.submission, story)
        index = next((place for place, clause in enumerate(clauses) if clause.id == selection.caret[0]), 0)
        first = next((clause for clause in reversed(clauses[:index]) if clause.end.status.in_draft), None)
        if first is None:
            return ""
        words = self.tr("Paragraph split into {first} and {second}")
        return words.format(first=name_place(session, story, first.id), second=name_place(session, story, clauses[index].id))


def _edit_words(deleted: str, inserted: str) -> str:
    from model.speech.change_words import edit_words

    words = edit_words(deleted, inserted)
    return say(words) if words is not None else ""


def _lost(transaction: Transaction) -> int:
    """The number of characters that are no longer in the text, not even as deleted ones."""
    steps = [step for step in transaction.steps if isinstance(step, Splice)]
    return sum(len(clause.text) for step in steps for clause in step.old) - sum(
        len(clause.text) for step in steps for clause in step.new
    )
