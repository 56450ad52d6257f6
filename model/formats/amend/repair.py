"""Repairs of faults that a stranger's file may have without being damaged: ids that occur twice, references to no note."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from model.formats.amend.values import Project
from model.redline import NOTE, Clause, Note, Redline
from model.redline.runs import referred_notes
from model.submission.values import Proposal, Submission


def repair(submission: Submission) -> Submission:
    """The submission with unique clause ids and a note, perhaps empty, for each reference; the same object if sound."""
    return with_proposals(submission, lambda proposal: with_texts(proposal, _repair_redline))


def with_submissions(project: Project, change: Callable[[Submission], Submission]) -> Project:
    """The project with its submission and those of its versions changed; the same object if none is."""
    submission = change(project.submission)
    versions = tuple([replace(version, submission=change(version.submission)) for version in project.versions])
    same = all(new.submission is old.submission for new, old in zip(versions, project.versions, strict=True))
    return project if same and submission is project.submission else replace(project, submission=submission, versions=versions)


def with_proposals(submission: Submission, change: Callable[[Proposal], Proposal]) -> Submission:
    """The submission with its proposals changed; the same object if none is."""
    proposals = tuple([change(proposal) for proposal in submission.proposals])
    same = all(new is old for new, old in zip(proposals, submission.proposals, strict=True))
    return submission if same else replace(submission, proposals=proposals)


def with_texts(proposal: Proposal, change: Callable[[Redline], Redline]) -> Proposal:
    """The proposal with its text and the text as first read changed alike, the same object if neither is: both are one object
    as long as nothing was amended, and stay so."""
    redline = change(proposal.redline)
    original = redline if proposal.original is proposal.redline else change(proposal.original)
    theirs = None if proposal.theirs is None else change(proposal.theirs)
    if redline is proposal.redline and original is proposal.original and theirs is proposal.theirs:
        return proposal
    return replace(proposal, redline=redline, original=original, theirs=theirs)


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


def without_orphans(project: Project) -> tuple[Project, int]:
    """The project without notes to which no text refers, and their number; the same object if there were none."""
    kept = with_submissions(
        project, lambda submission: with_proposals(submission, lambda proposal: with_texts(proposal, _redline))
    )
    pairs = zip(project.submission.proposals, kept.submission.proposals, strict=True)
    return kept, sum(len(old.redline.notes) - len(new.redline.notes) for old, new in pairs)


def _redline(redline: Redline) -> Redline:
    if not redline.notes:
        return redline
    referred = referred_notes(redline)
    kept = {key: note for key, note in redline.notes.items() if key in referred}
    return redline if len(kept) == len(redline.notes) else replace(redline, notes=kept)
