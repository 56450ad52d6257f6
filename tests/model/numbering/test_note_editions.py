"""Edition marks of notes: of the base as printed, of the draft by what is amended in the note; they are not text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits import review, structure, text
from model.edits.notes import insert_note, remove_note
from model.edits.provisions import mark_at, set_mark
from model.errors import EditError
from model.numbering import Labelling
from model.numbering.note_numbers import note_numbers
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.marked_notes import note_marks_of, with_notes
from tests.builders.submissions import states_after
from tests.builders.treaty import marked_treaty, small_treaty, submission_of

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
NOTES = {
    "c1": {"9.1.1": "first note (WRC-12)", "9.1.2": "second note", "*": "an ordinary one (WRC-07)"},
    "c3": {"9.2.1": "two paragraphs\nthe second (WRC-03)", "*": "without a mark"},
}
LINES = ("= Article 9", "9.1 one (WRC-15)", "… more", "9.2 two", "9.3 three")
TREATY = submission_of(with_notes(marked_treaty(*LINES), NOTES))
SAME = {"fn1": [("(WRC-12)", "(WRC-12)")], "fn3": [("(WRC-07)", "(WRC-07)")], "fn4": [("(WRC-03)", "(WRC-03)")]}


def typed(submission: Submission, key: str, at: int = 0, words: str = "new ") -> Submission:
    place = Place(at, 0)
    return apply(submission, text.type_text(submission, StoryId(1, key), place, place, words, ME))


def shown(submission: Submission) -> dict[str, list[tuple[str | None, str | None]]]:
    return note_marks_of(submission.proposals[0].redline)


def test_notes_that_are_not_amended_keep_their_marks() -> None:
    assert shown(TREATY) == SAME


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("fn1", [("(WRC-12)", "(WRC-27)")]),
        ("fn2", [(None, "(WRC-27)")]),
        ("fn3", [("(WRC-07)", "(WRC-27)")]),
        ("fn4", [("(WRC-03)", "(WRC-27)")]),
    ],
)
def test_the_mark_of_an_amended_note_is_that_of_the_coming_conference(key: str, wanted: list[tuple[str | None, str]]) -> None:
    assert shown(typed(TREATY, key)) == {**SAME, key: wanted}


def test_an_ordinary_note_without_a_mark_gets_none() -> None:
    assert shown(typed(TREATY, "fn5")) == SAME


def test_a_numbered_note_changes_no_mark_of_its_provision() -> None:
    labelling = Labelling.of(typed(TREATY, "fn1").proposals[0].redline)
    assert not any(pair.is_changed for pair in labelling.marks.borne.values())


def test_a_new_note_has_the_mark_from_the_start_and_a_deleted_one_keeps_what_it_had() -> None:
    added = apply(TREATY, insert_note(TREATY, StoryId(1), "c4", 3, "brand new", ME))
    assert shown(added) == {**SAME, "fn6": [(None, "(WRC-27)")]}
    assert shown(apply(TREATY, remove_note(TREATY, 1, "fn1", ME))) == SAME


def test_words_that_end_with_a_mark_have_it_already() -> None:
    treaty = submission_of(with_notes(small_treaty(*LINES), {"c1": {"9.1.1": "words"}}))
    typed_mark = typed(treaty, "fn1", words="(WRC-27) and ")
    assert shown(typed_mark) == {"fn1": [(None, "(WRC-27)")]}
    place = Place(0, 5)
    ended = apply(treaty, text.type_text(treaty, StoryId(1, "fn1"), place, place, " (WRC-27)", ME))
    assert shown(ended) == {}


def test_texts_whose_instrument_has_no_marks_give_none() -> None:
    plain = submission_of(with_notes(small_treaty("= Article 9", "61 one", instrument="CS"), {"c1": {"61.1": "note"}}))
    assert shown(typed(plain, "fn1")) == {}
    resolution = submission_of(with_notes(small_treaty("… one", instrument=""), {"c0": {"*": "note"}}))
    assert shown(typed(resolution, "fn1")) == {}


def test_a_mark_is_set_by_hand_and_again_by_the_rule() -> None:
    story = StoryId(1, "fn1")
    assert mark_at(TREATY, story, "fn1.1") == "(WRC-12)"
    made = set_mark(TREATY, story, "fn1.1", "WRC-23", ME)
    after = apply(TREATY, made)
    assert shown(after) == {**SAME, "fn1": [("(WRC-12)", "(WRC-23)")]}
    assert apply(after, invert(made)) == TREATY
    none = apply(after, set_mark(after, story, "fn1.1", "", ME))
    assert shown(none) == {**SAME, "fn1": [("(WRC-12)", None)]}
    assert apply(none, set_mark(none, story, "fn1.1", None, ME)) == TREATY
    first = apply(TREATY, set_mark(TREATY, StoryId(1, "fn4"), "fn4.1", "WRC-23", ME))
    assert shown(first) == {**SAME, "fn4": [("(WRC-03)", "(WRC-23)")]}, "at the paragraph that has one"


# --- laws

KINDS = ("type", "split", "join", "delete", "new", "remove", "mark", "accept", "reject")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 40)), max_size=6)


def edited(submission: Submission, kind: str, place: int) -> Transaction:
    """An edit in a note of a text; EditError if it is not possible."""
    redline = submission.proposals[0].redline
    keys = [key for key, note in redline.notes.items() if note.clauses]
    key = keys[place % len(keys)]
    story, clauses = StoryId(1, key), redline.notes[key].clauses
    clause = clauses[place // 7 % len(clauses)]
    at = Place(clauses.index(clause), place % (len(clause.text) + 1))
    match kind:
        case "type":
            return text.type_text(submission, story, at, at, "x", ME)
        case "split":
            return text.split(submission, story, clause.id, at.offset, ME)
        case "join":
            return text.merge_next(submission, story, clause.id, ME)
        case "delete":
            return structure.delete_clauses(submission, story, clause.id, ME)
        case "new":
            ids = [clause.id for clause in redline.clauses if clause.is_on("draft")]
            return insert_note(submission, StoryId(1), ids[place % len(ids)], 0, f"new {place}", ME)
        case "remove":
            return remove_note(submission, 1, key, ME)
        case "mark":
            return set_mark(submission, story, clause.id, (None, "", "(WRC-23)", "(WRC-31)")[place % 4], ME)
    found = [amendment for amendment in amendments(redline) if amendment.parts]
    if not found:
        raise EditError.of("nothing is amended")
    decide = review.accept if kind == "accept" else review.reject
    return decide(submission, 1, [found[place % len(found)]], ME)


@given(STEPS)
def test_an_update_of_marks_is_a_computation_from_nothing(steps: list[tuple[str, int]]) -> None:
    states = states_after(TREATY, steps, edited)
    labelling = Labelling.of(states[0].proposals[0].redline)
    for state in (*states[1:], *states[::-1]):  # and back, as undo does
        redline = state.proposals[0].redline
        labelling = labelling.update(redline)
        assert labelling.note_editions == Labelling.of(redline).note_editions
        assert labelling.marks == Labelling.of(redline).marks


@given(STEPS)
def test_rejecting_all_gives_the_notes_of_the_base(steps: list[tuple[str, int]]) -> None:
    steps = [step for step in steps if step[0] not in ("accept", "mark")]
    submission = states_after(TREATY, steps, edited)[-1]
    assert in_view(submission.proposals[0].redline, "base").notes == in_view(TREATY.proposals[0].redline, "base").notes
    rejected = apply(submission, review.reject(submission, 1, amendments(submission.proposals[0].redline), ME))
    assert in_view(rejected.proposals[0].redline, "draft") == in_view(TREATY.proposals[0].redline, "draft")


@given(STEPS)
def test_accepting_leaves_the_marks_of_the_draft(steps: list[tuple[str, int]]) -> None:
    submission = states_after(TREATY, steps, edited)[-1]
    wanted = draft_marks(submission)
    while found := [amendment for amendment in amendments(submission.proposals[0].redline) if amendment.parts]:
        submission = apply(submission, review.accept(submission, 1, found[:1], ME))
        assert draft_marks(submission) == wanted


@given(STEPS)
def test_accepting_all_leaves_the_numbers_of_the_notes_of_the_draft(steps: list[tuple[str, int]]) -> None:
    submission = states_after(TREATY, [step for step in steps if step[0] not in ("split", "join", "delete")], edited)[-1]
    wanted = draft_numbers(submission)
    found = [amendment for amendment in amendments(submission.proposals[0].redline) if amendment.parts]
    assert draft_numbers(apply(submission, review.accept(submission, 1, found, ME))) == wanted


def draft_numbers(submission: Submission) -> dict[str, str | None]:
    """The margin numbers of the notes of the draft."""
    redline = submission.proposals[0].redline
    numbers = note_numbers(redline, Labelling.of(redline).numbers)
    return {key: pair.draft for key, pair in numbers.items() if pair.draft is not None}


def test_a_mark_set_by_hand_goes_when_its_note_is_as_in_the_base_again() -> None:
    by_hand = typed(TREATY, "fn1")
    by_hand = apply(by_hand, set_mark(by_hand, StoryId(1, "fn1"), "fn1.1", "WRC-23", ME))
    rejected = apply(by_hand, review.reject(by_hand, 1, amendments(by_hand.proposals[0].redline), ME))
    assert shown(rejected) == SAME


def draft_marks(submission: Submission) -> dict[str, list[str]]:
    """The marks of the notes of the draft."""
    notes = in_view(submission.proposals[0].redline, "draft").notes
    found = {key: [clause.mark.text for clause in note.clauses if clause.mark is not None] for key, note in notes.items()}
    return {key: marks for key, marks in found.items() if marks}


@given(STEPS, st.integers(0, 40))
def test_a_step_and_its_inverse_change_no_mark(steps: list[tuple[str, int]], place: int) -> None:
    submission = states_after(TREATY, steps, edited)[-1]
    for kind in KINDS:
        try:
            made = edited(submission, kind, place)
            after = apply(submission, made)
        except EditError:
            continue
        assert shown(apply(after, invert(made))) == shown(submission)
