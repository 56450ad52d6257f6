"""The values that a Table of Frequency Allocations is read into: rows, cells, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from model.allocations.frequencies import Band
from model.allocations.services import Category, Service
from model.redline import Clause

LineKind = Literal["band", "service", "notes", "remark"]
REGIONS = (1, 2, 3)


class NoteNumber(Struct, frozen=True):
    """The number of a footnote of the Table, and its place in its line."""

    text: str
    start: int
    stop: int


class LineWords(Struct, frozen=True):
    """The meaning of the words of one line."""

    kind: LineKind
    """`band` if the line prints nothing else; `remark`: neither a service nor footnotes."""
    band: Band | None = None
    start: int = 0
    """The place at which the allocation begins, after a band in the same line."""
    stop: int = 0
    """The place at which it ends, before its footnotes."""
    service: Service | None = None
    category: Category = ""
    notes: tuple[NoteNumber, ...] = ()
    options: str = ""
    """What is printed instead of a band if it has options in brackets."""


class CellLine(Struct, frozen=True):
    """One paragraph of a cell."""

    clauses: tuple[Clause, ...]
    text: str
    words: LineWords

    @property
    def allocation(self) -> str:
        """The words that allocate the band to a service, without footnotes."""
        return self.text[self.words.start : self.words.stop]

    @property
    def is_service(self) -> bool:
        """Whether the line allocates the band to a service, known or not."""
        return self.words.kind == "service"

    @property
    def numbers(self) -> tuple[str, ...]:
        """Its footnote numbers."""
        return tuple(note.text for note in self.words.notes)


class AllocationCell(Struct, frozen=True):
    """A cell of the Table."""

    row: int
    """The number of its row, as `Clause.cell` has it."""
    column: int
    left: int
    """Its first column on the grid."""
    columns: int
    regions: tuple[int, ...]
    """The Regions over whose columns it extends, from 1."""
    crossing: bool
    """Whether it extends over a part of a Region."""
    lines: tuple[CellLine, ...]
    goes_on: bool
    """Whether it has no text and continues the cell above."""

    @property
    def band(self) -> Band | None:
        """The band at its head."""
        return self.lines[0].words.band if self.lines else None

    @property
    def options(self) -> str:
        """What is printed at its head instead of a band, `[2 450-2 483.5][2 450-2 490]`; '' if nothing is."""
        return self.lines[0].words.options if self.lines else ""

    @property
    def indent(self) -> str:
        """The tabs before the words of its lines after the first, as cells over all Regions have them in Word files."""
        texts = [line.text for line in self.lines[1:]]
        return next((text[: len(text) - len(text.lstrip("\t"))] for text in texts if text.startswith("\t")), "")

    @property
    def services(self) -> tuple[CellLine, ...]:
        """The lines that allocate the band to a service."""
        return tuple(line for line in self.lines if line.is_service)

    @property
    def foot(self) -> CellLine | None:
        """The last line with footnote numbers alone, which apply to the whole cell."""
        return next((line for line in reversed(self.lines) if line.words.kind == "notes"), None)


class AllocationRow(Struct, frozen=True):
    """A row of the Table."""

    number: int
    cells: tuple[AllocationCell, ...]


class AllocationTable(Struct, frozen=True):
    """A Table of Frequency Allocations, or a part of it, on one side of a redline."""

    number: int
    """As `Clause.cell` has it."""
    rows: tuple[AllocationRow, ...]
    """Those below the names of the Regions."""
    grid: tuple[int, ...]
    """The widths of the columns of its grid, in twips; 0 where unknown."""
    title: Band | None = None
    """The band of its title, `2 450-6 700 MHz`."""
    language: str = ""

    @property
    def cells(self) -> Iterator[AllocationCell]:
        """All cells, row by row."""
        for row in self.rows:
            yield from row.cells

    @property
    def unit(self) -> str:
        """The unit of its bands; '' if none is printed."""
        if self.title is not None and self.title.unit:
            return self.title.unit
        return next((cell.band.unit for cell in self.cells if cell.band is not None and cell.band.unit), "")

    def indent_in(self, cell: AllocationCell) -> str:
        """The tabs with which a new line of a cell begins: those of its lines, or, if its one line has a tab between band and
        service, those in another cell of its width; '' for none."""
        first = cell.lines[0] if cell.lines else None
        if cell.indent or len(cell.lines) > 1 or first is None or not first.is_service or "\t" not in first.text:
            return cell.indent
        alike = (other for other in self.cells if (other.left, other.columns) == (cell.left, cell.columns))
        return next((other.indent for other in alike if other.indent), "")

    def of_region(self, region: int) -> Sequence[AllocationCell]:
        """The cells of a Region that have a text, from the top."""
        return [cell for cell in self.cells if region in cell.regions and not cell.goes_on]
