"""Changes of several parties as one redline on the base's own clauses."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from model.canonical import canonical
from model.consolidate.changes import Change, Close, Piece, width
from model.pieces import new_id, struck_run
from model.redline import (
    KEPT_END,
    Clause,
    End,
    Label,
    Props,
    Run,
    Stamp,
    Status,
    Style,
    join_runs,
    label_bearer,
    with_text,
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A change that is carried out, and for whom."""

    change: Change
    stamp: Stamp
    order: int = 0
    """Its party's place, by which insertions at one place stand."""
    move: str = ""
    """The id of its move in the whole."""


def built(base: Sequence[Clause], taken: Iterable[Taken]) -> tuple[Clause, ...]:
    """The clauses of a story of the base with changes carried out that do not meet one another."""
    return canonical(_Builder(base, taken).clauses())


@dataclass
class _Raw:
    """A clause that is not yet named: what closes it, and the paragraph of the base whose end that is."""

    runs: tuple[Run, ...]
    end: End
    props: Props
    base_props: Props | None
    props_stamp: Stamp
    own_label: Label | None
    base: Clause | None


class _Stretches:
    """Changes whose stretches do not overlap, by their places."""

    def __init__(self, taken: Iterable[Taken]) -> None:
        self._taken = sorted((each for each in taken if each.change.start < each.change.stop), key=lambda one: one.change.start)
        self._starts = [each.change.start for each in self._taken]

    @property
    def borders(self) -> Iterator[int]:
        for each in self._taken:
            yield each.change.start
            yield each.change.stop

    def at(self, place: int) -> Taken | None:
        """The change in whose stretch a place lies."""
        index = bisect_right(self._starts, place) - 1
        return self._taken[index] if index >= 0 and place < self._taken[index].change.stop else None


class _Builder:
    def __init__(self, base: Sequence[Clause], taken: Iterable[Taken]) -> None:
        self._base = base
        self._put: dict[int, list[tuple[bool, int, Taken]]] = defaultdict(list)
        self._props: dict[int, tuple[Props, Stamp]] = {}
        self._labels: dict[int, Label] = {}
        taken = list(taken)
        for each in taken:
            self._take(each)
        self._struck = _Stretches(each for each in taken if each.change.sort == "text")
        self._formats = _Stretches(each for each in taken if each.change.sort == "format")
        self._borders = sorted({*self._struck.borders, *self._formats.borders, *self._put})
        self._raws: list[_Raw] = []
        self._runs: list[Run] = []

    def _take(self, each: Taken) -> None:
        change, stamp = each.change, each.stamp
        if change.pieces:
            self._put[change.stop].append((not change.whole, each.order, each))
        elif isinstance(change.value, Props):
            self._props[change.start] = change.value, stamp
        elif isinstance(change.value, Label):
            self._labels[change.start] = change.value

    def clauses(self) -> Iterator[Clause]:
        place = 0
        for clause in self._base:
            self._insert(place, whole=True)
            self._insert(place, whole=False)
            for run in clause.runs:
                place = self._walk(run, place)
            self._close(clause, place)
            place += 1
        self._insert(place, whole=True)
        self._insert(place, whole=False)
        if self._runs and self._raws:  # text behind the last end stands in the last paragraph
            last = self._raws[-1]
            last.runs = (*last.runs, *self._runs)
        return self._named()

    def _walk(self, run: Run, place: int) -> int:
        wide = width(run)
        if not wide:
            self._runs.append(run)
            return place
        stop = place + wide
        inner = self._borders[bisect_right(self._borders, place) : bisect_left(self._borders, stop)]
        for low, high in zip([place, *inner], [*inner, stop], strict=True):
            self._insert(low, whole=False)
            self._runs.append(self._marked(with_text(run, run.text[low - place : high - place]), low))
        return stop

    def _marked(self, run: Run, place: int) -> Run:
        struck = self._struck.at(place)
        if struck is not None:
            return replace(struck_run(run, struck.stamp), move=struck.move)
        formatted = self._formats.at(place)
        if formatted is not None and isinstance(formatted.change.value, Style):
            new = replace(formatted.change.value, name=run.style.name, other=run.style.other)
            return replace(run, style=new, base_style=run.style, style_stamp=formatted.stamp)
        return run

    def _insert(self, place: int, *, whole: bool) -> None:
        """Puts in what belongs at a place: whole paragraphs, which stand before text there, or text."""
        waiting = self._put.get(place)
        if not waiting:
            return
        chosen = sorted((one for one in waiting if one[0] is not whole), key=lambda one: one[:2])
        for one in chosen:
            waiting.remove(one)
            for piece in one[2].change.pieces:
                self._piece(piece, one[2])

    def _piece(self, piece: Piece, taken: Taken) -> None:
        if isinstance(piece, Close):
            end = End(Status.INSERTED, taken.stamp, move=taken.move)
            self._flush(_Raw((), end, piece.props, None, Stamp(), piece.own_label, None))
        else:
            self._runs.append(replace(piece, status=Status.INSERTED, stamp=taken.stamp, move=taken.move))

    def _close(self, clause: Clause, place: int) -> None:
        self._insert(place, whole=False)
        end = KEPT_END
        struck = self._struck.at(place)
        if struck is not None:
            end = End(Status.DELETED, struck.stamp, move=struck.move)
        props, base_props, by = clause.props, None, Stamp()
        if place in self._props and end is KEPT_END:
            new, by = self._props[place]
            props, base_props = replace(clause.props, kind=new.kind, level=new.level, scheme=new.scheme), clause.props
        self._flush(_Raw((), end, props, base_props, by, self._labels.get(place), clause))

    def _flush(self, raw: _Raw) -> None:
        raw.runs = join_runs(self._runs)
        self._runs = []
        self._raws.append(raw)

    # -- ids, labels and sources: the clause that bears a paragraph of the base is that paragraph's

    def _named(self) -> Iterator[Clause]:
        taken = {clause.id for clause in self._base}
        group: list[_Raw] = []
        for raw in self._raws:
            group.append(raw)
            if raw.base is not None:
                yield from self._of_group(group, raw.base, taken)
                group = []
        last = self._base[-1] if self._base else Clause("c0")
        for raw in group:
            yield self._fresh(raw, last, taken)

    def _of_group(self, group: Sequence[_Raw], base: Clause, taken: set[str]) -> Iterator[Clause]:
        shells = tuple(Clause(str(place), raw.props, raw.runs, raw.end) for place, raw in enumerate(group))
        bearer = int(label_bearer(shells, "base").id)
        for place, raw in enumerate(group):
            if place == bearer:
                own = raw.own_label
                yield Clause(
                    base.id, raw.props, raw.runs, raw.end, base.label, raw.base_props, raw.props_stamp, own, base.cell,
                    base.row, base.row_stamp, base.source,
                )  # fmt: skip
            else:
                yield self._fresh(raw, base, taken)

    def _fresh(self, raw: _Raw, beside: Clause, taken: set[str]) -> Clause:
        id = new_id(beside.id, raw.end.stamp, taken)
        taken.add(id)
        return Clause(
            id, raw.props, raw.runs, raw.end, None, raw.base_props, raw.props_stamp, raw.own_label, beside.cell, beside.row,
            beside.row_stamp,
        )  # fmt: skip
