"""The characters and paragraph ends of two layers, aligned: each with the texts that contain it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.redline import Clause, End, Run
from model.redline.cells import CellId, enclosing_cells


class LayerToken(Struct, frozen=True):
    """Characters of one format and history, or a paragraph end, in the layers that have it."""

    lower: Run | End | None
    """As the lower layer has it; None if only the upper layer does."""
    upper: Run | End | None
    """As the upper layer has it; None if it is not in theirs and not inserted upon it."""
    below: Clause | None
    """The clause of the lower layer that contains it."""
    above: Clause | None
    """The clause of the upper layer that contains it."""
    at: tuple[str, int]
    """The place in the upper layer, as the id of a clause and an offset; for text of the lower layer alone, the place of what
    follows it."""
    offset: int = 0
    """The offset in the clause of the lower layer, if that layer contains it."""

    @property
    def in_base(self) -> bool:
        """Whether the text in force contains it."""
        return self.lower is not None and self.lower.status.in_base

    @property
    def in_theirs(self) -> bool:
        """Whether the other party's draft contains it."""
        return self.lower is not None and self.upper is not None

    @property
    def in_draft(self) -> bool:
        """Whether our draft contains it."""
        return self.upper is not None and self.upper.status.in_draft


class _LayerReader:
    """A reader of the runs and ends of one layer in order, each with its clause; a run can be read in parts."""

    def __init__(self, clauses: Sequence[Clause], *, upper: bool) -> None:
        self._parts: list[tuple[Clause, Run | End, int]] = []
        for clause in clauses:
            offset = 0
            for run in clause.runs:
                if run.text:
                    self._parts.append((clause, run, offset))
                    offset += len(run.text)
            self._parts.append((clause, clause.end, offset))
        self._upper = upper
        self._at = 0
        self._passed = 0
        """The number of characters of the present run that have been read."""

    @property
    def is_over(self) -> bool:
        return self._at == len(self._parts)

    @property
    def clause(self) -> Clause:
        return self._parts[self._at][0]

    @property
    def part(self) -> Run | End:
        part = self._parts[self._at][1]
        if isinstance(part, Run) and self._passed:
            return replace(part, text=part.text[self._passed :])
        return part

    @property
    def place(self) -> tuple[str, int]:
        if not self._parts:
            return "", 0
        clause, _, offset = self._parts[min(self._at, len(self._parts) - 1)]
        return clause.id, offset + self._passed

    @property
    def is_shared(self) -> bool:
        """Whether the present part is in theirs, and so in both layers."""
        clause, part, _ = self._parts[self._at]
        if self._upper:
            return part.status.in_base and clause.row.in_base
        return part.status.in_draft and clause.row.in_draft

    def take(self, length: int = 0) -> Run | End:
        """Read the present part, or `length` characters of it, and advance past them."""
        part = self.part
        if isinstance(part, Run) and 0 < length < len(part.text):
            self._passed += length
            return replace(part, text=part.text[:length])
        self._at += 1
        self._passed = 0
        return part


def align_layers(lower: Sequence[Clause], upper: Sequence[Clause]) -> list[LayerToken]:
    """The tokens of a story of two layers. Text of the lower layer alone comes before insertions of the upper layer at the same
    place, except where a table would be divided. EditError if the base of the upper layer is not the draft of the lower one."""
    below, above = _LayerReader(lower, upper=False), _LayerReader(upper, upper=True)
    tables = _Tables(lower, upper)
    out: list[LayerToken] = []
    while True:
        low = not below.is_over and not below.is_shared
        high = not above.is_over and not above.is_shared
        if low and not (high and tables.divides(out, below, above)):
            clause, place, (_, offset) = below.clause, above.place, below.place
            out.append(LayerToken(below.take(), None, clause, None, place, offset))
        elif high:
            clause, place = above.clause, above.place
            out.append(LayerToken(None, above.take(), None, clause, place))
        elif below.is_over and above.is_over:
            return out
        elif below.is_over or above.is_over:
            _append_last_end(out, below, above)
        else:
            out.append(_shared_token(below, above))


def _shared_token(below: _LayerReader, above: _LayerReader) -> LayerToken:
    clauses, place, (_, offset) = (below.clause, above.clause), above.place, below.place
    first, second = below.part, above.part
    if isinstance(first, Run) and isinstance(second, Run):
        length = min(len(first.text), len(second.text))
        if first.text[:length] == second.text[:length] and first.content == second.content:
            return LayerToken(below.take(length), above.take(length), *clauses, place, offset)
    elif isinstance(first, End) and isinstance(second, End):
        return LayerToken(below.take(), above.take(), *clauses, place, offset)
    raise EditError.of("the two layers of the proposal do not fit together; open an earlier copy")


def _append_last_end(out: list[LayerToken], below: _LayerReader, above: _LayerReader) -> None:
    """The last end of theirs if the lower layer lacks it: theirs as a text of its own closes its last paragraph."""
    if below.is_over and isinstance(above.part, End) and out:
        clause, place = above.clause, above.place
        out.append(LayerToken(None, above.take(), None, clause, place))
        return
    raise EditError.of("the two layers of the proposal do not fit together; open an earlier copy")


class _Tables:
    """The tables of the lower layer, where the order of clauses of one layer alone matters."""

    def __init__(self, lower: Sequence[Clause], upper: Sequence[Clause]) -> None:
        self._around = enclosing_cells(lower)
        self._around_new = enclosing_cells(upper)
        self._rows = {clause.cell[:2] for clause in lower if clause.cell is not None and clause.row.in_draft}
        """The rows that theirs contains."""
        self._places = {clause.id: place for place, clause in enumerate(lower)}
        self._kept = {clause.cell: place for place, clause in enumerate(lower) if clause.cell is not None and _is_kept(clause)}
        """The last clause that theirs keeps in each cell, by its place."""

    def divides(self, out: Sequence[LayerToken], below: _LayerReader, above: _LayerReader) -> bool:
        """Whether text of the lower layer alone, put before an inserted clause, would tear a table, a row or a cell."""
        low, high = below.clause.cell, above.clause.cell
        if low != high and self._goes_on(below.clause):
            return True  # the rest of its paragraph or cell comes after the inserted clause
        last = (out[-1].below or out[-1].above) if out else None
        before = last.cell if last is not None else None
        if low in (high, before):
            return False
        if high == before:
            return True  # its cell, or the text before a table, goes on
        if high is None:
            return low is not None and (before is None or before[0] != low[0])
        cells = () if low is None else (*self._around.get(below.clause.id, ()), low)
        inside = next((cell for cell in cells if cell[0] == high[0]), None)
        if inside is None:
            if before is not None and before[0] == high[0]:
                return True
            return low is not None and self._is_before(above.clause, low, before)
        row = before[:2] if before is not None else None
        if inside[:2] == high[:2] or row == high[:2]:
            return inside[:2] != high[:2]  # the row before goes on
        return inside[:2] != row and inside[:2] in self._rows  # it begins a row that goes on

    def _goes_on(self, clause: Clause) -> bool:
        """Whether theirs keeps the end of a clause, or that of a later one in its cell."""
        return _is_kept(clause) or (clause.cell is not None and self._kept.get(clause.cell, -1) > self._places[clause.id])

    def _is_before(self, clause: Clause, low: CellId, before: CellId | None) -> bool:
        """Whether an inserted table comes before one of which theirs keeps rows, and is not in a cell of it."""
        kept = any(table == low[0] for table, _ in self._rows)
        begun = before is not None and before[0] == low[0]
        return kept and not begun and all(cell[0] != low[0] for cell in self._around_new.get(clause.id, ()))


def _is_kept(clause: Clause) -> bool:
    return clause.end.status.in_draft and clause.row.in_draft
