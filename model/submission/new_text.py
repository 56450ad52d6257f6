"""New texts (ADD): everything in them is an insertion, which says nothing of a single line."""

from __future__ import annotations

from model.redline import Status
from model.submission.amendments import Amendment
from model.submission.values import Proposal

_NEW = ("ADD", "ADD*")
_INSERTIONS = ("insertion", "row")


def is_new_text(proposal: Proposal) -> bool:
    """Whether the text of a proposal is new as a whole, and not our changes to another party's."""
    return proposal.symbol in _NEW and proposal.theirs is None


def author_of_new_text(proposal: Proposal) -> str | None:
    """The author of a new text: whoever inserted its first words. None for a text that amends another one, or is empty."""
    if not is_new_text(proposal):
        return None
    runs = (run for clause in proposal.redline.clauses for run in clause.runs if run.text)
    first = next(runs, None)
    return first.stamp.author if first is not None and first.status is Status.INSERTED else None


def is_of_new_text(amendment: Amendment, author: str | None) -> bool:
    """Whether an amendment is no more than a part of the new text of its author."""
    return author is not None and amendment.kind in _INSERTIONS and not amendment.old and amendment.stamp.author == author
