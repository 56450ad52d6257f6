"""Provisions of treaty texts as wholes: inserted, continued, struck."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.provisions import (
    has_number_by_rule,
    insert_continuation,
    insert_provision,
    provisional_proposal,
    strike_provisions,
)
from model.errors import EditError
from model.numbering import Labelling
from model.redline import Status
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.submissions import ME, submission
from tests.builders.treaty import small_treaty, submission_of

STORY = StoryId(1)
TEXT = submission_of(small_treaty("= Article 9", "9.1 one", "… more of it", "9.2 two", "9.2A two A", "9.3 three"))


def numbers(value: Submission) -> list[str]:
    """The number of each clause of the draft, a continuation as `…`, what is struck in brackets."""
    redline = value.proposals[0].redline
    labelling = Labelling.of(redline)
    out = []
    for clause in redline.clauses[1:]:
        number = labelling.number("draft", clause.id) or labelling.number("base", clause.id) or "…"
        out.append(f"[{number}]" if clause.end.status is Status.DELETED else number)
    return out


@pytest.mark.parametrize("index", [1, 2])
def test_a_provision_goes_after_what_continues_the_one_before_it(index):
    made = insert_provision(TEXT, STORY, index, ME)
    after = apply(TEXT, made)
    assert numbers(after) == ["9.1", "…", "9.1A", "9.2", "9.2A", "9.3"]
    assert made.after is not None
    assert has_number_by_rule(TEXT, made)
    assert apply(after, invert(made)) == TEXT


def test_where_the_rule_gives_no_number_one_is_proposed_and_set_in_the_same_step():
    made = insert_provision(TEXT, STORY, 3, ME)  # between 9.2 and 9.2A
    assert not has_number_by_rule(TEXT, made)
    number = provisional_proposal(TEXT, STORY, 3)
    assert number == "9.[A1]"
    after = apply(TEXT, insert_provision(TEXT, STORY, 3, ME, number=number))
    assert numbers(after) == ["9.1", "…", "9.2", "9.[A1]", "9.2A", "9.3"]
    assert provisional_proposal(after, STORY, 3) == "9.[A2]"
    with pytest.raises(EditError, match=r"a provision 9\.3 already"):
        insert_provision(TEXT, STORY, 3, ME, number="9.3")


def test_a_provision_is_struck_with_what_continues_it_and_with_its_number():
    made = strike_provisions(TEXT, STORY, ["c2"], ME)
    after = apply(TEXT, made)
    assert numbers(after) == ["[9.1]", "[…]", "9.2", "9.2A", "9.3"]
    assert apply(after, invert(made)) == TEXT
    assert numbers(apply(TEXT, strike_provisions(TEXT, STORY, ["c3", "c4"], ME)))[2:] == ["[9.2]", "[9.2A]", "9.3"]


def test_provisions_at_a_deeper_level_are_not_struck_with_it():
    redline = TEXT.proposals[0].redline
    deeper = tuple(
        replace(clause, props=replace(clause.props, level=2)) if clause.id == "c3" else clause for clause in redline.clauses
    )
    text = submission_of(replace(redline, clauses=deeper))
    assert numbers(apply(text, strike_provisions(text, STORY, ["c1"], ME))) == ["[9.1]", "[…]", "9.2", "9.2A", "9.3"]


def test_an_inserted_provision_that_is_struck_leaves_the_text_and_frees_its_number():
    after = apply(TEXT, insert_provision(TEXT, STORY, 1, ME))
    new = after.proposals[0].redline.clauses[3].id
    assert (
        apply(after, strike_provisions(after, STORY, [new], ME)).proposals[0].redline.clauses == TEXT.proposals[0].redline.clauses
    )


def test_a_continuation_has_no_number():
    after = apply(TEXT, insert_continuation(TEXT, STORY, 3, ME))
    assert numbers(after) == ["9.1", "…", "9.2", "…", "9.2A", "9.3"]


def test_only_a_text_with_margin_numbers_has_provisions():
    for do in (insert_provision, insert_continuation):
        with pytest.raises(EditError, match="no margin numbers"):
            do(submission("resolves\n\tone"), STORY, 0, ME)
    with pytest.raises(EditError, match="no provision is here"):
        strike_provisions(TEXT, STORY, ["c0"], ME)
    with pytest.raises(EditError, match="no provision is here"):
        insert_continuation(TEXT, STORY, 0, ME)
