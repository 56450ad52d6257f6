"""Edits from a file on the Table of Frequency Allocations: bands, services, footnote numbers."""

from __future__ import annotations

from collections.abc import Callable

from model.allocations.frequencies import band_at
from model.allocations.reading import table_numbers
from model.allocations.values import REGIONS, AllocationCell
from model.edits.allocations import bands, services
from model.edits.allocations.places import cell_place, table_of_allocations
from model.edits.script.fields import Edit, flag_at, one_of, text_at, texts_at, whole_at, words_at
from model.edits.script.table_plans import ScriptRun
from model.errors import EditError, shorten_value
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import Transaction

_CATEGORIES = ("primary", "secondary")
FindCell = Callable[[], tuple[StoryId, str]]
"""Finds the cell that an edit names when its turn has come: the text, and a clause of the cell."""


def plan_split_band(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A band split in two at a frequency; `everywhere`: also the same band of other Regions in its row."""
    find, frequency, everywhere = _cell_of(run, edit), text_at(edit, "frequency"), flag_at(edit, "everywhere")
    return lambda: bands.split_band(run.submission, *find(), frequency, run.stamp, everywhere=everywhere)


def plan_merge_bands(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A band merged with the one below it; `everywhere`: also the same two bands of other Regions."""
    find, everywhere = _cell_of(run, edit), flag_at(edit, "everywhere")
    return lambda: bands.merge_bands(run.submission, *find(), run.stamp, everywhere=everywhere)


def plan_service(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A service added to a band at its place, or (`remove`) deleted from it."""
    find = _cell_of(run, edit)
    if "remove" in edit:
        gone = words_at(edit, "remove")
        return lambda: services.delete_service(run.submission, *_service(run, find, gone), run.stamp)
    name, category, notes = words_at(edit, "name"), one_of(edit, "category", _CATEGORIES), texts_at(edit, "notes")
    return lambda: services.add_service(run.submission, *find(), name, category, run.stamp, notes=notes)


def plan_category(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """A service of a band made primary or secondary."""
    find, name, wanted = _cell_of(run, edit), words_at(edit, "service"), one_of(edit, "to", _CATEGORIES)

    def plan() -> Transaction:
        story, id = _service(run, find, name)
        line = cell_place(run.submission, story, id).line
        if line is not None and line.words.category == wanted:
            raise EditError.of("“{name}” is {category} already", name=shorten_value(name), category=wanted)
        return services.change_category(run.submission, story, id, run.stamp)

    return plan


def plan_table_notes(run: ScriptRun, _number: int, edit: Edit) -> Callable[[], Transaction]:
    """The footnote numbers of a service of a band; without one, those of the whole cell."""
    find, notes = _cell_of(run, edit), texts_at(edit, "notes")
    if "notes" not in edit:
        raise EditError.of("“{key}” is missing", key="notes")
    if "service" not in edit:
        return lambda: services.set_notes(run.submission, *find(), notes, run.stamp, whole=True)
    name = words_at(edit, "service")
    return lambda: services.set_notes(run.submission, *_service(run, find, name), notes, run.stamp)


def _cell_of(run: ScriptRun, edit: Edit) -> FindCell:
    """The cell that an edit names: by the path of one of its paragraphs, as the text was read, or by a band that the Table has
    when its turn has come."""
    if ("at" in edit) == ("band" in edit):
        raise EditError.of("it wants one of “at”, the path of a cell, and “band”, such as 2 450-2 483.5")
    story = run.text_at(edit)
    if "at" in edit:
        id = run.clause_at(edit)
        return lambda: (story, id)
    band, region = text_at(edit, "band"), whole_at(edit, "region", 0)
    if region and region not in REGIONS:
        raise EditError.of("“region” is 1, 2 or 3")
    read = band_at(band.strip())
    if read is None or read[1] != len(band.strip()):
        raise EditError.of("“{text}” is not a frequency band; write it as 2 450-2 483.5", text=shorten_value(band))
    limits = read[0].limits

    def find() -> tuple[StoryId, str]:
        found = [cell for cell in _cells(run, story, region) if cell.band is not None and cell.band.limits == limits]
        if not found:
            raise EditError.of("no cell of the Table of Frequency Allocations has the band {band}", band=shorten_value(band))
        if len(found) > 1 and not (flag_at(edit, "everywhere") and len({cell.row for cell in found}) == 1):
            raise EditError.of(
                "several cells have the band {band}; say which with “region”, or name one by its path (at)",
                band=shorten_value(band),
            )
        return story, found[0].lines[0].clauses[0].id

    return find


def _cells(run: ScriptRun, story: StoryId, region: int) -> list[AllocationCell]:
    """The cells of the tables of a text, of a Region or (0) of all."""
    numbers = table_numbers(story_clauses(run.submission, story))
    tables = [table_of_allocations(run.submission, story, number) for number in numbers]
    return [cell for table in tables if table is not None for cell in table.cells if region in (0, *cell.regions)]


def _service(run: ScriptRun, find: FindCell, name: str) -> tuple[StoryId, str]:
    """The line of a service in a cell, whatever the case of its letters. EditError if the cell has none of that name."""
    story, id = find()
    lines = [line for line in cell_place(run.submission, story, id).cell.lines if line.is_service]
    found = next((line for line in lines if _same(line.allocation, name)), None)
    if found is None:
        raise EditError.of(
            "the cell has no service “{name}”; there are {services}",
            name=shorten_value(name),
            services=tuple(" ".join(line.allocation.split()) for line in lines),
        )
    return story, found.clauses[0].id


def _same(words: str, name: str) -> bool:
    return " ".join(words.split()).casefold() == " ".join(name.split()).casefold()
