"""The proof of a file with two layers: without our changes it must read as theirs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from model.errors import ProofError
from model.formats.proof_rules import demanded_side, differing_text
from model.formats.recognition.raw_layers import lower_layer
from model.formats.recognition.submission import submission_outline
from model.formats.word.package.opc_package import Package
from model.formats.word.proof.proof import document_paragraphs, file_paragraphs, prints_alike, trim, without_closing_row
from model.formats.word.reading.body import read_body
from model.layers.combined import CombinedLayers
from model.message import Message
from model.numbering import Labelling
from model.submission.values import Submission


def prove_layers(data: bytes, submission: Submission, layers: Sequence[CombinedLayers | None]) -> None:
    """Reads a written file back without the changes of the upper layer. ProofError, with the place, if it differs from theirs.

    data: the bytes of the file
    submission: what it was written from, with both layers of each proposal
    layers: those layers as they were written
    """
    raw = read_body(Package.open(data, "the written file", as_written=True))
    names = frozenset(name for both in layers if both is not None for name in both.authors)
    lower = lower_layer(raw, lambda stamp: stamp.author not in names)
    in_submission = any(proposal.symbol for proposal in submission.proposals)
    stories = [lower.paragraphs]
    if in_submission:
        outline = submission_outline(lower, submission.language)
        stories = [lower.paragraphs[place.text.start : place.text.stop] for place, _ in outline.proposals]
    for number, (proposal, story) in enumerate(zip(submission.proposals, stories, strict=False), 1):
        if proposal.theirs is None or demanded_side(proposal.symbol, "markup", "base") != "base":
            continue
        if demanded_side(proposal.symbol, "markup", "draft") != "draft":
            continue
        theirs = replace(proposal, redline=proposal.theirs, theirs=None)
        labelling = Labelling.of(proposal.theirs)
        wanted = trim(document_paragraphs(theirs, labelling, "draft", shows=False), blanks=in_submission)
        found = trim(file_paragraphs(story, lower.notes, "draft", shows=False), blanks=in_submission)
        if in_submission:
            wanted, found = without_closing_row(wanted), without_closing_row(found)
        for index, (first, second) in enumerate(zip_longest(wanted, found), 1):
            texts = [printed.text if printed is not None else None for printed in (first, second)]
            if first is not None and second is not None and prints_alike(first, second):
                if first.notes == second.notes:
                    continue
                texts = ["; ".join(printed.notes) for printed in (first, second)]
            where = Message.of("Proposal {proposal}, paragraph {paragraph}", proposal=number, paragraph=index)
            place = Message.of("{place}, without our changes", place=where)
            raise ProofError(differing_text(place, *texts))
