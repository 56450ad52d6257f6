"""Edits that add, answer, change, resolve and remove comments, and keep them private or in the Word file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from model.edits.common import transaction
from model.errors import EditError
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.comments import Comment, CommentAnchor, Reply, anchor_of
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Submission


def anchors_between(submission: Submission, story: StoryId, a: Place, b: Place) -> tuple[CommentAnchor, ...]:
    """The anchors of a selection, one per clause with selected words, else the clause. The places may be in any order."""
    clauses = story_clauses(submission, story)
    if not clauses:
        raise EditError.of("there is nothing yet to comment on: the text is empty")
    end_of_story = Place(len(clauses) - 1, len(clauses[-1].text))
    first, last = (min(place, end_of_story) for place in sorted((a, b)))
    anchors = []
    for index in range(first.index, last.index + 1):
        clause = clauses[index]
        start = first.offset if index == first.index else 0
        end = last.offset if index == last.index else len(clause.text)
        anchors.append(anchor_of(clause, start, end, story.note))
    worded = tuple(anchor for anchor in anchors if anchor.quote)
    return worded or (anchors[0],)


def add_comment(
    submission: Submission, number: int, anchors: Sequence[CommentAnchor], text: str, stamp: Stamp, *, private: bool = False
) -> Transaction:
    """Comment on words of a proposal's text.

    anchors: the words that it is about
    text: the new words
    private: it stays on this machine
    """
    comment = Comment(_comment_text(text), tuple(anchors), private, stamp=stamp)
    path = f"proposals/{number}/comments/{new_comment_key(submission, number)}"
    return transaction(TransactionKind.COMMENT, [SetField(path, None, comment)], stamp)


def new_comment_key(submission: Submission, number: int) -> str:
    """A key that no comment of the proposal has."""
    taken = proposal_of(submission, number).comments
    count = len(taken) + 1
    while f"c{count}" in taken:
        count += 1
    return f"c{count}"


def comment_by_key(submission: Submission, number: int, key: str) -> Comment:
    """A comment of a proposal; EditError if there is none of that key."""
    comment = proposal_of(submission, number).comments.get(key)
    if comment is None:
        raise EditError.of("that comment is no longer there")
    return comment


def reply_to_comment(submission: Submission, number: int, key: str, text: str, stamp: Stamp) -> Transaction:
    """Answer a comment; the answer is as private as the comment.

    key: the comment
    text: the new words
    """
    comment = comment_by_key(submission, number, key)
    answered = replace(comment, replies=(*comment.replies, Reply(_comment_text(text), stamp)))
    return _change_comment(submission, number, key, answered, TransactionKind.REPLY, stamp)


def change_comment(
    submission: Submission, number: int, key: str, text: str, stamp: Stamp, *, reply: int | None = None
) -> Transaction:
    """Give a comment, or one of its replies (from 0), other words. Author and time do not change.

    key: the comment
    text: the new words
    reply: the reply, from 0; None for the comment itself
    """
    comment = comment_by_key(submission, number, key)
    at = _reply_at(comment, reply) if reply is not None else None
    words = _comment_text(text)
    if at is None:
        return _change_comment(submission, number, key, replace(comment, text=words), TransactionKind.CHANGE_COMMENT, stamp)
    replies = (*comment.replies[:at], replace(comment.replies[at], text=words), *comment.replies[at + 1 :])
    return _change_comment(submission, number, key, replace(comment, replies=replies), TransactionKind.CHANGE_REPLY, stamp)


def resolve_comment(submission: Submission, number: int, key: str, stamp: Stamp, *, done: bool = True) -> Transaction:
    """Mark a comment as resolved, or open it again.

    key: the comment
    done: resolved; False: open again
    """
    comment = replace(comment_by_key(submission, number, key), done=done)
    kind = TransactionKind.RESOLVE_COMMENT if done else TransactionKind.REOPEN_COMMENT
    return _change_comment(submission, number, key, comment, kind, stamp)


def set_private(submission: Submission, number: int, key: str, private: bool, stamp: Stamp) -> Transaction:
    """Keep a comment on this machine, or let exports hold it.

    key: the comment
    private: it stays on this machine; False: exports hold it
    """
    comment = replace(comment_by_key(submission, number, key), private=private)
    kind = TransactionKind.MAKE_COMMENT_PRIVATE if private else TransactionKind.EXPORT_COMMENT
    return _change_comment(submission, number, key, comment, kind, stamp)


def remove_comment(submission: Submission, number: int, key: str, stamp: Stamp, *, reply: int | None = None) -> Transaction:
    """Remove a comment with its replies, or one of its replies.

    key: the comment
    reply: the reply, from 0; None for the comment itself
    """
    comment = comment_by_key(submission, number, key)
    if reply is None:
        return _change_comment(submission, number, key, None, TransactionKind.REMOVE_COMMENT, stamp)
    at = _reply_at(comment, reply)
    rest = (*comment.replies[:at], *comment.replies[at + 1 :])
    return _change_comment(submission, number, key, replace(comment, replies=rest), TransactionKind.REMOVE_REPLY, stamp)


def _comment_text(text: str) -> str:
    stripped = text.strip()
    if not stripped:
        raise EditError.of("a comment needs words")
    return stripped


def _reply_at(comment: Comment, reply: int) -> int:
    if not 0 <= reply < len(comment.replies):
        raise EditError.of("that reply is no longer there")
    return reply


def _change_comment(
    submission: Submission, number: int, key: str, new: Comment | None, kind: TransactionKind, stamp: Stamp
) -> Transaction:
    old = comment_by_key(submission, number, key)
    steps = [SetField(f"proposals/{number}/comments/{key}", old, new)] if new != old else []
    return transaction(kind, steps, stamp)
