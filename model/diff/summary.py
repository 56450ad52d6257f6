"""The differences between the sides of a redline, counted for people."""

from __future__ import annotations

from msgspec import Struct

from model.numbering import Labelling
from model.redline import Clause, Redline, Run, Status


class Summary(Struct, frozen=True):
    """Numbers of clauses by their change; one can be changed and renumbered."""

    inserted: int = 0
    deleted: int = 0
    changed: int = 0
    """In their text, formats, style or notes, or split or merged."""
    moved: int = 0
    renumbered: int = 0
    formats: int = 0
    """Of the changed ones those in which only formats or styles differ."""

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.inserted or self.deleted or self.changed or self.moved or self.renumbered)


def summary(redline: Redline, labelling: Labelling) -> Summary:
    """Counts the clauses of a redline, whose labels are known."""
    changed_notes = {key for key, note in redline.notes.items() if any(map(_is_changed, note.clauses))}
    inserted = deleted = changed = moved = formats = 0
    for clause in redline.clauses:
        whole = _whole(clause)
        if whole is not None and clause.end.move:
            moved += whole is Status.INSERTED
        elif whole is Status.INSERTED:
            inserted += 1
        elif whole is Status.DELETED:
            deleted += 1
        elif _is_changed(clause) or any(run.content in changed_notes for run in clause.runs if run.content):
            changed += 1
            formats += not any(run.content in changed_notes for run in clause.runs if run.content) and _is_in_looks_alone(clause)
    return Summary(inserted, deleted, changed, moved, len(labelling.renumbered), formats)


def _whole(clause: Clause) -> Status | None:
    """The status of a clause that is on one side only."""
    status = clause.end.status
    parts = [run for run in clause.runs if run.text]
    return status if status is not Status.KEPT and all(run.status is status for run in parts) else None


def _is_changed(clause: Clause) -> bool:
    return clause.end.status is not Status.KEPT or clause.base_props is not None or any(map(_is_marked, clause.runs))


def _is_in_looks_alone(clause: Clause) -> bool:
    """Whether a changed clause says the same, and is the same, on both sides."""
    old, new = clause.base_props or clause.props, clause.props
    same = (old.kind, old.level, old.scheme) == (new.kind, new.level, new.scheme)
    return same and clause.end.status is Status.KEPT and all(run.status is Status.KEPT for run in clause.runs)


def _is_marked(run: Run) -> bool:
    return run.status is not Status.KEPT or run.base_style is not None
