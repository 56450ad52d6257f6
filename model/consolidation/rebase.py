"""Changes that were made on another base, as changes of the given one.

If both bases have the same words, apart from spaces, quotes and hyphens, a change is applied as it is. A change of words that
read otherwise in the given base cannot be mapped, and is reported with both texts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.changes import InsertedEnd, PartyChange, shift, width
from model.diff.compare import compare
from model.redline import Clause, Redline, Side, Stamp, Status
from model.redline.cells import CellId, enclosing_cells
from model.redline.hidden_text import is_hidden

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u2011": "-", "\u2010": "-", "–": "-"})
_COVER = "\uffff"
"""The sign in place of a hidden character, so that places stay; no file can contain it."""
_AROUND = 40
"""Characters before and after a range that are reported with it."""
_LONGEST = 400
"""Characters of a range that are reported."""
_SPACES = re.compile(r"[\s\u00a0\u202f]+")


class UnmappedChange(Struct, frozen=True):
    """A change that does not fit the given base."""

    change: PartyChange
    old: str
    """The words as they read where the change was made, with some of the surrounding words."""
    now: str
    """As they read in the given base; '' if it has none."""
    new: str
    """As the change has them."""
    already_in_base: bool = False
    """Whether the given base already has the words that the change wants."""


class _Stretch(Struct, frozen=True):
    """A range that both bases have: from `source` in the other base, from `target` in the given one."""

    source: int
    target: int
    size: int


class PositionMapping:
    """Maps places of one base to places of another (ProseMirror's `Mapping`)."""

    def __init__(self, given: Redline, other: Redline) -> None:
        """Both with everything kept."""
        self._tables, self._other_tables = TablePlaces(given.clauses), TablePlaces(other.clauses)
        self._same_cells = [clause.cell for clause in given.clauses] == [clause.cell for clause in other.clauses]
        self._given = characters(given.clauses)
        self._other = characters(other.clauses)
        self._shown_given = characters(given.clauses, cover=_COVER)
        self._shown_other = characters(other.clauses, cover=_COVER)
        self._stretches: list[_Stretch] = []
        if self._given == self._other:
            self._stretches.append(_Stretch(0, 0, len(self._given)))
        else:
            self._read(compare(given, other, Stamp(), moves=False).clauses)
        self._starts = [stretch.source for stretch in self._stretches]

    @property
    def same(self) -> bool:
        """Whether both bases have the same characters."""
        return self._given == self._other

    def _read(self, clauses: Sequence[Clause]) -> None:
        target = source = 0
        for clause in clauses:
            for status, size in [*((run.status, width(run)) for run in clause.runs), (clause.end.status, 1)]:
                if status is Status.KEPT:
                    last = self._stretches[-1] if self._stretches else None
                    if last is not None and (last.source + last.size, last.target + last.size) == (source, target):
                        self._stretches[-1] = _Stretch(last.source, last.target, last.size + size)
                    else:
                        self._stretches.append(_Stretch(source, target, size))
                target += size if status.in_base else 0
                source += size if status.in_draft else 0

    def carry(self, changes: Sequence[PartyChange]) -> tuple[list[PartyChange], list[UnmappedChange]]:
        """The changes on the given base, and those that do not fit."""
        if self.same and self._same_cells:
            return list(changes), []
        found = [self._carry(change) for change in changes]
        fitting = {at: change for at, change in enumerate(found) if isinstance(change, PartyChange)}
        places = [*fitting]
        for index, (low, high) in self._tables.incomplete_deletions([*fitting.values()]).items():
            at = places[index]
            found[at] = self._unmapped_change(
                changes[at], self._shown_given[low : min(high, low + _LONGEST)].replace(_COVER, "").strip()
            )
        return [change for change in found if isinstance(change, PartyChange)], [
            change for change in found if isinstance(change, UnmappedChange)
        ]

    def _carry(self, change: PartyChange) -> PartyChange | UnmappedChange:
        """A change on the given base, or the change with the reason if its words are different there."""
        start, stop = self.before(change.start), self._behind(change.stop)
        if change.start == change.stop:
            start = stop = self._place_of(change)
        if start is None or stop is None or start > stop:
            low, high = self._gap(change.start, change.stop)
            now = self._shown_given[low:high].replace(_COVER, "")
            return self._unmapped_change(change, _amid(self._shown_given, low, high, now) if now.strip() else "")
        if folded_text(self._given[start:stop]) != folded_text(self._other[change.start : change.stop]):
            now = self._shown_given[start:stop]
            return self._unmapped_change(change, _amid(self._shown_given, start, stop, now), self._given[start:stop])
        return shift(self._in_table(change, stop), start, stop)

    def _place_of(self, change: PartyChange) -> int | None:
        """The place of an insertion in the given base; None if nothing beside it is there."""
        if change.sort == "row":
            edge = self._edge_of_row(change)
            return None if edge is None else edge[0]
        return self._behind(change.start) if change.behind else self.before(change.start)

    def _edge_of_row(self, change: PartyChange) -> tuple[int, int] | None:
        """The end of the row before a new one, or the beginning of the row after it, with the number of their table."""
        for beside, edge in ((change.start - 1, 1), (change.start, 0)):
            cell = self._other_tables.cell_at(beside)
            given = self._tables.cell_at(self.of(beside)) if cell is not None and cell[0] == change.table else None
            if given is not None:
                return self._tables.row_span(given)[edge], given[0]
        return None

    def _in_table(self, change: PartyChange, stop: int) -> PartyChange:
        """A change of a row or of a cell with tables, with the number that its table has in the given base, any other one as it
        is; it ends at `stop`."""
        if change.table is None and change.sort != "row":
            return change
        if change.start < change.stop:
            cell = self._tables.cell_at(stop - 1)
            return replace(change, table=cell[0] if cell is not None else None)
        edge = self._edge_of_row(change)
        return replace(change, table=edge[1] if edge is not None else None)

    def _unmapped_change(self, change: PartyChange, now: str, words: str | None = None) -> UnmappedChange:
        start, stop = change.start, change.stop
        old = self._shown_other[start:stop]
        put = change.words
        new = put if change.sort in ("text", "row") else old
        wanted = words is not None and change.sort in ("text", "row") and folded_text(words) == folded_text(new)
        return UnmappedChange(
            change, _amid(self._shown_other, start, stop, old), now, _amid(self._shown_other, start, stop, new), wanted
        )

    def of(self, place: int) -> int:
        """The position in the given base of the character at `place`; -1 if the base does not have it."""
        at = bisect_right(self._starts, place) - 1
        if at >= 0 and place < self._stretches[at].source + self._stretches[at].size:
            return self._stretches[at].target + place - self._stretches[at].source
        return -1

    def _gap(self, start: int, stop: int) -> tuple[int, int]:
        """The range of the given base that replaces a missing range: up to the next words that both bases have."""
        before = bisect_right(self._starts, start) - 1
        while before >= 0 and self._stretches[before].source + self._stretches[before].size > start:
            before -= 1
        behind = bisect_left(self._starts, stop)
        low = self._stretches[before].target + self._stretches[before].size if before >= 0 else 0
        high = self._stretches[behind].target if behind < len(self._stretches) else len(self._given)
        return low, min(high, low + _LONGEST)

    def before(self, place: int) -> int | None:
        """The position in the given base of the text after `place`, or of the text before it if the former is missing; None if it
        has neither."""
        at = bisect_right(self._starts, place) - 1
        for index in (at, at - 1):
            if 0 <= index < len(self._stretches):
                stretch = self._stretches[index]
                if stretch.source <= place <= stretch.source + stretch.size:
                    return stretch.target + place - stretch.source
        return None

    def _behind(self, place: int) -> int | None:
        """The position in the given base of the text before `place`, or of the text after it if the former is missing."""
        for index in range(bisect_right(self._starts, place) - 1, -1, -1):
            stretch = self._stretches[index]
            if stretch.source < place <= stretch.source + stretch.size:
                return stretch.target + place - stretch.source
            if stretch.source + stretch.size < place:
                break
        return self.before(place)


def characters(clauses: Sequence[Clause], side: Side = "base", *, cover: str = "") -> str:
    """A side of a story, an end as a line feed. `cover`: the sign that stands for each hidden character."""
    parts: list[str] = []
    for clause in clauses:
        parts += [
            cover * len(run.text) if cover and is_hidden(run, side) else run.text
            for run in clause.runs
            if run.status.on(side) and width(run)
        ]
        if clause.end.status.on(side):
            parts.append("\n")
    return "".join(parts)


def _amid(text: str, start: int, stop: int, words: str) -> str:
    """Words in place of a range, with the surrounding text of the paragraph, cut between words and without hidden text."""
    low = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    end = text.find("\n", stop)
    high = min(len(text) if end < 0 else end, stop + _AROUND)
    before, after = text[low:start], text[stop:high]
    if low and text[low - 1] != "\n":
        before = "…" + before.partition(" ")[2]
    if high < len(text) and text[high] != "\n":
        after = after.rpartition(" ")[0] + "…"
    return (before + words + after).replace(_COVER, "")


def folded_text(text: str) -> str:
    """A text without mere typing differences between versions: spaces, forms of quotes and hyphens."""
    return _SPACES.sub("", text.translate(_ALIKE))


Span = tuple[int, int]
"""The first place and the place after the last."""
_Row = tuple[int, int]
"""The numbers of a table and of a row in it."""


class TablePlaces:
    """The rows and cells of a text with everything kept."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self._clauses = clauses
        stops = accumulate((sum(map(width, clause.runs)) + 1 for clause in clauses), initial=0)
        self._spans: list[Span] = list(pairwise(stops))
        self._whole: dict[_Row, Span] = {}
        """Each row with the tables in its cells."""
        self._own_cells: dict[_Row, list[Span]] = defaultdict(list)
        """The paragraphs of each row without those of tables in its cells."""
        enclosing = enclosing_cells(clauses)
        for clause, (low, high) in zip(clauses, self._spans, strict=True):
            if clause.cell is None:
                continue
            self._own_cells[clause.cell[:2]].append((low, high))
            for cell in (*enclosing.get(clause.id, ()), clause.cell):
                self._whole[cell[:2]] = self._whole.get(cell[:2], (low, high))[0], high

    def cell_at(self, place: int) -> CellId | None:
        """The cell of the paragraph at a place; None outside of tables and of the text."""
        at = bisect_right(self._spans, place, key=lambda span: span[0]) - 1
        return self._clauses[at].cell if at >= 0 and place < self._spans[at][1] else None

    def row_span(self, cell: CellId) -> Span:
        """The row of a cell, tables in its cells included."""
        return self._whole[cell[:2]]

    def incomplete_deletions(self, changes: Sequence[PartyChange]) -> Mapping[int, Span]:
        """The deletions that the text cannot have, by their index, each with the stretch that it would have to delete: those of a
        part of a row, and those of the last end of a cell, or of the text before a table, if words before that end are kept.

        changes: changes of the text by one party
        """
        length = self._spans[-1][1] if self._spans else 0
        struck, of_rows = bytearray(length), bytearray(length)
        for change in changes:
            if change.sort in ("text", "row"):
                struck[change.start : change.stop] = b"\1" * (change.stop - change.start)
            if change.sort == "row":
                of_rows[change.start : change.stop] = b"\1" * (change.stop - change.start)
        joined = {span[1] - 1: found for at, span in enumerate(self._spans) if (found := self._joined_span(at, struck))}
        out: dict[int, Span] = {}
        for number, change in enumerate(changes):
            if change.sort == "row" and change.start < change.stop:
                rows = self._rows_touched(change)
                if not rows or any(0 in of_rows[low:high] for low, high in rows):
                    inside = [*rows, (change.start, change.stop)]
                    out[number] = min(low for low, _ in inside), max(high for _, high in inside)
            elif change.sort == "text" and not any(isinstance(piece, InsertedEnd) for piece in change.pieces):
                span = next((span for place, span in joined.items() if change.start <= place < change.stop), None)
                if span is not None:
                    out[number] = span
        return out

    def _rows_touched(self, change: PartyChange) -> list[Span]:
        """The rows of which a change deletes words or ends of their own."""
        return [
            self._whole[row]
            for row, spans in self._own_cells.items()
            if any(low < change.stop and change.start < high for low, high in spans)
        ]

    def _joined_span(self, at: int, struck: bytearray) -> Span | None:
        """The paragraphs that lose their end with a clause's, if words of them are kept before another cell."""
        clauses, spans = self._clauses, self._spans
        if not struck[spans[at][1] - 1] or (at + 1 < len(clauses) and clauses[at + 1].cell == clauses[at].cell):
            return None
        first = at
        while first and clauses[first - 1].cell == clauses[at].cell and struck[spans[first - 1][1] - 1]:
            first -= 1
        low, high = spans[first][0], spans[at][1]
        return (low, high) if 0 in struck[low:high] else None
