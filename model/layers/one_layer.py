"""Two layers as a proposal of one layer: ours on the text in force, with or without what the other party proposed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace

from model.layers.combined import combined_layers, with_distinct_notes
from model.layers.labels import with_base_labels, with_labels_of
from model.layers.rendering import ClauseEnd, EndRule, RowChange, RowId, RunRule, render_story, row_changes
from model.layers.tokens import LayerToken, align_layers
from model.redline import KEPT, KEPT_END, NOBODY, Clause, End, Props, Redline, Run, Side, Stamp, Status, Style
from model.redline.canonical import canonical, with_kept_end
from model.redline.runs import referred_notes


def flat_redline(theirs: Redline, upper: Redline, stamp: Stamp) -> Redline:
    """Ours as a proposal on the text in force: what is left of theirs in it becomes ours, by `stamp`; our own changes keep their
    stamps. What they inserted and we deleted is gone; what they deleted and we inserted again is kept text."""
    rows = _flat_rows(theirs.clauses, upper.clauses, stamp)
    redline = _render(theirs, upper, partial(_flat_runs, stamp), partial(_flat_ends, stamp), rows)
    return with_labels_of(redline, theirs, upper)


def without_theirs(theirs: Redline, upper: Redline) -> Redline:
    """Our changes alone, on the text in force: theirs are rejected, together with what we changed of their insertions. A
    paragraph that we wrote into a paragraph of theirs stays as ours."""
    rows = {row: change for row, change in row_changes(upper.clauses).items() if change.status is not KEPT}
    redline = _render(theirs, upper, _bare_runs, _bare_ends, rows)
    return with_base_labels(redline, theirs)


def accepted_upper(theirs: Redline, upper: Redline) -> Redline:
    """Both layers as a lower layer: their proposal as we amended it, each change with its author."""
    combined = combined_layers(theirs, upper).redline
    if combined is theirs:
        return theirs
    out = []
    gone = False
    for clause in combined.clauses:
        runs = tuple(run for run in clause.runs if run.status is not Status.RETRACTED)
        gone = gone or runs != clause.runs or clause.end.status is Status.RETRACTED
        out.append(replace(clause, runs=runs))
    text = replace(combined, clauses=canonical(_without_retracted_ends(out)))
    return with_labels_of(text, theirs, upper)


def _without_retracted_ends(clauses: Sequence[Clause]) -> list[Clause]:
    out: list[Clause] = []
    runs: tuple[Run, ...] = ()
    for clause in clauses:
        if clause.end.status is Status.RETRACTED or clause.row is Status.RETRACTED:
            runs = (*runs, *clause.runs) if clause.row is not Status.RETRACTED else runs
            continue
        out.append(replace(clause, runs=(*runs, *clause.runs)) if runs else clause)
        runs = ()
    return out


def _render(theirs: Redline, upper: Redline, runs_of: RunRule, ends_of: EndRule, rows: dict[RowId, RowChange]) -> Redline:
    def story(below: Sequence[Clause], above: Sequence[Clause], rows: dict[RowId, RowChange]) -> tuple[Clause, ...]:
        ids = {clause.id for clause in above}
        clauses = render_story(align_layers(below, above), runs_of, ends_of, rows, ids).clauses
        return canonical(with_kept_end(canonical(clauses)))

    upper = with_distinct_notes(theirs, upper)
    notes = {**theirs.notes, **upper.notes}
    for key, note in notes.items():
        if key in theirs.notes and key in upper.notes:
            notes[key] = replace(note, clauses=story(theirs.notes[key].clauses, note.clauses, {}))
    redline = replace(upper, clauses=story(theirs.clauses, upper.clauses, rows), notes=notes)
    kept = referred_notes(redline)
    return replace(redline, notes={key: note for key, note in notes.items() if key in kept})


# Ours on the text in force


def _flat_rows(below: Sequence[Clause], above: Sequence[Clause], stamp: Stamp) -> dict[RowId, RowChange]:
    rows = {row: RowChange(change.status, stamp) for row, change in row_changes(below).items() if change.status is not KEPT}
    for row, change in row_changes(above).items():
        if change.status is not KEPT:
            rows[row] = change
    return rows


def _flat_runs(stamp: Stamp, token: LayerToken) -> Sequence[Run]:
    part = token.lower or token.upper
    assert isinstance(part, Run)
    status = _status(token)
    if status is None:
        return ()
    plain = Run(part.text, content=part.content)
    base, new = _style(token, "base"), _style(token, "draft")
    if status is KEPT:
        by = _of_upper(token, "style_stamp", stamp)
        return (replace(plain, style=new, base_style=base if base != new else None, style_stamp=by if base != new else NOBODY),)
    return (replace(plain, status=status, style=base if status is Status.DELETED else new, stamp=_stamp(token, stamp)),)


def _status(token: LayerToken) -> Status | None:
    if token.in_base:
        return KEPT if token.in_draft else Status.DELETED
    return Status.INSERTED if token.in_draft else None


def _style(token: LayerToken, side: Side) -> Style:
    part = (token.lower or token.upper) if side == "base" else (token.upper or token.lower)
    assert isinstance(part, Run)
    return part.style_on(side)


def _stamp(token: LayerToken, stamp: Stamp) -> Stamp:
    upper = token.upper
    return upper.stamp if upper is not None and upper.status is not KEPT else stamp


def _of_upper(token: LayerToken, name: str, stamp: Stamp) -> Stamp:
    found: Stamp = getattr(token.upper, name, NOBODY)
    return found if found != NOBODY else stamp


def _flat_ends(stamp: Stamp, token: LayerToken, runs: Sequence[Run]) -> Sequence[ClauseEnd]:
    status = _status(token)
    if status is None:
        return ()
    base, new = _props(token, "base"), _props(token, "draft")
    if status is KEPT:
        above = token.above
        by = above.props_stamp if above is not None and above.props_stamp != NOBODY else stamp
        return (ClauseEnd(KEPT_END, new, base, by),)
    return (ClauseEnd(End(status, _stamp(token, stamp)), base if status is Status.DELETED else new),)


def _props(token: LayerToken, side: Side) -> Props:
    clause = (token.below or token.above) if side == "base" else (token.above or token.below)
    assert clause is not None
    return clause.props_on(side)


# Our changes without theirs


def _bare_runs(token: LayerToken) -> Sequence[Run]:
    lower, upper = token.lower, token.upper
    if not isinstance(lower, Run):
        assert isinstance(upper, Run)
        return (upper,)
    if not token.in_base:
        return ()
    base = lower.style_on("base")
    plain = Run(lower.text, style=base, content=lower.content)
    if not isinstance(upper, Run):
        return (plain,)
    if upper.status is not KEPT:
        return (replace(plain, status=upper.status, stamp=upper.stamp),)
    changed = upper.base_style is not None and upper.style not in (upper.base_style, base)
    return (replace(plain, style=upper.style, base_style=base, style_stamp=upper.style_stamp),) if changed else (plain,)


def _bare_ends(token: LayerToken, runs: Sequence[Run]) -> Sequence[ClauseEnd]:
    upper, above = token.upper, token.above
    if token.below is None:
        assert above is not None
        return (ClauseEnd(above.end, above.props, above.base_props, above.props_stamp),)
    if not token.in_base:
        written = [run for run in runs if run.text]
        if written and all(run.status is Status.INSERTED for run in written) and upper is not None and upper.status is KEPT:
            return (ClauseEnd(End(Status.INSERTED, written[0].stamp), token.below.props),)
        return ()
    base = token.below.props_on("base")
    if upper is None or above is None:
        return (ClauseEnd(KEPT_END, base),)
    if not upper.status.in_draft:
        return (ClauseEnd(End(upper.status, upper.stamp), base),)
    changed = above.base_props is not None
    return (ClauseEnd(KEPT_END, above.props if changed else base, base, above.props_stamp),)
