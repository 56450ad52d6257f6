"""The first proposal of a submission or a further one, on a text in force or on none, and the conference that is likely."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from model.edits.fields import add_proposal, set_field
from model.edits.proposals.new_proposal import likely_number, named_text, new_resolution, next_handle, proposal_on
from model.edits.proposals.template_fields import first_field
from model.edits.repairs import repair_head
from model.edits.transform import Transform
from model.library.texts.editions import moment
from model.library.texts.identity import named_identity
from model.library.texts.values import TextIdentity
from model.redline import Stamp
from model.submission.conferences import Conference
from model.submission.source_symbols import source_symbol
from model.submission.story import FIRST_TEXT
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Header, Proposal, Submission, Symbol


def text_in_force(read: Submission, symbol: Symbol) -> Submission:
    """The text in force of a proposal about a file: a text alone with its own package, so that it is written into it; of a
    submission, the first text. A suppressed or kept one has no amendments. No proposals if the file has no text in force."""
    first = next(iter(read.proposals), None)
    if first is None or not first.redline.base().clauses:
        return Submission(language=read.language)
    alone = len(read.proposals) == 1 and not first.symbol
    if alone and (symbol == "MOD" or first.redline == first.redline.base()):
        return replace(read, header=Header())
    in_force = replace(proposal_on(first.redline, symbol), symbol="")
    return Submission(proposals=(in_force,), language=read.language or first.redline.language)


def named_text_in_force(number: str, title: str, language: str) -> Submission:
    """A text of which number and title alone are known, for what is suppressed or kept."""
    in_force = replace(proposal_on(named_text(number, title, language), "SUP"), symbol="")
    return Submission(proposals=(in_force,), language=language)


def identity_in_force(text: Submission) -> TextIdentity:
    """The identity of the text in force in what `text_in_force` returns; without a number if there is none."""
    return next((named_identity(proposal.redline, "base")[0] for proposal in text.proposals), TextIdentity())


def likely_conference(identity: TextIdentity, known: Iterable[Conference]) -> Conference | None:
    """The conference at which a text in force is likely to be amended: the last one known of the body that adopted it. None if
    the text was adopted there or later, and if the body is unknown."""
    body = identity.body.casefold()
    last = max((held for held in known if held.body.casefold() == body), key=lambda held: held.start, default=None)
    return last if last is not None and moment(identity) < last.start else None


_AMENDED_BY = {"CS": "PP", "CV": "PP", "RR": "WRC"}
"""The bodies that amend treaty texts, by the symbols of these."""


def conference_on_treaty(instrument: str, known: Iterable[Conference]) -> Conference | None:
    """The last one known of the conferences that amend a treaty text; None for other texts. `instrument` is the text's symbol."""
    body = _AMENDED_BY.get(instrument)
    return max((held for held in known if held.body == body), key=lambda held: held.start, default=None) if body else None


def begin_proposal(
    submission: Submission, symbol: Symbol, header: Mapping[str, object], conference: Conference | None, stamp: Stamp
) -> Transaction:
    """Make the text of a submission a proposal, or add the skeleton of a new one if there is none, and fill in the header. In a
    MOD the lines before the first introductory phrase become those of the conference; of a new text the title is selected.

    symbol: MOD, ADD, SUP or NOC
    header: values by the names of the header's fields, those that are known
    conference: that of the header
    """
    transform, selection = Transform(submission, stamp), None
    for name, value in header.items():
        transform.add(set_field(transform.submission, f"header/{name}", value, stamp))
    after = transform.submission
    if symbol == "ADD":
        handle = next_handle(after)
        proposal = new_resolution(submission.language, conference, handle, stamp)
        if after.header.document and source_symbol(after):
            proposal = replace(proposal, number=likely_number(after, 1))
        transform.add_steps([SetField("proposals", submission.proposals, (proposal,))])
        selection = first_field(proposal, FIRST_TEXT)
    else:
        transform.add_steps([SetField("proposals/1/symbol", submission.proposals[0].symbol, symbol)])
        if after.header.document and source_symbol(after):
            number = likely_number(after, 1)
            transform.add_steps([SetField("proposals/1/number", submission.proposals[0].number, number)])
        if symbol == "MOD":
            transform.add(repair_head(transform.submission, stamp, 1))
    return transform.transaction(TransactionKind.ADD_PROPOSAL, selection=selection)


def add_ready_proposal(submission: Submission, proposal: Proposal, stamp: Stamp) -> Transaction:
    """Add a proposal after the others. In a MOD the lines before the first introductory phrase become those of the conference."""
    transform = Transform(submission, stamp)
    transform.add(add_proposal(submission, proposal, stamp))
    if proposal.symbol == "MOD":
        transform.add(repair_head(transform.submission, stamp, len(transform.submission.proposals)))
    return transform.transaction(TransactionKind.ADD_PROPOSAL)
