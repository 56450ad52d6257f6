"""The rules of the Table of Frequency Allocations (Radio Regulations, 5.23 to 5.51) as issues with their places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import pairwise

from msgspec import Struct

from model.allocations.frequencies import Band, in_unit, print_frequency
from model.allocations.services import Service, has_verified_words, marks_primary_by_bold, name_part
from model.allocations.values import REGIONS, AllocationCell, AllocationTable, CellLine
from model.message import Message
from model.numbering.provision_numbers import parse_number


class Issue(Struct, frozen=True):
    """Something that a rule does not allow."""

    message: Message
    line: CellLine
    start: int
    stop: int
    """The place in the text of the line."""
    advice: bool = False
    """Whether it is only said for information."""

    @property
    def key(self) -> tuple[str, str]:
        """What it has in common with the same issue in another state of the table."""
        return str(self.message), self.line.text


# -- bands


def band_issues(table: AllocationTable) -> Iterator[Issue | None]:
    """The faults of the bands: gaps, overlaps, cells without a band, columns that are no Regions, a title that does not fit; None
    after each step of the work."""
    yield from _of_cells(table)
    yield from _of_joints(table)
    yield from _of_title(table)


def _of_cells(table: AllocationTable) -> Iterator[Issue | None]:
    for row in table.rows:
        yield None
        seen = {region for cell in row.cells for region in cell.regions}
        filled = next((cell for cell in row.cells if cell.lines), None)
        missing = [str(region) for region in REGIONS if region not in seen]
        if missing and filled is not None and not any(cell.crossing for cell in row.cells):
            yield _at_head(filled, Message.of("this row has no cell for Region {regions}", regions=", ".join(missing)))
        for cell in row.cells:
            if cell.crossing and cell.lines:
                message = Message.of(
                    "this cell extends over a part of a Region; a cell is as wide as one, two or all three Regions"
                )
                yield _at_head(cell, message)
            if cell.goes_on:
                continue
            if cell.options:
                message = Message.of(
                    "this cell has options in brackets instead of one band, {text}; its limits are not checked until one is "
                    "chosen",
                    text=cell.options,
                )
                yield _at_head(cell, message)
            elif cell.band is None:
                yield _at_head(cell, Message.of("this cell does not begin with a frequency band, such as 2 450-2 483.5"))
            elif cell.band.low >= cell.band.high:
                yield _at_head(cell, Message.of("the band {band} ends before it begins", band=cell.band.text))


def _at_head(cell: AllocationCell, message: Message) -> Issue:
    line = cell.lines[0]
    size = len(cell.band.text) if cell.band is not None else len(line.text)
    return Issue(message, line, 0, min(size, len(cell.options) or size))


def _pairs(table: AllocationTable) -> Iterator[tuple[int, AllocationCell, Band, AllocationCell, Band]]:
    """The neighbouring bands of each Region, from the top."""
    for region in REGIONS:
        cells = [cell for cell in table.of_region(region) if cell.band is not None or cell.options]
        for above, below in pairwise(cells):
            if above.band is not None and below.band is not None:
                yield region, above, above.band, below, below.band


def _joint(table: AllocationTable, above: Band, below: Band) -> tuple[Decimal, Decimal]:
    """Where a band ends and where the next one begins, in one unit."""
    return above.high, in_unit(below.low, below.unit or table.unit, above.unit or table.unit)


def _of_joints(table: AllocationTable) -> Iterator[Issue | None]:
    """Gaps and overlaps; those of several Regions at one cell as one issue."""
    found: dict[tuple[int, int, int, int], list[int]] = {}
    cells: dict[tuple[int, int, int, int], tuple[AllocationCell, Band, AllocationCell, Band]] = {}
    for region, above, first, below, second in _pairs(table):
        yield None
        end, begin = _joint(table, first, second)
        if end != begin:
            key = above.row, above.column, below.row, below.column
            found.setdefault(key, []).append(region)
            cells[key] = above, first, below, second
    for key, regions in found.items():
        _, first, below, second = cells[key]
        end, begin = _joint(table, first, second)
        values = {"regions": ", ".join(map(str, regions)), "above": first.text, "below": second.text}
        if end < begin:
            message = Message.of(
                "Region {regions}: {below} does not follow {above}; the frequencies from {end} to {begin} are in no band",
                **values,
                end=print_frequency(end, second.text),
                begin=print_frequency(begin, second.text),
            )
        else:
            message = Message.of("Region {regions}: the bands {above} and {below} overlap", **values)
        yield _at_head(below, message)


def _of_title(table: AllocationTable) -> Iterator[Issue]:
    filled = [(cell, cell.band) for cell in table.cells if cell.band is not None]
    if filled and not table.unit:
        message = Message.of(
            "no unit is printed for these bands; put the title of the block before the table, such as 2 170-2 520 MHz"
        )
        yield _at_head(filled[0][0], message)
    title = table.title
    for cell, band in filled if title is not None else ():
        assert title is not None
        low, high = (in_unit(limit, band.unit or table.unit, title.unit) for limit in (band.low, band.high))
        if low < title.low or high > title.high:
            message = Message.of(
                "the band {band} is outside of {title}, the title of the block", band=band.text, title=title.text
            )
            yield _at_head(cell, message)


# -- services


def service_issues(table: AllocationTable, cell: AllocationCell) -> Iterator[Issue]:
    """The faults of the services of a cell: unknown, without a category, out of order, twice."""
    language = table.language
    seen: set[tuple[str, str]] = set()
    foot = False
    for line in cell.lines:
        foot = foot or line.words.kind == "notes"
        if not line.is_service:
            continue
        words = line.words
        name = name_part(line.allocation, language)
        if words.service is None:
            yield _on(line, Message.of("“{name}” is no service of the Radio Regulations that the program knows", name=name))
        if not words.category:
            message = Message.of(
                "the letters of “{name}” show no category: a primary service is in capitals, a secondary one has one capital",
                name=name,
            )
            yield _on(line, message)
        if foot:
            yield _on(line, Message.of("“{name}” is below footnotes of the whole cell, which are its last line", name=name))
        key = line.allocation.casefold(), words.category
        if key in seen:
            yield _on(line, Message.of("“{name}” is in this cell twice", name=name))
        seen.add(key)
    yield from _of_order(cell, language)


def _on(line: CellLine, message: Message) -> Issue:
    return Issue(message, line, line.words.start, line.words.stop)


def _of_order(cell: AllocationCell, language: str) -> Iterator[Issue]:
    placed = [line for line in cell.services if line.words.category]
    for above, below in pairwise(placed):
        values = {
            "above": name_part(above.allocation, language),
            "below": name_part(below.allocation, language),
        }
        if above.words.category == "secondary" and below.words.category == "primary":
            message = Message.of(
                "“{below}” is primary and is below “{above}”, which is secondary; primary services come first", **values
            )
            yield _on(below, message)
    for category in ("primary", "secondary"):
        inside = [line for line in placed if line.words.category == category]
        if any(not _is_ordered(line.words.service, language) for line in inside):
            continue
        for above, below in pairwise(inside):
            first, second = above.words.service, below.words.service
            if first is not None and second is not None and second.order < first.order:
                message = Message.of(
                    "“{below}” is below “{above}”; services of a category are in the alphabetical order of their French names, "
                    "{names}",
                    above=name_part(above.allocation, language),
                    below=name_part(below.allocation, language),
                    names=f"{second.names['fr']}, {first.names['fr']}",
                )
                yield _on(below, message)


def _is_ordered(service: Service | None, language: str) -> bool:
    """Whether a service takes part in the check of order: an unknown one, or one whose names were not seen, does not."""
    return service is not None and service.is_verified(language)


def unverified_issues(table: AllocationTable) -> Iterator[Issue]:
    """What could not be checked, since no source verifies the words of a language: an issue for each kind, at the first place."""
    lines = [line for cell in table.cells for line in cell.services]
    unsure = [line for line in lines if line.words.service is not None and not _is_ordered(line.words.service, table.language)]
    if unsure:
        names = dict.fromkeys(name_part(line.allocation, table.language) for line in unsure)
        message = Message.of(
            "the order of services was not checked in cells with these, whose names or places no source verifies: {names}",
            names=", ".join(list(names)[:_MOST_NAMES]),
        )
        yield Issue(message, unsure[0], unsure[0].words.start, unsure[0].words.stop, advice=True)
    if lines and marks_primary_by_bold(table.language) and not has_verified_words("primary", table.language):
        message = Message.of("services in bold are taken for primary ones; no source verifies this for the language of the text")
        yield Issue(message, lines[0], lines[0].words.start, lines[0].words.stop, advice=True)


_MOST_NAMES = 5


# -- footnotes


def note_issues(cell: AllocationCell) -> Iterator[Issue]:
    """The faults of the order of footnote numbers in a cell."""
    for line in cell.lines:
        for above, below in pairwise(line.words.notes):
            first, second = parse_number(above.text), parse_number(below.text)
            if first is None or second is None or first.provisional or second.provisional or first < second:
                continue
            if first == second:
                message = Message.of("the footnote number {number} is in this line twice", number=below.text)
            else:
                message = Message.of("the footnote number {number} is after {above}", number=below.text, above=above.text)
            yield Issue(message, line, below.start, below.stop)


def cited_notes(table: AllocationTable) -> frozenset[str]:
    """The footnote numbers of a table."""
    return frozenset(number for cell in table.cells for line in cell.lines for number in line.numbers)


def unknown_note_issues(cell: AllocationCell, struck: Collection[str], known: Collection[str]) -> Iterator[Issue]:
    """Footnotes of a cell that are deleted, or that neither the texts nor the table in force have.

    struck: the numbers of deleted provisions
    known: the numbers that the texts and the table in force have
    """
    for line in cell.lines:
        for note in line.words.notes:
            if note.text in struck:
                message = Message.of("the footnote {number} is deleted; delete its number here too", number=note.text)
            elif note.text not in known:
                message = Message.of(
                    "the footnote {number} is not in this submission, and the table in force does not cite it; add the footnote",
                    number=note.text,
                )
            else:
                continue
            yield Issue(message, line, note.start, note.stop)


def lowest_note(numbers: Collection[str]) -> str:
    """The smallest of footnote numbers; '' if there is none."""
    placed = [number for text in numbers if (number := parse_number(text)) is not None and not number.provisional]
    return min(placed, key=lambda number: number.order).text if placed else ""
