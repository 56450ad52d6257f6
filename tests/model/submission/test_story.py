"""Addresses of stories: a value in the program, a text in files, as earlier versions wrote it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.errors import EditError
from model.journal.deltas import Shortener, lengthen
from model.redline import Clause, Note, Redline, Run
from model.submission.story import (
    FIRST_TEXT,
    NO_TEXT,
    StoryId,
    clauses_of,
    language_of,
    note_of,
    redline_of,
    stories,
    story_clauses,
)
from model.submission.transactions import apply, from_json, to_json
from model.submission.values import Proposal, Submission

TEXT, NOTE = (Clause("c1", runs=(Run("a"),)),), (Clause("n1", runs=(Run("note"),)),)
VALUE = Submission(proposals=(Proposal("MOD", redline=Redline(TEXT, {"fn2": Note(clauses=NOTE)}, "fr")),), language="en")
WRITTEN = [json.loads(line) for line in (Path(__file__).parent / "written_by_0_1.jsonl").read_text("utf-8").splitlines()]
"""A transaction on that submission as version 0.1.0 wrote it, whole and as a journal has it."""

story_ids = st.builds(StoryId, st.integers(1, 999_999_999), st.text())


@given(story_ids)
def test_an_address_is_read_back_from_its_form(story: StoryId) -> None:
    assert StoryId.parse(str(story)) == story
    assert hash(StoryId.parse(str(story))) == hash(story)


@given(story_ids, story_ids)
def test_addresses_are_equal_where_their_forms_are(first: StoryId, other: StoryId) -> None:
    assert (first == other) is (str(first) == str(other))
    assert (first < other) is ((first.proposal, first.note) < (other.proposal, other.note))


@pytest.mark.parametrize("text", ["", "0", "x", "01", "1/", "1/foo", "1/notes/", "1 ", "1/Notes/a", "1234567890", "²"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        StoryId.parse(text)


def test_what_a_submission_has_at_an_address() -> None:
    note = StoryId(1, "fn2")
    assert list(stories(VALUE)) == [FIRST_TEXT, note]
    assert (clauses_of(VALUE, FIRST_TEXT), clauses_of(VALUE, note)) == (TEXT, NOTE)
    assert note_of(VALUE, note) == Note(clauses=NOTE)
    assert note.text == FIRST_TEXT.text == FIRST_TEXT
    assert (language_of(VALUE, note), language_of(VALUE, StoryId(2))) == ("fr", "en")


@pytest.mark.parametrize("story", [NO_TEXT, StoryId(2), StoryId(1, "fn3")])
def test_there_is_nothing_at_an_address_that_the_submission_does_not_have(story: StoryId) -> None:
    assert (clauses_of(VALUE, story), note_of(VALUE, story)) == ((), None)
    assert (redline_of(VALUE, story) == Redline()) is not bool(story.note)
    with pytest.raises(EditError, match="there is no"):
        story_clauses(VALUE, story)


def test_a_transaction_of_an_earlier_version_is_read_and_written_as_it_was() -> None:
    whole, shortened = WRITTEN
    made = from_json(whole)
    assert to_json(made) == whole
    assert json.loads(json.dumps(Shortener().shorten(made))) == shortened
    assert lengthen(shortened, VALUE) == (made, apply(VALUE, made))
    assert [getattr(step, "story", None) for step in made.steps] == [FIRST_TEXT, StoryId(1, "fn2"), None]


@pytest.mark.parametrize("story", ["x", 5, None, "1/fn2"])
def test_a_transaction_with_another_address_is_refused_with_a_sentence(story: object) -> None:
    whole = {**WRITTEN[0], "steps": [{**WRITTEN[0]["steps"][0], "story": story}]}
    with pytest.raises(EditError) as raised:
        from_json(whole)
    message = "is not the address of a text, such as 1, or of a note, such as 1/notes/fn2"
    assert str(raised.value) == f"transaction.steps[0].story: {story!r} {message}"
