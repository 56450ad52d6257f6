"""The kinds of random edits of sub-amendments; see `edit_kinds.py`."""

from __future__ import annotations

from typing import get_args

from msgspec.structs import replace

from model.edits.sub_amendments.layers import LAYER_DECISIONS, amend_proposal, decide_layers
from model.edits.sub_amendments.their_changes import decide_their_changes
from model.layers.decisions import TheirsDecision
from model.redline import Redline
from model.submission.amendments import amendments
from model.submission.transactions import Step, Transaction, apply
from tests.soak import text_edits
from tests.soak.edit_choices import EditChooser

PARTIES = ("", "EUR", "ATU, APT")


def amend_other_proposal(chooser: EditChooser) -> Transaction:
    """The tracked changes become the lower layer."""
    return chooser.call(amend_proposal, party=chooser.choose(PARTIES))


def decide_on_layers(chooser: EditChooser) -> Transaction:
    """A layer accepted or rejected, or both joined."""
    before = _layered(chooser)
    decided = chooser.call(decide_layers, chooser.number, chooser.choose(LAYER_DECISIONS))
    return replace(decided, steps=(*before, *decided.steps))


def decide_on_their_changes(chooser: EditChooser) -> Transaction:
    """Some neighbouring changes of the other party decided."""
    before = _layered(chooser)
    theirs = chooser.document.proposals[chooser.number - 1].theirs or Redline()
    found = [amendment for amendment in amendments(theirs) if amendment.parts]
    first = found.index(chooser.choose(found))
    chosen = found[first : first + chooser.choose((1, 1, 2, 3))]
    decided = chooser.call(decide_their_changes, chooser.number, chosen, chooser.choose(get_args(TheirsDecision)))
    return replace(decided, rebases=True, steps=(*before, *decided.steps)) if before else decided


def _layered(chooser: EditChooser) -> tuple[Step, ...]:
    """The steps that make a lower layer with a change upon it if there is none: by chance alone, few texts have one."""
    if chooser.document.proposals[chooser.number - 1].theirs is not None:
        return ()
    steps: tuple[Step, ...] = ()
    for edit in (text_edits.type_text, amend_other_proposal, text_edits.type_text):
        made = edit(chooser)
        chooser.document = apply(chooser.document, made)
        steps += made.steps
    return steps
