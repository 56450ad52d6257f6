"""Journeys of somebody who hears the program and sees nothing of it, by subject."""

from __future__ import annotations

from model.submission.values import Proposal, Submission
from tests.accessibility.journeys import review, texts, windows
from tests.accessibility.player import Journey
from tests.builders.notation import redline

JOURNEYS = {**texts.JOURNEYS, **review.JOURNEYS, **windows.JOURNEYS}


def submission_of(journey: Journey) -> Submission | None:
    """The submission on which a journey begins; None for the sample."""
    if not journey.text:
        return None
    return Submission(proposals=(Proposal("MOD", "A/1/1", redline(journey.text)),), language="en")
