"""The names on the changes of a redline."""

from __future__ import annotations

from model.redline import Redline, Stamp
from model.submission.authorship import Restamp, with_stamps_mapped
from model.submission.values import Proposal, Submission

UNNAMED = "Author"
"""The name of changes that name nobody, in a file that names nobody: Word shows so."""


def with_stamps(redline: Redline, restamp: Restamp) -> Redline:
    """A redline with other stamps on its changes."""
    return with_stamps_mapped(Submission(proposals=(Proposal(redline=redline),)), restamp).proposals[0].redline


def names_in(redline: Redline) -> set[str]:
    """The names that the changes of a redline carry, '' if one carries none."""
    names: set[str] = set()

    def note(stamp: Stamp) -> Stamp:
        names.add(stamp.author)
        return stamp

    with_stamps(redline, note)
    return names
