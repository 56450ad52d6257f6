"""Writing a submission as a file of Akoma Ntoso: a text alone as a statement, one with a symbol as a list of amendments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from model.formats.akoma_ntoso.pictures import written_pictures
from model.formats.akoma_ntoso.schema.representable_text import representable_redline
from model.formats.akoma_ntoso.writing.documents import CLOSING, OPENING, ProposedIn, Statement, statement
from model.formats.akoma_ntoso.writing.identity import identity_of
from model.formats.akoma_ntoso.writing.submission import DocumentInfo, amendment_list, document_collection, is_date
from model.formats.word.table_shapes import shapes_by_text
from model.numbering import Labelling
from model.redline import Redline, Run, Side
from model.redline.objects import named_object
from model.submission.conferences import find_conference
from model.submission.resolved import View, in_view
from model.submission.submitter import submitter_of
from model.submission.values import Proposal, Submission


class RepresentableSubmission(Struct, frozen=True):
    """A submission as a file of Akoma Ntoso holds it: its header and its texts, and the elements of their pictures."""

    submission: Submission
    pictures: tuple[Mapping[str, str], ...]
    """For each text, its pictures by the content of their runs."""
    left_out: tuple[str, ...]
    """The names of pictures and other objects that no file can hold."""
    merged: int = 0
    """The number of cells that continue the one above them in their package, and are separate in the file."""


def representable_submission(submission: Submission) -> RepresentableSubmission:
    """The part of a submission that a file can represent."""
    shapes = shapes_by_text(submission)
    pictures = [
        written_pictures(proposal.redline, submission.sources.get(proposal.source, b"")) for proposal in submission.proposals
    ]
    pairs = zip(submission.proposals, pictures, strict=True)
    proposals = tuple(
        Proposal(
            proposal.symbol, proposal.number, representable_redline(proposal.redline, shapes(proposal), drawn), proposal.reasons
        )
        for proposal, drawn in pairs
    )
    gone = [named_object(content) for drawn in pictures for content, written in drawn.items() if not written]
    names = tuple(dict.fromkeys(named.name or named.kind for named in gone))
    merged = sum(
        cell.goes_on for proposal in submission.proposals for shape in shapes(proposal).values() for cell in shape.cells.values()
    )
    return RepresentableSubmission(Submission(submission.header, proposals, submission.language), tuple(pictures), names, merged)


def write_akoma_ntoso(held: RepresentableSubmission, view: View, day: str = "") -> bytes:
    """The bytes of a file, in a view; `day` is that of the export, ISO, '' for today."""
    day = day or datetime.now(UTC).strftime("%Y-%m-%d")
    submission = held.submission
    header = submission.header
    conference = find_conference(header.conference)
    texts = []
    for proposal, drawn in zip(submission.proposals, held.pictures, strict=True):
        redline = in_view(proposal.redline, view)
        proposed = ProposedIn(proposal.number, header.date if is_date(header.date) else day, submitter_of(submission, proposal))
        identity = identity_of(proposal.redline, _identity_side(proposal.redline), conference, day)
        texts.append(
            Statement(
                redline=redline,
                labelling=Labelling.of(redline),
                identity=identity,
                view=view,
                proposed=proposed,
                day=day,
                picture=_picture_lookup(drawn),
            )
        )
    language = submission.language or next((candidate.redline.language for candidate in submission.proposals), "")
    paper = DocumentInfo(header, conference, language, submitter_of(submission), day)
    if view == "markup" and is_list(submission):
        inside = amendment_list(paper, list(zip(submission.proposals, texts, strict=True)))
    else:
        inside = statement(texts[0]) if len(texts) == 1 else document_collection(paper, texts)
    return (OPENING + inside + CLOSING).encode("utf-8")


def _picture_lookup(pictures: Mapping[str, str]) -> Callable[[Run], str]:
    return lambda run: pictures.get(run.content, "")


def is_list(submission: Submission) -> bool:
    """Whether a submission is written as a list of amendments: it has a symbol, or several texts."""
    return len(submission.proposals) != 1 or bool(submission.proposals[0].symbol)


def _identity_side(redline: Redline) -> Side:
    """The side that identifies the text: the base, if there is one."""
    return "base" if any(run.status.in_base for clause in redline.clauses for run in clause.runs) else "draft"
