"""Sub-amendments as user actions: a party's proposal becomes the lower layer of ours, and a layer is accepted or rejected."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

from msgspec.structs import replace

from model.edits.common import transaction
from model.errors import EditError
from model.layers.authors import UNNAMED, with_stamps
from model.layers.combined import base_upon
from model.layers.one_layer import accepted_upper, flat_redline, without_theirs
from model.message import Message
from model.redline import ANCHOR, KEPT, Clause, End, Redline, Run, Stamp, Status, join_runs
from model.submission.authorship import NOBODY_NAMED, submitter_of
from model.submission.new_text import is_new_text
from model.submission.resolved import in_view, written_symbol
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Header, Proposal, Submission

LayerDecision = Literal["accept theirs", "reject theirs", "accept our changes", "reject our changes", "join"]
"""What becomes of two layers; *join*: ours is one proposal on the text in force."""
LAYER_DECISIONS: tuple[LayerDecision, ...] = get_args(LayerDecision)
_SUPPRESSIONS = frozenset({"SUP", "SUP*"})
_UNCHANGED = _SUPPRESSIONS | {"NOC"}
"""The symbols of proposals whose text is written as it is in force, so that nothing of it is theirs."""
_KINDS = {
    "accept theirs": TransactionKind.ACCEPT_THEIRS,
    "reject theirs": TransactionKind.REJECT_THEIRS,
    "accept our changes": TransactionKind.ACCEPT_OUR_CHANGES,
    "reject our changes": TransactionKind.REJECT_OUR_CHANGES,
    "join": TransactionKind.JOIN_LAYERS,
}


def amend_proposal(submission: Submission, stamp: Stamp, party: str = "") -> Transaction:
    """Make the tracked changes of each proposal a lower layer, upon which ours begin with none; a new text (ADD) is one insertion
    of theirs. Who submits, the numbers and the reasons are theirs, so they are removed. Changes without an author get the name of
    the party, else of the source.

    party: the name of the other party; '' for what the submission says
    """
    name = party or submitter_of(submission)
    proposals = tuple([_amend(proposal, UNNAMED if name == NOBODY_NAMED else name) for proposal in submission.proposals])
    if proposals == submission.proposals:
        raise EditError(_nothing_to_amend(submission))
    header = submission.header
    kept = replace(Header(), conference=header.conference, agenda=header.agenda, title=header.title)
    steps: list[SetField] = [
        SetField(f"header/{field}", getattr(header, field), getattr(kept, field))
        for field in Header.__struct_fields__
        if getattr(header, field) != getattr(kept, field)
    ]
    steps.append(SetField("proposals", submission.proposals, proposals))
    return transaction(TransactionKind.AMEND_PROPOSAL, steps, stamp, rebases=True)


def _nothing_to_amend(submission: Submission) -> Message:
    if any(proposal.theirs is not None for proposal in submission.proposals):
        return Message.of("the proposal already amends another party’s; join its layers first, or accept one of them")
    symbols = {proposal.symbol for proposal in submission.proposals}
    if symbols & _SUPPRESSIONS:
        return Message.of(
            "it proposes to delete a text (SUP), so there is nothing of theirs to amend; open the text in force, and propose MOD "
            "instead"
        )
    if "NOC" in symbols:
        return Message.of(
            "it proposes no change (NOC), so there is nothing of theirs to amend; open the text in force, and propose MOD instead"
        )
    return Message.of("it has no tracked changes; open the file in which the other party’s changes are tracked")


def _amend(proposal: Proposal, party: str) -> Proposal:
    if proposal.theirs is not None or proposal.symbol in _UNCHANGED:
        return proposal
    given = as_new_text(proposal.redline, Stamp(party)) if is_new_text(proposal) else proposal.redline
    if not _is_marked(given):
        return proposal
    theirs = with_stamps(given, lambda old: old if old.author else replace(old, author=party))
    return replace(proposal, number="", reasons="", redline=base_upon(theirs), theirs=theirs, struck={}, cuts={})


def _is_marked(redline: Redline) -> bool:
    stories = (redline.clauses, *(note.clauses for note in redline.notes.values()))
    return any(
        clause.end.status is not KEPT
        or clause.base_props is not None
        or clause.row is not KEPT
        or any(run.status is not KEPT or run.base_style is not None for run in clause.runs)
        for story in stories
        for clause in story
    )


def as_new_text(redline: Redline, stamp: Stamp) -> Redline:
    """The draft of a text, all of it inserted, with the labels that it prints. Text that is no insertion yet gets the stamp; in a
    text that is one insertion already, each change keeps its own."""
    stories = (redline.clauses, *(note.clauses for note in redline.notes.values()))
    if all(_is_inserted(clause) for story in stories for clause in story):
        return redline
    draft = in_view(redline, "draft")
    notes = {key: replace(note, clauses=_inserted_clauses(note.clauses, stamp)) for key, note in draft.notes.items()}
    return replace(draft, clauses=_inserted_clauses(draft.clauses, stamp), notes=notes)


def _is_inserted(clause: Clause) -> bool:
    texts = (run for run in clause.runs if run.text and not (run.content and run.text == ANCHOR))
    return clause.end.status is Status.INSERTED and all(run.status is Status.INSERTED for run in texts)


def _inserted_clauses(clauses: Iterable[Clause], stamp: Stamp) -> tuple[Clause, ...]:
    return tuple([_inserted_clause(clause, stamp) for clause in clauses])


def _inserted_clause(clause: Clause, stamp: Stamp) -> Clause:
    runs = (Run(run.text, Status.INSERTED, run.style, stamp=stamp, content=run.content) for run in clause.runs)
    in_table = clause.cell is not None
    return replace(
        clause,
        runs=join_runs(runs),
        end=End(Status.INSERTED, stamp),
        label=None,
        own_label=clause.label,
        row=Status.INSERTED if in_table else clause.row,
        row_stamp=stamp if in_table else clause.row_stamp,
    )


def decide_layers(submission: Submission, number: int, decision: LayerDecision, stamp: Stamp) -> Transaction:
    """Accept or reject a layer of a proposal, or join both. EditError if it has one layer."""
    proposal = proposal_of(submission, number)
    theirs, upper = proposal.theirs, proposal.redline
    if theirs is None:
        raise EditError.of("proposal {number} does not amend another party’s; it has one layer", number=number)
    if decision == "accept theirs":
        new = replace(proposal, symbol=written_symbol(proposal), theirs=None)
    elif decision == "reject theirs":
        new = replace(proposal, theirs=None, redline=without_theirs(theirs, upper), struck={})
    elif decision == "accept our changes":
        whole = accepted_upper(theirs, upper)
        new = replace(proposal, theirs=whole, redline=base_upon(whole), struck={})
    elif decision == "reject our changes":
        new = replace(proposal, redline=base_upon(theirs), struck={})
    else:
        new = replace(proposal, theirs=None, redline=flat_redline(theirs, upper, stamp), struck={})
    proposals = (*submission.proposals[: number - 1], new, *submission.proposals[number:])
    step = SetField("proposals", submission.proposals, proposals)
    return transaction(_KINDS[decision], [step] if new != proposal else [], stamp, rebases=True)
