"""Laws of everything that a user can do."""

from __future__ import annotations

import json
import random
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits import clause_properties, notes, review, text
from model.errors import EditError
from model.numbering.labelling import Labelling
from model.redline import NOBODY, Clause, Label, Policy, Props, Redline, Run, Side, paragraphs
from model.redline.canonical import canonical
from model.submission.amendments import Amendments, amendments
from model.submission.story import StoryId
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME, MIXED, SMALL, YOU, Action, action_of, actions, carried_out, submission
from tests.profiles import times_profile


class _Last(random.Random):
    """Chooses the last of what is offered."""

    def choice(self, seq: Any) -> Any:
        return seq[-1]


LAST = _Last()


def content_on(clauses: tuple[Clause, ...], side: Side) -> list[tuple[object, ...]]:
    return [(paragraph.props, paragraph.runs, paragraph.closing.cell) for paragraph in paragraphs(clauses, side)]


def base(redline: Redline) -> object:
    labels = [paragraph.bearer.label for paragraph in paragraphs(redline.clauses, "base")]
    return content_on(redline.clauses, "base"), labels


def labels(redline: Redline, side: Side) -> list[str | None]:
    labelling = Labelling.of(redline)
    of = labelling.base if side == "base" else labelling.draft
    return [of(paragraph.bearer.id) for paragraph in paragraphs(redline.clauses, side)]


def done(value: Submission, todo: list[Action]) -> Submission:
    """The submission after all actions that can be done."""
    return carried_out(value, todo)


@settings(max_examples=times_profile(3))
@given(st.lists(actions(), max_size=15))
@example([action_of("level", 0.5, 0, 0, 0), action_of("enter", 0.5, 0.5, 0, 1, stamp=YOU)])
def test_every_action_is_undone_by_its_inverse_and_leaves_the_base(todo: list[Action]) -> None:
    value = submission()
    for action in todo:
        try:
            transaction = action(value)
        except EditError:
            continue
        new = apply(value, transaction)
        assert apply(new, invert(transaction)) == value
        assert from_json(json.loads(json.dumps(to_json(transaction)))) == transaction
        redline = new.proposals[0].redline
        assert canonical(redline.clauses) == redline.clauses
        assert all(clause.base_props is not None or clause.props_stamp == NOBODY for clause in redline.clauses)
        assert len({clause.id for clause in redline.clauses}) == len(redline.clauses)
        if not transaction.rebases:
            assert base(redline) == base(value.proposals[0].redline)
        value = new


@given(st.lists(actions(), max_size=10))
def test_amendments_found_again_after_each_change_are_those_found_from_nothing(todo: list[Action]) -> None:
    value = submission()
    labelling = Labelling.of(value.proposals[0].redline)
    found = Amendments.of(value.proposals[0].redline, labelling)
    for action in todo:
        value = done(value, [action])
        redline = value.proposals[0].redline
        labelling = labelling.update(redline)
        found = found.update(redline, labelling)
        assert tuple(found) == amendments(redline)


@settings(max_examples=times_profile(2))
@given(st.lists(actions(), max_size=10))
@example([action_of("merge", 0, 0, 0, 0, stamp=YOU), action_of("move", 0, 1, 0, 0)])
def test_nothing_is_decided_by_two_amendments(todo: list[Action]) -> None:
    parts = [part for amendment in amendments(done(submission(), todo).proposals[0].redline) for part in amendment.parts]
    assert len(set(parts)) == len(parts)


@given(st.lists(actions(), max_size=10), st.randoms(use_true_random=False))
def test_rejecting_one_by_one_in_any_order_ends_at_the_base(todo: list[Action], random: random.Random) -> None:
    value = done(submission(), todo)
    opened = value.proposals[0].redline
    in_force = base(opened)
    value = decided_one_by_one(value, random, accepting=False)
    ended = value.proposals[0].redline
    assert base(ended) == in_force
    assert content_on(ended.clauses, "draft") == content_on(opened.clauses, "base")
    assert not amendments(ended)


@settings(max_examples=times_profile(2))
@given(st.lists(actions(), max_size=10), st.randoms(use_true_random=False))
def test_accepting_one_by_one_in_any_order_ends_at_the_draft(todo: list[Action], random: random.Random) -> None:
    value = done(submission(), todo)
    opened = value.proposals[0].redline
    ended = decided_one_by_one(value, random, accepting=True).proposals[0].redline
    assert content_on(ended.clauses, "base") == content_on(opened.clauses, "draft")
    assert not [amendment for amendment in amendments(ended) if amendment.parts]


@given(
    st.sampled_from([SMALL, MIXED]),
    st.sampled_from(get_args(Policy)),
    st.lists(actions(), max_size=10),
    st.randoms(use_true_random=False),
)
@example(SMALL, "relabel", [action_of("replace", 1.0, 0.5, 0, 0), action_of("enter", 1.0, 0, 0, 0)], LAST)
def test_accepting_one_by_one_in_any_order_leaves_the_labels_of_the_draft(
    text: str, policy: Policy, todo: list[Action], random: random.Random
) -> None:
    value = submission(text)
    (proposal,) = value.proposals
    value = replace(value, proposals=(replace(proposal, redline=replace(proposal.redline, policy=policy)),))
    value = done(value, todo)
    wanted = labels(value.proposals[0].redline, "draft")
    while found := [amendment for amendment in amendments(value.proposals[0].redline) if amendment.parts]:
        value = apply(value, review.accept(value, 1, [random.choice(found)], ME))
        assert labels(value.proposals[0].redline, "draft") == wanted
    ended = value.proposals[0].redline
    assert labels(ended, "base") == wanted
    assert not Labelling.of(ended).renumbered


def decided_one_by_one(value: Submission, random: random.Random, *, accepting: bool) -> Submission:
    decide = review.accept if accepting else review.reject
    for _ in range(200):
        found = [amendment for amendment in amendments(value.proposals[0].redline) if amendment.parts]
        if not found:
            break
        transaction = decide(value, 1, [random.choice(found)], ME)
        assert transaction.steps, found
        value = apply(value, transaction)
    return value


NOTED = "a)\tthat texts[^1] are short;\n[^1]: A note of a few words.\n"


@pytest.mark.parametrize("accepting", [True, False])
@pytest.mark.parametrize("change", ["format", "kind", "label"])
def test_what_was_done_in_a_note_is_decided_with_its_mark(change: str, accepting: bool) -> None:
    value = submission("a)\tthat texts are short;\n" if accepting else NOTED)
    clause = value.proposals[0].redline.clauses[0]
    if accepting:
        value = apply(value, notes.insert_note(value, StoryId(1), clause.id, 10, "A note.", ME))
        (note,) = value.proposals[0].redline.notes.values()
        # A note that came with a tracked mark may have kept words, as in files of others.
        kept = replace(note, clauses=(Clause("n1", Props(level=1), (Run("A note of a few words."),)),))
        (proposal,) = value.proposals
        redline = replace(proposal.redline, notes=dict.fromkeys(proposal.redline.notes, kept))
        value = replace(value, proposals=(replace(proposal, redline=redline),))
    (key,) = value.proposals[0].redline.notes
    story, id = StoryId(1, key), value.proposals[0].redline.notes[key].clauses[0].id
    if change == "format":
        value = apply(value, text.toggle_format(value, story, [(id, 2, 6)], "italic", YOU))
    elif change == "kind":
        value = apply(value, clause_properties.change_kind(value, story, id, "call", YOU))
    else:
        value = with_labelled_note(value, key)
    if not accepting:
        value = apply(value, notes.remove_note(value, 1, key, ME))
    (whole,) = amendments(value.proposals[0].redline)
    value = apply(value, (review.accept if accepting else review.reject)(value, 1, [whole], ME))
    assert not amendments(value.proposals[0].redline)
    side: Side = "base" if accepting else "draft"
    (paragraph,) = paragraphs(value.proposals[0].redline.notes[key].clauses, side)
    assert paragraph.props.kind == ("call" if accepting and change == "kind" else "paragraph")


def with_labelled_note(value: Submission, key: str) -> Submission:
    """The submission with a label set by hand in a note, as files of earlier versions have it."""
    redline = value.proposals[0].redline
    first, *rest = redline.notes[key].clauses
    note = replace(redline.notes[key], clauses=(replace(first, own_label=Label("z)", "\t")), *rest))
    return replace(value, proposals=(replace(value.proposals[0], redline=replace(redline, notes={**redline.notes, key: note})),))


def test_the_label_of_a_new_paragraph_of_a_note_is_accepted_with_it() -> None:
    value = submission("a)\tthat texts are short;\n")
    value = apply(value, notes.insert_note(value, StoryId(1), value.proposals[0].redline.clauses[0].id, 10, "A note.", ME))
    (key,) = value.proposals[0].redline.notes
    value = with_labelled_note(value, key)
    value = apply(value, review.accept(value, 1, list(amendments(value.proposals[0].redline)), ME))
    assert not amendments(value.proposals[0].redline)
    (ended,) = value.proposals[0].redline.notes[key].clauses
    assert ended.label is not None
    assert ended.label.text == "z)"
