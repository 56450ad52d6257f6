"""The submitter of a submission or proposal."""

from __future__ import annotations

import re

from model.submission.values import Proposal, Submission

_PREFIX = re.compile(r"[A-Z]{1,4}(?:/[A-Z]{1,4})*(?=/)")

NOBODY_NAMED = "Clausewright"
"""The submitter if the submission names none: Word needs an author of changes."""


def submitter_of(submission: Submission, proposal: Proposal | None = None) -> str:
    """The symbol in the number of the proposal (`ATU` of `ATU/35A18/1`), else the first source of the header, else
    `NOBODY_NAMED`. Without a proposal, the first one with such a number decides."""
    for numbered in (proposal,) if proposal is not None else submission.proposals:
        found = _PREFIX.match(numbered.number)
        if found:
            return found[0]
    return next(iter(submission.header.sources), "") or NOBODY_NAMED
