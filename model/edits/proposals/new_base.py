"""The transfer of a proposal to a new base: a corrected text in force, a new edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate, count

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.changes import width
from model.consolidation.merge import Party, consolidate, of_party
from model.consolidation.party_reader import SkippedChange
from model.consolidation.rebase import PositionMapping
from model.edits.common import transaction
from model.edits.cuts.anchoring import settings_upon, unused_count
from model.edits.repairs import repair_head
from model.errors import EditError
from model.files.consolidation import base_of, check_common
from model.redline import Redline, Stamp
from model.submission.story import proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, apply
from model.submission.values import Submission


class RebasedProposal(Struct, frozen=True):
    """A proposal on its new base."""

    transaction: Transaction
    """Without steps if both bases and all proposed changes are the same."""
    left: tuple[SkippedChange, ...]
    """The changes that did not fit, with the words of both bases."""
    changes: int
    """How many changes the proposal makes."""
    sources: Mapping[str, bytes]
    """The Word package of the new base, which has to be in the submission before the transaction is carried out."""
    ids: Mapping[str, str]
    """The ids of the new base's clauses, by those that they had in its file."""
    unused: int = 0
    """How many settings of proposals of a treaty text belong to none on the new base; they are kept."""


def move_to_base(submission: Submission, number: int, base: Submission, stamp: Stamp) -> RebasedProposal:
    """Apply a proposal to the text in force of another file. Changes that fit keep authors and dates, the others are reported;
    clauses of both bases keep their ids and comments. The lines that only name the conference are changed
    again. EditError if the text is another one or nothing is tracked on it."""
    proposal = proposal_of(submission, number)
    if proposal.symbol.startswith("ADD"):
        raise EditError.of(
            "a proposal of the symbol {symbol} has no text in force that it could be moved from", symbol=proposal.symbol
        )
    if proposal.theirs is not None:
        raise EditError.of(
            "it amends another party’s proposal; make one proposal of both layers first, then apply it to the text"
        )
    given = base_of(base)
    old = proposal.redline.base()
    try:
        check_common(given.redline, old, proposal.redline.language or submission.language)
    except EditError as error:
        raise EditError.of("it is not an edition of the amended text; choose another edition of that text") from error
    names = _names(given.redline, old, {id for key, settings in proposal.cuts.items() for id in (key, settings.last)})
    new_base = _with_ids(given.redline, names)
    amended = _without_ready_head(submission, number, stamp)
    found = consolidate(new_base, [Party(stamp.author, amended)])
    redline = replace(of_party(found, 0, stamp.date, as_read=True), policy=proposal.redline.policy)
    source, sources = given.source, {}
    if given.source in base.sources:
        source = free_source(given.source, base.sources[given.source], submission.sources)
        sources = {source: base.sources[given.source]}
    settings = settings_upon(proposal.cuts, amended, redline)
    moved = replace(proposal, redline=redline, original=_with_ids(given.original, names), source=source, cuts=settings)
    at = number - 1
    proposals = (*submission.proposals[:at], moved, *submission.proposals[at + 1 :])
    if amended is not proposal.redline:
        bare = replace(submission, proposals=proposals)
        proposals = apply(bare, repair_head(bare, stamp, number)).proposals
    steps = [SetField("proposals", submission.proposals, proposals)] if proposals != submission.proposals else []
    made = transaction(TransactionKind.NEW_BASE, steps, stamp, rebases=True)
    return RebasedProposal(made, found.left, found.counts[0], sources, names, unused_count(proposal, proposals[at]))


def _without_ready_head(submission: Submission, number: int, stamp: Stamp) -> Redline:
    """The text of a proposal with those lines before the first introductory phrase unchanged that only follow the conference."""
    proposal = proposal_of(submission, number)
    base, proposals = proposal.redline.base(), list(submission.proposals)
    proposals[number - 1] = replace(proposal, redline=base)
    bare = replace(submission, proposals=tuple(proposals))
    ready = apply(bare, repair_head(bare, stamp, number)).proposals[number - 1].redline
    unchanged = {clause.id: clause for clause in base.clauses}
    lines = {clause.id: clause.text_on("draft") for clause in ready.clauses if clause is not unchanged.get(clause.id)}
    same = {clause.id for clause in proposal.redline.clauses if lines.get(clause.id) == clause.text_on("draft")}
    if not same:
        return proposal.redline
    clauses = tuple(unchanged[clause.id] if clause.id in same else clause for clause in proposal.redline.clauses)
    return replace(proposal.redline, clauses=clauses)


def _names(given: Redline, old: Redline, used: Iterable[str]) -> dict[str, str]:
    """The ids of the given base's clauses: those of the same paragraphs of the old base, else their own, or new ones if taken.

    used: further ids that no new paragraph may have
    """
    places = PositionMapping(given, old)
    ends = dict(zip(_ends(given), given.clauses, strict=True))
    names: dict[str, str] = {}
    for end, clause in zip(_ends(old), old.clauses, strict=True):
        same = ends.get(places.of(end))
        if same is not None:
            names[same.id] = clause.id
    taken = {*names.values(), *(clause.id for clause in old.clauses), *used}
    for clause in given.clauses:
        if clause.id not in names:
            fresh = (name for number in count(1) if (name := f"b{number}") not in taken)
            names[clause.id] = clause.id if clause.id not in taken else next(fresh)
            taken.add(names[clause.id])
    return names


def _ends(text: Redline) -> list[int]:
    """The places of the paragraph ends of a base."""
    return [stop - 1 for stop in accumulate(sum(map(width, clause.runs)) + 1 for clause in text.clauses)]


def _with_ids(text: Redline, names: Mapping[str, str]) -> Redline:
    new = {clause.id: names.get(clause.id, clause.id) for clause in text.clauses}
    clauses = (clause if new[clause.id] == clause.id else replace(clause, id=new[clause.id]) for clause in text.clauses)
    return replace(text, clauses=tuple(clauses))


def free_source(name: str, data: bytes, known: Mapping[str, bytes]) -> str:
    """A name for a Word package among the known ones that no other package has."""
    stem, dot, suffix = name.rpartition(".")
    names = (name, *(f"{stem}-{number}{dot}{suffix}" for number in range(2, len(known) + 3)))
    return next(candidate for candidate in names if known.get(candidate, data) == data)
