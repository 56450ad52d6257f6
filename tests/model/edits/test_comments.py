"""Comments are made, changed and taken back as every other edit; they never touch the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits import comments
from model.errors import EditError
from model.redline import ANCHOR, Redline, Stamp
from model.redline.edit_text import Place
from model.submission.authorship import authors, with_stamps_mapped
from model.submission.comments import Reply, anchor_of
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply, from_json, invert, merge, to_json
from model.submission.values import Proposal, Submission
from tests.builders.strategies import redlines
from tests.builders.submissions import ME, submission

YOU = Stamp("you", "2024-09-07T09:00:00Z")


def commented(*, private: bool = False) -> Submission:
    value = submission()
    anchor = anchor_of(value.proposals[0].redline.clauses[4], 0, 4)
    value = apply(value, comments.add_comment(value, 1, (anchor,), "  Why this?\n", ME, private=private))
    return apply(value, comments.reply_to_comment(value, 1, "c1", "Because.", YOU))


CHANGES = [
    lambda value: comments.add_comment(value, 1, (), "Another", YOU),
    lambda value: comments.reply_to_comment(value, 1, "c1", "No.", ME),
    lambda value: comments.change_comment(value, 1, "c1", "Why that?", YOU),
    lambda value: comments.change_comment(value, 1, "c1", "So.", YOU, reply=0),
    lambda value: comments.resolve_comment(value, 1, "c1", YOU),
    lambda value: comments.set_private(value, 1, "c1", True, ME),
    lambda value: comments.remove_comment(value, 1, "c1", ME, reply=0),
    lambda value: comments.remove_comment(value, 1, "c1", ME),
]


@given(st.lists(st.sampled_from(CHANGES), max_size=6))
def test_every_change_is_taken_back_and_written_as_json(changes: list) -> None:
    value = start = commented()
    done: list[Transaction] = []
    for make in changes:
        try:
            change = make(value)
        except EditError:
            continue
        assert from_json(to_json(change)) == change
        done.append(change)
        value = apply(value, change)
        assert value.proposals[0].redline is start.proposals[0].redline
    for change in reversed(done):
        value = apply(value, invert(change))
    assert value == start


def test_what_was_said_by_whom() -> None:
    value = commented()
    comment = value.proposals[0].comments["c1"]
    assert (comment.text, comment.stamp, comment.private, comment.done) == ("Why this?", ME, False, False)
    assert comment.replies == (Reply("Because.", YOU),)
    value = apply(value, comments.change_comment(value, 1, "c1", "Why that?", YOU))
    assert value.proposals[0].comments["c1"].stamp == ME
    value = apply(value, comments.resolve_comment(value, 1, "c1", YOU))
    assert value.proposals[0].comments["c1"].done
    value = apply(value, comments.resolve_comment(value, 1, "c1", YOU, done=False))
    assert not value.proposals[0].comments["c1"].done


def test_names_in_comments_are_told_and_replaced_as_those_of_changes() -> None:
    value = commented()
    assert authors(value) == ("me", "you")
    assert authors(with_stamps_mapped(value, lambda stamp: Stamp("ATU", stamp.date))) == ("ATU",)


def test_two_changes_of_one_comment_in_a_row_can_be_one() -> None:
    value = commented()
    first = comments.change_comment(value, 1, "c1", "Why that", YOU)
    then = apply(value, first)
    merged = merge(first, comments.change_comment(then, 1, "c1", "Why that?", YOU))
    assert merged is not None
    assert apply(apply(value, merged), invert(merged)) == value


@pytest.mark.parametrize(
    "make",
    [
        lambda value: comments.add_comment(value, 1, (), " \n", ME),
        lambda value: comments.add_comment(value, 2, (), "x", ME),
        lambda value: comments.reply_to_comment(value, 1, "c9", "x", ME),
        lambda value: comments.change_comment(value, 1, "c1", "", ME),
        lambda value: comments.remove_comment(value, 1, "c1", ME, reply=1),
    ],
)
def test_what_cannot_be_is_refused(make: object) -> None:
    with pytest.raises(EditError):
        make(commented())


places = st.builds(Place, st.integers(0, 9), st.integers(0, 60))
"""Many are after the last clause or after the end of their clause."""


@given(redlines(), places, places)
def test_every_selection_of_every_story_has_anchors_in_its_clauses(redline: Redline, a: Place, b: Place) -> None:
    value = Submission(proposals=(Proposal(redline=redline),))
    for note in ("", *redline.notes):
        story = StoryId(1, note)
        clauses = redline.notes[note].clauses if note else redline.clauses
        if not clauses:
            with pytest.raises(EditError, match="the text is empty"):
                comments.anchors_between(value, story, a, b)
            continue
        anchors = comments.anchors_between(value, story, a, b)
        assert anchors == comments.anchors_between(value, story, b, a)
        low, high = sorted((a, b))
        chosen = [clause.id for clause in clauses[low.index : high.index + 1]] or [clauses[-1].id]
        found = [anchor.clause for anchor in anchors]
        assert found == [id for id in chosen if id in found] != []
        assert {anchor.note for anchor in anchors} == {note}
        marked = "".join(clause.text[low.offset * (at == low.index) : high.offset if at == high.index else None]
                         for at, clause in enumerate(clauses) if low.index <= at <= high.index)  # fmt: skip
        assert "".join(anchor.quote for anchor in anchors) == marked.replace(ANCHOR, "")


def test_a_selection_with_the_last_end_and_one_behind_it() -> None:
    value = submission()
    last = len(value.proposals[0].redline.clauses)
    assert [anchor.quote for anchor in comments.anchors_between(value, StoryId(1), Place(last - 1, 3), Place(last, 0))] == [
        "stop."
    ]
    (behind,) = comments.anchors_between(value, StoryId(1), Place(last, 0), Place(last, 0))
    assert (behind.clause, behind.quote) == (value.proposals[0].redline.clauses[-1].id, "")
