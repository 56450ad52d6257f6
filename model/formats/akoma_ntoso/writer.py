"""Writing a submission as a file of Akoma Ntoso: a text alone as a statement, one with a symbol as a list of amendments."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from msgspec import Struct

from model.formats.akoma_ntoso.schema.representable_text import representable_redline
from model.formats.akoma_ntoso.writing.documents import CLOSING, OPENING, ProposedIn, Statement, statement
from model.formats.akoma_ntoso.writing.identity import identity_of
from model.formats.akoma_ntoso.writing.submission import DocumentInfo, amendment_list, document_collection, is_date
from model.formats.word.package.opc_package import picture_file
from model.formats.word.package.private_fields import last_name
from model.formats.word.table_shapes import shapes_by_text
from model.formats.word.writing.pictures.metadata import bare_picture
from model.formats.xml_escape import quoteattr
from model.numbering import Labelling
from model.redline import OBJECT, Redline, Run, Side
from model.redline.objects import extent_of, named_object
from model.submission.authorship import submitter_of
from model.submission.conferences import find_conference
from model.submission.resolved import View, in_view
from model.submission.values import Proposal, Submission
from model.text.lazy_regex import late


class RepresentableSubmission(Struct, frozen=True):
    """A submission as a file of Akoma Ntoso can represent it: its header and its texts, and the elements of their pictures."""

    submission: Submission
    pictures: tuple[Mapping[str, str], ...]
    """For each text, its pictures by the content of their runs."""
    left_out: tuple[str, ...]
    """The names of pictures and other objects that no file can contain."""
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


_TYPES = ((b"\x89PNG", "png"), (b"\xff\xd8", "jpeg"), (b"GIF8", "gif"), (b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))
_PATH = late(r"\\|^[/.~]|^\w+:")
_LARGEST = 7_000_000
"""Bytes of a picture, of which an attribute that can be read back takes a third more."""


def written_pictures(redline: Redline, package: bytes) -> dict[str, str]:
    """The elements of the pictures of a text by their runs' content, '' if unusable; `package` is the Word file or ''."""
    stories = [redline.clauses, *(note.clauses for note in redline.notes.values())]
    runs = (run for story in stories for clause in story for run in clause.runs)
    contents = dict.fromkeys(run.content for run in runs if run.content and run.text == OBJECT)
    return {content: _img_element(content, package) for content in contents}


def _img_element(content: str, package: bytes) -> str:
    extent = extent_of(content)
    data = picture_file(package, extent.reference) if extent is not None and extent.reference and package else b""
    bare = bare_picture(data) if data and len(data) <= _LARGEST else None
    kind = next((name for beginning, name in _TYPES if bare is not None and bare.startswith(beginning)), "")
    if bare is None or not kind or extent is None:
        return ""
    size = f'width="{max(1, round(extent.width))}" height="{max(1, round(extent.height))}"'
    coded = b64encode(bare).decode("ascii")
    named = named_object(content)
    # The text for people who cannot see it may be the path of its file.
    shown_name = (last_name(named.name) if _PATH.search(named.name) else named.name) or named.kind
    return f'<img src="data:image/{kind};base64,{coded}" {size} alt={quoteattr(shown_name)}/>'
