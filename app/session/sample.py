"""The bundled sample: a resolution written for this program, with a finished proposal on it."""

from __future__ import annotations

import json

import resources
from model.formats.notation import parse
from model.submission.json_codec import decode
from model.submission.values import Header, Proposal, Submission

TEXT = "sample/resolution.txt"
PROPOSAL = "sample/proposal.json"
LANGUAGE = "en"


def sample_submission() -> Submission:
    """The sample with its proposal, built from the text in force and a list of edits as a delegate would build it."""
    from model.edits.script.apply import apply_edits  # the window is there before anybody asks for the sample

    base = parse(resources.read_text(TEXT), language=LANGUAGE)
    proposal = json.loads(resources.read_text(PROPOSAL))
    header = decode(proposal.pop("header"), Header)
    return apply_edits(Submission(header, (Proposal(redline=base, original=base),), LANGUAGE), proposal)
