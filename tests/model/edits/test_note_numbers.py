"""The numbers of new footnotes of treaty texts: by the rule of insertions, or set by hand where it gives none."""

from __future__ import annotations

import pytest

from model.edits.notes import insert_note, missing_number
from model.edits.provisions import set_number
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation.submissions import parse_submission, print_submission
from model.numbering import Labelling
from model.numbering.note_numbers import note_numbers
from model.preflight.margin_numbers import RULES
from model.preflight.rules import context_of
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of
from tests.model.cuts.test_footnotes import TEXT, listed, put_back, sides

TITLE, FIRST, SECOND, THIRD = ("c1", 0), ("c2", 0), ("c2", 6), ("c2", 7)
"""Places before, between and after the footnotes A.9.1, 9.1.1 and 9.1.2."""


def numbers(submission: Submission) -> list[str | None]:
    redline = submission.proposals[0].redline
    return [pair.draft for pair in note_numbers(redline, Labelling.of(redline).numbers).values()]


def put(submission: Submission, place: tuple[str, int], number: str = "") -> Submission:
    return apply(submission, insert_note(submission, StoryId(1), *place, "a new note", ME, own_number=number))


def proposed(submission: Submission, place: tuple[str, int]) -> str:
    return missing_number(submission, insert_note(submission, StoryId(1), *place, "new", ME))


@pytest.mark.parametrize(
    ("place", "number"), [(SECOND, "9.1.1A"), (THIRD, "9.1.3"), (("c4", 7), "9.2.2"), (("c5", 2), "9.3.1"), (("c1", 13), "A.9.2")]
)
def test_the_rule_gives_a_footnote_between_others_and_after_them_a_number(place: tuple[str, int], number: str) -> None:
    assert number in numbers(put(TEXT, place))
    assert proposed(TEXT, place) == ""


def test_several_footnotes_between_two_are_counted_on() -> None:
    assert numbers(put(put(TEXT, SECOND), SECOND))[1:5] == ["9.1.1", "9.1.1A", "9.1.1B", "9.1.2"]


@pytest.mark.parametrize(("place", "number"), [(FIRST, "9.1.3"), (TITLE, "A.9.2")])
def test_before_the_first_footnote_a_number_is_proposed_and_set_by_hand(place: tuple[str, int], number: str) -> None:
    assert proposed(TEXT, place) == number
    assert len(numbers(put(TEXT, place))) == len(numbers(TEXT))
    by_hand = put(TEXT, place, number)
    assert ("ADD", number, number) in listed(by_hand)
    (key,) = set(by_hand.proposals[0].redline.notes) - set(TEXT.proposals[0].redline.notes)
    back = apply(by_hand, set_number(by_hand, StoryId(1, key), "", None, ME))
    assert number not in numbers(back)
    redline = put_back(by_hand)
    assert sides(redline, "draft") == sides(by_hand.proposals[0].redline, "draft")


def test_a_number_set_by_hand_is_kept_in_every_file() -> None:
    by_hand = put(TEXT, FIRST, "9.1.1bis")
    assert "9.1.1bis" in numbers(by_hand)
    for read in (parse_submission(print_submission(by_hand)), read_project(project_bytes(Project(by_hand))).submission):
        assert numbers(read) == numbers(by_hand)


def test_nothing_is_proposed_where_footnotes_have_no_numbers() -> None:
    for instrument in ("CS", ""):
        text = submission_of(small_treaty("= ARTICLE 1", "= Purposes", "1 first", "2 second", instrument=instrument))
        assert [proposed(text, place) for place in (("c1", 0), ("c2", 0))] == ["", ""]
    titles = submission_of(small_treaty("= ARTICLE 9", "= Coordination", "9.1 first"))
    assert proposed(titles, ("c1", 0)) == ""


@pytest.mark.parametrize(
    ("key", "number", "sentence"),
    [
        ("", "9.1.1", "there is a footnote 9.1.1 already"),
        ("", "9.4", "“9.4” is not the number of a footnote"),
        ("", "x", "“x” is not the number of a footnote"),
        ("fn2", "9.1.7", "the number of a footnote in force never changes"),
    ],
)
def test_an_unfit_number_is_refused(key: str, number: str, sentence: str) -> None:
    added = put(TEXT, FIRST)
    new = next(iter(set(added.proposals[0].redline.notes) - set(TEXT.proposals[0].redline.notes)))
    with pytest.raises(EditError, match=sentence):
        set_number(added, StoryId(1, key or new), "", number, ME)


def test_the_number_of_a_footnote_of_a_text_without_numbers_is_refused() -> None:
    text = parse_submission("RESOLUTION 1\n\nconsidering\n\na)\tone[^1]\n\n[^1]: note\n")
    (key,) = text.proposals[0].redline.notes
    with pytest.raises(EditError, match="no margin numbers"):
        set_number(text, StoryId(1, key), "", "9.1.1", ME)


def test_the_check_reports_a_footnote_without_a_number() -> None:
    def sentences(submission: Submission) -> list[str]:
        frame = context_of(submission)
        (text,) = frame.texts
        check = RULES[0].text
        assert check is not None
        return [str(fault.message) for fault in check(text, frame) if fault is not None]

    assert sentences(TEXT) == sentences(put(TEXT, SECOND)) == sentences(put(TEXT, FIRST, "9.1.3")) == []
    assert sentences(put(TEXT, FIRST)) == ["the rule gives no margin number to this new footnote; set one by hand"]
