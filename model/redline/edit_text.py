"""The one function that changes the text of a redline: typing, deleting, pasting, splitting, merging, restoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.redline.canonical import CARET, canonical, canonical_window, with_kept_end
from model.redline.cells import CellId, deleted_cells, is_in_deleted_cell, refuse_deleted_cell, whole_cells
from model.redline.live_ends import has_live_text, in_same_cell, keep_last_ends
from model.redline.runs import changed_span, cut, join_clauses, new_ids, restored_end, restored_run, struck_run
from model.redline.values import KEPT_END, NOBODY, Clause, End, Props, Run, Stamp, Status, join_runs, shows


class Place(Struct, frozen=True, order=True):
    """A place in a story: the index of a clause and a number of code points in its whole text."""

    index: int
    offset: int


class Edit(Struct, frozen=True):
    """A replacement of clauses: `old` at index `at` becomes `new`; the caret counts in the story after the edit."""

    at: int
    old: tuple[Clause, ...]
    new: tuple[Clause, ...]
    caret: Place


class InsertedParagraph(Struct, frozen=True):
    """One paragraph of an insertion: its runs (texts and styles count, statuses do not) and, for a new clause, its properties."""

    runs: tuple[Run, ...] = ()
    props: Props | None = None


def edit(
    clauses: tuple[Clause, ...],
    a: Place,
    b: Place,
    paragraphs: Sequence[InsertedParagraph],
    stamp: Stamp,
    *,
    restore: bool = False,
    caret: Literal["before", "after"] = "after",
) -> Edit:
    """Delete the kept text between two places, drop inserted text, and insert paragraphs after it.

    New ends separate the paragraphs; no paragraphs, or one without runs, insert nothing. Ends between table cells stay; an end
    before a table is deleted only with a whole clause. Raises ValueError if b precedes a, EditError in a deleted row or column.

    a: the beginning of the range
    b: the end of the range; `Place(len(clauses), 0)` includes the last end
    paragraphs: the paragraphs to insert
    restore: deleted text between the places is kept again and nothing is inserted
    caret: the side of the deleted text on which the caret is placed if nothing is inserted
    """
    if b < a:
        raise ValueError("an edit ends before it starts")
    if b.index == len(clauses):
        behind = Clause(id="")
        return _without_last(clauses, edit((*clauses, behind), a, b, paragraphs, stamp, restore=restore, caret=caret))
    inserting = any(paragraph.runs for paragraph in paragraphs) or len(paragraphs) > 1
    if inserting:
        b = _before_struck_cells(clauses, a, b)
    if a == b and inserting:
        a = b = _behind_struck(clauses, a)
    low, high = _window(clauses, a.index, b.index)
    window = list(clauses[low:high])
    start, stop = Place(a.index - low, a.offset), Place(b.index - low, b.offset)
    names, gone = _Names(clauses, stamp), deleted_cells(whole_cells(clauses, low, high))
    if inserting:
        refuse_deleted_cell(window[start.index], gone)
    gone -= {clause.cell for clause in window[start.index : stop.index + 1]} if restore else set()
    if a == b and inserting and _is_struck(window[start.index]):
        window = _beside_struck(window, start, paragraphs, stamp, names)
    elif restore:
        window = _restore(window, start, stop)
    else:
        window = _delete(window, start, stop, stamp, caret)
        if inserting:
            window = _with_inserted(window, paragraphs, stamp, names)
    window = keep_last_ends(window, at_the_end=high == len(clauses) or not _in_one_cell(*clauses[high - 1 : high + 1]))
    return _finish(clauses, low, high, _with_cell_ends(canonical_window(window), clauses[low - 1] if low else None, gone))


def _window(clauses: Sequence[Clause], first: int, last: int) -> tuple[int, int]:
    """The clauses from after the kept end before `first` to the kept end at or after `last`; none of another cell."""
    low, high = first, last
    while low > 0 and clauses[low - 1].end.status is not Status.KEPT and _in_one_cell(clauses[low - 1], clauses[low]):
        low -= 1
    while high < len(clauses) - 1 and clauses[high].end.status is not Status.KEPT and _in_one_cell(*clauses[high : high + 2]):
        high += 1
    return low, high + 1


def _in_one_cell(first: Clause, second: Clause) -> bool:
    """Whether a change of one of two neighbours may affect the other: if both are outside of tables, or in one cell."""
    return second.cell is None or first.cell == second.cell


class _Names:
    """Ids for new clauses, derived from author and time, so that those of two people never collide."""

    def __init__(self, clauses: Sequence[Clause], stamp: Stamp) -> None:
        self._clauses = clauses
        self._taken: set[str] = set()
        self._stamp = stamp
        self._under: dict[str, Iterator[str]] = {}

    def under(self, parent: str) -> str:
        if not self._taken:
            self._taken = {clause.id for clause in self._clauses}
        if parent not in self._under:
            self._under[parent] = new_ids(parent, self._stamp, self._taken)
        name = next(self._under[parent])
        self._taken.add(name)
        return name


def _behind_struck(clauses: Sequence[Clause], place: Place) -> Place:
    """The place after deleted text for text that is typed before or inside it; before a wholly deleted clause it stays."""
    if place.offset == 0 and _is_struck(clauses[place.index]):
        return place
    offset, target = 0, place.offset
    for run in clauses[place.index].runs:
        offset += len(run.text)
        if offset <= target:
            continue
        if run.status not in (Status.DELETED, Status.RETRACTED):
            break
        target = offset
    return Place(place.index, target)


def _before_struck_cells(clauses: Sequence[Clause], a: Place, b: Place) -> Place:
    """The end of an overwritten selection, before the deleted cells in which it ends: text there would be on neither side."""
    if a.index == b.index or clauses[b.index].cell is None:
        return b  # as with nearly each key
    struck = deleted_cells(whole_cells(clauses, a.index, b.index + 1))
    index = b.index
    while index > a.index and is_in_deleted_cell(clauses[index], struck):
        index -= 1
    return b if index == b.index else Place(index, max(len(clauses[index].text), a.offset if index == a.index else 0))


def _is_struck(clause: Clause) -> bool:
    """Whether a clause has no live text and a deleted end."""
    return clause.end.status is Status.DELETED and not any(run.status.in_draft and run.text for run in clause.runs)


def _beside_struck(
    window: list[Clause], place: Place, paragraphs: Sequence[InsertedParagraph], stamp: Stamp, names: _Names
) -> list[Clause]:
    """A wholly deleted clause in which text is typed becomes a replaced one; paragraphs follow it, or precede it at its start."""
    clause = window[place.index]
    caret = Run("", content=CARET)
    if len(paragraphs) == 1:
        runs = (*clause.runs, *_as_inserted(paragraphs[0].runs, stamp), caret)
        return [*window[: place.index], replace(clause, runs=runs, end=KEPT_END), *window[place.index + 1 :]]
    fresh = paragraphs if any(paragraph.runs for paragraph in paragraphs) else paragraphs[1:]
    new: list[Clause] = []
    for number, paragraph in enumerate(fresh):
        runs = _as_inserted(paragraph.runs, stamp)
        shell = replace(_shell_beside(clause, names), props=paragraph.props or clause.props, end=End(Status.INSERTED, stamp))
        new.append(replace(shell, runs=(*runs, caret) if number == len(fresh) - 1 else runs))
    at = place.index if place.offset == 0 and clause.text else place.index + 1
    return [*window[:at], *new, *window[at:]]


def _shell_beside(clause: Clause, names: _Names) -> Clause:
    return Clause(
        id=names.under(clause.id),
        props=clause.props,
        cell=clause.cell,
        row=clause.row,
        row_stamp=clause.row_stamp,
        shape=clause.shape,
    )


# delete, restore


def _delete(window: list[Clause], a: Place, b: Place, stamp: Stamp, side: Literal["before", "after"]) -> list[Clause]:
    """The window with everything between two places deleted, and the caret in it."""
    out: list[Clause] = []
    for index, clause in enumerate(window):
        if index < a.index or index > b.index:
            out.append(clause)
            continue
        before, rest = cut(clause.runs, a.offset if index == a.index else 0)
        middle, after = cut(rest, b.offset - (a.offset if index == a.index else 0)) if index == b.index else (rest, ())
        struck = [struck_run(run, stamp) for run in middle if run.status is not Status.INSERTED]
        caret_here = index == (a.index if side == "before" else b.index)
        caret = [Run("", content=CARET)] if caret_here else []
        runs = (*before, *caret, *struck, *after) if side == "before" else (*before, *struck, *caret, *after)
        end = clause.end
        if index < b.index and (in_same_cell(clause, window[index + 1]) or (clause.cell is None and not _live_runs(before))):
            end = End(Status.DELETED, stamp) if end.status is Status.KEPT else end
        out.append(replace(clause, runs=runs, end=end))
    return _join_dropped_ends(out, window, a.index, b.index, stamp)


def _join_dropped_ends(new: list[Clause], old: list[Clause], first: int, last: int, stamp: Stamp) -> list[Clause]:
    """Inserted ends inside the deleted range disappear, which joins their clauses. A merged paragraph has the properties of the
    clause that closes it, as in Word, unless that one has no live text or a new end, and the first has."""
    opens_live = has_live_text(new[first])
    out = new[:first]
    group = [new[first]]
    opens = new[first]
    for index in range(first, last):
        left, right = group[-1], new[index + 1]
        if old[index].end.status is Status.INSERTED and in_same_cell(old[index], old[index + 1]):
            group[-1] = join_clauses(left, right)
        elif old[index].end.status is Status.INSERTED and left.cell is None and not left.text:
            group[-1] = replace(right, runs=left.runs + right.runs)  # the caret: a new clause before a table is gone
        else:
            group.append(right)
    merged_draft = old[first].end.status is not Status.KEPT or group[0].end.status is not Status.KEPT or len(group) == 1
    if first < last and merged_draft and opens_live and in_same_cell(old[first], old[last]):
        group[-1] = _closing_props(group[-1], opens, stamp, emptied=not has_live_text(new[last]))
    return out + group + new[last + 1 :]


def _closing_props(closing: Clause, opens: Clause, stamp: Stamp, *, emptied: bool) -> Clause:
    if not (emptied or closing.end.status is Status.INSERTED) or closing.props == opens.props:
        return closing
    return _with_props(closing, opens.props, stamp)


def _restore(window: list[Clause], a: Place, b: Place) -> list[Clause]:
    """The window with everything deleted between two places restored, but no deleted clause that is only touched."""
    out: list[Clause] = []
    for index, clause in enumerate(window):
        if index < a.index or index > b.index:
            out.append(clause)
            continue
        before, rest = cut(clause.runs, a.offset if index == a.index else 0)
        middle, after = cut(rest, b.offset - (a.offset if index == a.index else 0)) if index == b.index else (rest, ())
        caret = [Run("", content=CARET)] if index == b.index else []
        end = clause.end
        reached = a.index == b.index or clause.text
        if index < b.index or (b.offset >= len(clause.text) and reached and _is_struck(clause)):
            end = restored_end(end)
        out.append(replace(clause, runs=(*before, *map(restored_run, middle), *caret, *after), end=end))
    return out


def _with_inserted(window: list[Clause], paragraphs: Sequence[InsertedParagraph], stamp: Stamp, names: _Names) -> list[Clause]:
    """The window with paragraphs inserted at the caret; the caret then follows them."""
    index, position = next(
        (index, position)
        for index, clause in enumerate(window)
        for position, run in enumerate(clause.runs)
        if run.content == CARET
    )
    clause = window[index]
    left, caret, right = clause.runs[:position], clause.runs[position], clause.runs[position + 1 :]
    if len(paragraphs) == 1:
        runs = (*left, *_as_inserted(paragraphs[0].runs, stamp), caret, *right)
        return [*window[:index], replace(clause, runs=runs), *window[index + 1 :]]
    pieces = [
        (*left, *_as_inserted(paragraphs[0].runs, stamp)),
        *(_as_inserted(paragraph.runs, stamp) for paragraph in paragraphs[1:-1]),
        (*_as_inserted(paragraphs[-1].runs, stamp), caret, *right),
    ]
    opens = _base_text(pieces[0]) or not (_base_text(pieces[-1]) or clause.end.status.in_base)
    number_with_end = 0 if opens else len(pieces) - 1  # the part with its end, if the paragraph is empty in the base
    bearer = next((number for number, runs in enumerate(pieces) if shows(runs, "base")), len(pieces) - 1)
    parts: list[Clause] = []
    for number, runs in enumerate(pieces):
        last = number == len(pieces) - 1
        props = paragraphs[number].props
        shell = clause if number == number_with_end else _shell_beside(clause, names)
        end = clause.end if last else End(Status.INSERTED, stamp)
        part = replace(
            shell,
            runs=runs,
            end=end,
            props=clause.props,
            base_props=clause.base_props if last else None,
            props_stamp=clause.props_stamp if last else NOBODY,
            label=clause.label if number == bearer else None,
        )
        if props is not None and number > 0 and (not last or not _live_runs(right)):
            part = _with_props(part, props, stamp)
        parts.append(part)
    return [*window[:index], *parts, *window[index + 1 :]]


def _with_props(part: Clause, props: Props, stamp: Stamp) -> Clause:
    """A clause with other properties in the draft; if it is in the base, it keeps its own there."""
    base = part.props_on("base") if part.end.status.in_base else None
    if base is None or base == props:
        return replace(part, props=props, base_props=None, props_stamp=NOBODY)
    return replace(part, props=props, base_props=base, props_stamp=stamp)


def _as_inserted(runs: Sequence[Run], stamp: Stamp) -> tuple[Run, ...]:
    return join_runs(Run(run.text, Status.INSERTED, run.style, stamp=stamp, content=run.content) for run in runs)


def _base_text(runs: Sequence[Run]) -> bool:
    return any(run.status.in_base and run.text for run in runs)


def _live_runs(runs: Sequence[Run]) -> bool:
    return any(run.status.in_draft and run.text for run in runs)


# finish


def _with_cell_ends(window: Sequence[Clause], before: Clause | None, gone: Set[CellId]) -> Sequence[Clause]:
    """The window with an end kept in each cell that it contains, but those in `gone`: a cell has a paragraph."""
    if all(clause.cell is None for clause in window):
        return window
    out: list[Clause] = []
    for cell, group in groupby(window, key=lambda clause: clause.cell):
        part = list(group)
        goes_on = not out and before is not None and before.cell == cell
        out += part if cell is None or goes_on or cell in gone else canonical(_with_cell_end(part))
    return out


def _with_cell_end(cell: Sequence[Clause]) -> Sequence[Clause]:
    last = cell[-1]
    if last.row is Status.KEPT and all(clause.end.status is Status.DELETED for clause in cell):
        return [*cell[:-1], replace(last, end=KEPT_END)]
    return with_kept_end(cell)


def _without_last(clauses: tuple[Clause, ...], change: Edit) -> Edit:
    """An edit of the clauses and an empty one after them, as an edit of the clauses alone."""
    behind = Clause(id="")
    longer = (*clauses, behind)
    story = [*longer[: change.at], *change.new, *longer[change.at + len(change.old) :]][:-1]
    low = min(change.at, len(story))
    while low > 0 and story[low - 1].end.status is not Status.KEPT:
        low -= 1
    window = canonical_window(keep_last_ends(story[low:], at_the_end=True)) if low < len(story) else ()
    caret = change.caret
    if caret.index >= low + len(window):
        whole = (*story[:low], *window)
        caret = Place(len(whole) - 1, len(whole[-1].text)) if whole else Place(0, 0)
    return _trim(low, clauses[low:], window, caret)


def _finish(clauses: tuple[Clause, ...], low: int, high: int, window: Sequence[Clause]) -> Edit:
    """The edit reduced to the clauses that changed, with the caret removed from the runs."""
    new: list[Clause] = []
    caret = Place(low, 0)
    for index, clause in enumerate(window):
        offset = 0
        runs: list[Run] = []
        for run in clause.runs:
            if run.content == CARET:
                caret = Place(low + index, offset)
            else:
                runs.append(run)
            offset += len(run.text)
        new.append(replace(clause, runs=join_runs(runs)))
    return _trim(low, clauses[low:high], new, caret)


def _trim(at: int, old: Sequence[Clause], new: Sequence[Clause], caret: Place) -> Edit:
    """The edit without the clauses at its ends that did not change."""
    start, stop = changed_span(old, new)
    return Edit(at + start, tuple(old[start : len(old) - stop]), tuple(new[start : len(new) - stop]), caret)
