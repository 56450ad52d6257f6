"""Repairs of faults that a stranger's file may have without being damaged: ids that occur twice, references to no note."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from model.redline import NOTE, Clause, Note, Redline
from model.submission.values import Proposal, Submission


def repair(submission: Submission) -> Submission:
    """The submission with unique clause ids in each list and a note, if need be an empty one, for each reference; the same
    object if nothing was wrong."""
    proposals = tuple([with_texts(proposal, _repair_redline) for proposal in submission.proposals])
    same = all(old is new for old, new in zip(submission.proposals, proposals, strict=True))
    return submission if same else replace(submission, proposals=proposals)


def with_texts(proposal: Proposal, change: Callable[[Redline], Redline]) -> Proposal:
    """The proposal with its text and the text as first read changed alike, the same object if neither is: both are one object
    as long as nothing was amended, and stay so."""
    redline = change(proposal.redline)
    original = redline if proposal.original is proposal.redline else change(proposal.original)
    if redline is proposal.redline and original is proposal.original:
        return proposal
    return replace(proposal, redline=redline, original=original)


def _repair_redline(redline: Redline) -> Redline:
    clauses = _with_unique_ids(redline.clauses)
    notes = {key: replace(note, clauses=_with_unique_ids(note.clauses)) for key, note in redline.notes.items()}
    for run in [run for clause in clauses for run in clause.runs if run.content]:
        if run.text == NOTE and run.content not in notes:
            notes[run.content] = Note()
    if clauses is redline.clauses and notes == redline.notes:
        return redline
    return replace(redline, clauses=clauses, notes=notes)


def _with_unique_ids(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    taken = {clause.id for clause in clauses}
    if len(taken) == len(clauses):
        return clauses
    seen: set[str] = set()
    out = []
    for clause in clauses:
        id, count = clause.id, 1
        while id in seen or (id != clause.id and id in taken):
            count += 1
            id = f"{clause.id}-{count}"
        seen.add(id)
        out.append(clause if id == clause.id else replace(clause, id=id))
    return tuple(out)
