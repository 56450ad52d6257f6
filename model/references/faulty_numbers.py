"""The faults of references by number to provisions and units of a treaty text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from model.redline import Status
from model.references.provision_citations import ProvisionCitation
from model.submission.search import Passage

NumberFault = Literal["deleted", "moved", "renamed", "unused", "missing", "changed", "reversed"]
"""Why a reference is out of date: the provision is deleted, at another place, has another number, is not in force, does not
exist; provisions within a range are inserted or deleted; a range ends before it begins."""


class FaultyNumber(Struct, frozen=True):
    """A number in a reference that does not, or cannot, name its provision or unit; offsets are in the text of the passage as
    read."""

    citation: ProvisionCitation | None
    """None of a unit."""
    start: int
    stop: int
    fault: NumberFault
    label: str
    """The number, of a range both; of a unit with its word, `Article 9`."""
    new: str = ""
    """The number that the provision or unit has now, if there is one."""
    between: tuple[str, ...] = ()
    """The numbers of provisions that are inserted or deleted within a range."""
    kept: bool = False
    """Whether the words are those of the text in force."""


def written(passage: Passage, start: int, stop: int) -> tuple[bool, str]:
    """Whether words of a passage are those of the text in force, and the date of the last of them; '' if it is not known."""
    at, kept, date = 0, True, ""
    for _clause, _offset, run in passage.runs:
        after = at + len(run.text)
        if at < stop and start < after and run.status is not Status.KEPT:
            kept, date = False, max(date, run.stamp.date)
        at = after
    return kept, date
