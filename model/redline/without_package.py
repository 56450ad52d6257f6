"""A text without what only its package can define: ids of styles, pictures, bookmarks, links."""

from __future__ import annotations

from msgspec.structs import replace

from model.redline.canonical import canonical
from model.redline.hidden_text import bare_style
from model.redline.values import NOBODY, NOTE, Clause, Label, Props, Redline, Run, join_runs


def without_package(redline: Redline) -> Redline:
    """The text without references to its package; equal texts of several packages are equal values."""
    notes = {
        key: replace(note, clauses=canonical(map(_bare_clause, note.clauses)), source="") for key, note in redline.notes.items()
    }
    return replace(redline, clauses=canonical(map(_bare_clause, redline.clauses)), notes=notes)


def _bare_clause(clause: Clause) -> Clause:
    runs = join_runs(_bare_run(run) for run in clause.runs if not run.content or run.text == NOTE)
    props = _bare_props(clause.props)
    base_props = _bare_props(clause.base_props) if clause.base_props is not None else None
    if base_props == props:
        base_props = None
    return replace(
        clause,
        props=props,
        base_props=base_props,
        props_stamp=clause.props_stamp if base_props is not None else NOBODY,
        runs=runs,
        label=_bare_label(clause.label),
        own_label=_bare_label(clause.own_label),
        number=_bare_label(clause.number),
        own_number=_bare_label(clause.own_number),
        mark=_bare_label(clause.mark),
        own_mark=_bare_label(clause.own_mark),
        source="",
    )


def _bare_run(run: Run) -> Run:
    style = bare_style(run.style)
    base_style = bare_style(run.base_style) if run.base_style is not None else None
    if base_style == style:
        base_style = None
    return replace(run, style=style, base_style=base_style, style_stamp=run.style_stamp if base_style is not None else NOBODY)


def _bare_props(props: Props) -> Props:
    return replace(props, style="", other="")


def _bare_label(label: Label | None) -> Label | None:
    return replace(label, style=bare_style(label.style)) if label else None
