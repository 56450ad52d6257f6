"""Lines of tab-separated cells whose first line names the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.errors import EditError

TAB = "\t"


def column_names(line: str) -> list[str]:
    """The names in the first line, in small letters."""
    return [name.strip().casefold() for name in line.rstrip("\r").split(TAB)]


def rows_by_column(names: Sequence[str], lines: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The cells of each line that is not blank, by the names of their columns, after the number of the line. EditError if a line
    has more cells than there are columns."""
    for number, line in enumerate(lines, 2):
        cells = line.rstrip("\r").split(TAB)
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            raise EditError.of(
                "line {line}: it has {count} cells, and the first line names {columns} columns; take out tabs inside its text",
                line=number,
                count=len(cells),
                columns=len(names),
            )
        yield number, dict(zip(names, [cell.strip() for cell in cells] + [""] * len(names), strict=False))
