"""Tables of Frequency Allocations: the real extract, small ones in a few words, and generated ones of many shapes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from model.allocations.reading import read_table_of_allocations, table_numbers
from model.allocations.services import services
from model.allocations.values import AllocationTable
from model.formats.treaty.allocation_file import text_of_allocations
from model.formats.word.table_shapes import shapes_by_text
from model.redline import Redline, Side
from model.submission.values import Proposal, Submission
from tests.builders.treaty import TREATY

COLUMNS = "row col colspan rowspan from to unit line category service notes".split()
EXTRACT = "rr-table-2450-6700MHz.tsv"
LAYOUTS = ((3,), (1, 2), (2, 1), (1, 1, 1))
"""How many Regions each column group of a block has."""
Line = tuple[str, str, str]
"""Category, service and footnotes; the category is `notes` for those of the whole cell."""


def extract(shared: Path) -> Redline:
    """The real extract, 2 450-6 700 MHz."""
    return text_of_allocations((shared / TREATY / EXTRACT).read_text(encoding="utf-8"))


def file_of(cells: Iterable[tuple[int, int, int, int, str, str, Sequence[Line]]], unit: str = "MHz") -> str:
    """A file of cells, each with row, column, spans of columns and rows, two frequencies and lines."""
    out = ["\t".join(COLUMNS)]
    for row, column, columns, rows, low, high, lines in cells:
        for number, (category, service, notes) in enumerate(lines, 1):
            out.append("\t".join(map(str, (row, column, columns, rows, low, high, unit, number, category, service, notes))))
    return "\n".join(out) + "\n"


FIXED: Line = ("primary", "FIXED", "")
MOBILE: Line = ("primary", "MOBILE except aeronautical mobile", "5.410")
AMATEUR: Line = ("secondary", "Amateur", "5.282")
SMALL = file_of(
    [
        (1, 0, 3, 1, "2450", "2483.5", (FIXED, MOBILE, ("notes", "", "5.150"))),
        (2, 0, 1, 2, "2483.5", "2655", (FIXED, MOBILE, AMATEUR, ("notes", "", "5.150 5.399"))),
        (2, 1, 2, 1, "2483.5", "2500", (FIXED, AMATEUR)),
        (3, 1, 1, 1, "2500", "2655", (FIXED, MOBILE)),
        (3, 2, 1, 1, "2500", "2655", (MOBILE, AMATEUR)),
        (4, 0, 3, 1, "2655", "2700", (("primary", "RADIO ASTRONOMY", ""), ("notes", "", "5.340"))),
    ]
)
"""A table in which one Region has a band over two rows."""


def generated_file(seed: int) -> str:
    """A sound table with random bands, spans, services and footnotes."""
    chance = random.Random(seed)
    cells: list[tuple[int, int, int, int, str, str, Sequence[Line]]] = []
    row, low = 1, Decimal(chance.choice((9, 110, 2450, 40500)))
    for _ in range(chance.randint(1, 5)):
        count = chance.randint(1, 3)
        limits = [low]
        for _ in range(count):
            limits.append(limits[-1] + Decimal(chance.randint(1, 4000)) / chance.choice((1, 2, 10)))
        first_whole = chance.random() < 0.5
        column = 0
        layout = chance.choice(LAYOUTS)
        for number, columns in enumerate(layout):
            whole = len(layout) > 1 and (number == 0) is first_whole
            starts = [0] if whole and number != len(layout) - (1 if first_whole else 2) else list(range(count))
            for at, start in enumerate(starts):
                stop = starts[at + 1] if at + 1 < len(starts) else count
                lines = _lines(chance)
                cells.append((row + start, column, columns, stop - start, str(limits[start]), str(limits[stop]), lines))
            column += columns
        row, low = row + count, limits[-1]
    filled = {(cell[0]) for cell in cells}
    assert filled == set(range(1, row)), "each row begins a band"
    return file_of(sorted(cells, key=lambda cell: cell[:2]), chance.choice(("kHz", "MHz", "GHz")))


def _lines(chance: random.Random) -> list[Line]:
    known = [service for service in services() if service.is_verified("en")]
    lines: list[Line] = []
    for category, most in (("primary", 4), ("secondary", 3)):
        for service in sorted(chance.sample(known, chance.randint(0 if lines else 1, most)), key=lambda service: service.order):
            name = service.names["en"]
            words = name if category == "primary" else name.capitalize()
            addition = chance.choice(("", "", " (space-to-Earth)", " (passive)"))
            lines.append((category, words + addition, _numbers(chance, 2)))
    foot = _numbers(chance, 4)
    return [*lines, ("notes", "", foot)] if foot else lines


def _numbers(chance: random.Random, most: int) -> str:
    values = sorted({(chance.randint(53, 565), chance.choice(("", "", "A", "B"))) for _ in range(chance.randint(0, most))})
    return " ".join(f"5.{value}{letter}" for value, letter in values)


def submission_of_file(text: str, language: str = "en") -> Submission:
    """A submission of one proposal on the table of a file."""
    redline = text_of_allocations(text, language)
    return Submission(proposals=(Proposal("MOD", redline=redline, original=redline),), language=redline.language)


def table_in(submission: Submission, side: Side = "draft") -> AllocationTable:
    """The first Table of Frequency Allocations of a submission."""
    proposal = submission.proposals[0]
    clauses = proposal.redline.clauses
    shapes = shapes_by_text(submission)(proposal)
    language = proposal.redline.language or submission.language
    tables = [
        found
        for number in table_numbers(clauses)
        if (found := read_table_of_allocations(clauses, number, side, language, shapes)) is not None
    ]
    return tables[0]


def content(table: AllocationTable) -> list[list[tuple[tuple[int, ...], tuple[str, ...]]]]:
    """The Regions and the lines of each cell, row by row."""
    return [[(cell.regions, tuple(line.text for line in cell.lines)) for cell in row.cells] for row in table.rows]


def id_of(submission: Submission, band: str, line: str = "", place: int = 0) -> str:
    """The clause with a band in the draft, or a line in its cell that begins with some words.

    place: which of several cells with that band
    """
    clauses = submission.proposals[0].redline.clauses
    live = [clause for clause in clauses if clause.cell is not None and clause.row.in_draft]
    cells = [clause for clause in live if clause.text_on("draft").replace("\u00a0", "").startswith(band)]
    cell = cells[place].cell
    return next(
        clause.id for clause in live if clause.cell == cell and clause.text_on("draft").replace("\u00a0", " ").startswith(line)
    )
