"""The order in which Word needs the marks at the end of a text, and back (DESIGN.md §4).

Word cannot track the last paragraph end of a body, a cell or a note: the end before it bears the mark instead. A redline in
canonical form gives a wholly inserted or deleted clause its own end. So the ends from the last kept one to the very last are
shifted by one: `A ¶k, x ¶i` is written `A ¶i, x ¶k`. The properties of a paragraph on each side stay with the end that closes
it there.

`from_word(to_word(x)) == x` for canonical x, with two exceptions. If the paragraph before the shifted ends is empty in the base
(or in the draft), both forms are canonical and equivalent, and the written one is kept. If a cell had only deleted and new
ends, two of them become one kept end. (Word's other exception, a closing deletion that is written after its insertion, is an
order of runs: `closing_order` makes it, the canonical form undoes it.)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from msgspec.structs import replace

from model.redline import ANCHOR, KEPT, NOBODY, Clause, End, Props, Run, Side, Stamp, Status, groups
from model.redline.canonical import canonical, with_kept_end

_MOVED = (Status.INSERTED, Status.DELETED)
_EDGE = re.compile(r'<w:(bookmark|commentRange|perm)(Start|End)\b[^>]*? w:id="([^"]*)"')


def to_word(clauses: Iterable[Clause], *, whole: bool = True) -> tuple[Clause, ...]:
    """The clauses of a body or note with the ends before the last end of each cell, of each text before a table and, if
    `whole`, of the story shifted by one."""
    return tuple(_behind_insertions(list(_each_container(clauses, _end_kept, whole=whole))))


def from_word(clauses: Iterable[Clause], *, whole: bool = True) -> tuple[Clause, ...]:
    """The clauses of a body or note with each wholly inserted or deleted clause at such an end bearing its own mark."""
    return _each_container(_own_insertions(list(clauses)), _own_end, whole=whole)


def closing_order(runs: Sequence[Run], following: Status) -> tuple[Run, ...]:
    """The runs of a clause in the order that Word's readers resolve correctly: if the next paragraph is inserted, a deletion at
    the very end follows the insertion that replaces it."""
    if following is not Status.INSERTED:
        return tuple(runs)
    end = len(runs)
    start = end
    while start and runs[start - 1].status is Status.INSERTED:
        start -= 1
    first = start
    while first and runs[first - 1].status is Status.DELETED:
        first -= 1
    if first == start or start == end:
        return tuple(runs)
    return (*runs[:first], *_inserted_first(runs[first:start], runs[start:]))


def _inserted_first(struck: Sequence[Run], new: Sequence[Run]) -> Sequence[Run]:
    """The insertion moved before the deletion that it replaces, if ranges of comments and bookmarks still cover the same text;
    else before a part of the deletion, else after it, as it was."""
    wanted = _covered_runs((*struck, *new))
    if not wanted:
        return (*new, *struck)
    begun = {range_: place for place, run in enumerate(struck) for edge, range_ in _edges(run) if edge == "Start"}
    over = [(begun[range_], place) for place, run in enumerate(new) for _, range_ in _edges(run) if range_ in begun]
    orders = [(*new, *struck)]
    if over:  # text before the beginning of such a range stays before it, and the end of the range comes after both
        cut, last = max(over)[0] + 1, min(place for _, place in over)
        orders.append((*struck[:cut], *new[:last], *struck[cut:], *new[last:]))
    return next((order for order in orders if _covered_runs(order) == wanted), (*struck, *new))


def _covered_runs(runs: Sequence[Run]) -> dict[tuple[str, str], set[int]]:
    """The runs covered by each range that begins or ends among some runs."""
    shown = [id(run) for run in runs]
    edges = [(place, edge, range_) for place, run in enumerate(runs) for edge, range_ in _edges(run)]
    marks = {place for place, _, _ in edges}
    out = {range_: (0, len(runs)) for _, _, range_ in edges}
    for place, edge, range_ in edges:
        out[range_] = (place, out[range_][1]) if edge == "Start" else (out[range_][0], place)
    return {range_: {shown[at] for at in range(*ends) if at not in marks} for range_, ends in out.items()}


def _edges(run: Run) -> list[tuple[str, tuple[str, str]]]:
    """The edges of ranges in a run, each with the kind and id of its range."""
    if run.text != ANCHOR or not run.content.startswith("<cw:beside>"):
        return []
    return [(edge, (kind, id)) for kind, edge, id in _EDGE.findall(run.content)]


def _each_container(
    clauses: Iterable[Clause], change: Callable[[list[Clause]], Sequence[Clause]], *, whole: bool
) -> tuple[Clause, ...]:
    """Changes each part of a text whose last end cannot be tracked: each cell, and the text up to a table or to the end."""
    containers = [list(part) for _, part in groupby(clauses, key=lambda clause: clause.cell)]
    last = len(containers) if whole or not containers or containers[-1][0].cell is not None else len(containers) - 1
    changed = [change(part) if place < last else part for place, part in enumerate(containers)]
    return tuple(clause for part in changed for clause in part)


def _end_kept(container: list[Clause]) -> Sequence[Clause]:
    kept = with_kept_end(container) if container[0].cell is not None else container
    if kept is not container:  # outside of cells labels go with the clauses, so these stay as they are
        container = list(canonical(kept))
    first = len(container) - 1
    while first >= 0 and container[first].end.status in _MOVED and _is_own(container[first]):
        first -= 1
    if first < 0 or first == len(container) - 1 or container[first].end.status is not KEPT:
        return container
    tail = container[first:]
    ends = [*(clause.end for clause in tail[1:]), tail[0].end]
    return [*container[:first], *with_ends(tail, ends)]


def _own_end(container: list[Clause]) -> Sequence[Clause]:
    last = len(container) - 1
    if last < 1 or container[last].end.status is not KEPT:
        return container
    first = last
    while first and container[first - 1].end.status in _MOVED and _wholly(container[first], container[first - 1].end.status):
        first -= 1
    if first == last or _is_own(container[first]):
        return container
    tail = container[first:]
    ends = [tail[-1].end, *(clause.end for clause in tail[:-1])]
    return [*container[:first], *with_ends(tail, ends)]


def _behind_insertions(clauses: list[Clause]) -> list[Clause]:
    """The ends shifted if a paragraph that stays closes with an insertion and inserted paragraphs follow: `A x ¶k, y ¶i` is
    written `A x ¶i, y ¶k`. LibreOffice takes both insertions for one, including the end between them, and loses it."""
    place = 0
    while place < len(clauses) - 1:
        stop = place + 1
        if _closes_with_insertion(clauses[place]):
            while stop < len(clauses) and _is_new(clauses[stop], clauses[place].cell):
                stop += 1
        tail = clauses[place:stop]
        if len(tail) > 1:
            clauses[place:stop] = with_ends(tail, [*(clause.end for clause in tail[1:]), tail[0].end])
        place = stop
    return clauses


def _own_insertions(clauses: list[Clause]) -> list[Clause]:
    """Undoes `_behind_insertions`."""
    for last in range(len(clauses) - 1, 0, -1):
        if clauses[last].end.status is not KEPT or not _wholly(clauses[last], Status.INSERTED):
            continue
        first = last
        while first and _is_new_end(clauses[first - 1], clauses[last].cell) and _wholly(clauses[first], Status.INSERTED):
            first -= 1
        if (
            first < last
            and not _wholly(clauses[first], Status.INSERTED)
            and _closes_with_insertion(clauses[first], Status.INSERTED)
        ):
            tail = clauses[first : last + 1]
            clauses[first : last + 1] = with_ends(tail, [tail[-1].end, *(clause.end for clause in tail[:-1])])
    return clauses


def _closes_with_insertion(clause: Clause, end: Status = KEPT) -> bool:
    """Whether a paragraph with kept text closes with an insertion that replaces nothing. One that Word numbers does not count:
    its number would move with the end."""
    last = next((run for run in reversed(clause.runs) if run.text), None)
    if clause.end.status is not end or last is None or last.status is not Status.INSERTED:
        return False
    if any(label is not None and label.automatic for label in (clause.label, clause.own_label)):
        return False
    runs = [run for run in clause.runs if run.text]
    while runs and runs[-1].status is Status.INSERTED and not runs[-1].move:
        runs.pop()
    return 0 < len(runs) < sum(1 for run in clause.runs if run.text) and runs[-1].status is KEPT


def _is_new(clause: Clause, cell: object) -> bool:
    return _is_new_end(clause, cell) and _wholly(clause, Status.INSERTED) and not any(run.move for run in clause.runs)


def _is_new_end(clause: Clause, cell: object) -> bool:
    return clause.end.status is Status.INSERTED and clause.cell == cell and not clause.end.move


def _is_own(clause: Clause) -> bool:
    return _wholly(clause, clause.end.status)


def _wholly(clause: Clause, status: Status) -> bool:
    return all(run.status is status for run in clause.runs if run.text)


def with_ends(tail: Sequence[Clause], ends: Sequence[End]) -> list[Clause]:
    """Return the clauses with other ends, in the same order; each side's properties stay in their order."""
    moved = [replace(clause, end=end) for clause, end in zip(tail, ends, strict=True)]
    by_side: dict[Side, dict[int, tuple[Props, Stamp | None]]] = {}
    fallback = next((end.stamp for end in ends if end.status in _MOVED), NOBODY)
    for side in ("base", "draft"):
        before = [group[-1] for group in groups(tail, side)]
        after = [group[-1] for group in groups(moved, side)]
        by_side[side] = {
            id(new): (old.props_on(side), old.props_stamp if old.base_props is not None else None)
            for new, old in zip(after, before, strict=False)
        }
    return [_with_props(clause, by_side["base"].get(id(clause)), by_side["draft"].get(id(clause)), fallback) for clause in moved]


def _with_props(
    clause: Clause, base: tuple[Props, Stamp | None] | None, draft: tuple[Props, Stamp | None] | None, fallback: Stamp
) -> Clause:
    props = draft[0] if draft else base[0] if base else clause.props
    if not base or not draft or base[0] == props:
        return replace(clause, props=props, base_props=None, props_stamp=NOBODY)
    stamp = base[1] if base[1] is not None else draft[1] if draft[1] is not None else fallback
    return replace(clause, props=props, base_props=base[0], props_stamp=stamp)
