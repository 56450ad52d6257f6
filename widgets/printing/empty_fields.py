"""The words that stand in the editor where fields around the texts are empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from model.formats.page.blocks import Line, plain_spans
from model.formats.page.front_matter import Front
from model.formats.page.metrics import HEADER_AT, MARGIN, TEXT_WIDTH
from model.formats.page.placeholders import FRONT_FIELDS, is_printed, placeholder_blocks
from model.submission.values import Submission
from widgets.printing.flow import LineBreaker
from widgets.printing.surroundings import PlacedStrip, Placeholder, placeholder


def empty_fields(submission: Submission, front: Front, words: Mapping[str, str], breaker: LineBreaker) -> Iterator[Placeholder]:
    """The words for each empty field of a submission, in printed order.

    submission: the submission
    front: its front matter
    words: the words for each field, by the last part of its path
    breaker: breaks the lines
    """
    before = ""
    for name in FRONT_FIELDS:
        path = f"header/{name}"
        if not is_printed(front, name):
            yield placeholder(path, placeholder_blocks(front, name, words[name]), breaker, after=before)
        before = path
    for number, proposal in enumerate(submission.proposals, start=1):
        path, line = f"proposals/{number}", f"proposals/{number}/number"
        if not proposal.symbol:
            shown = replace(front.proposal_line(proposal), spans=plain_spans(words["symbol"]))
            yield placeholder(f"{path}/symbol", [shown], breaker, after=line, on_line=True)
        if not proposal.number:
            yield placeholder(line, [Line("Proposal", plain_spans(f"\t{words['number']}"))], breaker, after=line, on_line=True)
        if not proposal.reasons:
            shown_reasons = front.reasons(words["reasons"])
            yield placeholder(f"{path}/reasons", shown_reasons, breaker, after=f"{path}/reasons", on_line=True)


def no_first_page(words: str, breaker: LineBreaker) -> PlacedStrip:
    """A sentence in the upper margin of a text alone, which has no first page: it stands for the symbol."""
    line = Line("Normal", plain_spans(words), source="proposals/1/symbol")
    return float(MARGIN), float(HEADER_AT), breaker.block(line, TEXT_WIDTH).strips[0]
