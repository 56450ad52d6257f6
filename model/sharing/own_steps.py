"""The own steps of a shared draft that are undone or redone after changes of colleagues arrived."""

from __future__ import annotations

from msgspec.structs import replace

from model.errors import EditError
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.sharing.new_commits import difference, with_sources
from model.submission.moved_selections import move_selection
from model.submission.story import clauses_of
from model.submission.transactions import Selection, Transaction, apply, invert
from model.submission.values import Submission


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
    merged = with_sources(merge_submissions(base, current, wanted), current.sources)
    if _conflicts(merged) - _conflicts(current):
        raise EditError.of("the same words were changed since")
    made = difference(current, merged, Stamp(transaction.author, transaction.time))
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
