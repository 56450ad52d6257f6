"""Words that are meant to be so although no dictionary knows them, in one paragraph or in the whole document: kept beside the
findings that are ignored, and like them no part of the document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from model.edits.common import transaction
from model.redline import Stamp
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import IgnoredProblem, Submission

_RULE = "spelling"
Place = tuple[str, str, str]
"""A word in a clause: story, id of the clause, the word; the first two are '' of the whole document."""


def ignored_words(submission: Submission) -> Iterator[Place]:
    """The words that are not marked, each with its place."""
    for key in submission.ignored:
        if key.startswith(f"{_RULE}|") and key.count("|") == 3:
            _, story, clause, word = key.split("|")
            yield story, clause, word


def ignore_word(submission: Submission, places: Iterable[Place], stamp: Stamp) -> Transaction:
    """Say that a word is meant to be so at places."""
    keys = [_key(place) for place in places]
    steps = [SetField(f"ignored/{key}", None, IgnoredProblem("", stamp)) for key in keys if key not in submission.ignored]
    return transaction(TransactionKind.IGNORE_SPELLING, steps, stamp)


def stop_ignoring_word(submission: Submission, places: Iterable[Place], stamp: Stamp) -> Transaction:
    """Take back that a word is meant to be so at places and in the whole document."""
    keys = dict.fromkeys(key for place in places for key in (_key(place), _key(("", "", place[2]))))
    steps = [SetField(f"ignored/{key}", submission.ignored[key], None) for key in keys if key in submission.ignored]
    return transaction(TransactionKind.CHECK_SPELLING_AGAIN, steps, stamp)


def _key(place: Place) -> str:
    return "|".join((_RULE, *place))
