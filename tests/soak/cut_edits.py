"""The kinds of random edits on the proposals that are printed from a treaty text; see `edit_kinds.py`."""

from __future__ import annotations

from model.cuts.derive import cuts
from model.edits.cuts import joining, kept, settings
from model.submission.transactions import Transaction
from model.submission.values import SYMBOLS, CutSettings
from tests.soak.edit_choices import EditChooser


def _key(chooser: EditChooser) -> str:
    return chooser.choose(cuts(chooser.document.proposals[chooser.number - 1])).key


def set_cut(chooser: EditChooser) -> Transaction:
    number, key = chooser.number, _key(chooser)
    if chooser.chance(0.3):
        return chooser.call(settings.set_cut_symbol, number, key, chooser.choose(("", *SYMBOLS)))
    if chooser.chance(0.3):
        return chooser.call(settings.change_cut, number, key, CutSettings(agenda="7", reasons="Because."))
    name = chooser.choose(("reasons", "agenda", "number"))
    return chooser.call(settings.set_cut_text, number, key, name, chooser.choose(("", "Words.\nMore.", "EUR/9/7")))


def join_cuts(chooser: EditChooser) -> Transaction:
    number, key = chooser.number, _key(chooser)
    if chooser.chance(0.3):
        return chooser.call(joining.take_apart, number, key)
    if chooser.chance(0.3):
        return chooser.call(joining.move_cut, number, key, chooser.random.randrange(5))
    return chooser.call(joining.join_with_next, number, key)


def keep_provisions(chooser: EditChooser) -> Transaction:
    number, first, last = chooser.number, chooser.id(), chooser.id()
    if chooser.chance(0.3):
        return chooser.call(kept.release_provisions, number, first)
    return chooser.call(kept.keep_provisions, number, first, last, underlined=chooser.chance(0.5))


def lock_numbers(chooser: EditChooser) -> Transaction:
    return chooser.call(settings.lock_numbers if chooser.chance(0.5) else settings.release_numbers)
