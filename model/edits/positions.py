"""A delegation's positions: added at a bracket, an option, a clause or another party's amendment, changed and removed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.brackets.emptied_brackets import is_bracketed
from model.brackets.values import OpenText, TextSpan
from model.edits.comments import anchors_between
from model.edits.common import index_of, transaction
from model.errors import EditError
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.amendment_notes import anchors_on
from model.submission.amendments import Amendment
from model.submission.comments import CommentAnchor, anchor_of
from model.submission.positions import MOST_POSITIONS, Position, clean_position
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Submission


def anchors_of_clause(submission: Submission, story: StoryId, id: str) -> tuple[CommentAnchor, ...]:
    """The anchor of a clause as a whole.

    id: the clause
    """
    clauses = story_clauses(submission, story)
    return (anchor_of(clauses[index_of(clauses, id)], note=story.note),)


def anchors_of_brackets(submission: Submission, made: OpenText, option: int | None = None) -> tuple[CommentAnchor, ...]:
    """The anchors of an open text, or of one of its options with its own brackets around it.

    made: the open text
    option: the option, from 0; None for all of the open text
    """
    if option is None:
        return _anchors_of_span(submission, made.story, made.span)
    wanted = made.options[option]
    shared = wanted.marks and not is_bracketed(story_clauses(submission, made.story), wanted)
    return _anchors_of_span(submission, made.story, wanted.content if shared else wanted.span)


def _anchors_of_span(submission: Submission, story: StoryId, span: TextSpan) -> tuple[CommentAnchor, ...]:
    clauses = story_clauses(submission, story)
    first, last = (Place(index_of(clauses, id), offset) for id, offset in ((span.first, span.start), (span.last, span.stop)))
    return anchors_between(submission, story, first, last)


def anchors_of_amendments(submission: Submission, number: int, chosen: Sequence[Amendment]) -> tuple[CommentAnchor, ...]:
    """The anchors of amendments of a proposal.

    chosen: the amendments
    """
    return anchors_on(proposal_of(submission, number).redline, chosen)


def add_position(submission: Submission, number: int, position: Position, stamp: Stamp) -> Transaction:
    """Add a position of the delegation. EditError if it says nothing.

    position: the position, with the anchors of its words
    """
    known = proposal_of(submission, number).positions
    if len(known) >= MOST_POSITIONS:
        raise EditError.of("a proposal has at most {most:,} positions; remove some", most=MOST_POSITIONS)
    path = f"proposals/{number}/positions/{new_position_key(submission, number)}"
    return transaction(TransactionKind.ADD_POSITION, [SetField(path, None, clean_position(position))], stamp)


def change_position(submission: Submission, number: int, key: str, position: Position, stamp: Stamp) -> Transaction:
    """Replace what a position says; it stays at its words if the new one has no anchors.

    key: the position
    position: what it says from now on
    """
    old = position_by_key(submission, number, key)
    new = clean_position(position if position.anchors else replace(position, anchors=old.anchors))
    steps = [SetField(f"proposals/{number}/positions/{key}", old, new)] if new != old else []
    return transaction(TransactionKind.CHANGE_POSITION, steps, stamp)


def remove_position(submission: Submission, number: int, key: str, stamp: Stamp) -> Transaction:
    """Remove a position.

    key: the position
    """
    old = position_by_key(submission, number, key)
    return transaction(TransactionKind.REMOVE_POSITION, [SetField(f"proposals/{number}/positions/{key}", old, None)], stamp)


def position_by_key(submission: Submission, number: int, key: str) -> Position:
    """A position of a proposal; EditError if there is none of that key."""
    position = proposal_of(submission, number).positions.get(key)
    if position is None:
        raise EditError.of("that position is no longer there")
    return position


def new_position_key(submission: Submission, number: int) -> str:
    """A key that no position of the proposal has."""
    taken = proposal_of(submission, number).positions
    count = len(taken) + 1
    while f"p{count}" in taken:
        count += 1
    return f"p{count}"
