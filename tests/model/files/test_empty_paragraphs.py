"""Empty paragraphs of provisions and footnotes in a file in the form of Final Acts that is put into its text in force."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.notes import insert_note
from model.edits.provisions import insert_continuation, insert_provision
from model.edits.structure import delete_clauses
from model.edits.text import split
from model.files.extract_import import put_in
from model.redline import Redline, Side, groups
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of
from tests.builders.word import p, r
from tests.model.cuts.test_footnotes import notes_of
from tests.model.files.test_draft_alone import BOTH, TEXT, put_back, typed
from tests.model.files.test_extract_import import read_extract, sides, text_in_force

STORY = StoryId(1)


def lines(redline: Redline, side: Side) -> list[str]:
    """The words of all paragraphs of a side, those of empty ones too."""
    return ["".join(clause.text_on(side) for clause in group) for group in groups(redline.clauses, side)]


def assert_same(found: Redline, wanted: Redline) -> None:
    for side in BOTH:
        assert lines(found, side) == lines(wanted, side)
        assert sides(found, side) == sides(wanted, side)
        assert notes_of(found, side) == notes_of(wanted, side)


def assert_comes_back(submission: Submission) -> None:
    filled = put_back(submission)
    assert filled.messages == ()
    assert_same(filled.proposal.redline, submission.proposals[0].redline)


def continued(submission: Submission, place: int) -> Submission:
    """The submission with an empty paragraph after a clause."""
    return apply(submission, insert_continuation(submission, STORY, place, ME))


@pytest.mark.parametrize("place", range(2, 8))
def test_an_empty_paragraph_of_a_provision_comes_back(place: int) -> None:
    amended = continued(TEXT, place)
    assert_comes_back(amended)
    assert_comes_back(continued(amended, place))
    assert_comes_back(typed(amended, place, "The "))


def test_an_empty_paragraph_of_a_text_without_edition_marks_comes_back() -> None:
    text = submission_of(small_treaty("= ARTICLE 1", "1 first", "… goes on", "2 second", instrument="CS"))
    for place in (1, 2, 3):
        assert_same(put_back(continued(text, place), text).proposal.redline, continued(text, place).proposals[0].redline)
    new = apply(text, insert_provision(text, STORY, 1, ME))
    new = continued(continued(typed(new, 2, "new"), 2), 2)
    for amended in (new, typed(new, 4, "ends")):
        assert_same(put_back(amended, text).proposal.redline, amended.proposals[0].redline)


def test_a_deleted_empty_paragraph_comes_back() -> None:
    known = small_treaty("= ARTICLE 9", "9.1 first", "…", "… goes on", "9.2 second")
    empty = replace(known.clauses[2], runs=())
    text = submission_of(replace(known, clauses=(*known.clauses[:2], empty, *known.clauses[3:])))
    amended = apply(text, delete_clauses(text, STORY, "c2", ME, only=True))
    assert_same(put_back(amended, text).proposal.redline, amended.proposals[0].redline)


@pytest.mark.parametrize("words", ["", "more words"])
@pytest.mark.parametrize(("note", "clause"), [("fn2", "fn2.1"), ("fn3", "fn3.1"), ("fn5", "fn5.1"), ("fn5", "fn5.2")])
def test_a_paragraph_at_the_end_of_that_of_a_footnote_comes_back(note: str, clause: str, words: str) -> None:
    clauses = TEXT.proposals[0].redline.notes[note].clauses
    place = [other.id for other in clauses].index(clause)
    amended = apply(TEXT, split(TEXT, StoryId(1, note), clause, len(clauses[place].text), ME))
    assert_comes_back(typed(amended, place + 1, words, note) if words else amended)


def test_an_empty_paragraph_of_a_new_footnote_comes_back() -> None:
    amended = apply(TEXT, insert_note(TEXT, STORY, "c4", 3, "a new note", ME))
    (key,) = amended.proposals[0].redline.notes.keys() - TEXT.proposals[0].redline.notes.keys()
    first = amended.proposals[0].redline.notes[key].clauses[0]
    for offset in (len(first.text), len(first.text) - 4, len(first.text) - 4):
        amended = apply(amended, split(amended, StoryId(1, key), first.id, offset, ME))
    assert_comes_back(amended)


def test_spacing_after_a_new_provision_that_ends_with_its_edition_mark_is_no_part_of_it() -> None:
    read = read_extract(p(r("ADD 9.1A new (WRC-27)")), p(r("")), p(r("SUP 9.2")), p(r("")))
    filled = put_in(text_in_force(), read, "ACP")
    assert filled.messages == ()
    assert "" not in lines(filled.proposal.redline, "draft")
