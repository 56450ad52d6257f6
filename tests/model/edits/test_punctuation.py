"""The closing marks that an insertion or deletion brings with it, as part of the same step."""

from __future__ import annotations

import pytest

from model.cuts.derive import cuts
from model.edits.multiple import move_to
from model.edits.paste import put_clauses
from model.edits.punctuation import changed_marks
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.text import type_text
from model.redline import Props, Run, paragraphs
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME, submission
from tests.builders.treaty import small_treaty, submission_of

TEXT = "*considering*\na)\tone;\nb)\ttwo,\n*resolves*\n1\tthree;\n2\tfour.\n"


def draft(value: Submission) -> list[str]:
    return [
        paragraph.text
        for paragraph in paragraphs(value.proposals[0].redline.clauses, "draft")
        if paragraph.props.kind == "paragraph"
    ]


def inserted(value: Submission, index: int, words: str, scheme: str = "letter") -> Submission:
    props = Props("paragraph", 1, "decimal" if scheme == "decimal" else "letter")
    new = NewClause(props, (Run(words),))
    return apply(value, insert_clauses(value, StoryId(1), index, [new], ME, punctuate=True))


def test_after_the_last_item_of_a_block() -> None:
    assert draft(inserted(submission(TEXT), 3, "new;")) == ["one;", "two;", "new,", "three;", "four."]


def test_after_the_last_item_of_the_text() -> None:
    assert draft(inserted(submission(TEXT), 6, "new;", "decimal")) == ["one;", "two,", "three;", "four;", "new."]


def test_after_the_last_item_before_an_annex() -> None:
    text = TEXT + "& ANNEX 1\nterms,\n"
    assert draft(inserted(submission(text), 6, "new;", "decimal")) == ["one;", "two,", "three;", "four;", "new.", "terms,"]


def test_an_item_that_leads_in_stays() -> None:
    text = TEXT.replace("two,", "two:")
    assert draft(inserted(submission(text), 3, "new;")) == ["one;", "two:", "new,", "three;", "four."]


@pytest.mark.parametrize(("index", "expected"), [(2, ["one,", "three;", "four."]), (5, ["one;", "two,", "three."])])
def test_deleting_the_last_item(index: int, expected: list[str]) -> None:
    value = submission(TEXT)
    id = value.proposals[0].redline.clauses[index].id
    changed = apply(value, delete_clauses(value, StoryId(1), id, ME, punctuate=True))
    assert [text for text in draft(changed) if text] == expected


def test_it_can_be_left_off() -> None:
    value = submission(TEXT)
    new = NewClause(Props("paragraph", 1, "letter"), (Run("new;"),))
    assert draft(apply(value, insert_clauses(value, StoryId(1), 3, [new], ME)))[:3] == ["one;", "two,", "new;"]


FRENCH = TEXT.replace("considering", "considérant").replace("resolves", "décide")


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", " "])
@pytest.mark.parametrize("typed", ["new;", "new\u00a0;", "new ;"])
def test_french_has_a_space_before_a_semicolon_where_the_text_in_force_has(space: str, typed: str) -> None:
    value = submission(FRENCH.replace(";", f"{space};"), language="fr")
    assert draft(inserted(value, 3, typed))[:3] == [f"one{space};", "two\u00a0;", "new,"]


@pytest.mark.parametrize("typed", ["new;", "new\u00a0;", "new ;"])
def test_french_has_none_where_the_text_in_force_has_none(typed: str) -> None:
    value = submission(FRENCH, language="fr")
    assert draft(inserted(value, 3, typed))[:3] == ["one;", "two;", "new,"]


def test_a_space_that_was_struck_before_the_mark_is_left_alone() -> None:
    value = submission(FRENCH.replace("two,", "two{-- --},"), language="fr")
    assert draft(inserted(value, 3, "new;"))[:3] == ["one;", "two;", "new,"]


def long_list(last: str) -> str:
    items = [f"{'abcdefghijklmnopqrstuvwxyz'[n]})\titem {n};" for n in range(11)]
    return "*considering*\n" + "\n".join(items) + f"\nl)\titem 11{last}\n*resolves*\n1\tto act.\n"


@pytest.mark.parametrize("last", [";", ","])
def test_what_comes_in_the_middle_leaves_the_end_of_the_list_alone(last: str) -> None:
    before = submission(long_list(last))
    changed = inserted(before, 4, "new;")
    assert draft(changed) == [*draft(before)[:3], "new;", *draft(before)[3:]]
    new = [NewClause(Props("paragraph", 1, "letter"), (Run(f"new {n};"),)) for n in range(3)]
    place = Place(4, 0)
    pasted = put_clauses(before, StoryId(1), place, place, new, ME, kind=TransactionKind.PASTE, punctuate=True)
    assert pasted is not None
    assert draft(apply(before, pasted))[-2:] == [f"item 11{last}", "to act."]
    id = before.proposals[0].redline.clauses[4].id
    assert draft(apply(before, delete_clauses(before, StoryId(1), id, ME, punctuate=True)))[-2:] == [f"item 11{last}", "to act."]


def test_a_list_that_ends_in_a_semicolon_keeps_its_convention() -> None:
    before = submission(long_list(";"))
    assert draft(inserted(before, 13, "new,"))[-3:] == ["item 11;", "new;", "to act."]
    id = before.proposals[0].redline.clauses[12].id
    changed = apply(before, delete_clauses(before, StoryId(1), id, ME, punctuate=True))
    assert [text for text in draft(changed) if text][-2:] == ["item 10;", "to act."]


def test_the_items_that_got_another_closing_mark_are_found() -> None:
    before = submission(TEXT)
    clauses = before.proposals[0].redline.clauses
    new = NewClause(Props("paragraph", 1, "letter"), (Run("new;"),))
    made = insert_clauses(before, StoryId(1), 3, [new], ME, punctuate=True)
    assert (clauses[2].id, ";") in [(id, mark) for _, id, mark in changed_marks(made)]
    made = delete_clauses(before, StoryId(1), clauses[2].id, ME, punctuate=True)
    assert changed_marks(made) == [(StoryId(1), clauses[1].id, ",")]
    assert changed_marks(insert_clauses(before, StoryId(1), 2, [new], ME)) == []
    typed = type_text(before, StoryId(1), Place(2, 3), Place(2, 4), ";", ME)
    assert changed_marks(typed) == []


def test_a_text_with_margin_numbers_keeps_its_marks() -> None:
    """A sentence beside a list is another provision, and its mark would be a proposal on it."""
    value = submission_of(small_treaty("= ARTICLE 10", "10.1 It has:", "10.2 letters;", "10.3 digits.", "10.4 A sentence."))
    story = StoryId(1)
    moved = move_to(value, story, ["c2"], 4, ME, punctuate=True)
    deleted = delete_clauses(value, story, "c3", ME, punctuate=True)
    for made, words in ((moved, ["digits.", "letters;"]), (deleted, ["letters;"])):
        changed = apply(value, made)
        assert [text for text in draft(changed) if text] == ["It has:", *words, "A sentence."]
        assert len(cuts(changed.proposals[0])) == len(words)
    inserted = insert_clauses(value, story, 5, [NewClause(Props(), (Run("More."),))], ME, punctuate=True)
    assert draft(apply(value, inserted)) == ["It has:", "letters;", "digits.", "A sentence.", "More."]
