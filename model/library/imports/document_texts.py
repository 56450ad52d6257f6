"""The texts in force of a document, to be added to a library without the draft."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from model.redline.without_package import without_package
from model.submission.values import Proposal, Submission


def texts_in_force(submission: Submission) -> Iterator[Submission]:
    """Each text in force of a submission as a submission of its own, without header, comments, symbol and amendments."""
    for proposal in submission.proposals:
        text = without_package(proposal.redline.base())
        if text.clauses:
            language = proposal.redline.language or submission.language
            text = replace(text, language=language)
            yield Submission(proposals=(Proposal(redline=text, original=text),), language=language)
