"""Carrying a single clause over to another language version."""

from __future__ import annotations

from model.edits.carry_over import carry_all
from model.errors import EditError
from model.redline import Stamp
from model.submission.language_versions import Pair
from model.submission.story import StoryId
from model.submission.transactions import Transaction
from model.submission.values import Submission


def carry(
    source: Submission, source_story: StoryId, target: Submission, story: StoryId, pair: Pair, stamp: Stamp, *, words: bool = True
) -> Transaction:
    """The transaction that carries one pair over; EditError if nothing is left to do, or with the reason of the refusal."""
    made, refused = carry_all(source, source_story, target, story, [pair], stamp, words=words)
    if refused:
        raise EditError(refused[0])
    if not made.steps:
        raise EditError("there is nothing to carry over at this clause")
    return made
