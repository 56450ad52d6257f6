"""Corrections of recognition errors in a file that was read. The text stays and no amendment is made: the base changes."""

from __future__ import annotations

from model.edits.common import index_of, replace_clauses, transaction
from model.redline import Clause, Kind, Scheme, Stamp
from model.submission.corrected_clauses import clause_of_kind, clause_with_label
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission


def correct_kind(
    submission: Submission, story: StoryId, id: str, kind: Kind, stamp: Stamp, *, level: int = 1, scheme: Scheme | None = None
) -> Transaction:
    """Give the clause this kind, level and scheme on both sides. The label of a kind without labels becomes text again.

    kind, level: those on both sides
    scheme: the label scheme; None: that of the label
    """
    clauses = story_clauses(submission, story)
    index = index_of(clauses, id)
    return _correction(story, clauses, index, clause_of_kind(clauses, index, kind, level=level, scheme=scheme), stamp)


def correct_label(
    submission: Submission, story: StoryId, id: str, length: int, stamp: Stamp, *, scheme: Scheme | None = None
) -> Transaction:
    """Make the first `length` characters of the printed paragraph (label, separator, text) its label; white space after them
    separates. EditError if that text is not kept as a whole, or the clause is of a kind without labels.

    length: characters of the label, from the beginning of the printed paragraph; 0 for none
    scheme: the label scheme; None: that of the label
    """
    clauses = story_clauses(submission, story)
    index = index_of(clauses, id)
    return _correction(story, clauses, index, clause_with_label(clauses, index, length, scheme=scheme), stamp)


def _correction(story: StoryId, clauses: tuple[Clause, ...], index: int, new: Clause, stamp: Stamp) -> Transaction:
    _, steps = replace_clauses(story, clauses, [new], index, index + 1)
    return transaction(TransactionKind.CORRECT_RECOGNITION, steps, stamp, rebases=True)
