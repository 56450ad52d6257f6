"""Several edits as one transaction, and a long transaction as several."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.edits.common import transaction
from model.redline import Clause, Stamp, Status
from model.submission.amendments import is_whole
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Splice, Step, Transaction, apply
from model.submission.values import Submission


class Transform:
    """A submission with the steps applied to it so far, to which an edit adds the edits that it consists of."""

    def __init__(self, submission: Submission, stamp: Stamp) -> None:
        self.submission = submission
        self.steps: list[Step] = []
        self.selection: Selection | None = None
        """The selection after the last transaction that was added."""
        self.stamp = stamp

    def add(self, transaction: Transaction) -> None:
        """Apply a transaction to the submission. EditError, and nothing changed, if it does not fit."""
        self.submission = apply(self.submission, transaction)
        self.steps += transaction.steps
        self.selection = transaction.after

    def add_steps(self, steps: Sequence[Step]) -> None:
        """Apply steps to the submission; the selection does not change."""
        self.add(transaction(TransactionKind.OTHER, steps, self.stamp, selection=self.selection))

    def clauses(self, story: StoryId) -> tuple[Clause, ...]:
        """The clauses of a story after the steps; EditError if there is no such story."""
        return story_clauses(self.submission, story)

    def transaction(self, kind: TransactionKind, *, selection: Selection | None = None) -> Transaction:
        """All steps as one transaction."""
        return transaction(kind, self.steps, self.stamp, selection=selection)


def in_parts(made: Transaction, most: int) -> Sequence[Transaction]:
    """A long insertion as several transactions, each of which leaves a whole text; any other transaction as it is."""
    step, *rest = made.steps or (None,)
    if made.rebases or not isinstance(step, Splice) or len(step.new) <= most:
        return (made,)
    new = step.new
    first = next((place for place, clause in enumerate(new) if is_whole(clause, Status.INSERTED)), len(new))
    stop = next((place for place in range(first, len(new)) if not is_whole(new[place], Status.INSERTED)), len(new))
    around = new[:first] + new[stop:]
    if stop - first <= most or (rest and (around or step.old)):
        return (made,)
    steps: list[Step] = [Splice(step.story, step.at, step.old, around)] if around != step.old else []
    steps += [Splice(step.story, step.at + low, (), new[low : min(low + most, stop)]) for low in range(first, stop, most)]
    return [replace(made, steps=part) for part in (*((single,) for single in steps), tuple(rest)) if part]


def by_steps(made: Transaction, most: int) -> Sequence[Transaction]:
    """A transaction each of whose steps leaves a whole text with its base, as several of so many steps."""
    return [replace(made, steps=made.steps[low : low + most]) for low in range(0, len(made.steps), most)]
