"""The kinds of random edits of sub-amendments; see `edit_kinds.py`."""

from __future__ import annotations

from model.edits.layers import LAYER_DECISIONS, amend_proposal, decide_layers
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

PARTIES = ("", "EUR", "ATU, APT")


def amend_other_proposal(chooser: EditChooser) -> Transaction:
    """The tracked changes become the lower layer."""
    return chooser.call(amend_proposal, party=chooser.choose(PARTIES))


def decide_on_layers(chooser: EditChooser) -> Transaction:
    """A layer accepted or rejected, or both joined."""
    return chooser.call(decide_layers, chooser.number, chooser.choose(LAYER_DECISIONS))
