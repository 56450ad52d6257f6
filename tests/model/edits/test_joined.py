"""A paragraph that joins several clauses is one to what is done to paragraphs, and a clause with two spans is one to formats."""

from __future__ import annotations

import pytest

from model.edits.structure import delete_clauses, move_clauses
from model.edits.text import add_formats, merge_next
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import Clause, paragraphs
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME, submission

WRITTEN = "*considering*\na)\tone;\nb)\ttwo;\ni)\tunder two;\nc)\tthree,\n*resolves*\n1\tto go on;\n2\tto stop.\n"


def joined() -> Submission:
    """Items a) and b) made one paragraph of the draft."""
    value = submission(WRITTEN)
    return apply(value, merge_next(value, StoryId(1), named(value, "one;").id, ME))


def named(value: Submission, text: str) -> Clause:
    return next(clause for clause in value.proposals[0].redline.clauses if clause.text == text)


def draft(value: Submission) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(value.proposals[0].redline.clauses, "draft")]


@pytest.mark.parametrize("which", ["one;", "two;"])
@pytest.mark.parametrize(("only", "left"), [(True, ["under two;", "three,"]), (False, ["three,"])])
def test_all_of_a_joined_paragraph_is_struck(which: str, only: bool, left: list[str]) -> None:
    value = joined()
    value = apply(value, delete_clauses(value, StoryId(1), named(value, which).id, ME, only=only))
    assert draft(value) == ["considering", *left, "resolves", "to go on;", "to stop."]


@pytest.mark.parametrize("which", ["one;", "two;"])
def test_a_joined_paragraph_is_moved_as_one_and_read_back_so(which: str) -> None:
    value = joined()
    before = value.proposals[0].redline.base()
    at = len(value.proposals[0].redline.clauses)
    value = apply(value, move_clauses(value, StoryId(1), named(value, which).id, at, ME))
    assert draft(value) == ["considering", "three,", "resolves", "to go on;", "to stop.", "one;two;", "under two;"]
    assert value.proposals[0].redline.base() == before
    back = read_word(export_word(value)[0], "back.docx", language="en").submission
    assert draft(back) == draft(value)


def test_two_spans_of_a_clause_are_formatted_at_once() -> None:
    value = submission(WRITTEN)
    clause = named(value, "to go on;")
    value = apply(value, add_formats(value, StoryId(1), [(clause.id, 0, 2), (clause.id, 6, 8)], ["bold"], ME))
    runs = [(run.text, run.style.bold) for run in value.proposals[0].redline[clause.id].runs]
    assert runs == [("to", True), (" go ", False), ("on", True), (";", False)]
