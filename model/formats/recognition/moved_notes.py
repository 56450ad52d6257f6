"""A note that was moved with its text is twice in a Word file, deleted and inserted; here it becomes one note again. One that
was deleted with its reference is deleted there word by word; here the reference shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.redline import KEPT_END, NOBODY, NOTE, Clause, Note, Redline, Run, Status
from model.redline.canonical import canonical

_HALVES = (Status.DELETED, Status.INSERTED)


def with_moved_notes(redline: Redline) -> Redline:
    """The redline with one note for the two halves of each moved reference, if both notes have the same text."""
    if not redline.notes:
        return redline
    redline = _with_struck_notes(redline)
    same: dict[str, str] = {}
    notes = dict(redline.notes)
    for new, struck in _pairs(redline):
        whole = _join(redline.notes.get(struck), redline.notes.get(new))
        if whole is not None:
            same[new] = struck
            notes[struck] = whole
            del notes[new]
    if same:
        return replace(redline, clauses=tuple(_rename_note(clause, same) for clause in redline.clauses), notes=notes)
    return redline


def _with_struck_notes(redline: Redline) -> Redline:
    """The redline with the words of a note kept if only deleted references that are not moved name it."""
    found: dict[str, bool] = {}
    for clause in redline.clauses:
        for run in clause.runs:
            if run.content and run.text == NOTE:
                found[run.content] = found.get(run.content, True) and run.status is Status.DELETED and not run.move
    notes = {
        key: replace(note, clauses=_kept_clauses(note.clauses))
        if found.get(key) and _is_of(note.clauses, Status.DELETED) and not any(map(_is_divided, note.clauses))
        else note
        for key, note in redline.notes.items()
    }
    return replace(redline, notes=notes) if notes != redline.notes else redline


def _pairs(redline: Redline) -> Iterator[tuple[str, str]]:
    """The key of the inserted note and that of the deleted one, for each note that was moved."""
    halves: dict[str, dict[Status, list[str]]] = {}
    for clause in redline.clauses:
        for run in clause.runs:
            if run.move and run.text == NOTE and run.status in _HALVES:
                halves.setdefault(run.move, {half: [] for half in _HALVES})[run.status].append(run.content)
    for half in halves.values():
        struck, new = (half[status] for status in _HALVES)
        for deleted, other in zip(struck, new, strict=True) if len(struck) == len(new) else ():
            if deleted != other:
                yield other, deleted


def _join(struck: Note | None, new: Note | None) -> Note | None:
    """The one note that two were; if its words were changed too, with the smallest changes from one to the other. None if they
    are not halves of one, or have other paragraphs."""
    if struck is None or new is None or struck.kind != new.kind or (struck.mark is None) != (new.mark is None):
        return None
    if not (_is_of(struck.clauses, Status.DELETED) and _is_of(new.clauses, Status.INSERTED)):
        return None
    contents = [[(clause.props, clause.runs) for clause in _kept_clauses(note.clauses)] for note in (struck, new)]
    if contents[0] == contents[1]:
        return replace(struck, clauses=_with_marks_of(_kept_clauses(struck.clauses), _kept_clauses(new.clauses)))
    if len(struck.clauses) != len(new.clauses):
        return None
    from model.diff.tidy import tidy_clause

    pairs = zip(struck.clauses, new.clauses, strict=True)
    whole = [tidy_clause(replace(old, runs=(*old.runs, *now.runs), end=KEPT_END), NOBODY) for old, now in pairs]
    return replace(struck, clauses=canonical(_with_marks_of(whole, new.clauses)))


def _with_marks_of(clauses: Sequence[Clause], new: Sequence[Clause]) -> tuple[Clause, ...]:
    """Clauses with the edition marks that the inserted half has in the draft."""
    pairs = zip(clauses, new, strict=True)
    return tuple([clause if clause.own_mark == now.own_mark else replace(clause, own_mark=now.own_mark) for clause, now in pairs])


def _is_of(clauses: Sequence[Clause], status: Status) -> bool:
    return all(run.status is status for clause in clauses for run in clause.runs)


def _is_divided(clause: Clause) -> bool:
    """Whether a paragraph was divided after a clause before its words were deleted."""
    return clause.end.status is Status.INSERTED


def _kept_clauses(clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    return canonical(
        replace(
            clause,
            runs=tuple(Run(run.text, style=run.style, content=run.content) for run in clause.runs),
            end=KEPT_END,
            own_mark=clause.own_mark or clause.mark,
        )
        for clause in clauses
    )


def _rename_note(clause: Clause, keys: Mapping[str, str]) -> Clause:
    if not any(run.text == NOTE and run.content in keys for run in clause.runs):
        return clause
    runs = (replace(run, content=keys[run.content]) if run.text == NOTE and run.content in keys else run for run in clause.runs)
    return replace(clause, runs=tuple(runs))
