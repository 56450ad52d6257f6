"""The beginning of a submission: the symbol, the text, the submitter and the conference, in one step."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from model.edits.fields import set_field
from model.edits.proposals import new_proposal
from model.edits.transform import Transform
from model.redline import Stamp
from model.submission.conferences import Conference
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Header, Submission, Symbol


def text_in_force(read: Submission, symbol: Symbol) -> Submission:
    """What a file holds as the text in force of a proposal about it. A text alone stays as it was read, with its own package, so
    that it is written into it; of a submission the first text is taken. What is suppressed or kept bears no amendments. No
    proposals where the file holds no text in force."""
    first = next(iter(read.proposals), None)
    if first is None or not first.redline.base().clauses:
        return Submission(language=read.language)
    alone = len(read.proposals) == 1 and not first.symbol
    if alone and (symbol == "MOD" or first.redline == first.redline.base()):
        return replace(read, header=Header())
    in_force = replace(new_proposal.proposal_on(first.redline, symbol), symbol="")
    return Submission(proposals=(in_force,), language=read.language or first.redline.language)


def named_text_in_force(number: str, title: str, language: str) -> Submission:
    """A text of which number and title alone are known, for what is suppressed or kept."""
    in_force = replace(new_proposal.proposal_on(new_proposal.named_text(number, title, language), "SUP"), symbol="")
    return Submission(proposals=(in_force,), language=language)


def begin_proposal(
    submission: Submission, symbol: Symbol, header: Mapping[str, object], conference: Conference | None, stamp: Stamp
) -> Transaction:
    """Make the text of a submission a proposal, or add the skeleton of a new one where there is none, and fill in the header.

    submission: a text in force, or nothing but a language
    symbol: MOD, ADD, SUP or NOC
    header: values by the names of the header's fields, those that are known
    conference: that of the header
    stamp: author and time
    """
    transform = Transform(submission, stamp)
    for name, value in header.items():
        transform.add(set_field(transform.submission, f"header/{name}", value, stamp))
    after = transform.submission
    if symbol == "ADD":
        handle = new_proposal.next_handle(after)
        proposal = new_proposal.new_resolution(submission.language, conference, handle, stamp)
        if after.header.document and new_proposal.source_symbol(after):
            proposal = replace(proposal, number=new_proposal.likely_number(after, 1))
        transform.add_steps([SetField("proposals", submission.proposals, (proposal,))])
    else:
        transform.add_steps([SetField("proposals/1/symbol", submission.proposals[0].symbol, symbol)])
        if after.header.document and new_proposal.source_symbol(after):
            number = new_proposal.likely_number(after, 1)
            transform.add_steps([SetField("proposals/1/number", submission.proposals[0].number, number)])
    return transform.transaction(TransactionKind.ADD_PROPOSAL)
