"""Tables in the two-column view: each column has the table of its side, row beside row, on one grid with the columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from model.formats.page.blocks import Cell, Line, Row
from model.formats.page.proposal_text import PrintedText
from model.redline import Clause, Side, Status, paragraphs
from model.redline.table_grid import CellKey, cells_on_grid, filled_widths
from model.redline.table_shape import NO_SHAPE, CellShape
from model.submission.resolved import in_view

NARROWEST = 420
"""The least width, in twips, of a column of such a table; the columns of a wider table are below one another."""
_SIDES: tuple[Side, Side] = ("base", "draft")


class SideTables:
    """The tables of a text on the grid of two columns."""

    def __init__(self, text: PrintedText, widths: tuple[int, int]) -> None:
        """`widths` are those of the two columns, in twips."""
        self._text = text
        self._bounds: dict[Side, tuple[int, int]] = {"base": (0, widths[0]), "draft": (widths[0], sum(widths))}
        self._edges: dict[tuple[int, Side], list[int]] = {}
        """By the number of a table and the side the edges of its columns, in twips."""
        self._shapes: dict[tuple[int, Side], Mapping[CellKey, CellShape]] = {}
        self._undrawn: set[int] = set()
        """The tables for which a column has no room, and those with a paragraph that continues outside its cell."""
        for side in _SIDES if text.side is None else (text.side,):
            self._place(side)
        if text.side is None:
            self._look_for_open_cells(text.proposal.redline.clauses)
        self._stops = sorted({0, *self._bounds["draft"], *(edge for edges in self._edges.values() for edge in edges)})
        self._at = {edge: place for place, edge in enumerate(self._stops)}

    def _place(self, side: Side) -> None:
        text = self._text
        tables: dict[int, list[Clause]] = {}
        for clause in text.clauses if text.side is not None else in_view(text.proposal.redline, side).clauses:
            if clause.cell is not None:
                tables.setdefault(clause.cell[0], []).append(clause)
        left, right = self._bounds[side]
        for number, clauses in tables.items():
            shape, _ = cells_on_grid(clauses, text.shapes.get(number, NO_SHAPE))
            widths = filled_widths(shape.grid, right - left)
            edges = [left + (right - left) * edge // sum(widths) for edge in accumulate(widths, initial=0)]
            if all(b - a >= NARROWEST for a, b in pairwise(edges)):
                self._edges[number, side], self._shapes[number, side] = edges, shape.cells
            else:
                self._undrawn.add(number)

    def _look_for_open_cells(self, clauses: Sequence[Clause]) -> None:
        """Finds paragraphs of a side that begin in one cell, or outside of tables, and end in another."""
        for side in _SIDES:
            begun: Clause | None = None
            for clause in clauses:
                if begun is not None and begun.cell != clause.cell:
                    self._undrawn |= {bordering.cell[0] for bordering in (begun, clause) if bordering.cell is not None}
                if clause.row is not Status.KEPT and not clause.row.on(side):
                    continue
                if any(run.text and run.status.on(side) for run in clause.runs):
                    begun = clause
                if clause.end.status.on(side):
                    begun = None

    @property
    def grid(self) -> tuple[int, ...]:
        """The widths of all columns, in twips: the two, divided at the columns of tables."""
        return tuple(b - a for a, b in pairwise(self._stops))

    @property
    def spans(self) -> tuple[int, int]:
        """The number of grid columns that each of the two columns spans."""
        half = self._at[self._bounds["draft"][0]]
        return half, len(self._stops) - 1 - half

    def number_of(self, clause: Clause) -> int | None:
        """The number of the table that contains a clause; None outside of tables that are drawn as such."""
        return clause.cell[0] if clause.cell is not None and clause.cell[0] not in self._undrawn else None

    def row(self, clauses: Sequence[Clause]) -> Row:
        """A row of a table, with its clauses on both sides: cells that a side lacks are empty there."""
        return Row(tuple(cell for side in _SIDES for cell in self._cells_of_side(clauses, side)), parts=True)

    def _cells_of_side(self, clauses: Sequence[Clause], side: Side) -> Iterator[Cell]:
        at, stop = self._bounds[side]
        cells: dict[CellKey, list[Clause]] = {}
        for clause in clauses:
            if clause.cell is not None:
                cells.setdefault(clause.cell[1:], []).append(clause)
        table = clauses[0].cell[0] if clauses[0].cell else 0
        edges, shapes = self._edges.get((table, side), []), self._shapes.get((table, side), {})
        places = [key for key in cells if key in shapes]
        if not places:
            yield Cell(columns=self._span(at, stop))
            return
        for key in places:
            shape = shapes[key]
            left, right = edges[shape.left], edges[shape.left + shape.columns]
            if left > at:
                yield Cell(columns=self._span(at, left), ruled=False)
            yield Cell(self._lines(cells[key], side), self._span(left, right), goes_on=shape.goes_on)
            at = right
        if at < stop:
            yield Cell(columns=self._span(at, stop), ruled=False)

    def _lines(self, clauses: Sequence[Clause], side: Side) -> tuple[Line, ...]:
        if self._text.side is not None:
            return tuple(map(self._text.line, clauses))
        return tuple(self._text.side_line(paragraph.clauses, side) for paragraph in paragraphs(clauses, side))

    def _span(self, left: int, right: int) -> int:
        return self._at[right] - self._at[left]
