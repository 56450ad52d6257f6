"""The published proposal, decided one amendment at a time in any order: rejecting ends at the base, accepting at the draft."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from model.edits import review
from model.formats.word.reader import read_word
from model.numbering import Labelling
from model.redline import Redline, Side, Stamp, paragraphs
from model.submission.amendments import amendments
from model.submission.transactions import apply
from model.submission.values import Submission


def shown_on(redline: Redline, side: Side) -> list[tuple[object, ...]]:
    labelling = Labelling.of(redline)
    label = labelling.base if side == "base" else labelling.draft
    return [(paragraph.props, label(paragraph.bearer.id), paragraph.runs) for paragraph in paragraphs(redline.clauses, side)]


def decided(value: Submission, order: random.Random, *, accepting: bool) -> Redline:
    decide = review.accept if accepting else review.reject
    while found := [amendment for amendment in amendments(value.proposals[0].redline) if amendment.parts]:
        value = apply(value, decide(value, 1, [order.choice(found)], Stamp("ATU")))
    return value.proposals[0].redline


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("accepting", [True, False])
def test_one_by_one(shared: Path, seed: int, accepting: bool) -> None:
    read = read_word(shared / "res75" / "proposal-tracked.docx").submission
    opened = read.proposals[0].redline
    ended = decided(read, random.Random(seed), accepting=accepting)
    wanted = shown_on(opened, "draft" if accepting else "base")
    assert shown_on(ended, "base") == wanted
    assert shown_on(ended, "draft") == wanted
    assert not amendments(ended)
