"""Writing submissions and pages to files: created, proved if the kind can be, then moved to their place at once."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from model.errors import ClausewrightError, FileError
from model.files.kinds import FileKind, kind_of_name
from model.files.private_proof import prove_nothing_private
from model.files.writers import FileBytes
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions, Form
from model.layers.authors import UNNAMED, names_in
from model.message import Message
from model.numbering import Labelling
from model.numbering.margin_numbers import has_number
from model.redline import ANCHOR, Clause, Redline, Side, Stamp
from model.storage.atomic_write import write_durably
from model.submission.amendments import Amendment, amendments
from model.submission.authorship import with_stamps_mapped
from model.submission.comments import public_comments
from model.submission.private_parts import without_private_parts
from model.submission.resolved import View, side_of, written_symbol
from model.submission.values import Submission, unwritten_paths

if TYPE_CHECKING:
    from model.formats.page.blocks import Printout


class ExportedFile(Struct, frozen=True, dict=True, eq=False):
    """A file that was written, and the result of its proof."""

    path: Path
    kind: FileKind
    submission: Submission
    """The submission as it was written."""
    view: View
    size: int
    """The number of bytes."""
    omitted: tuple[Message, ...] = ()
    """Messages about parts of the submission that are not in the file."""
    header: tuple[str, ...] = ()
    """The fields of the header that were read back on the first page."""
    comments: int = 0
    """The number of comments that were read back: the public ones, in a Word file with tracked changes."""
    form: Form = "whole"
    """How treaty texts are in it."""

    @cached_property
    def _amendments(self) -> tuple[Amendment, ...]:
        redlines = [proposal.redline for proposal in self.submission.proposals]
        return tuple([amendment for redline in redlines for amendment in amendments(redline, Labelling.of(redline))])

    @property
    def amendments(self) -> int:
        """The number of amendments that can be accepted or rejected, without labels that follow from others."""
        return sum(1 for amendment in self._amendments if amendment.parts)

    @property
    def _their_layers(self) -> tuple[Redline, ...]:
        """The proposals of other parties whose changes are in the file beside ours."""
        if self.kind.id != "word" or self.view != "markup":
            return ()
        return tuple([proposal.theirs for proposal in self.submission.proposals if proposal.theirs is not None])

    @property
    def their_amendments(self) -> int:
        """The number of amendments of other parties in the file, counted like ours."""
        found = [amendment for theirs in self._their_layers for amendment in amendments(theirs)]
        return sum(1 for amendment in found if amendment.parts)

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors of the changes and comments that the file names."""
        if self.form == "final-acts":
            return ()
        names = {amendment.stamp.author for amendment in self._amendments}
        for theirs in self._their_layers:
            names |= {name or UNNAMED for name in names_in(theirs)}
        for proposal in self.submission.proposals if self.kind.id == "word" else ():
            for comment in public_comments(proposal.comments, tracked=self.view == "markup").values():
                names |= {comment.stamp.author, *(reply.stamp.author for reply in comment.replies)}
        return tuple(sorted(names - {""}))

    @property
    def symbols(self) -> tuple[str, ...]:
        """The line of each proposal, `MOD ATU/35A18/1`; empty for a text without a submission."""
        if self.form == "final-acts":
            from model.cuts.derive import cuts

            found = (cut for proposal in self.submission.proposals for cut in cuts(proposal) if cut.derived != "NOC")
            return tuple([f"{cut.symbol} {cut.address}" for cut in found])
        if self.form == "provisions":
            from model.cuts.serials import printed_proposals

            printed = [proposal for proposal in printed_proposals(self.submission) if proposal.symbol]
            return tuple([f"{proposal.symbol} {proposal.number}".strip() for proposal in printed])
        proposals = self.submission.proposals
        return tuple([f"{proposal.symbol} {proposal.number}".strip() for proposal in proposals if proposal.symbol])

    @property
    def unwritten_paths(self) -> tuple[str, ...]:
        """The paths of the fields that have a value and are not in the file."""
        return () if self.form != "whole" else unwritten_paths(self.submission)


def write(
    submission: Submission, path: str | Path, options: ExportOptions = DEFAULT_OPTIONS, *, user: str | None = None
) -> ExportedFile:
    """Writes a submission as a file of the kind that its ending says, whole or not at all. ProofError if the file reads
    differently, FileError if it cannot be written, ClausewrightError if the view has no words.

    The changes of the `user` get the source of the proposal as author and one date (`with_submitter`); None keeps all authors.
    """
    path = Path(path)
    kind = kind_of_name(path)
    if not submission.proposals:
        raise FileError(path, Message.of("there is no text to export; write or open one first"))
    if user is not None and kind.has_authors:
        submission = with_submitter(submission, user)
    found = bytes_of(submission, kind, options)
    write_durably(path, found.data)
    form = options.form if kind.id == "word" and is_divided(submission, options) else "whole"
    return ExportedFile(
        path, kind, submission, options.view, len(found.data), found.omitted, found.header, found.comments, form=form
    )


def is_divided(submission: Submission, options: ExportOptions) -> bool:
    """Whether a Word file has only the amended provisions of the treaty texts of a submission, each under its symbol."""
    if options.form == "whole" or options.view != "markup":
        return False
    if not any(has_number(clause) for proposal in submission.proposals for clause in proposal.redline.clauses):
        return False  # the modules of treaty texts are not loaded for others
    from model.formats.page.cut_texts import has_cuts

    return has_cuts(submission)


def bytes_of(submission: Submission, kind: FileKind, options: ExportOptions = DEFAULT_OPTIONS) -> FileBytes:
    """The bytes of a file of a kind, without the private parts of the submission; errors as for `write`."""
    if kind.is_proved and (reason := empty_view_message(submission, options.view)) is not None:
        raise ClausewrightError(reason)
    assert kind.write is not None, "a kind that has no writer is not offered"
    writer = kind.write
    found = writer(without_private_parts(submission), options)
    prove_nothing_private(found.data, submission, lambda other: writer(without_private_parts(other), options).data)
    return found


def write_pages(printed: Printout, path: str | Path, time: str) -> None:
    """Writes pages as a file of the kind that its ending names; `time` is now, ISO 8601, UTC. May raise FileError."""
    kind = kind_of_name(path)
    assert kind.write_pages is not None, "a kind that cannot show pages is not offered"
    write_durably(path, kind.write_pages(printed, time))


def empty_view_message(submission: Submission, view: View) -> Message | None:
    """Why a view cannot be written, with the remedy: it has no words and no proposal with a symbol. None if it can be."""
    for proposal in submission.proposals:
        side = side_of(written_symbol(proposal), view)
        if proposal.symbol or any(_has_words(clause, side) for clause in proposal.redline.clauses):
            return None
    if view == "draft":
        return Message.of(
            "Nothing is left of the proposed text: all of it is deleted. Export it with tracked changes, which show the deleted "
            "text, or keep some of it."
        )
    if view == "base":
        return Message.of("There is no text in force: all of the text is new. Export it with tracked changes or as a draft.")
    return Message.of("The text is empty. Write some words, or choose a symbol for the proposal, then export it.")


def _has_words(clause: Clause, side: Side | None) -> bool:
    """Whether a clause has characters on a side, or on any side if that is None; pictures count, labels and blanks do not."""
    return any((side is None or run.status.on(side)) and run.text != ANCHOR and run.text.strip() for run in clause.runs)


def with_submitter(submission: Submission, user: str) -> Submission:
    """The submission with the source of the proposal in place of the user's name, and one date (FORMATS.md §3)."""
    from model.submission.authorship import NOBODY_NAMED, submitter_of

    source = submitter_of(submission)
    name = user if user and source == NOBODY_NAMED else source
    submitter = Stamp(name, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    return with_stamps_mapped(submission, lambda stamp: submitter if stamp.author in ("", user) else stamp)
