"""Provisions of treaty texts as wholes: inserted, continued, struck."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.clause_properties import change_kind
from model.edits.fields import set_field
from model.edits.provisions import (
    continue_provision,
    has_number_by_rule,
    insert_continuation,
    insert_provision,
    provisional_proposal,
    set_mark,
    set_number,
    strike_provisions,
)
from model.edits.review import reject
from model.edits.text import type_text
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.numbering import Labelling
from model.redline import Status
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.submissions import ME, submission
from tests.builders.treaty import marked_treaty, small_treaty, submission_of

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


NUMBERED = apply(TEXT, set_number(TEXT, STORY, "c2", "7", ME))
"""A paragraph in force that continued a provision is one with a number set by hand."""


def test_a_paragraph_that_is_no_provision_any_more_loses_its_number() -> None:
    assert numbers(NUMBERED) == ["9.1", "7", "9.2", "9.2A", "9.3"]
    rejected = apply(NUMBERED, reject(NUMBERED, 1, amendments(NUMBERED.proposals[0].redline), ME))
    again_text = apply(NUMBERED, change_kind(NUMBERED, STORY, "c2", "paragraph", ME, scheme="none"))
    assert rejected == again_text == apply(NUMBERED, continue_provision(NUMBERED, STORY, "c2", ME)) == TEXT
    heading = apply(NUMBERED, change_kind(NUMBERED, STORY, "c2", "heading", ME))
    assert numbers(heading) == numbers(TEXT)
    typed = apply(NUMBERED, type_text(NUMBERED, STORY, Place(3, 0), Place(3, 0), "The ", ME))
    chosen = [amendment for amendment in amendments(typed.proposals[0].redline) if amendment.kind == "kind"]
    left = apply(typed, reject(typed, 1, chosen, ME))
    assert export_word(left, ExportOptions(form="provisions"))
    listed = apply(NUMBERED, change_kind(NUMBERED, STORY, "c2", "paragraph", ME, scheme="letter"))
    assert numbers(listed) == numbers(NUMBERED), "a provision with a label is one"


def test_only_a_text_with_margin_numbers_has_provisions():
    for do in (insert_provision, insert_continuation):
        with pytest.raises(EditError, match="no margin numbers"):
            do(submission("resolves\n\tone"), STORY, 0, ME)
    with pytest.raises(EditError, match="no provision is here"):
        strike_provisions(TEXT, STORY, ["c0"], ME)
    with pytest.raises(EditError, match="no provision is here"):
        insert_continuation(TEXT, STORY, 0, ME)


MARKED = submission_of(marked_treaty("= Article 9", "9.1 one", "… more (WRC-12)", "+ new", "- 9.2 two (WRC-07)", "9.3 three"))


def marks(value: Submission) -> list[tuple[str | None, str | None]]:
    """The marks of both sides that are printed, in order."""
    redline = value.proposals[0].redline
    printed = Labelling.of(redline).marks.printed
    pairs = [printed[clause.id] for clause in redline.clauses if clause.id in printed]
    return [(pair.base and pair.base.text, pair.draft and pair.draft.text) for pair in pairs]


BY_RULE = [("(WRC-12)", "(WRC-12)"), (None, "(WRC-27)"), ("(WRC-07)", None)]


def test_a_mark_is_set_by_hand_with_or_without_brackets_and_again_by_the_rule():
    assert marks(MARKED) == BY_RULE
    made = set_mark(MARKED, STORY, "c1", "WRC-23", ME)
    after = apply(MARKED, made)
    assert marks(after) == [("(WRC-12)", "(WRC-23)"), *BY_RULE[1:]]
    assert apply(after, invert(made)) == MARKED
    none = apply(after, set_mark(after, STORY, "c3", "", ME))
    assert marks(none) == [("(WRC-12)", "(WRC-23)"), ("(WRC-07)", None)]
    by_rule = apply(none, set_mark(none, STORY, "c3", None, ME))
    assert marks(apply(by_rule, set_mark(by_rule, STORY, "c2", None, ME))) == BY_RULE


@pytest.mark.parametrize(
    ("text", "id", "sentence"),
    [
        ("soon", "c1", "“soon” is not an edition mark"),
        ("(WRC-27) x", "c1", "is not an edition mark"),
        ("WRC-27", "c4", "paragraph is deleted"),
    ],
)
def test_a_mark_that_does_not_fit_is_refused(text, id, sentence):
    with pytest.raises(EditError, match=sentence):
        set_mark(MARKED, STORY, id, text, ME)
    plain = submission_of(small_treaty("= Article 9", "61 one", instrument="CS"))
    with pytest.raises(EditError, match="no edition marks"):
        set_mark(plain, STORY, "c1", "WRC-27", ME)


def test_the_conference_of_the_header_is_that_of_the_marks():
    made = set_field(MARKED, "header/conference", "WRC-31", ME)
    after = apply(MARKED, made)
    assert marks(after)[1] == (None, "(WRC-31)")
    assert apply(after, invert(made)) == MARKED
    assert apply(after, set_field(after, "header/conference", "WRC-27", ME)).proposals[0].redline == MARKED.proposals[0].redline
    assert marks(apply(after, set_field(after, "header/conference", "PP-26", ME))) == marks(after)
    with pytest.raises(EditError, match="one is like WRC-27"):
        set_field(MARKED, "proposals/1/edition", "next year", ME)
