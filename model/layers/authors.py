"""The names on the changes of a redline."""

from __future__ import annotations

from model.redline import Redline, Stamp
from model.submission.authorship import Restamp, with_stamps_mapped
from model.submission.values import Proposal, Submission

UNNAMED = "Author"
"""The author that Word shows for changes without a name: it is written in a file without names."""


def with_stamps(redline: Redline, restamp: Restamp) -> Redline:
    """A redline with other stamps on its changes."""
    return with_stamps_mapped(Submission(proposals=(Proposal(redline=redline),)), restamp).proposals[0].redline


def names_in(redline: Redline) -> set[str]:
    """The authors of the changes of a redline; '' is among them if a change has no author."""
    names: set[str] = set()

    def note(stamp: Stamp) -> Stamp:
        names.add(stamp.author)
        return stamp

    with_stamps(redline, note)
    return names
