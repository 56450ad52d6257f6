"""The number of texts in a file that was opened as one, such as the proceedings of an assembly."""

from __future__ import annotations

from model.lexicon.lines import opening_body, read_number_line
from model.redline import Redline
from model.submission.values import Submission

_OPENING_WITHIN = 5
"""Clauses after a number line within which its opening line is looked for: a title of two lines and an adoption line."""


def most_texts(submission: Submission) -> int:
    """The number of texts in the proposal of a submission that has most: number lines that an opening line follows soon."""
    return max((_count(proposal.redline) for proposal in submission.proposals), default=0)


def _count(redline: Redline) -> int:
    clauses = [clause for clause in redline.clauses if clause.cell is None]
    heads = [at for at, clause in enumerate(clauses) if read_number_line(clause.text) is not None]
    return sum(any(opening_body(clause.text) for clause in clauses[at + 1 : at + 1 + _OPENING_WITHIN]) for at in heads)
