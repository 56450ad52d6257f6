"""Repairs of faults that a stranger's file may have without being damaged: ids that occur twice, references to no note; and of
marks that an older version stored as text of notes."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from model.formats.amend.values import Project
from model.numbering.edition_marks import has_mark
from model.numbering.mark_forms import HOUSE_MARK, read_mark
from model.redline import KEPT, NOTE, PLAIN, Clause, Label, Note, Redline, with_text
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


def with_marks_of_notes(submission: Submission) -> Submission:
    """The submission with the edition marks that end the words of notes as values, in texts whose provisions have such.

    A mark in which something was amended stays text, and so does that of a note that has amendments to be restored.
    """
    return with_proposals(submission, _with_marks)


def _with_marks(proposal: Proposal) -> Proposal:
    if not any(map(has_mark, proposal.redline.clauses)):
        return proposal
    kept = {part.note for parts in proposal.struck.values() for part in parts}
    kept |= {key for parts in proposal.struck.values() for part in parts for key in part.notes}
    chosen = {key for key, note in proposal.redline.notes.items() if key not in kept and _with_mark(note) is not note}
    return with_texts(proposal, lambda redline: _with_marks_of(redline, chosen)) if chosen else proposal


def _with_marks_of(redline: Redline, keys: set[str]) -> Redline:
    notes = {key: _with_mark(note) if key in keys else note for key, note in redline.notes.items()}
    return replace(redline, notes=notes)


def _with_mark(note: Note) -> Note:
    """The note with its mark as a value; the note itself if it has none, or if something of it was amended."""
    last = note.clauses[-1] if note.clauses else None
    run = last.runs[-1] if last is not None and last.runs else None
    if last is None or run is None or any(has_mark(clause) or clause.end.status is not KEPT for clause in note.clauses):
        return note
    mark = read_mark(run.text) if run.status is KEPT and run.base_style is None and not run.content else None
    if mark is None or any(read_mark(last.text_on(side)) != mark for side in ("base", "draft")):
        return note
    words = run.text[: len(run.text) - len(mark.after) - len(mark.text)]
    runs = (*last.runs[:-1], *((with_text(run, words),) if words else ()))
    value = Label(mark.text, mark.after, style=PLAIN if run.style == HOUSE_MARK else run.style)
    return replace(note, clauses=(*note.clauses[:-1], replace(last, runs=runs, mark=value)))
