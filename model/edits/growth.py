"""The growth of a text: an edit must not make it too long to be written, or to be read again."""

from __future__ import annotations

from model.errors import EditError
from model.message import Message
from model.redline import Clause
from model.redline.limits import MAX_CHARACTERS, MAX_PARAGRAPHS
from model.submission.story import story_clauses
from model.submission.transactions import SetClause, SetField, Transaction
from model.submission.values import Submission


def refuse_growth(submission: Submission, made: Transaction) -> None:
    """EditError if a transaction makes a paragraph or a text too long. One that is too long already can still be shortened."""
    for step in made.steps:
        if isinstance(step, SetField):
            continue
        old, new = ((step.old,), (step.new,)) if isinstance(step, SetClause) else (step.old, step.new)
        longest = max(map(_length, new), default=0)
        if longest > MAX_CHARACTERS and longest > max(map(_length, old), default=0):
            raise EditError(
                Message.of(
                    "a paragraph has at most {most:,} characters, and this would make one longer; split it", most=MAX_CHARACTERS
                )
            )
        if len(new) > len(old) and len(story_clauses(submission, step.story)) - len(old) + len(new) > MAX_PARAGRAPHS:
            raise EditError(
                Message.of(
                    "a text has at most {most:,} paragraphs, and this would make it longer; split the text", most=MAX_PARAGRAPHS
                )
            )


def _length(clause: Clause) -> int:
    return sum(len(run.text) for run in clause.runs)
