"""Export as Akoma Ntoso: write, read back, compare; no file is returned that differs from the document."""

from __future__ import annotations

from msgspec.structs import replace

from model.errors import ProofError
from model.formats.akoma_ntoso.proof import AkomaNtosoProof, prove
from model.formats.akoma_ntoso.writer import representable_submission, write_akoma_ntoso
from model.formats.refused_numbers import refuse_margin_numbers
from model.message import Message
from model.redline import Stamp
from model.submission.authorship import with_stamps_mapped
from model.submission.comments import public_comments
from model.submission.resolved import View, without_hidden_texts
from model.submission.values import Submission


def export_akoma_ntoso(
    submission: Submission, view: View = "markup", author: str | None = None, day: str = ""
) -> tuple[bytes, AkomaNtosoProof]:
    """The file and its proof, or ProofError with the place. `author` replaces all others; `day` is ISO, '' for today.
    EditError refuses a text with margin numbers."""
    refuse_margin_numbers(submission, Message.verbatim("Akoma Ntoso"))
    messages = _comments_left_out(submission, view)
    if author:
        submission = with_stamps_mapped(submission, lambda stamp: Stamp(author, stamp.date))
    visible = without_hidden_texts(submission)
    if visible is not submission:
        submission = visible
        messages.append(Message.of("Hidden text is not in the file."))
    held = representable_submission(submission)
    if held.left_out:
        messages.append(Message.of("Omitted, as Akoma Ntoso cannot contain it: {names}.", names=held.left_out))
    if held.merged:
        messages.append(Message.of("Cells that were merged downwards are now separate: {number}.", number=held.merged))
    data = write_akoma_ntoso(held, view, day)
    try:
        proof = prove(data, held.submission, view, submission)
    except ProofError as error:
        raise ProofError(Message.of("{fault} Undo the last change there, or export to Word.", fault=error.message)) from error
    return data, replace(proof, left_out=tuple(messages))


def _comments_left_out(submission: Submission, view: View) -> list[Message]:
    count = sum(len(public_comments(proposal.comments, tracked=view == "markup")) for proposal in submission.proposals)
    if not count:
        return []
    return [
        Message.counted(
            "{n} comment is not in the file: Akoma Ntoso has no place for it.",
            "{n} comments are not in the file: Akoma Ntoso has no place for them.",
            count,
        )
    ]
