"""The footnotes of new, deleted and joined provisions: proposals of their own, except in a whole new or deleted unit."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits.cuts.joining import join_with_next, take_apart
from model.edits.notes import remove_note
from model.edits.provisions import insert_provision, strike_provisions
from model.edits.structure import move_clauses
from model.edits.text import type_text
from model.edits.treaty.units import insert_unit
from model.errors import EditError
from model.files.extract_import import put_in
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import SIDES
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.marked_notes import with_notes
from tests.builders.submissions import ME
from tests.builders.treaty import marked_treaty, submission_of
from tests.model.cuts.test_footnotes import (
    PROVISIONS,
    TEXT,
    listed,
    noted,
    notes_of,
    put_back,
    typed,
    with_new_note,
)
from tests.model.files.test_extract_import import line, numbered, read_extract, sides
from tests.model.formats.word.test_cuts import body


def struck(submission: Submission, *ids: str) -> Submission:
    return apply(submission, strike_provisions(submission, StoryId(1), ids, ME))


def with_provision(submission: Submission, after: str, words: str) -> tuple[Submission, str]:
    """The text with a new provision after another one, and the id of its clause."""
    made = insert_provision(submission, StoryId(1), submission.proposals[0].redline.places[after], ME)
    assert made.after is not None
    id = made.after.anchor[0]
    now = apply(submission, made)
    place = Place(now.proposals[0].redline.places[id], 0)
    return apply(now, type_text(now, StoryId(1), place, place, words, ME)), id


def worded(submission: Submission, *ids: str) -> Submission:
    for id in ids:
        place = Place(submission.proposals[0].redline.places[id], 0)
        submission = apply(submission, type_text(submission, StoryId(1), place, place, "The ", ME))
    return submission


def test_the_footnote_of_a_deleted_provision_is_deleted_by_its_number() -> None:
    gone = struck(TEXT, "c4")
    assert listed(gone) == [("SUP", "9.2", "9.2"), ("SUP", "9.2.1", "9.2.1")]
    assert body(export_word(gone, PROVISIONS)[0])[2:] == [
        ("Proposal", "SUP\tXXX/XX/1"), ("", "9.2"), ("Proposal", "SUP\tXXX/XX/2"), ("", "9.2.1"),
    ]  # fmt: skip


def test_the_footnote_of_a_new_provision_is_added_by_its_number() -> None:
    added, id = with_provision(TEXT, "c4", "a new provision")
    added = with_new_note(added, id, 5, "its note")
    assert listed(added) == [("ADD", "9.2A", "9.2A"), ("ADD", "9.2A.1", "9.2A.1")]
    assert body(export_word(added, PROVISIONS)[0])[2:] == [
        ("Proposal", "ADD\tXXX/XX/1"), ("", "9.2A\ta new provision (WRC-27)"),
        ("Proposal", "ADD\tXXX/XX/2"), ("", "9.2A.1\tits note (WRC-27)"),
    ]  # fmt: skip


def test_the_footnotes_of_joined_provisions_follow_them() -> None:
    amended = typed(typed(worded(TEXT, "c2", "c5"), "fn2", 3, "very "), "fn4", 1, " very")
    first = cuts(amended.proposals[0])[0]
    joined = apply(amended, join_with_next(amended, 1, first.key, ME))
    assert listed(joined) == [("MOD", "9.1", "9.3"), ("MOD", "9.1.1", "9.1.1"), ("MOD", "9.2.1", "9.2.1")]
    printed = [text for _style, text in body(export_word(joined, PROVISIONS)[0])]
    assert [text.split("\t")[0] for text in printed if text[:3] in ("MOD", "9.1", "9.2", "9.3")] == [
        "MOD", "9.1", "9.3", "MOD", "9.1.1", "MOD", "9.2.1",
    ]  # fmt: skip
    filled = put_back(joined)
    found = [(cut.symbol, cut.address) for cut in cuts(Proposal("MOD", "", filled))]
    assert found == [("MOD", "9.1"), ("MOD", "9.1.1"), ("MOD", "9.2.1"), ("MOD", "9.3")]
    assert sides(filled, "draft") == sides(joined.proposals[0].redline, "draft")


def test_the_footnotes_of_a_whole_new_or_deleted_article_stay_in_it_until_it_is_taken_apart() -> None:
    gone = struck(TEXT, "c2", "c4", "c5")
    redline = gone.proposals[0].redline
    assert listed(gone)[0] == ("SUP", "9.1", "9.1"), "the title stays"
    made = insert_unit(gone, StoryId(1), len(redline.clauses) - 1, "article", ME)
    added = apply(gone, made)
    last = added.proposals[0].redline.clauses[-1].id
    added = with_new_note(worded(added, last), last, 2, "its note")
    (whole,) = [cut for cut in cuts(added.proposals[0]) if cut.derived == "ADD"]
    assert whole.address == "ARTICLE 9A"
    taken_apart = apply(added, take_apart(added, 1, whole.key, ME))
    assert listed(taken_apart)[-2:] == [("ADD", "9A.1", "9A.1"), ("ADD", "9A.1.1", "9A.1.1")]
    for submission in (added, taken_apart):
        filled = put_back(submission)
        assert notes_of(filled, "draft") == notes_of(submission.proposals[0].redline, "draft")


def test_an_extract_of_others_adds_and_deletes_provisions_with_their_footnotes() -> None:
    extract = read_extract(
        line("ADD", "ACP/1/1"), numbered("9.1A", "a new provision"), line("ADD", "ACP/1/2"), numbered("9.1A.1", "its note"),
        line("SUP", "ACP/1/3"), numbered("9.2", ""), line("SUP", "ACP/1/4"), numbered("9.2.1", ""),
    )  # fmt: skip
    filled = put_in(TEXT.proposals[0], extract, "ACP")
    assert filled.messages == ()
    assert [(cut.symbol, cut.address) for cut in cuts(filled.proposal)] == [
        ("ADD", "9.1A"), ("ADD", "9.1A.1"), ("SUP", "9.2"), ("SUP", "9.2.1"),
    ]  # fmt: skip
    assert filled.proposal.redline.base() == TEXT.proposals[0].redline.base()


@given(
    st.lists(
        st.tuples(st.sampled_from(("provision", "new", "remove", "type", "word", "strike", "join")), st.integers(0, 30)),
        min_size=1, max_size=6,
    ),
    st.sampled_from(("provisions", "final-acts")),
)  # fmt: skip
@example([("provision", 1), ("new", 1), ("new", 3)], "provisions")
@example([("strike", 0), ("strike", 1), ("join", 0)], "provisions")
@example([("word", 0), ("word", 2), ("type", 1), ("join", 0)], "final-acts")
def test_whatever_is_amended_comes_back_with_its_footnotes(
    steps: list[tuple[str, int]], form: Literal["provisions", "final-acts"]
) -> None:
    submission = TEXT
    for kind, at in steps:
        submission = _step(submission, kind, at)
    wanted = submission.proposals[0].redline
    if not listed(submission) or any(number is None for number, _ in notes_of(wanted, "draft")):
        return
    redline = put_back(submission, form)
    for side in ("base", "draft"):
        assert sides(redline, side) == sides(wanted, side)
        assert notes_of(redline, side) == notes_of(wanted, side)


def _step(submission: Submission, kind: str, at: int) -> Submission:
    redline = submission.proposals[0].redline
    if kind == "provision":
        numbered_ones = [clause.id for clause in redline.clauses if clause.number is not None]
        return with_provision(submission, numbered_ones[at % len(numbered_ones)], f"provision {at}")[0]
    if kind == "join":
        found = [cut for cut in cuts(submission.proposals[0]) if not cut.note]
        try:
            return apply(submission, join_with_next(submission, 1, found[at % len(found)].key, ME))
        except (EditError, ZeroDivisionError):
            return submission
    return noted(submission, kind, at)


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_a_deleted_provision_between_joined_ones_takes_its_footnote_along(form: Literal["provisions", "final-acts"]) -> None:
    amended = struck(worded(TEXT, "c2", "c5"), "c4")
    for _ in range(2):
        amended = apply(amended, join_with_next(amended, 1, cuts(amended.proposals[0])[0].key, ME))
    assert listed(amended) == [("MOD", "9.1", "9.3"), ("SUP", "9.2.1", "9.2.1")]
    assert notes_of(put_back(amended, form), "draft") == notes_of(amended.proposals[0].redline, "draft")


def test_a_new_reference_beside_a_deleted_one_is_found_in_a_draft_without_revision_marks() -> None:
    added = with_new_note(TEXT, "c2", 7, "a new note")
    swapped = apply(added, remove_note(added, 1, "fn2", ME))
    filled = put_back(swapped, "final-acts")
    assert sides(filled, "draft") == sides(swapped.proposals[0].redline, "draft")


@pytest.mark.parametrize("form", ["provisions", "final-acts"])
def test_the_footnotes_of_a_moved_provision_move_with_it(form: Literal["provisions", "final-acts"]) -> None:
    notes = {"c1": {"9.1.1": "of the first"}, "c2": {"9.2.1": "a note (WRC-03)", "*": "an ordinary one"}}
    text = submission_of(with_notes(marked_treaty("= ARTICLE 9", "9.1 one", "9.2 two", "9.3 three"), notes))
    moved = apply(text, move_clauses(text, StoryId(1), "c2", 4, ME))
    assert listed(moved) == [("SUP*", "9.2", "9.2"), ("ADD*", "9.3A", "9.3A")]
    (read,) = read_word(export_word(moved, replace(PROVISIONS, form=form))[0], "a.docx").submission.proposals
    filled = put_in(text.proposals[0], read, "ATU")
    assert filled.messages == ()
    for side in SIDES:
        assert notes_of(filled.proposal.redline, side) == notes_of(moved.proposals[0].redline, side)
