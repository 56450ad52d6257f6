"""The export to a Word file or to Akoma Ntoso: written, read back and proved, then put in its place at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct

from model.errors import ClausewrightError, FileError
from model.formats.akoma_ntoso.schema.file_mark import SUFFIXES
from model.message import Message
from model.numbering import Labelling
from model.redline import ANCHOR, Clause, Side, Stamp
from model.storage.atomic_write import write_durably
from model.submission.amendments import amendments
from model.submission.authorship import with_stamps_mapped
from model.submission.comments import public_comments
from model.submission.resolved import side_of
from model.submission.values import Submission, unwritten

What = Literal["markup", "draft", "base"]


class Written(Struct, frozen=True):
    """The bytes of an export, and what its proof found."""

    data: bytes
    left_out: tuple[Message, ...]
    """What of the document's own file was not written, a sentence each."""
    header: tuple[str, ...]
    """The fields of the header that were read back on the first page."""
    comments: int = 0
    """The number of comments that were read back."""


class Exported(Struct, frozen=True):
    """An export that was written, and the result of its proof."""

    path: Path
    size: int
    amendments: int
    """Those that can be accepted or rejected: labels that follow are none."""
    authors: tuple[str, ...]
    """Whose changes and comments the file names."""
    what: What
    left_out: tuple[Message | str, ...] = ()
    """What of the document's own file was not written, a sentence each."""
    symbols: tuple[str, ...] = ()
    """The line of each proposal, `MOD ATU/35A18/1`; none of a text alone."""
    header: tuple[str, ...] = ()
    """The fields of the header that were read back on the first page."""
    comments: int = 0
    """The number of comments that were read back: the public ones, in a Word file with tracked changes."""
    unwritten: tuple[str, ...] = ()
    """The paths of what is filled in and is not in the file."""


def export(submission: Submission, path: Path, what: What = "markup", author: str | None = None, own: str = "") -> Exported:
    """Writes a submission as a Word file, or as Akoma Ntoso if the name of the file says so, and proves it; see `written`.
    FileError if the file cannot be written.

    submission: what is written
    path: the file
    what: the view that is written
    author: the name of one author for all changes; None keeps each
    own: the name of the user, whose changes carry the source of the proposal, or that name where there is none, and one date
    """
    if not submission.proposals:
        raise FileError(path, Message.of("there is no text to export; write or open one first"))
    submission = as_ours(submission, own)
    made = written(submission, path.suffix, what, author)
    write_durably(path, made.data)
    found = [
        amendment
        for proposal in submission.proposals
        for amendment in amendments(proposal.redline, Labelling.of(proposal.redline))
    ]
    said: list[str] = []
    for proposal in submission.proposals if is_word(path.suffix) else ():
        for comment in public_comments(proposal.comments, tracked=what == "markup").values():
            said += [comment.stamp.author, *(reply.stamp.author for reply in comment.replies)]
    authors = tuple(sorted({*said, *(amendment.stamp.author for amendment in found)} - {""}))
    symbols = tuple(f"{one.symbol} {one.number}".strip() for one in submission.proposals if one.symbol)
    return Exported(
        path=path,
        size=len(made.data),
        amendments=sum(1 for amendment in found if amendment.parts),
        authors=authors,
        what=what,
        left_out=made.left_out,
        symbols=symbols,
        header=made.header,
        comments=made.comments,
        unwritten=unwritten(submission),
    )


def written(submission: Submission, suffix: str, what: What = "markup", author: str | None = None) -> Written:
    """The bytes of an export, proved. ProofError if the file reads differently; ClausewrightError if the view has no words.

    submission: what is written
    suffix: the suffix of the file, which says its format
    what: the view that is written
    author: the name of one author for all changes; None keeps each
    """
    if (told := nothing_left(submission, what)) is not None:
        raise ClausewrightError(told)
    return (_as_word if is_word(suffix) else _as_akoma_ntoso)(submission, what, author)


def is_word(suffix: str) -> bool:
    """Whether a file of this suffix is written as a Word file."""
    return suffix.lower() not in SUFFIXES


def nothing_left(submission: Submission, what: What) -> Message | None:
    """Why a view cannot be written, with the remedy: it has no words, and no proposal has a symbol, whose line would be written.
    None if it can be written."""
    for proposal in submission.proposals:
        side = side_of(proposal.symbol, what)
        if proposal.symbol or any(_has_words(clause, side) for clause in proposal.redline.clauses):
            return None
    if what == "draft":
        return Message.of(
            "Nothing is left of the proposed text: all of it is deleted. Export it with tracked changes, which show the deleted "
            "text, or keep some of it."
        )
    if what == "base":
        return Message.of("There is no text in force: all of the text is new. Export it with tracked changes or as a draft.")
    return Message.of("The text is empty. Write some words, or choose a symbol for the proposal, then export it.")


def _has_words(clause: Clause, side: Side | None) -> bool:
    """Whether a clause has characters on a side, or on any side if that is None; pictures count, labels and blanks do not."""
    return any((side is None or run.status.on(side)) and run.text != ANCHOR and run.text.strip() for run in clause.runs)


def _as_word(submission: Submission, what: What, author: str | None) -> Written:
    from model.formats.word.export import export_word
    from model.formats.word.writing.export_options import ExportOptions

    data, proof = export_word(submission, ExportOptions(view=what, author=author or None))
    return Written(data, proof.left_out, proof.header, proof.comments)


def _as_akoma_ntoso(submission: Submission, what: What, author: str | None) -> Written:
    from model.formats.akoma_ntoso.export import export_akoma_ntoso

    data, proof = export_akoma_ntoso(submission, what, author or None)
    return Written(data, proof.left_out, proof.header)


def as_ours(submission: Submission, own: str) -> Submission:
    """The submission with the source of the proposal in place of the user's name, and one date (FORMATS.md §3)."""
    from model.submission.submitter import NOBODY_NAMED, submitter_of

    source = submitter_of(submission)
    name = own if own and source == NOBODY_NAMED else source
    ours = Stamp(name, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return with_stamps_mapped(submission, lambda stamp: ours if stamp.author in ("", own) else stamp)
