"""The values of a printed text: spans of characters in lines, lines in tables, notes. Measures are twips, sizes
half-points; a line names one of the house's styles (`model.formats.page.house_styles`), which says the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal

from msgspec import Struct, field

from model.redline import PLAIN, Status, Style


class Span(Struct, frozen=True):
    """Characters that look alike."""

    text: str
    status: Status = Status.KEPT
    style: Style = PLAIN
    moved: bool = False
    """Deleted at the place that it was moved from, or inserted at the place that it was moved to."""
    restyled: bool = False
    """Its format is another one than in the base."""
    note: str = ""
    """The key in `Printout.notes` of the note whose mark this is."""
    size: int = 0
    """0: that of the line's style."""
    caps: bool | None = None
    """None: as in the line's style."""
    stands_for: int | None = None
    """The number of characters of the text that it represents, if these are not its own: one for a note's mark or a picture."""


class Line(Struct, frozen=True):
    """One printed paragraph."""

    style: str = "Normal"
    spans: tuple[Span, ...] = ()
    label: tuple[Span, ...] = ()
    """The printed label with its separator, usually a tab."""
    margin: tuple[Span, ...] = ()
    """The margin number of a provision, beside the first line."""
    end: Status = Status.KEPT
    whole: bool = False
    """Inserted or deleted from its first character to its end."""
    new_page: bool = False
    height: int = 0
    """An exact height; 0: as the text needs."""
    centred: bool = False
    indent: int = 0
    """Of a whole paragraph, from the side on which its language begins."""
    source: str = ""
    """What it prints: the number of the proposal and the id of its clause; of a note, its story; of a field around the texts, the
    path of its value (`header/title`; that of the number for the whole line of a proposal)."""

    @property
    def head(self) -> tuple[Span, ...]:
        """What is printed before the words where there is no margin: the margin number, a tab, the label."""
        return (*self.margin, Span("\t"), *self.label) if self.margin else self.label

    @property
    def text(self) -> str:
        """The characters of the line, margin number and label first, without their formats."""
        return "".join(span.text for span in (*self.head, *self.spans))


class Cell(Struct, frozen=True):
    """A cell of a row; `columns` is how many of the grid it spans."""

    lines: tuple[Line, ...] = ()
    columns: int = 1
    marked: bool = False
    """Highlighted; its content gives the reason."""
    ruled: bool = True
    """Whether it has rules around it, if its table has."""
    goes_on: bool = False
    """Whether it continues the cell above it (merged downwards)."""


class Row(Struct, frozen=True):
    """A row of a table."""

    cells: tuple[Cell, ...]
    status: Status = Status.KEPT
    ruled: bool = False
    """Whether a thick rule is under it."""
    parts: bool = False
    """Whether it may be split between two pages."""


class Table(Struct, frozen=True):
    """Rows on a grid of column widths; in an unrolled printout they may be made once, while they are read."""

    grid: tuple[int, ...]
    rows: Iterable[Row]
    bordered: bool = True
    heads: int = 0
    """The number of first rows that are repeated on each page."""
    beside: tuple[Line, ...] | None = None
    """The content of one more column, the last of the grid, beside all rows that are no heads."""


Block = Line | Table
LineNumbers = Literal["", "page", "continuous"]
"""Whether the lines of each text are numbered, again from 1 on each page or through the whole text; those of tables, of notes and
of what surrounds the text are not."""
NUMBERED_EACH = 5
"""Each line of that multiple shows its number."""


class PrintedNote(Struct, frozen=True):
    """A footnote or endnote: its lines, the first one with its mark as label."""

    kind: str
    lines: tuple[Line, ...]


class Printout(Struct, frozen=True):
    """A text ready to be laid out."""

    blocks: Iterable[Block]
    notes: Mapping[str, PrintedNote] = field(default_factory=dict)
    """By key, in the order of their marks."""
    language: str = ""
    family: str = "conference"
    """The family of styles, see `house_styles`."""
    title: str = ""
    symbol: str = ""
    """The document symbol in the header of the pages that follow the first."""
    landscape: bool = False
    line_numbers: LineNumbers = ""

    def lines(self) -> Iterator[Line]:
        """All lines, those in tables too, without the notes."""
        return lines_in(self.blocks)

    def note_lines(self) -> Iterator[Line]:
        """The lines of all notes."""
        return chain.from_iterable(note.lines for note in self.notes.values())


def lines_in(blocks: Iterable[Block]) -> Iterator[Line]:
    """All lines of some blocks, those in tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        for row in block.rows:
            for cell in row.cells:
                yield from cell.lines
        yield from block.beside or ()


def plain_spans(text: str, *, bold: bool = False, underline: bool = False, size: int = 0) -> tuple[Span, ...]:
    """One span of kept text, none if there is no text."""
    return (Span(text, style=Style(bold=bold, underline=underline), size=size),) if text else ()
