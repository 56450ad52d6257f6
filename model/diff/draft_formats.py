"""A comparison without its differences of format, for a reader who looks for words."""

from __future__ import annotations

from msgspec.structs import replace

from model.redline import Clause, Note, Redline


def with_draft_formats(redline: Redline) -> Redline:
    """The redline with the formats and styles of its draft on both sides; kinds, levels and words stay."""
    notes = {key: _note(note) for key, note in redline.notes.items()}
    return replace(redline, clauses=tuple(map(_clause, redline.clauses)), notes=notes)


def _note(note: Note) -> Note:
    return replace(note, clauses=tuple(map(_clause, note.clauses)))


def _clause(clause: Clause) -> Clause:
    runs = clause.runs
    if any(run.base_style is not None for run in runs):
        runs = tuple(replace(run, base_style=None) if run.base_style is not None else run for run in runs)
    old, new = clause.base_props, clause.props
    if old is not None and (old.kind, old.level, old.scheme) == (new.kind, new.level, new.scheme):
        old = None
    return clause if runs is clause.runs and old is clause.base_props else replace(clause, runs=runs, base_props=old)
