"""Refusals of treaty texts by files that cannot contain margin numbers or edition marks: none is lost on the way."""

from __future__ import annotations

from model.errors import EditError
from model.message import Message
from model.numbering.edition_marks import stores_marks
from model.numbering.margin_numbers import has_number
from model.submission.values import Submission


def refuse_layered_numbers(submission: Submission) -> None:
    """Raises an EditError if a proposal amends another party's on a text with margin numbers, which Word files cannot contain."""
    layered = (proposal for proposal in submission.proposals if proposal.theirs is not None)
    if any(has_number(clause) for proposal in layered for clause in proposal.redline.clauses):
        raise EditError.of(
            "The changes of two parties to a text with margin numbers cannot be written to a Word file yet; make one proposal of "
            "both, or export a web page or plain text."
        )


def refuse_margin_numbers(submission: Submission, kind: Message) -> None:
    """Raises an EditError if a text of a submission has margin numbers or edition marks, for a kind of file that cannot contain
    them."""
    texts = (text for proposal in submission.proposals for text in (proposal.redline, proposal.theirs) if text is not None)
    if any(any(map(has_number, redline.clauses)) or stores_marks(redline) for redline in texts):
        reason = Message.of(
            "The margin numbers and edition marks of provisions cannot be written to such a file yet ({kind}); export a web page "
            "or plain text, or send the project file.",
            kind=kind,
        )
        raise EditError(reason)
