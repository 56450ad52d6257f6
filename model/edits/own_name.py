"""Adds the user's name to changes that were made before it was entered."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from model.edits.common import transaction
from model.redline import Clause, Stamp
from model.submission.authorship import with_stamps_mapped
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, SetField, Step, Transaction
from model.submission.values import Submission


def sign_amendments(submission: Submission, since: str, stamp: Stamp) -> Transaction:
    """Add the stamp's name to changes and comments without one, unless they are older than `since` (ISO 8601)."""

    def with_author(old: Stamp) -> Stamp:
        return replace(old, author=stamp.author) if not old.author and old.date >= since else old

    return transaction(
        TransactionKind.SIGN_AMENDMENTS, list(_steps(submission, with_stamps_mapped(submission, with_author))), stamp
    )


def _steps(old: Submission, new: Submission) -> Iterator[Step]:
    for number, (before, after) in enumerate(zip(old.proposals, new.proposals, strict=True), 1):
        yield from _clauses(StoryId(number), before.redline.clauses, after.redline.clauses)
        for key, note in before.redline.notes.items():
            yield from _clauses(StoryId(number, key), note.clauses, after.redline.notes[key].clauses)
        for key, comment in before.comments.items():
            if comment != after.comments[key]:
                yield SetField(f"proposals/{number}/comments/{key}", comment, after.comments[key])


def _clauses(story: StoryId, old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Iterator[Step]:
    for before, after in zip(old, new, strict=True):
        if before is not after and before != after:
            yield SetClause(story, after.id, before, after)
