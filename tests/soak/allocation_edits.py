"""The kinds of random edits of the Table of Frequency Allocations, which any other place refuses; see `edit_kinds.py`."""

from __future__ import annotations

from model.edits.allocations import bands, services
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

FREQUENCIES = ("2 460", "2490", "2500", "2600", "2 660.5", "high")
SERVICES = ("FIXED", "Radiolocation", "Mobile-satellite (space-to-Earth)", "Telepathy", "")
NOTES = ("5.150", "5.410", "5.149A", "5.[A12]", "x")


def split_band(chooser: EditChooser) -> Transaction:
    everywhere = chooser.chance(0.5)
    return chooser.call_on_story(bands.split_band, chooser.cell(), chooser.choose(FREQUENCIES), everywhere=everywhere)


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
