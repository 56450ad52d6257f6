"""A text without what only the package that it was read from can say: its styles' ids, pictures, bookmarks, links."""

from __future__ import annotations

from msgspec.structs import replace

from model.redline.hidden_text import bare_style
from model.redline.values import NOTE, Clause, Redline, join_runs


def without_package(redline: Redline) -> Redline:
    """The text as it stands where that package does not come along; equal texts of several packages are equal values."""
    notes = {
        key: replace(note, clauses=tuple(map(_freed, note.clauses)), source="") for key, note in redline.notes.items()
    }
    return replace(redline, clauses=tuple(map(_freed, redline.clauses)), notes=notes)


def _freed(clause: Clause) -> Clause:
    runs = join_runs(replace(run, style=bare_style(run.style)) for run in clause.runs if not run.content or run.text == NOTE)
    label = replace(clause.label, style=bare_style(clause.label.style)) if clause.label else None
    return replace(clause, props=replace(clause.props, style="", other=""), runs=runs, label=label, source="")
