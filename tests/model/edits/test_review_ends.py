"""Text that is accepted has a paragraph end in the base."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

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


def test_accepting_a_deleted_end_before_a_new_table_joins_the_paragraphs_of_the_base() -> None:
    """The base does not contain the table, so its paragraph continues after the rows."""
    value = submission("{--one--}{--¶--}\n{++new++}{++¶++}\n|1.+1.1| {++cell++}{++¶++}\ntwo\n")
    first = value.proposals[0].redline.clauses[0].id
    found = next(found for found in amendments(value.proposals[0].redline) if any(part.what == "end" for part in found.parts))
    end = replace(found, parts=tuple(part for part in found.parts if (part.what, part.clause) == ("end", first)))
    accepted = apply(value, review.accept(value, 1, [end], ME))
    assert texts(accepted, "base") == [("onetwo", True)]
    assert texts(accepted, "draft") == texts(value, "draft")
