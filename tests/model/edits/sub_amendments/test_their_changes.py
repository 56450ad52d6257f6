"""Decisions on single changes of another party: both layers fit, the text in force stays, nothing of ours is lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.edits.merging.conflicts import decide_conflict
from model.edits.notes import insert_note
from model.edits.sub_amendments.layers import amend_proposal
from model.edits.sub_amendments.their_changes import decide_their_changes
from model.edits.text import delete_range, type_text
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.word.export import export_word
from model.layers.combined import base_upon, fit_together
from model.layers.decisions import TheirsDecision, upper_after
from model.redline import Redline, Status
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.amendments import Amendment, amendments
from model.submission.resolved import in_view
from model.submission.story import StoryId
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Proposal, Submission
from tests.builders.layers import THEIRS, UPPER, layer_pairs, layered, without_ids
from tests.builders.notation import redline
from tests.profiles import times_profile

DECISIONS: tuple[TheirsDecision, ...] = ("accept", "reject", "oppose")


def changes_of(theirs: Redline) -> list[Amendment]:
    return [amendment for amendment in amendments(theirs) if amendment.parts]


def words_of_ours(upper: Redline) -> str:
    """The characters that ours inserts, and has in its draft."""
    stories = [upper.clauses, *(note.clauses for note in upper.notes.values())]
    runs = (run for story in stories for clause in story for run in clause.runs)
    return "".join(sorted("".join(run.text for run in runs if run.status is Status.INSERTED)))


@given(layer_pairs(), st.sampled_from(DECISIONS), st.floats(0, 1), st.integers(1, 3))
@settings(max_examples=times_profile(4))
def test_both_layers_fit_after_a_decision(
    pair: tuple[Redline, Redline], decision: TheirsDecision, part: float, count: int
) -> None:
    theirs, upper = pair
    found = changes_of(theirs)
    if not found:
        return
    chosen = found[int(part * (len(found) - 1)) :][:count]
    value = layered(theirs, upper)
    try:
        step = decide_their_changes(value, 1, chosen, decision, UPPER)
    except EditError:
        assert decision != "reject"
        return
    after = apply(value, step)
    assert apply(after, invert(step)) == value
    assert apply(value, from_json(to_json(step))) == after
    made = after.proposals[0]
    assert made.theirs is not None
    assert fit_together(made.theirs, made.redline)
    assert without_ids(in_view(made.theirs, "base")) == without_ids(in_view(theirs, "base"))
    assert made.redline.clauses == canonical(made.redline.clauses)
    assert made.theirs.clauses == canonical(made.theirs.clauses)
    ids = [clause.id for clause in made.redline.clauses]
    assert len(ids) == len(set(ids))
    if decision != "reject":
        assert made.theirs == theirs
    export_word(after)
    assert read_project(project_bytes(Project(after))).submission == after


@given(layer_pairs())
@settings(max_examples=times_profile(2))
def test_deciding_nothing_changes_nothing(pair: tuple[Redline, Redline]) -> None:
    theirs, upper = pair
    for decision in DECISIONS:
        same = upper_after(theirs, theirs, upper, [], decision, UPPER).redline
        assert without_ids(same) == without_ids(upper)  # only keys of notes may be others


@given(layer_pairs())
@settings(max_examples=times_profile(2))
def test_rejecting_all_of_theirs_leaves_the_text_in_force_below_ours(pair: tuple[Redline, Redline]) -> None:
    theirs, _ = pair
    found = changes_of(theirs)
    value = layered(theirs, base_upon(theirs))
    if not found:
        return
    made = apply(value, decide_their_changes(value, 1, found, "reject", UPPER)).proposals[0]
    assert without_ids(in_view(made.redline, "draft")) == without_ids(in_view(theirs, "base"))


def both(lower: str, *edits: tuple[int, int, str]) -> Submission:
    """Their text, and ours with edits of the first clause: characters from and to which words are put."""
    text = redline(lower)
    value = Submission(proposals=(Proposal(redline=text),), language="en")
    value = apply(value, amend_proposal(value, UPPER, THEIRS.author))
    for start, stop, words in edits:
        a, b = Place(0, start), Place(0, stop)
        made = type_text(value, StoryId(1), a, b, words, UPPER) if words else delete_range(value, StoryId(1), a, b, UPPER)
        value = apply(value, made)
    return value


def decided(value: Submission, decision: TheirsDecision, at: int = 0) -> Submission:
    theirs = value.proposals[0].theirs
    assert theirs is not None
    return apply(value, decide_their_changes(value, 1, changes_of(theirs)[at : at + 1], decision, UPPER))


def reads(value: Submission) -> tuple[str, str]:
    """How theirs and ours read."""
    proposal = value.proposals[0]
    assert proposal.theirs is not None
    texts: Sequence[Redline] = (proposal.theirs, proposal.redline)
    first, second = ("|".join(clause.text for clause in in_view(text, "draft").clauses) for text in texts)
    return first, second


@pytest.mark.parametrize(
    ("lower", "edits", "decision", "theirs", "upper"),
    [
        ("one {++new ++}two\n", [], "reject", "one two", "one two"),
        ("one {--old --}two\n", [], "reject", "one old two", "one old two"),
        ("one {--old--}{++new++} two\n", [], "reject", "one old two", "one old two"),
        ("one {++new ++}two\n", [(0, 0, "our ")], "reject", "one two", "our one two"),
        ("one {++new ++}two\n", [(8, 8, "our ")], "reject", "one two", "one our two"),
        ("one {++new ++}two\n", [(4, 8, "")], "reject", "one two", "one two"),
        ("one {--old --}two\n", [(4, 4, "old ")], "reject", "one old two", "one old two"),
        ("one {++new ++}two\n", [], "oppose", "one new two", "one two"),
        ("one {--old --}two\n", [], "oppose", "one two", "one old two"),
        ("one {--old--}{++new++} two\n", [], "oppose", "one new two", "one old two"),
        ("one {++new ++}two\n", [(4, 8, "")], "accept", "one new two", "one new two"),
        ("one {--old--}{++new++} two\n", [(4, 7, "our")], "accept", "one new two", "one new two"),
        ("one {--old --}two\n", [(4, 4, "old ")], "accept", "one two", "one two"),
        ("one {++new ++}two\n", [(5, 5, "our"), (0, 0, "x ")], "accept", "one new two", "x one new two"),
    ],
)
def test_a_decision_on_one_change(
    lower: str, edits: list[tuple[int, int, str]], decision: TheirsDecision, theirs: str, upper: str
) -> None:
    made = decided(both(lower, *edits), decision)
    assert reads(made) == (theirs, upper)
    assert not made.proposals[0].conflicts


@pytest.mark.parametrize(
    ("lower", "edits", "upper", "other", "between"),
    [
        ("one {++new ++}two\n", [(5, 5, "our")], "one our" + "two", "one two", "our"),
        ("one {--old--}{++new++} two\n", [(4, 7, "our")], "one our two", "one old two", "our"),
        ("one {--old--}{++new++} two\n", [(4, 7, "")], "one  two", "one old two", ""),
        ("one {--old --}two\n", [(4, 4, "our ")], "one our two", "one old two", "our"),
    ],
)
def test_what_ours_changes_of_a_rejected_change_stays_and_is_a_conflict(
    lower: str, edits: list[tuple[int, int, str]], upper: str, other: str, between: str
) -> None:
    value = both(lower, *edits)
    made = decided(value, "reject")
    assert reads(made) == (other, upper)
    (key,) = made.proposals[0].conflicts
    taken = apply(made, decide_conflict(made, 1, key, "other", UPPER))
    assert reads(taken) == (other, other)
    kept = apply(made, decide_conflict(made, 1, key, "present", UPPER))
    assert reads(kept) == (other, upper)
    assert not kept.proposals[0].conflicts
    assert between in reads(apply(made, decide_conflict(made, 1, key, "both", UPPER)))[1]
    export_word(made)


def test_our_words_in_a_rejected_paragraph_of_theirs_stay_as_a_paragraph_of_ours() -> None:
    value = both("{++new paragraph++}{++¶++}\nlast\n", (3, 3, " our"))
    made = decided(value, "reject")
    assert reads(made) == ("last", " our|last")
    assert made.proposals[0].conflicts


def test_a_footnote_of_theirs_is_decided_with_its_mark() -> None:
    text = Submission(proposals=(Proposal(redline=redline("one two\n")),), language="en")
    text = apply(text, insert_note(text, StoryId(1), text.proposals[0].redline.clauses[0].id, 3, "A note.", THEIRS))
    value = apply(text, amend_proposal(text, UPPER))
    rejected = decided(value, "reject").proposals[0]
    assert rejected.theirs is not None
    assert (rejected.theirs.notes, rejected.redline.notes) == ({}, {})
    opposed = decided(value, "oppose").proposals[0].redline
    assert not opposed.draft().notes


def test_a_footnote_that_they_deleted_is_restored_as_one_of_ours() -> None:
    text = Submission(proposals=(Proposal(redline=redline("one [^1] two\n[^1]: A note.\n")),), language="en")
    text = apply(text, delete_range(text, StoryId(1), Place(0, 4), Place(0, 5), THEIRS))
    value = apply(text, amend_proposal(text, UPPER))
    opposed = decided(value, "oppose").proposals[0]
    (note,) = opposed.redline.draft().notes.values()
    assert note.clauses[0].text.strip() == "A note."
    export_word(decided(value, "oppose"))
    back = decided(value, "reject").proposals[0].redline
    assert back.draft().notes
    export_word(decided(value, "reject"))


@pytest.mark.parametrize(
    ("value", "decision", "words"),
    [
        (both("one {++new ++}two\n"), "accept", "as they made it"),
        (both("one {++new ++}two\n", (4, 8, "")), "oppose", "does not have this change"),
        (both("one {--old --}two\n", (4, 4, "our ")), "oppose", "a wording of its own"),
    ],
)
def test_a_decision_without_an_effect_says_so(value: Submission, decision: TheirsDecision, words: str) -> None:
    with pytest.raises(EditError, match=words):
        decided(value, decision)


def test_a_proposal_of_one_layer_has_no_changes_of_theirs() -> None:
    value = Submission(proposals=(Proposal(redline=redline("one {++new ++}two\n")),))
    with pytest.raises(EditError, match="has one layer"):
        decide_their_changes(value, 1, changes_of(value.proposals[0].redline), "reject", UPPER)
