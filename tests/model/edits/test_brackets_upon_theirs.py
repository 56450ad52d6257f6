"""Brackets of another party in a proposal that amends theirs: the text in force is written upon theirs, which stays."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.brackets.parser import parse_brackets
from model.brackets.parties import choices_of
from model.edits.brackets import accept_text_in_force, put_in_brackets, with_options_chosen
from model.errors import EditError
from model.formats.notation import parse
from model.formats.page.options_table import options_table
from model.layers.combined import base_upon, fit_together
from model.redline import Redline, Stamp
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.layers import LAYER_TEXTS, THEIRS, UPPER, amended, layered, lists_of_actions
from tests.builders.notation import texts_of

ME = Stamp("ME", "2026-01-01T00:00:00Z")


def upon(text: str) -> Submission:
    """A proposal of ours without changes upon theirs."""
    theirs = parse(text, language="en")
    return layered(theirs, base_upon(theirs))


def decided(value: Submission, number: int = 0) -> Submission:
    made = parse_brackets(value.proposals[0].redline.clauses).open_texts[number]
    transaction = accept_text_in_force(value, made, ME)
    after = apply(value, transaction)
    assert apply(after, invert(transaction)) == value
    assert after.proposals[0].theirs == value.proposals[0].theirs
    assert texts_of(after.proposals[0].redline, "base") == texts_of(value.proposals[0].redline, "base")
    return after


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        ("1\tto {--recall--}{++[ATU: note] [EUR: see]++} facts;", 0, ["to recall facts;"]),
        ("1\tto {--recall --}{++[note] [see] ++}facts;", 0, ["to recall facts;"]),
        ("1\tto recall{++ [ATU: and note]++} facts;", 0, ["to recall facts;"]),
        ("1\tto recall {++[++}some{++/all]++} facts;", 0, ["to recall some facts;"]),
        ("1\tto {--recall--}{++[[note]]++} facts;", 1, ["to recall facts;"]),
        ("1\tto act{++ [now [or soon]]++};", 1, ["to act [now];"]),
        (
            "{--1\tto act;¶--}\n{--2\tto report;¶--}\n{++1\t[ATU: to do both];¶++}\n2\tto end.",
            0,
            ["to act;", "to report;", "to end."],
        ),
        ("1\tto act{--;--}{++[and note;++}\n2\tto {--report.--}{++see]++}", 0, ["to act;", "to report."]),
        ("1\tto act{++[ now++}{--;¶--}\n2\t{--to report--}{++soon]++};", 0, ["to act;", "to report;"]),
    ],
)
def test_the_text_in_force_comes_back_upon_theirs(text: str, number: int, expected: list[str]) -> None:
    assert texts_of(decided(upon(text), number).proposals[0].redline, "draft") == expected


def test_brackets_of_the_text_in_force_are_not_restored() -> None:
    value = upon("1\tto [act] [go] {++soon++};")
    with pytest.raises(EditError, match="nothing can be brought back"):
        decided(value)


def test_the_table_of_options_has_the_text_in_force_and_not_theirs() -> None:
    (table,) = options_table(upon("1\tto {--recall--}{++[note] [see]++} facts;")).blocks
    assert [line.text for line in table.rows[1].cells[2].lines] == ["recall"]


def test_the_text_in_force_is_chosen_upon_theirs_with_other_options() -> None:
    value = upon(
        "1\tto {--recall--}{++[ATU: NOC] [EUR: note]++} facts {++[EUR: at once] [ATU: later]++};\n2\tto {++[ATU: go]++}."
    )
    found = parse_brackets(value.proposals[0].redline.clauses).open_texts
    after = with_options_chosen(value, 1, choices_of(found, "ATU"), ME)
    assert texts_of(after.proposals[0].redline, "draft") == ["to recall facts later;", "to go."]
    assert texts_of(after.proposals[0].redline, "base") == texts_of(value.proposals[0].redline, "base")


@st.composite
def bracketed_proposals(draw: st.DrawFn) -> Submission:
    """A proposal of ours upon theirs, which has brackets somewhere, over paragraphs too."""
    theirs = submission_of(amended(draw(st.sampled_from(LAYER_TEXTS)), draw(lists_of_actions(THEIRS))))
    clauses = theirs.proposals[0].redline.clauses
    first = draw(st.integers(0, len(clauses) - 1))
    last = min(first + draw(st.integers(0, 2)), len(clauses) - 1)
    offsets = [draw(st.integers(0, len(clauses[at].text))) for at in (first, last)]
    low, high = sorted([Place(first, offsets[0]), Place(last, offsets[1])])
    with suppress(EditError):
        theirs = apply(theirs, put_in_brackets(theirs, FIRST_TEXT, low, high, THEIRS))
    lower = theirs.proposals[0].redline
    return layered(lower, amended(base_upon(lower), draw(lists_of_actions(UPPER))))


def submission_of(text: Redline) -> Submission:
    return Submission(proposals=(Proposal(redline=text, original=text),), language="en")


@given(bracketed_proposals())
def test_restoring_the_text_in_force_leaves_theirs_and_fewer_brackets(value: Submission) -> None:
    upper = value.proposals[0].redline
    found = parse_brackets(upper.clauses).open_texts
    for number, open_text in enumerate(found):
        try:
            accept_text_in_force(value, open_text, ME)
        except EditError as error:
            assert "nothing can be brought back" in str(error)
            continue
        after = decided(value, number).proposals[0]
        assert fit_together(value.proposals[0].theirs or Redline(), after.redline)
        assert len(parse_brackets(after.redline.clauses).open_texts) < len(found)
