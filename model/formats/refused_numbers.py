"""The kinds of files that cannot contain margin numbers refuse a treaty text in one sentence: no number is lost on the way."""

from __future__ import annotations

from model.errors import EditError
from model.message import Message
from model.numbering.margin_numbers import has_number
from model.submission.values import Submission


def refuse_margin_numbers(submission: Submission, kind: Message) -> None:
    """Raises an EditError if a text of a submission has margin numbers, for a kind of file that cannot contain them."""
    texts = (text for proposal in submission.proposals for text in (proposal.redline, proposal.theirs) if text is not None)
    if any(has_number(clause) for redline in texts for clause in redline.clauses):
        reason = Message.of(
            "The margin numbers of provisions cannot be written to such a file yet ({kind}); export a web page or plain text, or "
            "send the project file.",
            kind=kind,
        )
        raise EditError(reason)
