"""The bundled samples: a resolution written for this program, with a finished proposal on it, in the six languages; and two
articles of a treaty, in English."""

from __future__ import annotations

import json

import resources
from model.formats.notation import parse
from model.submission.json_codec import decode
from model.submission.values import Header, Proposal, Submission
from resources.catalogues import ENGLISH

_FOLDER = "sample"
TREATY_TABLE = f"{_FOLDER}/treaty.en.tsv"


def sample_text(language: str) -> str:
    """The resource that holds the text in force in a language."""
    return f"{_FOLDER}/resolution.{language}.txt"


def sample_proposal(language: str) -> str:
    """The resource that holds the header of the proposal and its edits in a language."""
    return f"{_FOLDER}/proposal.{language}.json"


def sample_submission(language: str) -> Submission:
    """The sample in a language, built from the text in force and a list of edits as a delegate would build it; in English if
    there is none in that language."""
    from model.edits.script.apply import apply_edits  # the window is there before anybody asks for the sample

    if not {sample_text(language), sample_proposal(language)} <= set(resources.list_names(_FOLDER)):
        language = ENGLISH
    base = parse(resources.read_text(sample_text(language)), language=language)
    proposal = json.loads(resources.read_text(sample_proposal(language)))
    header = decode(proposal.pop("header"), Header)
    return apply_edits(Submission(header, (Proposal(redline=base, original=base),), language), proposal)


def treaty_submission() -> Submission:
    """Two articles of a fictitious treaty, written for this program: nothing is proposed in them yet. The text is in English."""
    from model.formats.treaty.numbered_text import text_of_rows
    from model.formats.treaty.table_file import read_rows

    text = text_of_rows(read_rows(resources.read_text(TREATY_TABLE)), ENGLISH).redline
    header = Header(conference="WRC-27", sources=("Administration of Arcadia",), original=ENGLISH)
    return Submission(header, (Proposal("MOD", redline=text, original=text),), ENGLISH)
