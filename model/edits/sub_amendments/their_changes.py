"""Decisions on single changes of another party, in a proposal that amends theirs."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.diff.compare import compare
from model.edits import review
from model.edits.common import transaction
from model.errors import EditError
from model.layers.combined import base_upon, fit_together
from model.layers.decisions import TheirsDecision, Wording, upper_after
from model.merging.submissions import add_conflict
from model.redline import Clause, Redline, Stamp
from model.redline.cells import deleted_cells, refuse_their_columns
from model.redline.runs import changed_span
from model.submission.amendments import AmendedPart, Amendment
from model.submission.conflicts import MergeConflict
from model.submission.resolved import in_view
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Step, Transaction, apply
from model.submission.values import Proposal, Submission

_KINDS: dict[TheirsDecision, TransactionKind] = {
    "accept": TransactionKind.ACCEPT_THEIR_CHANGE,
    "reject": TransactionKind.REJECT_THEIR_CHANGE,
    "oppose": TransactionKind.OPPOSE_THEIR_CHANGE,
}


def decide_their_changes(
    submission: Submission, number: int, chosen: Sequence[Amendment], decision: TheirsDecision, stamp: Stamp
) -> Transaction:
    """Decide changes of the other party one by one. The text in force stays as it is.

    *accept* takes back what ours changes of them, *oppose* restores the text in force in ours, upon theirs; both leave their
    proposal as it is. *reject* removes them from their proposal, and from ours; where ours changes the same words, our wording
    stays, and is kept beside theirs as a conflict. EditError if the proposal has one layer, or if nothing would change.

    number: the number of the proposal
    chosen: amendments of the lower layer
    decision: what becomes of them
    """
    proposal = proposal_of(submission, number)
    if proposal.theirs is None:
        raise EditError.of("proposal {number} does not amend another party’s; it has one layer", number=number)
    if decision == "reject":
        steps = _rejection(submission, number, proposal, chosen, stamp)
    else:
        steps = _steps_upon(number, proposal, proposal.theirs, chosen, decision, stamp)
    return transaction(_KINDS[decision], steps, stamp, rebases=decision == "reject", count=len(chosen))


def _parts(theirs: Redline, chosen: Sequence[Amendment], *, accepting: bool) -> list[AmendedPart]:
    whole = review.with_rows(theirs, chosen, accepting=accepting)
    return list(dict.fromkeys(part for amendment in whole for part in amendment.parts))


def _steps_upon(
    number: int, proposal: Proposal, theirs: Redline, chosen: Sequence[Amendment], decision: TheirsDecision, stamp: Stamp
) -> list[Step]:
    if decision == "oppose" and any(amendment.kind == "row" for amendment in chosen):
        raise EditError.of("a row of a table is restored or deleted whole; insert or delete the row in your text")
    parts = _parts(theirs, chosen, accepting=True)
    if decision == "oppose":
        _refuse_columns(theirs, parts)
    upper = _fitting(theirs, upper_after(theirs, theirs, proposal.redline, parts, decision, stamp).redline, stamp)
    steps = review.difference_steps(number, proposal.redline, upper)
    new = [key for key in upper.notes if key not in proposal.redline.notes]
    steps = [*(SetField(f"proposals/{number}/notes/{key}", None, upper.notes[key]) for key in new), *steps]
    if not steps and decision == "accept":
        raise EditError.of("yours has this change as they made it; there is nothing of yours to take back")
    if not steps:
        raise EditError.of("yours does not have this change, or has a wording of its own there; write it in your text")
    return steps


def _refuse_columns(theirs: Redline, parts: Sequence[AmendedPart]) -> None:
    """EditError if a column is among the parts: Word marks cells as inserted or as deleted, so ours cannot restore or delete it
    beside their change."""
    cells = {theirs[part.clause].cell for part in parts if not part.note}
    refuse_their_columns(theirs.clauses, cells)
    if any(cell in cells for cell in deleted_cells(theirs.clauses)):
        raise EditError.of("a column of a table is restored whole; insert the column in your text")


def _rejection(submission: Submission, number: int, proposal: Proposal, chosen: Sequence[Amendment], stamp: Stamp) -> list[Step]:
    theirs = proposal.theirs or Redline()
    alone = Submission(proposals=(Proposal(redline=theirs),), language=submission.language)
    rest = apply(alone, review.reject(alone, 1, chosen, stamp)).proposals[0].redline
    parts = _parts(theirs, chosen, accepting=False)

    def upper_as(wording: Wording) -> Redline:
        made = upper_after(theirs, rest, proposal.redline, parts, "reject", stamp, wording)
        met.update(made.conflicting_stories)
        return _fitting(rest, made.redline, stamp)

    met: set[str] = set()
    upper = upper_as("ours")
    conflicts = dict(proposal.conflicts)
    if met:
        other, before = upper_as("theirs"), upper_as("before")
        for key in sorted(met):
            versions = [redline.clauses_of(key) for redline in (before, upper, other) if not key or key in redline.notes]
            if len(versions) == 3:
                add_conflict(conflicts, _conflict(key, *versions))
    new = replace(proposal, theirs=rest, redline=upper, conflicts=conflicts)
    proposals = (*submission.proposals[: number - 1], new, *submission.proposals[number:])
    return [SetField("proposals", submission.proposals, proposals)] if new != proposal else []


def _fitting(theirs: Redline, upper: Redline, stamp: Stamp) -> Redline:
    """Our layer, compared again with theirs if it does not fit upon it: the words are the same, their marks may differ."""
    if fit_together(theirs, upper):
        return upper
    return compare(base_upon(theirs), in_view(upper, "draft"), stamp, by_id=True)


def _conflict(note: str, before: Sequence[Clause], present: Sequence[Clause], other: Sequence[Clause]) -> MergeConflict:
    """The conflict of our wording with that of their proposal, with the clauses in which the wordings differ."""
    spans = [changed_span(present, version) for version in (before, other)]
    head, tail = (min(ends) for ends in zip(*spans, strict=True))
    head = max(0, head - 1) if min(map(len, (before, present, other))) - head - tail <= 0 else head
    was, now, wanted = (tuple(version[head : len(version) - tail]) for version in (before, present, other))
    return MergeConflict("", note, was, now, wanted)
