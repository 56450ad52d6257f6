"""Shift+F3: small letters, a capital at each word, capitals; tracked, with the words still selected."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.edits.change_case import change_case
from model.redline import ANCHOR, NOTE, OBJECT, paragraphs
from model.redline.edit_text import Place
from model.submission.story import StoryId, clauses_of
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.submissions import ME, submission
from tests.model.submission.test_search import submissions

STORY = StoryId(1)


def draft(value: Submission) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(clauses_of(value, STORY), "draft")]


def pressed(value: Submission, a: Place, b: Place) -> tuple[Submission, Place, Place]:
    """The submission after the key, and the selection that it leaves."""
    made = change_case(value, STORY, a, b, ME)
    value = apply(value, made)
    assert made.after is not None
    index = {clause.id: at for at, clause in enumerate(clauses_of(value, STORY))}
    places = [Place(index[id], offset) for id, offset in (made.after.anchor, made.after.caret)]
    return value, places[0], places[1]


def test_three_presses_go_through_the_cases_and_back_to_the_text_in_force() -> None:
    first = value = submission("*considering*\na)\tthe member states of the Union;\n")
    a, b, seen = Place(1, 4), Place(1, 17), []
    for _ in range(3):
        value, a, b = pressed(value, a, b)
        seen.append(draft(value)[1])
    assert seen == [
        "the Member States of the Union;",
        "the MEMBER STATES of the Union;",
        "the member states of the Union;",
    ]
    assert clauses_of(value, STORY) == clauses_of(first, STORY)


def test_without_a_selection_the_word_at_the_caret_changes() -> None:
    value = submission("*considering*\na)\tthe member states;\n")
    assert draft(pressed(value, Place(1, 6), Place(1, 6))[0])[1] == "the Member states;"
    assert draft(pressed(value, Place(1, 10), Place(1, 10))[0])[1] == "the Member states;"


def test_deleted_words_are_passed_over_and_several_paragraphs_change_together() -> None:
    value = submission("*considering*\na)\tone {--old--}{++new++} word;\nb)\tanother;\n")
    after, a, b = pressed(value, Place(1, 0), Place(2, 7))
    assert draft(after)[1:] == ["One New Word;", "Another;"]
    assert draft(pressed(after, a, b)[0])[1:] == ["ONE NEW WORD;", "ANOTHER;"]


@pytest.mark.parametrize("text", ["*considering*\na)\t2018 – 75;\n", "*considering*\na)\t第七十五号决议;\n"])
def test_what_has_no_case_stays(text: str) -> None:
    value = submission(text)
    assert not change_case(value, STORY, Place(1, 0), Place(1, 4), ME).steps


@given(submissions(), st.data())
def test_only_the_case_of_the_draft_changes_and_undo_gives_it_back(value: Submission, data: st.DataObject) -> None:
    clauses = clauses_of(value, STORY)
    assume(clauses)
    places = []
    for _ in range(2):
        index = data.draw(st.integers(0, len(clauses) - 1))
        places.append((index, data.draw(st.integers(0, len(clauses[index].text)))))
    a, b = (Place(*place) for place in sorted(places))
    made = change_case(value, STORY, a, b, ME)
    after = apply(value, made)
    old, new = ["".join(draft(side)).translate(dict.fromkeys(map(ord, ANCHOR))) for side in (value, after)]
    assert old.casefold() == new.casefold()
    assert old.count(NOTE) == new.count(NOTE)
    assert old.count(OBJECT) == new.count(OBJECT)
    assert [p.runs for p in paragraphs(clauses_of(after, STORY), "base")] == [p.runs for p in paragraphs(clauses, "base")]
    assert apply(after, invert(made)) == value
