"""The kinds of random edits of the Table of Frequency Allocations, which any other place refuses; see `edit_kinds.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from model.allocations.reading import table_numbers
from model.allocations.values import AllocationCell, AllocationTable, CellLine
from model.edits.allocations import bands, services
from model.edits.allocations.places import cell_place, table_of_allocations
from model.submission.story import StoryId
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

SERVICES = ("FIXED", "Radiolocation", "Mobile-satellite (space-to-Earth)", "Telepathy", "")
NOTES = ("5.150", "5.410", "5.149A", "5.[A12]", "x")
ANYWHERE = 0.1
"""The share of edits that are tried in any cell, where most are refused."""


def _tables(chooser: EditChooser) -> Iterator[tuple[StoryId, AllocationTable]]:
    """The Tables of Frequency Allocations of all texts."""
    for story, clauses in chooser.stories:
        for number in table_numbers(clauses) if not story.note else ():
            table = table_of_allocations(chooser.document, story, number)
            if table is not None:
                yield story, table


def _choose_line(chooser: EditChooser, lines_of: Callable[[AllocationTable], Iterator[CellLine]]) -> str:
    """A clause in one of some lines, or rarely in any cell."""
    if chooser.chance(ANYWHERE):
        return chooser.cell()
    found: dict[StoryId, list[str]] = {}
    for story, table in _tables(chooser):
        found.setdefault(story, []).extend(line.clauses[-1].id for line in lines_of(table))
    return chooser.turn_to(found)


def _with_bands(table: AllocationTable) -> Iterator[CellLine]:
    for cell in table.cells:
        yield from cell.lines if cell.band is not None else ()


def _with_services(table: AllocationTable) -> Iterator[CellLine]:
    for cell in table.cells:
        yield from cell.services if cell.band is not None else ()


def _above_others(table: AllocationTable) -> Iterator[CellLine]:
    """The lines of each cell whose band ends where the next one in the same columns begins."""
    columns: dict[tuple[int, int], list[AllocationCell]] = {}
    for cell in table.cells:
        if cell.band is not None:
            columns.setdefault((cell.left, cell.columns), []).append(cell)
    for cells in columns.values():
        for above, below in pairwise(cells):
            if above.band is not None and below.band is not None and above.band.high == below.band.low:
                yield from above.lines


def split_band(chooser: EditChooser) -> Transaction:
    """Splits a band in the middle, rarely at a frequency that is refused."""
    id = _choose_line(chooser, _with_bands)
    band = cell_place(chooser.document, chooser.story, id).cell.band
    middle = str((band.low + band.high) / 2) if band is not None else ""
    frequency = chooser.choose((middle, middle, middle, "high"))
    return chooser.call_on_story(bands.split_band, id, frequency, everywhere=chooser.chance(0.5))


def merge_bands(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(bands.merge_bands, _choose_line(chooser, _above_others), everywhere=chooser.chance(0.5))


def add_service(chooser: EditChooser) -> Transaction:
    words, category = chooser.choose(SERVICES), chooser.choose(("primary", "secondary"))
    notes = chooser.choose(((), ("5.150",), ("5.410", "5.149A")))
    return chooser.call_on_story(services.add_service, _choose_line(chooser, _with_bands), words, category, notes=notes)


def delete_service(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(services.delete_service, _choose_line(chooser, _with_services))


def change_category(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(services.change_category, _choose_line(chooser, _with_services))


def set_notes(chooser: EditChooser) -> Transaction:
    numbers = [number for number in NOTES if chooser.chance(0.4)]
    return chooser.call_on_story(services.set_notes, _choose_line(chooser, _with_bands), numbers, whole=chooser.chance(0.5))
