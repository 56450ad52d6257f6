"""New articles and sections of treaty texts: placed behind the one at the caret, numbered by the rule, with a first provision."""

from __future__ import annotations

import pytest

from model.edits.treaty.units import NewUnit, insert_unit
from model.errors import EditError
from model.formats.treaty.numbered_text import text_of_rows
from model.formats.treaty.table_file import read_rows
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.numbering import Labelling
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.treaty import small_treaty, submission_of

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
TABLE = """kind\tnumber\ttext
chapter\t\tCHAPTER III
article\t\tARTICLE 28
article_title\t\tFirst
section\t\tSection I
section_title\t\tGeneral
provision\t28.1\tOne.
section\t\tSection II
section_title\t\tSpecial
provision\t28.2\tTwo.
chapter\t\tCHAPTER IV
article\t\tARTICLE 29
article_title\t\tSecond
provision\t29.1\tThree.
"""
TREATY = submission_of(text_of_rows(read_rows(TABLE)).redline)


def lines(submission: Submission) -> list[str]:
    """The words or the number of each clause of the draft, those of insertions in brackets."""
    redline = submission.proposals[0].redline
    labelling = Labelling.of(redline)
    shown = [(clause, labelling.number("draft", clause.id) or clause.text) for clause in redline.clauses]
    return [words if clause.end.status.in_base else f"[{words}]" for clause, words in shown]


def place(submission: Submission, words: str) -> int:
    return next(index for index, clause in enumerate(submission.proposals[0].redline.clauses) if clause.text == words)


@pytest.mark.parametrize(
    ("words", "kind", "before", "made"),
    [
        ("One.", "article", "28.2", ["[ARTICLE 28A]", "[]", "[28A.1]"]),
        ("Three.", "article", "29.1", ["[ARTICLE 29A]", "[]", "[29A.1]"]),
        ("One.", "section", "28.1", ["[Section IA]", "[]", "[28.1A]"]),
        ("Two.", "section", "28.2", ["[Section IIA]", "[]", "[28.2A]"]),
    ],
)
def test_a_unit_comes_after_the_whole_of_the_one_at_the_caret(words: str, kind: NewUnit, before: str, made: list[str]) -> None:
    step = insert_unit(TREATY, STORY, place(TREATY, words), kind, ME)
    after = apply(TREATY, step)
    shown = lines(after)
    start = shown.index(before) + 1
    assert shown[start : start + 3] == made
    assert [line for line in shown if not line.startswith("[")] == lines(TREATY)
    assert step.after is not None
    assert after.proposals[0].redline.places[step.after.anchor[0]] == start + 1, "the caret is in the title"
    assert apply(after, invert(step)) == TREATY


def test_a_second_unit_at_a_place_takes_the_next_letter() -> None:
    once = apply(TREATY, insert_unit(TREATY, STORY, place(TREATY, "One."), "article", ME))
    inside = place(once, "ARTICLE 28A")
    twice = apply(once, insert_unit(once, STORY, inside, "article", Stamp("ATU", "2026-11-30T12:00:05Z")))
    assert [line for line in lines(twice) if "ARTICLE" in line] == ["ARTICLE 28", "[ARTICLE 28A]", "[ARTICLE 28B]", "ARTICLE 29"]


def test_a_new_article_is_read_back_from_word() -> None:
    after = apply(TREATY, insert_unit(TREATY, STORY, place(TREATY, "One."), "article", ME))
    read = read_word(export_word(after)[0], "a.docx").submission
    assert [line for line in lines(read) if line != "[]"] == [line for line in lines(after) if line != "[]"]


def test_what_cannot_be_is_refused_in_a_sentence() -> None:
    with pytest.raises(EditError, match="no article or section of that kind"):
        insert_unit(TREATY, STORY, place(TREATY, "Three."), "section", ME)
    with pytest.raises(EditError, match="no article or section of that kind"):
        insert_unit(TREATY, STORY, 0, "article", ME)
    plain = submission_of(small_treaty("… words", instrument=""))
    with pytest.raises(EditError, match="no margin numbers"):
        insert_unit(plain, STORY, 0, "article", ME)
    crowded = submission_of(small_treaty("= Article 9", "9.1 one", "= Article 9A", "9A.1 two", "= Article 10", "10.1 three"))
    with pytest.raises(EditError, match="rule gives no number after Article 9"):
        insert_unit(crowded, STORY, 1, "article", ME)
