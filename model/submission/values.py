"""The submission: the file that is uploaded, with its header and one or more proposals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import astuple, replace

from model.redline import NOBODY, Clause, Note, Redline, Stamp
from model.redline.values import Count
from model.submission.comments import Comment
from model.submission.conflicts import MergeConflict
from model.submission.positions import Position

Symbol = Literal["ADD", "ADD*", "MOD", "(MOD)", "SUP", "SUP*", "NOC"]
SYMBOLS: tuple[Symbol, ...] = ("ADD", "ADD*", "MOD", "(MOD)", "SUP", "SUP*", "NOC")


class Contact(Struct, frozen=True):
    """A person to ask about the submission."""

    name: str = ""
    organization: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""


class Header(Struct, frozen=True):
    """The header of a submission, before the first proposal. Texts of several paragraphs hold `\\n` between them."""

    conference: str = ""
    """Id of a conference profile (`WTSA-24`), see resources."""
    document: str = ""
    """Document number, `35`."""
    addendum: str = ""
    """Addendum number, `18`; revisions as `18R1`."""
    date: str = ""
    """ISO date."""
    original: str = ""
    """Language of the original, `en fr es ru zh ar`."""
    sources: tuple[str, ...] = ()
    """The submitting administrations, one a line."""
    title: str = ""
    agenda: str = ""
    abstract: str = ""
    contacts: tuple[Contact, ...] = ()
    introduction: str = ""
    proposal_text: str = ""


class DeletedPart(Struct, frozen=True):
    """Neighbouring clauses of a deletion with their amendments before and after it, for *Restore*."""

    before: tuple[Clause, ...] = ()
    after: tuple[Clause, ...] = ()
    notes: Mapping[str, Note] = field(default_factory=dict)
    """The notes that were deleted with them, by their keys."""
    note: str = ""
    """The key of the note that contains them; '' for the text itself."""
    beside: bool = False
    """Whether they were not deleted, but got another end because their neighbour was."""


class CutSettings(Struct, frozen=True):
    """What was set by hand for a proposal that is printed from a treaty text; all else of it is derived (`model.cuts`)."""

    symbol: Symbol | Literal[""] = ""
    """'': as its amendments make it; NOC: its provisions are kept as they are."""
    underlined: bool = False
    """Whether its NOC is a proposal to keep the provisions, underlined, with a number and reasons."""
    number: str = ""
    """The whole number, set by hand; '' if it is made of source, document and serial number."""
    serial: Count = 0
    """The serial number that it keeps; 0: by its place."""
    reasons: str = ""
    agenda: str = ""
    """The agenda item that it is about."""
    last: str = ""
    """The id of a clause in the last provision that is joined to it or, with NOC, kept by it; '' for none."""
    separate: bool = False
    """Whether the provisions of a new or struck unit are proposals of their own."""
    order: Count = 0
    """Its place among the proposals of its text, from 1; 0: after the one before it in the text."""


class Proposal(Struct, frozen=True):
    """A symbol, a number, the text that it is about, reasons. `symbol` is '' if a file is a text alone."""

    symbol: Symbol | Literal[""] = ""
    number: str = ""
    redline: Redline = field(default_factory=Redline)
    reasons: str = ""
    original: Redline = field(default_factory=Redline)
    """The text as first read; never edited."""
    source: str = ""
    """The name in `Submission.sources` of the Word package that the text was read from."""
    comments: Mapping[str, Comment] = field(default_factory=dict)
    """By a key that stays; they are no part of the text."""
    theirs: Redline | None = None
    """The other party’s redline, if the proposal amends theirs: `redline` is then upon its draft (`model.layers`)."""
    struck: Mapping[str, tuple[DeletedPart, ...]] = field(default_factory=dict)
    """The clauses that each deletion of whole clauses removed, by a key; not part of the text and in no export."""
    conflicts: Mapping[str, MergeConflict] = field(default_factory=dict)
    """What a merge left undecided in the proposal, by a key; not part of the text and in no export."""
    positions: Mapping[str, Position] = field(default_factory=dict)
    """The delegation's own positions, by a key that stays; private, in no export."""
    cuts: Mapping[str, CutSettings] = field(default_factory=dict)
    """Of a treaty text: what was set for the proposals that are printed from it, by a clause of the first provision of each."""


class IgnoredProblem(Struct, frozen=True):
    """A finding of the preflight that is meant to be so."""

    reason: str = ""
    stamp: Stamp = NOBODY


class Submission(Struct, frozen=True):
    """The value on which every user action works."""

    header: Header = Header()
    proposals: tuple[Proposal, ...] = ()
    language: str = ""
    sources: Mapping[str, bytes] = field(default_factory=dict)
    """The untouched Word packages from which texts were read, by name, for everything that the model cannot represent."""
    ignored: Mapping[str, IgnoredProblem] = field(default_factory=dict)
    """By the keys of the findings (`model.preflight.finding`); they are no part of the document."""
    conflicts: Mapping[str, MergeConflict] = field(default_factory=dict)
    """What a merge left undecided in the header, by a key."""


def unwritten_paths(submission: Submission) -> tuple[str, ...]:
    """The paths of filled fields that are not exported, because no proposal has a symbol (FORMATS.md §1)."""
    if any(proposal.symbol for proposal in submission.proposals):
        return ()
    paths = [f"header/{name}" for name in Header.__struct_fields__ if is_filled(getattr(submission.header, name))]
    for number, proposal in enumerate(submission.proposals, 1):
        paths += [f"proposals/{number}/{name}" for name in ("number", "reasons") if is_filled(getattr(proposal, name))]
    return tuple(paths)


def missing_for_export(submission: Submission) -> tuple[str, ...]:
    """The paths of the empty fields by which a document is filed: symbols, conference, number, source, title (FORMATS.md §1)."""
    symbols = [f"proposals/{number}/symbol" for number, proposal in enumerate(submission.proposals, 1) if not proposal.symbol]
    names = ("conference", "document", "sources", "title")
    return (*symbols, *(f"header/{name}" for name in names if not is_filled(getattr(submission.header, name))))


def is_filled(value: object) -> bool:
    """Whether a field has a value that is not empty."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, Contact):
        return any(map(is_filled, astuple(value)))
    return isinstance(value, tuple) and any(map(is_filled, value))


def likely_symbol(proposal: Proposal) -> Symbol:
    """The likely symbol of a text without one: a change of the text in force, or a new text if there is none."""
    runs = (run for clause in proposal.redline.clauses for run in clause.runs)
    return "MOD" if any(run.status.in_base and run.text.strip() for run in runs) else "ADD"


def conflict_count(submission: Submission) -> int:
    """The number of conflicts that are not decided."""
    return len(submission.conflicts) + sum(len(proposal.conflicts) for proposal in submission.proposals)


def without_conflicts(submission: Submission) -> Submission:
    """The submission without what a merge left undecided: the present wordings stay."""
    if not conflict_count(submission):
        return submission
    proposals = [replace(proposal, conflicts={}) if proposal.conflicts else proposal for proposal in submission.proposals]
    return replace(submission, proposals=tuple(proposals), conflicts={})
