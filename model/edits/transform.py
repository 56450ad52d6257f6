"""A submission with the steps applied to it so far, for edits that consist of several others."""

from __future__ import annotations

from collections.abc import Sequence

from model.edits.common import transaction
from model.redline import Clause, Stamp
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Step, Transaction, apply
from model.submission.values import Submission


class Transform:
    """A submission with the steps applied to it so far, to which an edit adds the edits that it consists of."""

    def __init__(self, submission: Submission, stamp: Stamp) -> None:
        self.submission = submission
        self.steps: list[Step] = []
        self.selection: Selection | None = None
        """The selection after the last transaction that was added."""
        self._stamp = stamp

    def add(self, transaction: Transaction) -> None:
        """Apply a transaction to the submission. EditError, and nothing changed, if it does not fit."""
        self.submission = apply(self.submission, transaction)
        self.steps += transaction.steps
        self.selection = transaction.after

    def add_steps(self, steps: Sequence[Step]) -> None:
        """Apply steps to the submission; the selection does not change."""
        self.add(transaction(TransactionKind.OTHER, steps, self._stamp, selection=self.selection))

    def clauses(self, story: StoryId) -> tuple[Clause, ...]:
        """The clauses of a story after the steps; EditError if there is no such story."""
        return story_clauses(self.submission, story)

    def transaction(self, kind: TransactionKind, *, selection: Selection | None = None) -> Transaction:
        """All steps as one transaction."""
        return transaction(kind, self.steps, self._stamp, selection=selection)
