"""The proof of a treaty text in the form of Final Acts: the file is read back as any such file, each block is compared with its
part of the text, and the blocks, put into the text in force by number, are the draft.

What a block must contain is taken from the whole text; how the writer made it is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.values import Cut
from model.errors import ProofError
from model.formats.proof_rules import differing_text
from model.formats.recognition.extracts import ExtractPart, margin_parts
from model.formats.recognition.raw_body import RawParagraph
from model.formats.word.proof.comparison import (
    PrintedParagraph,
    Proof,
    compare_directions,
    compare_sides,
    proof_of,
    read_written_file,
)
from model.formats.word.proof.cuts import CutText, compare_headings, compare_put_back
from model.formats.word.proof.directions import DirectionProof
from model.formats.word.proof.proof import file_paragraphs, trim_paragraphs
from model.message import Message
from model.numbering import Labelling
from model.redline import Status
from model.submission.values import CutSettings, Proposal, Submission


class _Block(Struct, frozen=True):
    """What the file must have for one block."""

    symbol: str
    address: str
    paragraphs: Sequence[PrintedParagraph]
    headings: Sequence[str] = ()


def prove_final_acts(data: bytes, submission: Submission, labellings: Sequence[Labelling]) -> Proof:
    """Reads a written file back. ProofError, with the place, if it differs from the document.

    data: the bytes of the file
    submission: what it was written from: treaty texts
    labellings: those of its texts
    """
    package, raw = read_written_file(data)
    directions = DirectionProof.of(package, raw, submission)
    shows = not directions.is_silent
    texts = [
        CutText(_without_joins(proposal), labelling, shows=shows)
        for proposal, labelling in zip(submission.proposals, labellings, strict=True)
    ]
    wanted, found = [list(_blocks(text)) for text in texts], margin_parts(raw.paragraphs)
    symbols = [" ".join(block.symbol for block in blocks) for blocks in (chain(*wanted), found)]
    if symbols[0] != symbols[1]:
        raise ProofError(differing_text(Message.of("Proposal {proposal}, symbol", proposal=1), *symbols))
    _check_untracked(found)
    start = 0
    for place, (text, blocks) in enumerate(zip(texts, wanted, strict=True)):
        parts = found[start : start + len(blocks)]
        start += len(blocks)
        for block, part in zip(blocks, parts, strict=True):
            compare_headings(part.headings, block.headings, place + 1, block.address)
            printed = trim_paragraphs(file_paragraphs(part.text, raw.notes, "draft", shows=shows), blanks=True)
            demanded = trim_paragraphs(block.paragraphs, blanks=True)
            compare_sides(submission, place, "draft", demanded, printed)
            compare_directions(submission, place, "draft", directions, zip(demanded, printed, strict=True))
        text.check_cover(submission, place)
        if blocks:
            compare_put_back(text, [(part.symbol, part.text) for part in parts], raw, place + 1, whole=True)
    labelled = {id(paragraph.clause) for block in chain(*wanted) for paragraph in block.paragraphs if paragraph.labelled}
    return proof_of(_paragraphs(found), len(labelled), ())


def _without_joins(proposal: Proposal) -> Proposal:
    """The proposal with each provision as a block: neither joined by hand nor in another order."""
    kept = {
        key: CutSettings(symbol=settings.symbol, separate=settings.separate)
        for key, settings in proposal.cuts.items()
        if not settings.last or settings.symbol == "NOC"
    }
    separate = {key: CutSettings(separate=settings.separate) for key, settings in proposal.cuts.items()}
    return replace(proposal, cuts={**separate, **kept})


def _blocks(text: CutText) -> Iterator[_Block]:
    for cut in text.cuts:
        if cut.derived == "NOC":
            continue
        headings = text.headings(cut)
        if cut.symbol in ("SUP", "SUP*"):
            yield _Block(cut.symbol, cut.address, list(text.numbers_in_force(cut)), headings)
            continue
        paragraphs = list(text.paragraphs_of(cut, "draft"))
        yield _Block(cut.symbol, cut.address, paragraphs, headings)
        yield from _gone(text, cut)


def _gone(text: CutText, cut: Cut) -> Iterator[_Block]:
    """The numbers of a cut that only the text in force has."""
    draft = {text.labelling.number("draft", clause.id) for clause in cut.clauses(text.proposal.redline)}
    for clause in cut.clauses(text.proposal.redline):
        number = text.labelling.number("base", clause.id)
        if number is not None and number not in draft:
            yield _Block("SUP", number, [PrintedParagraph(number, False, (), None, clause)])


def _check_untracked(parts: Sequence[ExtractPart]) -> None:
    for paragraph in _paragraphs(parts):
        if paragraph.end.status is not Status.KEPT or any(run.status is not Status.KEPT for run in paragraph.runs):
            reason = Message.of("The written file has tracked changes, which this form does not have; it was not kept.")
            raise ProofError(reason)


def _paragraphs(parts: Sequence[ExtractPart]) -> list[RawParagraph]:
    return [paragraph for part in parts for paragraph in part.text]
