"""Clauses made from the tokens of two layers; functions decide what becomes of each character and each end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from model.layers.tokens import LayerToken
from model.redline import ANCHOR, KEPT, KEPT_END, NOBODY, Clause, End, Props, Run, Stamp, Status, join_runs

RowId = tuple[int, int]


class RowChange(NamedTuple):
    """The status of a table row, and who changed the row."""

    status: Status
    stamp: Stamp


class ClauseEnd(NamedTuple):
    """An end to be written, with the properties that the paragraph has in the base and in the draft."""

    end: End
    props: Props
    base_props: Props | None = None
    props_stamp: Stamp = NOBODY


RunRule = Callable[[LayerToken], Sequence[Run]]
EndRule = Callable[[LayerToken, Sequence[Run]], Sequence[ClauseEnd]]
"""The ends that a token becomes, several if the paragraph has another format in each text; the runs before it are given."""


class RenderedStory(NamedTuple):
    """The clauses made of tokens, and which of them begin the paragraphs of theirs."""

    clauses: tuple[Clause, ...]
    bearers: tuple[str, ...]
    """For each paragraph of theirs the clause that bears its label."""


def render_story(
    tokens: Iterable[LayerToken], runs_of: RunRule, ends_of: EndRule, rows: Mapping[RowId, RowChange], taken: set[str]
) -> RenderedStory:
    """The clauses of a story.

    tokens: its characters and ends
    runs_of: what becomes of characters
    ends_of: what becomes of ends
    rows: the status of each table row
    taken: the ids of clauses of the upper layer, which no other clause gets
    """
    out: list[Clause] = []
    bearers: list[int] = []
    runs: list[Run] = []
    first: int | None = None
    used: set[str] = set()
    for token in tokens:
        part = token.lower or token.upper
        if isinstance(part, Run):
            if token.in_theirs and first is None and (not part.content or part.text != ANCHOR):
                first = len(out)
            runs += runs_of(token)
            continue
        if token.in_theirs:
            bearers.append(len(out) if first is None else first)
            first = None
        for number, end in enumerate(ends_of(token, runs)):
            shell = _shell(token, rows, taken, used)
            used.add(shell.id)
            out.append(_finish(shell, runs if not number else (), end))
            if not number:
                runs = []
    if runs and out:
        out[-1] = replace(out[-1], runs=join_runs((*out[-1].runs, *runs)))
    ids = tuple(out[min(index, len(out) - 1)].id for index in bearers) if out else ()
    return RenderedStory(tuple(out), ids)


def _finish(shell: Clause, runs: Sequence[Run], end: ClauseEnd) -> Clause:
    base_props = end.base_props if end.base_props is not None and end.base_props != end.props else None
    return replace(
        shell,
        runs=join_runs(runs),
        end=end.end,
        props=end.props,
        base_props=base_props,
        props_stamp=end.props_stamp if base_props is not None else NOBODY,
    )


def _shell(token: LayerToken, rows: Mapping[RowId, RowChange], taken: set[str], used: set[str]) -> Clause:
    """A clause without text for an end: id, source and cell."""
    model = token.below or token.above
    assert model is not None, "a token is in one layer at least"
    id = model.id
    if token.above is not None and (id in taken or id in used):
        id = token.above.id
    while id in used:
        id += "+"
    row = rows.get(model.cell[:2], RowChange(KEPT, NOBODY)) if model.cell is not None else RowChange(KEPT, NOBODY)
    return Clause(id=id, cell=model.cell, row=row.status, row_stamp=row.stamp, shape=model.shape, source=model.source)


def row_changes(clauses: Iterable[Clause]) -> dict[RowId, RowChange]:
    """The status of each table row of a story."""
    return {clause.cell[:2]: RowChange(clause.row, clause.row_stamp) for clause in clauses if clause.cell is not None}


# The two rules for both layers at once


def both_runs(token: LayerToken) -> Sequence[Run]:
    """The characters of a token with the changes of both layers. If the three texts have three formats, one tracked change of
    the format cannot express that, so the characters are replaced."""
    lower, upper = token.lower, token.upper
    if not isinstance(lower, Run):
        assert isinstance(upper, Run)
        return (upper,)
    if not isinstance(upper, Run):
        return (lower,)
    base, middle, new = lower.style_on("base"), lower.style, upper.style
    if lower.content:  # one mark of a note or picture cannot be replaced by another, so its format in theirs is lost
        middle = new if upper.status.in_draft else base
        lower = replace(lower, style=middle, base_style=base if lower.status is KEPT and middle != base else None)
    changed_below, changed_above = lower.status is KEPT and base != middle, upper.status is KEPT and middle != new
    if lower.status is KEPT and upper.status is KEPT and not (changed_below and changed_above):
        if not changed_above:
            return (lower,)
        return (replace(upper, base_style=base, style_stamp=upper.style_stamp),)
    out: list[Run] = []
    first, last = lower.style_stamp, upper.style_stamp
    plain = Run(lower.text, content=lower.content)
    if lower.status is Status.INSERTED and upper.status is KEPT and not changed_above:
        return (lower,)
    if lower.status is KEPT and upper.status is Status.DELETED and not changed_below:
        return (replace(upper, style=base, base_style=None, style_stamp=NOBODY),)
    if lower.status is KEPT:
        out.append(replace(plain, status=Status.DELETED, style=base, stamp=first))
    inserted = lower.stamp if lower.status is Status.INSERTED else first
    deleted = upper.stamp if upper.status is Status.DELETED else last
    out.append(replace(plain, status=Status.RETRACTED, style=middle, stamp=inserted, retracted=deleted))
    if upper.status is KEPT:
        out.append(replace(plain, status=Status.INSERTED, style=new, stamp=last))
    return out


def both_ends(token: LayerToken, runs: Sequence[Run]) -> Sequence[ClauseEnd]:
    """An end with the changes of both layers, as `both_runs` for characters."""
    lower, upper = token.lower, token.upper
    if not isinstance(lower, End):
        assert token.above is not None
        return (_as_it_is(token.above),)
    assert token.below is not None
    if not isinstance(upper, End) or token.above is None:
        return (_as_it_is(token.below),)
    base, middle, new = token.below.props_on("base"), token.below.props, token.above.props
    first, last = token.below.props_stamp, token.above.props_stamp
    stays, goes = lower.status is KEPT, not upper.status.in_draft
    if goes:
        new = middle
    if not stays:
        base = middle
    in_cell = token.below.cell is not None  # whose last end cannot be tracked, so formats of theirs may be lost
    if stays and not goes and (base == middle or middle == new or in_cell):
        return (ClauseEnd(KEPT_END, new, base, last if middle != new else first),)
    if not stays and not goes and (middle == new or in_cell):
        return (ClauseEnd(lower, new),)
    if stays and goes and (base == middle or in_cell):
        return (ClauseEnd(upper, base),)
    retracted = End(Status.RETRACTED, first if stays else lower.stamp, upper.stamp if goes else last)
    out = [ClauseEnd(End(Status.DELETED, first), base)] if stays else []
    out.append(ClauseEnd(retracted, middle))
    return out if goes else [*out, ClauseEnd(End(Status.INSERTED, last), new)]


def _as_it_is(clause: Clause) -> ClauseEnd:
    return ClauseEnd(clause.end, clause.props, clause.base_props, clause.props_stamp)
