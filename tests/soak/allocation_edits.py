"""The kinds of random edits of the Table of Frequency Allocations, which any other place refuses; see `edit_kinds.py`."""

from __future__ import annotations

from model.edits.allocations import bands, services
from model.edits.allocations.places import cell_place
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

SERVICES = ("FIXED", "Radiolocation", "Mobile-satellite (space-to-Earth)", "Telepathy", "")
NOTES = ("5.150", "5.410", "5.149A", "5.[A12]", "x")


def split_band(chooser: EditChooser) -> Transaction:
    """Splits a band in the middle, rarely at a frequency that is refused."""
    id = chooser.cell()
    band = cell_place(chooser.document, chooser.story, id).cell.band
    middle = str((band.low + band.high) / 2) if band is not None else ""
    frequency = chooser.choose((middle, middle, middle, "high"))
    return chooser.call_on_story(bands.split_band, id, frequency, everywhere=chooser.chance(0.5))


def merge_bands(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(bands.merge_bands, chooser.cell(), everywhere=chooser.chance(0.5))


def add_service(chooser: EditChooser) -> Transaction:
    words, category = chooser.choose(SERVICES), chooser.choose(("primary", "secondary"))
    notes = chooser.choose(((), ("5.150",), ("5.410", "5.149A")))
    return chooser.call_on_story(services.add_service, chooser.cell(), words, category, notes=notes)


def delete_service(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(services.delete_service, chooser.cell())


def change_category(chooser: EditChooser) -> Transaction:
    return chooser.call_on_story(services.change_category, chooser.cell())


def set_notes(chooser: EditChooser) -> Transaction:
    numbers = [number for number in NOTES if chooser.chance(0.4)]
    return chooser.call_on_story(services.set_notes, chooser.cell(), numbers, whole=chooser.chance(0.5))
