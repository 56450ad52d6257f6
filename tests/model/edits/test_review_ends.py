"""Text that is accepted has a paragraph end in the base."""

from __future__ import annotations

import pytest

from model.edits import review
from model.redline import Side, paragraphs
from model.submission.amendments import amendments
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME, submission

TAILS = ("{++two++}{++¶++}\n", "{++two++}{++¶++}\n{++three++}{++¶++}\n")


def texts(value: Submission, side: Side) -> list[tuple[str, bool]]:
    """The paragraphs of a side, and whether each has an end on it."""
    found = paragraphs(value.proposals[0].redline.clauses, side)
    return [(paragraph.text, paragraph.clauses[-1].end.status.on(side)) for paragraph in found]


@pytest.mark.parametrize("tail", TAILS)
def test_text_that_is_accepted_with_its_deleted_end_gets_a_kept_end(tail: str) -> None:
    value = submission("{++one++}{--¶--}\n" + tail)
    first = value.proposals[0].redline.clauses[0]
    draft = texts(value, "draft")
    chosen = [amendment for amendment in amendments(value.proposals[0].redline) if amendment.clause == first.id]
    value = apply(value, review.accept(value, 1, chosen, ME))
    assert texts(value, "base") == [("one", True)]
    assert texts(value, "draft") == draft
