"""Margin numbers of a redline: the base's stay, insertions get theirs, deleted ones are free again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import review, structure, text
from model.edits.clause_properties import change_kind
from model.edits.provisions import continue_provision, set_number
from model.edits.structure import NewClause
from model.numbering import Labelling
from model.redline import Label, Props, Redline, Run, Stamp, Status
from model.redline.edit_text import Place
from model.redline.values import End
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.treaty import small_treaty, submission_of, treaty_redline, treaty_rows
from widgets.amendments.cells import _props

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)


def numbers(redline: Redline) -> list[tuple[str | None, str | None]]:
    """The margin numbers of the clauses that bear any, in order."""
    labelling = Labelling.of(redline)
    ids = [clause.id for clause in redline.clauses if clause.id in labelling.numbers]
    return [(labelling.number("base", id), labelling.number("draft", id)) for id in ids]


def drafts(submission: Submission) -> list[str | None]:
    return [draft for _base, draft in numbers(submission.proposals[0].redline) if draft]


ARTICLE = ("= Article 9", "9.1 first", "… continued", "9.2 second", "9.3 third")


def test_a_text_without_margin_numbers_has_none() -> None:
    assert Labelling.of(small_treaty("… one", "… two")).numbers == {}


def test_insertions_get_numbers_and_the_base_keeps_its_own() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "+ new", "+ new", "- 9.2 second", "+ new", "9.3 third")
    assert numbers(redline) == [
        ("9.1", "9.1"), (None, "9.1A"), (None, "9.1B"), ("9.2", None), (None, "9.2A"), ("9.3", "9.3"),
    ]  # fmt: skip


def test_a_provision_in_force_without_a_number_gets_none() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "… not numbered", "9.2 second")
    unnumbered = replace(redline.clauses[2], props=Props(provision=True))
    redline = replace(redline, clauses=(*redline.clauses[:2], unnumbered, redline.clauses[3]))
    assert numbers(redline) == [("9.1", "9.1"), ("9.2", "9.2")]


def test_a_paragraph_that_is_joined_to_the_next_provision_has_its_number() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "… continued", "9.2 second", "9.3 third")
    joined = replace(redline.clauses[2], end=End(Status.DELETED))
    redline = replace(redline, clauses=(*redline.clauses[:2], joined, *redline.clauses[3:]))
    assert numbers(redline) == [("9.1", "9.1"), (None, "9.2"), ("9.2", None), ("9.3", "9.3")]


def test_a_new_article_counts_its_own_provisions() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "+= Article 9A", "+ new", "+ new", "= Article 10", "10.1 first")
    assert numbers(redline)[1:3] == [(None, "9A.1"), (None, "9A.2")]
    plain = small_treaty("= Article 2", "20 first", "+= Article 2A", "+ new", "= Article 3", "21 first", instrument="CS")
    assert numbers(plain)[1] == (None, "20A")


def test_the_form_of_the_numbers_tells_the_instrument_if_nothing_else_does() -> None:
    assert numbers(small_treaty("= Article 9", "+ new", "9.1 first", instrument="")) == [(None, None), ("9.1", "9.1")]
    plain = small_treaty("= Article 2", "20 first", "= Article 3", "+ new", "21 second", instrument="")
    assert numbers(plain)[1] == (None, "20A")


def test_provisional_numbers_are_a_setting_of_the_text() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "+ new", "+ new", "9.2 second", item="1.15")
    assert [draft for _base, draft in numbers(redline)] == ["9.1", "9.A115", "9.B115", "9.2"]


def test_a_struck_number_is_taken() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "9.1A (SUP - WRC-03)", "+ new", "9.2 second")
    assert numbers(redline)[2] == (None, "9.1B")


def after(submission: Submission, made: Transaction) -> Submission:
    return apply(submission, made)


def test_a_provision_that_is_split_keeps_its_number_and_its_second_half_gets_one() -> None:
    submission = submission_of(small_treaty(*ARTICLE))
    made = text.split(submission, STORY, "c3", 3, ME)
    assert drafts(after(submission, made)) == ["9.1", "9.2", "9.2A", "9.3"]
    assert drafts(after(after(submission, made), invert(made))) == ["9.1", "9.2", "9.3"]


def test_a_moved_provision_gets_a_number_at_its_new_place() -> None:
    submission = submission_of(small_treaty(*ARTICLE, "9.4 fourth"))
    moved = after(submission, structure.move_clauses(submission, STORY, "c5", 3, ME))
    assert numbers(moved.proposals[0].redline) == [
        ("9.1", "9.1"), (None, "9.1A"), ("9.2", "9.2"), ("9.3", "9.3"), ("9.4", None),
    ]  # fmt: skip


def insertion(submission: Submission, index: int) -> Transaction:
    new = [NewClause(Props(provision=True), (Run("new"),))]
    return structure.insert_clauses(submission, STORY, index, new, ME)


def test_deleting_an_insertion_frees_its_number_and_undo_takes_it_again() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 first", "+ new", "+ newer", "9.2 second"))
    made = structure.delete_clauses(submission, STORY, "c2", ME)
    less = after(submission, made)
    assert drafts(less) == ["9.1", "9.1A", "9.2"]
    assert drafts(after(less, invert(made))) == ["9.1", "9.1A", "9.1B", "9.2"]


@given(st.lists(st.tuples(st.sampled_from(["insert", "delete", "undo"]), st.integers(0, 40)), max_size=12))
def test_numbers_follow_from_the_text_alone_and_never_repeat(steps: list[tuple[str, int]]) -> None:
    """Whatever the order of edits and undo, an update gives what a computation from nothing gives."""
    submission = submission_of(small_treaty(*ARTICLE, "= Article 10", "10.1 first", "10.2 (SUP - WRC-03)"))
    labelling = Labelling.of(submission.proposals[0].redline)
    done: list[Transaction] = []
    for kind, place in steps:
        clauses = submission.proposals[0].redline.clauses
        if kind == "undo" and done:
            made = invert(done.pop())
        elif kind == "delete":
            made = structure.delete_clauses(submission, STORY, clauses[place % len(clauses)].id, ME, only=True)
            done.append(made)
        else:
            made = insertion(submission, place % (len(clauses) + 1))
            done.append(made)
        submission = apply(submission, made)
        redline = submission.proposals[0].redline
        labelling = labelling.update(redline)
        assert labelling.numbers == Labelling.of(redline).numbers
        base = [old for old, _new in numbers(redline) if old]
        assert base == ["9.1", "9.2", "9.3", "10.1", "10.2"]
        live = drafts(submission)
        assert len(set(live)) == len(live)


def test_a_number_set_by_hand_stays_and_is_taken() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 first", "+ new", "+ newer", "9.2 second"))
    by_hand = after(submission, set_number(submission, STORY, "c2", "9.[A12]", ME))
    assert drafts(by_hand) == ["9.1", "9.[A12]", "9.1A", "9.2"]
    assert drafts(after(by_hand, set_number(by_hand, STORY, "c2", None, ME))) == ["9.1", "9.1A", "9.1B", "9.2"]


def test_a_provision_that_continues_another_has_no_number() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 first", "+ new", "+ newer", "9.2 second"))
    continued = after(submission, continue_provision(submission, STORY, "c2", ME))
    assert drafts(continued) == ["9.1", "9.1A", "9.2"]
    assert drafts(after(continued, set_number(continued, STORY, "c2", None, ME))) == ["9.1", "9.1A", "9.1B", "9.2"]


def test_an_accepted_provision_keeps_the_number_that_it_had() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 first", "+ new", "+ newer", "9.2 second"))
    redline = submission.proposals[0].redline
    chosen = review.amendments_under(redline, "c3", amendments(redline))
    accepted = after(submission, review.accept(submission, 1, chosen, ME))
    assert numbers(accepted.proposals[0].redline) == [("9.1", "9.1"), (None, "9.1A"), ("9.1B", "9.1B"), ("9.2", "9.2")]


def test_typing_keeps_the_numbers_as_the_same_value() -> None:
    submission = submission_of(small_treaty(*ARTICLE))
    labelling = Labelling.of(submission.proposals[0].redline)
    typed = after(submission, text.type_text(submission, STORY, Place(1, 0), Place(1, 0), "x", ME))
    assert labelling.update(typed.proposals[0].redline).numbers is labelling.numbers


ARTICLES = (*ARTICLE, "= Article 10", "10.1 first", "10.2 second", "= Article 11", "11.1 first")


def test_an_insertion_computes_the_numbers_of_its_article_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    submission = submission_of(small_treaty(*ARTICLES))
    labelling = Labelling.of(submission.proposals[0].redline)
    monkeypatch.setattr("model.numbering.labelling.numbers_with_extent", lambda _: pytest.fail("all numbers are computed"))
    inserted = after(submission, insertion(submission, 7))
    assert labelling.update(inserted.proposals[0].redline).number("draft", inserted.proposals[0].redline.clauses[7].id) == "10.1A"


@pytest.mark.parametrize(
    "lines",
    [
        (*ARTICLES[:6], "9.4 in another article", *ARTICLES[6:]),
        (*ARTICLES, "= Article 9", "9.4 in an article that is there twice"),
        ("20 before articles", *ARTICLES),
    ],
)
@pytest.mark.parametrize("place", [2, 4, 8, 11])
def test_numbers_in_another_article_count_wherever_they_are(lines: tuple[str, ...], place: int) -> None:
    submission = submission_of(small_treaty(*lines))
    labelling = Labelling.of(submission.proposals[0].redline)
    inserted = after(submission, insertion(submission, place)).proposals[0].redline
    assert labelling.update(inserted).numbers == Labelling.of(inserted).numbers


def test_the_words_of_the_line_of_an_article_say_the_numbers_in_it() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "+= Article 9A", "+ new")
    labelling = Labelling.of(redline)
    line = replace(redline.clauses[2], runs=(replace(redline.clauses[2].runs[0], text="Article 9B"),))
    changed = replace(redline, clauses=(*redline.clauses[:2], line, redline.clauses[3]))
    assert labelling.update(changed).number("draft", "c3") == "9B.1"


def test_the_insertions_of_1998_are_numbered_in_the_text_itself(shared: Path) -> None:
    """The real Constitution as a redline: two insertions used to renumber 278 of its provisions, and now move none."""
    rows = [row for row in treaty_rows(shared, "constitution-en.tsv") if row["kind"] != "note"]
    redline = treaty_redline(rows, "CS")
    real = {place for place, row in enumerate(rows) if row["number"] in ("3A", "19A") and row["kind"] == "provision"}
    clauses = [
        replace(clause, runs=(Run(clause.text, Status.INSERTED),), end=End(Status.INSERTED), number=None, label=None)
        if place in real
        else clause
        for place, clause in enumerate(redline.clauses)
    ]
    found = numbers(replace(redline, clauses=tuple(clauses)))
    assert [draft for base, draft in found if base is None] == ["3A", "19A"]
    assert all(base == draft for base, draft in found if base is not None)
    assert len(found) == 303


def test_a_label_and_a_number_live_apart() -> None:
    redline = small_treaty("= Article 9", "9.1 first", "+ new", "9.2 second")
    labels = ["", "a)", None, "b)"]
    clauses = [
        replace(clause, props=replace(clause.props, scheme="letter" if place else "none"), label=Label(label) if label else None)
        for place, (clause, label) in enumerate(zip(redline.clauses, labels, strict=True))
    ]
    labelling = Labelling.of(replace(redline, clauses=tuple(clauses)))
    assert [labelling.draft(clause.id) for clause in clauses[1:]] == ["a)", "b)", "c)"]
    assert [labelling.number("draft", clause.id) for clause in clauses[1:]] == ["9.1", "9.1A", "9.2"]


def test_a_half_that_continues_its_provision_says_so_in_the_list_of_amendments() -> None:
    submission = submission_of(small_treaty(*ARTICLE))
    split = after(submission, text.split(submission, STORY, "c3", 3, ME))
    half = split.proposals[0].redline.clauses[4].id
    continued = after(split, continue_provision(split, STORY, half, ME))
    assert drafts(continued) == ["9.1", "9.2", "9.3"]
    kinds = [found for found in amendments(continued.proposals[0].redline) if found.kind == "kind"]
    assert [(found.old, found.new) for found in kinds] == [("provision 1 none", "paragraph 1 none")]
    assert _props("provision 2 none") == "provision, level 2"


def test_a_new_provision_that_is_made_plain_text_continues_the_one_before() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 first", "+ new", "+ newer", "9.2 second"))
    plain = after(submission, change_kind(submission, STORY, "c2", "paragraph", ME, scheme="none"))
    assert drafts(plain) == ["9.1", "9.1A", "9.2"]
    in_force = after(submission, change_kind(submission, STORY, "c1", "paragraph", ME, scheme="none"))
    assert drafts(in_force) == ["9.1", "9.1A", "9.1B", "9.2"], "a provision of the text in force stays one"
    heading = after(submission, change_kind(submission, STORY, "c2", "heading", ME))
    assert drafts(heading) == ["9.1", "9.1A", "9.2"], "a heading has no margin number"
    lettered = after(submission, change_kind(submission, STORY, "c2", "paragraph", ME, scheme="letter"))
    assert drafts(lettered) == ["9.1", "9.1A", "9.1B", "9.2"]
