"""The fields of a new text, in the order in which they are filled in."""

from __future__ import annotations

import pytest

from model.edits.proposals.new_proposal import new_resolution
from model.edits.proposals.template_fields import first_field, next_field
from model.edits.text import type_text
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.conferences import conferences
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Submission

ME = Stamp("Ana", "2024-09-06T09:00:00Z")
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
FIELDS = 15
"""One in the title, and those of the lines below it, in each template."""


def new_text(language: str) -> Submission:
    return Submission(proposals=(new_resolution(language, conferences()["PP-26"], "ATU-1", ME),), language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_the_first_field_of_each_template(language: str) -> None:
    (proposal,) = new_text(language).proposals
    selection = first_field(proposal, FIRST_TEXT)
    assert selection is not None
    title = next(clause for clause in proposal.redline.clauses if clause.id == selection.caret[0])
    assert title.props.kind == "title"
    words = title.text[selection.anchor[1] : selection.caret[1]]
    assert (words[0], words[-1]) == ("[", "]")
    assert len(words) > 3


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", [1, -1])
def test_all_fields_are_reached_and_then_the_first_again(language: str, by: int) -> None:
    clauses = new_text(language).proposals[0].redline.clauses
    at = Place(0, 0), Place(0, 0)
    seen = []
    for _ in range(FIELDS + 1):
        found = next_field(clauses, at, by, language)
        assert found is not None
        seen.append(found)
        at = found
    assert len(set(seen)) == FIELDS
    assert seen[-1] == seen[0]
    assert seen[:FIELDS] == sorted(set(seen), reverse=by < 0)


def test_what_was_filled_in_is_no_field_any_more() -> None:
    submission, count = new_text("en"), 0
    at = Place(0, 0), Place(0, 0)
    while (found := next_field(submission.proposals[0].redline.clauses, at, 1, "en")) is not None:
        submission = apply(submission, type_text(submission, FIRST_TEXT, *found, "words", ME))
        at, count = (Place(found[0].index, found[0].offset + 5),) * 2, count + 1
    assert count == FIELDS
    assert "[" not in submission.proposals[0].redline.clauses[1].text_on("draft")


def test_brackets_of_the_user_are_no_fields() -> None:
    submission = new_text("en")
    field = next_field(submission.proposals[0].redline.clauses, (Place(0, 0), Place(0, 0)), 1, "en")
    assert field is not None
    submission = apply(submission, type_text(submission, FIRST_TEXT, *field, "[Not agreed]", ME))
    found = next_field(submission.proposals[0].redline.clauses, (Place(0, 0), Place(0, 0)), 1, "en")
    assert found is not None
    assert found[0].index > field[0].index
