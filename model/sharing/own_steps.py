"""What colleagues did to a shared draft, as a transaction; and the own steps that are undone after it."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from model.edits.merging.copies import bring_merge
from model.errors import EditError
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.submission.moved_selections import move_selection
from model.submission.story import clauses_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Transaction, apply, invert
from model.submission.values import Submission


def bring_arrival(
    submission: Submission, arrived: Submission, author: str, time: str, values: Mapping[str, str | int]
) -> Transaction:
    """Make the submission what it is with the changes of colleagues.

    submission: the current submission
    arrived: the same with the changes
    author: the name of the colleague; several names, with commas
    time: when the changes arrived
    values: what the journal has to remember of the shared draft
    """
    made = bring_merge(submission, arrived, Stamp(author, time))
    return replace(made, kind=TransactionKind.ARRIVED, values=values)


def fit_step(transaction: Transaction, before: Submission, after: Submission, current: Submission, *, undo: bool) -> Transaction:
    """Another transaction for a step that is undone or redone after colleagues changed the text: it undoes to what the text would
    be without the step, or redoes to what it would be with it. EditError if colleagues changed the same words.

    transaction: the step as it was done
    before: the submission before it, when it was done
    after: the submission after it, when it was done
    current: the submission now
    undo: whether it is undone; otherwise it is redone
    """
    base, wanted = (after, before) if undo else (before, after)
    merged = merge_submissions(base, current, wanted)
    if _conflicts(merged) - _conflicts(current):
        raise EditError.of("the same words were changed since")
    made = bring_merge(current, merged, Stamp(transaction.author, transaction.time))
    apply(current, made)
    return replace(
        transaction,
        steps=invert(made).steps if undo else made.steps,
        before=_moved(transaction.before, before, merged if undo else current),
        after=_moved(transaction.after, after, current if undo else merged),
        rebases=made.rebases,
    )


def _conflicts(submission: Submission) -> set[str]:
    """The keys of the conflicts, which are made of what they contain."""
    return {*submission.conflicts, *(key for proposal in submission.proposals for key in proposal.conflicts)}


def _moved(selection: Selection | None, before: Submission, after: Submission) -> Selection | None:
    if selection is None:
        return None
    old, new = clauses_of(before, selection.story), clauses_of(after, selection.story)
    return move_selection(selection, old, new) if old is not new else selection
