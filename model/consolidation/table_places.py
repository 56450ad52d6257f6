"""The rows and cells of a text as stretches of its places."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise

from model.consolidation.changes import InsertedEnd, PartyChange, width
from model.redline import Clause
from model.redline.struck_cells import CellId, enclosing_cells

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
        joined = {span[1] - 1: found for at, span in enumerate(self._spans) if (found := self._joined(at, struck))}
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

    def _joined(self, at: int, struck: bytearray) -> Span | None:
        """The paragraphs that lose their end with that of a clause, if words of them are kept and the next clause is not in the
        same cell."""
        clauses, spans = self._clauses, self._spans
        if not struck[spans[at][1] - 1] or (at + 1 < len(clauses) and clauses[at + 1].cell == clauses[at].cell):
            return None
        first = at
        while first and clauses[first - 1].cell == clauses[at].cell and struck[spans[first - 1][1] - 1]:
            first -= 1
        low, high = spans[first][0], spans[at][1]
        return (low, high) if 0 in struck[low:high] else None
