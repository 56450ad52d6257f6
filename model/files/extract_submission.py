"""A submission with an extract of a treaty text, as one with the whole text in force into which the extract is put."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from model.cuts.passages import Passages
from model.errors import EditError
from model.files.extract_clauses import numbers_in_common
from model.files.extract_import import put_in
from model.message import Message
from model.numbering import Labelling
from model.numbering.margin_numbers import has_number
from model.submission.values import Proposal, Submission

_DRAFT_ALONE = ("MOD", "(MOD)")
"""Symbols of unchanged provisions of which an extract in the form of Final Acts has the draft alone."""


class ReadSubmission(Struct, frozen=True):
    """A submission as it was read from a file."""

    submission: Submission
    is_extract: bool = False
    """Whether it has single provisions of a treaty text."""

    @property
    def extract(self) -> Proposal | None:
        """The text with gaps, which may be the title of an article alone; None if there is none."""
        if not self.is_extract:
            return None
        proposals = self.submission.proposals
        titles = (proposal for proposal in proposals if proposal.redline.policy == "keep")  # the labels of an extract stay
        return next(filter(has_numbers, proposals), None) or next(titles, None)


class FilledSubmission(Struct, frozen=True):
    """A submission whose text has no gaps, if there was a text to put it into."""

    submission: Submission
    messages: tuple[Message, ...] = ()
    """What of an extract was left out or needs attention, a sentence each."""


def filled_submission(read: ReadSubmission, frame: Submission, author: str) -> FilledSubmission:
    """The submission with its extract put into the text in force; as it is if it has none. EditError if the text in force is no
    treaty text, or nothing can be put in.

    read: the one that was read
    frame: the submission with the text in force, whose amendments are not kept
    author: the author of changes that the extract does not track
    """
    extract = read.extract
    if extract is None:
        return FilledSubmission(read.submission)
    texts = list(filter(has_numbers, frame.proposals))
    if not texts:
        others = tuple([proposal for proposal in read.submission.proposals if proposal is not extract])
        if others:
            return FilledSubmission(replace(read.submission, proposals=others))
        raise EditError.of("it is an extract of a treaty text, and there is no treaty text to put it into; give that text")
    known = max(texts, key=lambda proposal: numbers_in_common(proposal.redline, extract.redline))
    filled = put_in(known, extract, author)
    proposal = replace(filled.proposal, number=extract.number, reasons=extract.reasons)
    return FilledSubmission(replace(read.submission, proposals=(proposal,), sources=frame.sources), filled.messages)


def filled_beside(read: ReadSubmission, other: ReadSubmission, author: str, document: Submission) -> FilledSubmission:
    """One of two submissions that are compared, an extract put into the text in force of the other, or of the document if both
    are extracts. EditError as for `filled_submission`.

    read: the one
    other: the other one
    author: the author of changes that an extract does not track
    document: the document in which they are compared; empty if there is none
    """
    if read.extract is None:
        return FilledSubmission(read.submission)
    if other.extract is None:
        return filled_submission(read, other.submission, author)
    if any(map(has_numbers, document.proposals)):
        return filled_submission(read, document, author)
    message = Message.of(
        "both files are extracts of a treaty text: a provision that only one has is shown as inserted or deleted"
    )
    return FilledSubmission(read.submission, (message,))


def has_numbers(proposal: Proposal) -> bool:
    """Whether the text of a proposal is a treaty text with margin numbers."""
    return any(map(has_number, proposal.redline.clauses))


def has_draft_alone(proposal: Proposal) -> bool:
    """Whether a text has unchanged provisions that are MOD, so that their words are the draft: a project made of an extract."""
    amended = {id for id, settings in proposal.cuts.items() if settings.symbol in _DRAFT_ALONE}
    if not amended:
        return False
    passages = Passages.of(proposal.redline.clauses, Labelling.of(proposal.redline).numbers).all
    return any(passage.state == "same" and not amended.isdisjoint(passage.beginnings) for passage in passages)
