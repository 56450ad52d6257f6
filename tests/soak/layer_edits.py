"""The kinds of random edits of sub-amendments; see `edit_kinds.py`."""

from __future__ import annotations

from typing import get_args

from model.edits.layers import LAYER_DECISIONS, amend_proposal, decide_layers
from model.edits.their_changes import decide_their_changes
from model.layers.decisions import TheirsDecision
from model.redline import Redline
from model.submission.amendments import amendments
from model.submission.transactions import Transaction
from tests.soak.edit_choices import EditChooser

PARTIES = ("", "EUR", "ATU, APT")


def amend_other_proposal(chooser: EditChooser) -> Transaction:
    """The tracked changes become the lower layer."""
    return chooser.call(amend_proposal, party=chooser.choose(PARTIES))


def decide_on_layers(chooser: EditChooser) -> Transaction:
    """A layer accepted or rejected, or both joined."""
    return chooser.call(decide_layers, chooser.number, chooser.choose(LAYER_DECISIONS))


def decide_on_their_changes(chooser: EditChooser) -> Transaction:
    """Some neighbouring changes of the other party decided."""
    theirs = chooser.document.proposals[chooser.number - 1].theirs or Redline()
    found = [amendment for amendment in amendments(theirs) if amendment.parts]
    first = found.index(chooser.choose(found))
    chosen = found[first : first + chooser.choose((1, 1, 2, 3))]
    return chooser.call(decide_their_changes, chooser.number, chosen, chooser.choose(get_args(TheirsDecision)))
