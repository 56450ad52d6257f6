"""The Table of Frequency Allocations as tab-separated lines: a line for each service or list of footnotes of a cell.

The columns `row`, `col`, `from`, `to`, `category`, `service` and `notes` are required, `colspan`, `rowspan`, `unit` and `line`
are optional. `row` and `col` are the place of a cell in the table, which has three columns; `from` and `to` are its band.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct

from model.allocations.frequencies import parse_frequency, print_band
from model.allocations.services import LANGUAGES, find_service, marks_primary_by_bold, words
from model.allocations.values import REGIONS
from model.errors import EditError, shorten_value
from model.formats.treaty.columns import column_names, rows_by_column
from model.redline import Clause, NewCell, Props, Redline, Run, Style, join_runs
from model.redline.limits import Sizes

_NEEDED = ("row", "col", "from", "to", "category", "service", "notes")
_PLAIN_BAND = "1\u00a0000-2\u00a0000"
_COMMA_BAND = "1\u00a0000,5-2\u00a0000,5"
_DECIMAL_COMMA = ("fr", "es", "ru")
_MOST_ROWS = 5_000


class _Entry(Struct, frozen=True):
    """One line of the file."""

    line: int
    row: int
    column: int
    columns: int
    rows: int
    low: Decimal
    high: Decimal
    unit: str
    category: str
    service: str
    notes: str


def is_table_of_allocations(text: str) -> bool:
    """Whether the first line of a text names the columns of such a table."""
    names = column_names(text.lstrip("\ufeff").split("\n", 1)[0])
    return all(name in names for name in _NEEDED)


def text_of_allocations(text: str, language: str = "") -> Redline:
    """The table as a text in force; EditError names the line that cannot be used."""
    first, *lines = text.lstrip("\ufeff").split("\n")
    entries = list(_entries(column_names(first), lines))
    if not entries:
        raise EditError.of("it has no line with a service; check that it is the file that you meant")
    language = language or _likely_language(entries)
    grid = _grid(entries)
    return Redline(tuple(_clauses(grid, entries, language)), language=language, policy="letters", instrument="RR")


def _likely_language(entries: Sequence[_Entry]) -> str:
    """The language in which most services are known; the first of several."""
    return max(LANGUAGES, key=lambda language: sum(find_service(entry.service, language) is not None for entry in entries))


def _entries(names: Sequence[str], lines: Sequence[str]) -> Iterator[_Entry]:
    for number, row in rows_by_column(names, lines):
        yield _Entry(
            number,
            _whole(row["row"], number, "row", 0, _MOST_ROWS),
            _whole(row["col"], number, "col", 0, len(REGIONS) - 1),
            _whole(row.get("colspan") or "1", number, "colspan", 1, len(REGIONS)),
            _whole(row.get("rowspan") or "1", number, "rowspan", 1, _MOST_ROWS),
            _frequency(row["from"], number),
            _frequency(row["to"], number),
            row.get("unit", ""),
            row["category"].casefold(),
            row["service"],
            row["notes"],
        )


def _whole(text: str, line: int, name: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text[:6]) <= most):
        raise EditError.of(
            "line {line}: “{text}” in the column {name} is not a whole number from {least} to {most}; correct it",
            line=line,
            text=shorten_value(text),
            name=name,
            least=least,
            most=most,
        )
    return int(text)


def _frequency(text: str, line: int) -> Decimal:
    found = parse_frequency(text)
    if found is None:
        raise EditError.of("line {line}: “{text}” is not a frequency; write it as 2483.5", line=line, text=shorten_value(text))
    return found


Grid = Mapping[tuple[int, int], list[_Entry]]
"""The lines of each cell, by row and first column."""


def _grid(entries: Sequence[_Entry]) -> Grid:
    """The cells in order; EditError if one is over a part of another."""
    rows = {number: place for place, number in enumerate(sorted({entry.row for entry in entries}))}
    cells: dict[tuple[int, int], list[_Entry]] = {}
    for entry in entries:
        cells.setdefault((rows[entry.row], entry.column), []).append(entry)
    taken: dict[tuple[int, int], _Entry] = {}
    for (row, column), inside in cells.items():
        first = inside[0]
        for entry in inside:
            if (entry.columns, entry.rows, entry.low, entry.high) != (first.columns, first.rows, first.low, first.high):
                raise EditError.of(
                    "line {line}: its cell has another size or band in line {first}; write the same in both",
                    line=entry.line,
                    first=first.line,
                )
        if column + first.columns > len(REGIONS) or row + first.rows > len(rows):
            raise EditError.of(
                "line {line}: its cell extends beyond the table; correct colspan or rowspan",
                line=first.line,
            )
        for place in ((row + down, column + right) for down in range(first.rows) for right in range(first.columns)):
            if place in taken:
                raise EditError.of(
                    "line {line}: its cell is over a part of the cell of line {first}; correct row, col, colspan or rowspan",
                    line=first.line,
                    first=taken[place].line,
                )
            taken[place] = first
    for row, entry in sorted({rows[entry.row]: entry for entry in reversed(entries)}.items()):
        missing = next((region for column, region in enumerate(REGIONS) if (row, column) not in taken), None)
        if missing is not None:
            raise EditError.of(
                "line {line}: row {row} has no cell for Region {region}; add its line, or correct colspan or rowspan",
                line=entry.line,
                row=entry.row,
                region=missing,
            )
    return cells


def _clauses(grid: Grid, entries: Sequence[_Entry], language: str) -> Iterator[Clause]:
    """The title of the block, the names of the Regions, and the rows; a cell over several rows is followed by empty ones."""
    low, high = min(entry.low for entry in entries), max(entry.high for entry in entries)
    unit = next((entry.unit for entry in entries if entry.unit), "")
    like = _COMMA_BAND if language in _DECIMAL_COMMA else _PLAIN_BAND
    yield Clause("title", Props("heading", 1), (Run(f"{print_band(low, high, like)} {unit}".strip()),))
    heading = words("heading").get(language) or words("heading")["en"]
    region = words("region").get(language) or words("region")["en"]
    bold = Style(bold=True)
    yield Clause("head", Props(), (Run(heading, style=bold),), cell=(0, 0, 0), shape=NewCell(0, 3, heads=True))
    for number in REGIONS:
        name = Run(region.replace("{n}", str(number)), style=bold)
        yield Clause(f"head{number}", Props(), (name,), cell=(0, 1, number - 1), shape=NewCell(0, 1, heads=True))
    sizes = Sizes()
    size_of = {place: (inside[0].columns, inside[0].rows) for place, inside in grid.items()}
    covered = {(row + down, column): columns for (row, column), (columns, rows) in size_of.items() for down in range(1, rows)}
    for row, places in groupby(sorted({*size_of, *covered}), key=lambda place: place[0]):
        for number, place in enumerate(places):
            columns = size_of[place][0] if place in size_of else covered[place]
            cell, shape = (0, row + 2, number), NewCell(0, columns)
            sizes.add_cell()
            for at, runs in enumerate(_lines(grid.get(place, ()), like, language)):
                sizes.add(runs)
                yield Clause(f"r{row}.{number}.{at}", Props(), runs, cell=cell, shape=shape)


def _lines(inside: Sequence[_Entry], like: str, language: str) -> Iterator[tuple[Run, ...]]:
    if not inside:
        yield ()
        return
    yield (Run(print_band(inside[0].low, inside[0].high, like), style=Style(bold=True)),)
    by_bold = marks_primary_by_bold(language)
    for entry in inside:
        primary = entry.category == "primary"
        runs = [Run(entry.service, style=Style(bold=primary and by_bold))] if entry.service else []
        runs += [Run(f" {entry.notes}" if runs else entry.notes)] if entry.notes else []
        if runs:
            yield join_runs(runs)
