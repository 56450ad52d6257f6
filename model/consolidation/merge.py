"""The merge of N proposals on one base into one attributed text, with agreements and conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from model.consolidation.apply_changes import AppliedChange, apply_to_story
from model.consolidation.changes import (
    InsertedEnd,
    PartyChange,
    Piece,
    as_paragraphs,
    bare_props,
    clause_at,
    width,
    with_other_words,
)
from model.consolidation.comparison_row import ComparisonRow, RowPart
from model.consolidation.conflicts import AdjacentInsertions, Conflict, ProposedChange, separate_conflicts, side_by_side
from model.consolidation.options import option_changes
from model.consolidation.party_reader import PartyReader, SkippedChange
from model.consolidation.rebase import characters
from model.consolidation.struck_citations import StruckCitation, struck_citations
from model.diff.tokens import token_spans
from model.diff.word_diff import changes
from model.errors import EditError
from model.redline import ANCHOR, NOBODY, NOTE, OBJECT, Clause, Note, Redline, Run, Stamp, Status
from model.submission.values import CutSettings

LARGEST = 200
"""Parties that can be consolidated at once."""
Policy = Literal["base", "stack", "options", "first"]
"""The result of an undecided conflict: the base is kept, all wordings are put side by side, they are options in square brackets,
or the first party's is taken."""
Settling = Literal["base", "party", "stack", "options", "own"]
_BY_POLICY: Mapping[Policy, Settling] = {"base": "base", "stack": "stack", "options": "options", "first": "party"}


class Party(Struct, frozen=True):
    """A party, and the text that it proposes."""

    name: str
    redline: Redline
    cuts: Mapping[str, CutSettings] = field(default_factory=dict)
    """The settings of its proposals on a treaty text, such as their reasons, as `Proposal.cuts` has them."""


class Decision(Struct, frozen=True):
    """The decision of a conflict: `base` no change, `party` one party's changes, `stack` all wordings, `options` all wordings in
    square brackets, `own` a compromise."""

    kind: Settling
    party: int = 0
    text: str = ""
    """The words of a compromise, for the whole stretch."""
    reason: str = ""
    stamp: Stamp = NOBODY


class Consolidation(Struct, frozen=True, dict=True):
    """The result of a merge. Each change of each party is among `applied`, in one of `conflicts`, or among `left`."""

    base: Redline
    parties: tuple[Party, ...]
    applied: tuple[ProposedChange, ...]
    conflicts: tuple[Conflict, ...]
    left: tuple[SkippedChange, ...]
    counts: tuple[int, ...]
    """How many changes each party makes."""
    notes: Mapping[str, Note] = field(default_factory=dict)
    """The notes that parties insert, by their keys in the consolidation."""
    reasons: tuple[Mapping[RowPart, str], ...] = ()
    """The reasons of each party for its single proposals on a treaty text, by the paragraphs of the base that they amend."""

    def reasons_in(self, row: ComparisonRow, party: int) -> str:
        """The reasons of a party for what it changes in a row, those of several proposals line by line; '' if it gives none."""
        if not row.cells[party].sign:
            return ""
        known = self.reasons[party]
        return "\n".join(dict.fromkeys(known[part] for part in row.parts if part in known))

    @property
    def agreed_changes(self) -> tuple[ProposedChange, ...]:
        """The applied changes that several parties propose."""
        return tuple(change for change in self.applied if len(change.parties) > 1)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The stories of the base as one string each, an end as a line feed: a place is an index."""
        notes = {key: characters(note.clauses) for key, note in self.base.notes.items()}
        return {"": characters(self.base.clauses), **notes}

    @cached_property
    def beside(self) -> tuple[AdjacentInsertions, ...]:
        """The places at which the insertions of several parties are side by side."""
        return side_by_side(self.applied)

    @cached_property
    def struck_citations(self) -> tuple[StruckCitation, ...]:
        """The citations of provisions that another party deletes."""
        return tuple(struck_citations([party.redline for party in self.parties], self.base.language))


def consolidate(base: Redline, parties: Sequence[Party], step: Callable[[], object] = lambda: None) -> Consolidation:
    """The agreements and conflicts of the parties; `step` may raise between them. EditError for too many, or one name twice."""
    if len(parties) > LARGEST:
        raise EditError.of(
            "there are {given} proposals, more than {most}; consolidate them in groups", given=len(parties), most=LARGEST
        )
    names = [party.name for party in parties]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise EditError.of("two proposals are by {name}; give each party another name", name=twice)
    reader = PartyReader(base)
    for number, party in enumerate(parties):
        step()
        reader.read(number, party.redline, party.cuts)
    step()
    applied, conflicts = separate_conflicts(reader.proposed_changes(), base.clauses)
    left, counts, reasons = tuple(reader.left), tuple(reader.counts), tuple(reader.reasons)
    return Consolidation(base, tuple(parties), applied, conflicts, left, counts, reader.notes, reasons)


# -- the whole as a redline


def merged_redline(found: Consolidation, decisions: Mapping[str, Decision], date: str, policy: Policy = "base") -> Redline:
    """The consolidated text: the applied changes, and conflicts as decided, else by the policy, with the names of all who agree
    as author. Rejecting a party's changes leaves the consolidation of the others, unless it deletes words directly after an
    insertion, or a paragraph end directly before a new one (see `canonical`)."""

    def stamp(parties: Iterable[int]) -> Stamp:
        return Stamp(", ".join(found.parties[party].name for party in parties), date)

    taken: dict[str, list[AppliedChange]] = defaultdict(list)
    for change in found.applied:
        taken[change.note].append(_applied_change(change, stamp))
    for conflict in found.conflicts:
        default = Decision(_BY_POLICY[policy], conflict.parties[0])
        story = found.base.clauses_of(conflict.note)
        decision = decisions.get(conflict.key, default)
        changes = _as_options(found, conflict, stamp) if decision.kind == "options" else None
        taken[conflict.note] += changes or _decided_changes(story, conflict, decision, stamp)
    return _apply(found, taken)


def _as_options(found: Consolidation, conflict: Conflict, stamp: Callable[[Iterable[int]], Stamp]) -> list[AppliedChange] | None:
    """A conflict as options in square brackets; None if it is about more than words of a paragraph, which stand side by side."""
    names = [party.name for party in found.parties]
    wide = found.base.language == "zh"
    text = found.words[conflict.note]
    return option_changes(text, conflict, names, lambda party: wording(found, conflict, party), stamp, wide=wide)


def of_party(found: Consolidation, party: int, date: str = "", *, as_read: bool = False) -> Redline:
    """The mapped changes of one party on the base's own clauses. `as_read` keeps the authors and dates of the proposal."""
    stamp = Stamp(found.parties[party].name, date)
    taken: dict[str, list[AppliedChange]] = defaultdict(list)
    for candidate in (*found.applied, *(candidate for conflict in found.conflicts for candidate in conflict.proposed)):
        if party in candidate.parties:
            applied = _in_turn_of(candidate, party, _applied_change(candidate, lambda _: stamp))
            is_signed = as_read and candidate.change.stamp != NOBODY
            taken[candidate.note].append(replace(applied, stamp=candidate.change.stamp) if is_signed else applied)
    return _apply(found, taken)


def _apply(found: Consolidation, taken: Mapping[str, Sequence[AppliedChange]]) -> Redline:
    notes = {key: _with_clauses(note, taken.get(key)) for key, note in found.base.notes.items()}
    clauses = apply_to_story(found.base.clauses, taken.get("", ()))
    put = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    notes |= {key: note for key, note in found.notes.items() if key in put}
    return replace(found.base, clauses=clauses, notes=notes)


def _applied_change(proposed: ProposedChange, stamp: Callable[[Iterable[int]], Stamp]) -> AppliedChange:
    move = next((f"p{party + 1}.{move}" for party, move in zip(proposed.parties, proposed.moves, strict=True) if move), "")
    return AppliedChange(proposed.change, stamp(proposed.parties), proposed.parties[0], move)


def _in_turn_of(proposed: ProposedChange, party: int, applied: AppliedChange) -> AppliedChange:
    """A change of several parties in the order of the changes of one of them."""
    return replace(applied, change=replace(applied.change, turn=proposed.turns[proposed.parties.index(party)]), order=party)


def _decided_changes(
    story: Sequence[Clause], conflict: Conflict, decision: Decision, stamp: Callable[[Iterable[int]], Stamp]
) -> Iterator[AppliedChange]:
    if decision.kind == "party":
        for proposed in conflict.proposed:
            if decision.party in proposed.parties:
                yield _in_turn_of(proposed, decision.party, _applied_change(proposed, stamp))
    elif decision.kind == "own" and conflict.numbers:
        yield AppliedChange(with_other_words(conflict.proposed[0].change, decision.text), decision.stamp, conflict.parties[0])
    elif decision.kind == "own":
        for change in compromise(story, conflict.start, conflict.stop, decision.text):
            yield AppliedChange(change, decision.stamp, conflict.parties[0])
    elif decision.kind in ("stack", "options") and not conflict.bands:  # side by side they would overlap
        yield from _stack(story, conflict, stamp)


def _stack(story: Sequence[Clause], conflict: Conflict, stamp: Callable[[Iterable[int]], Stamp]) -> Iterator[AppliedChange]:
    """All wordings side by side: each deletion once, followed by each party's insertions, in the order of the parties. What is
    inserted into a deleted row stays there, and `apply_to_story` moves it."""
    striking = (proposed for proposed in conflict.proposed if proposed.change.start < proposed.change.stop)
    struck = sorted(striking, key=lambda deletion: (deletion.change.start, -deletion.change.stop))
    done = words_done = rows_done = -1
    for proposed in struck:
        change = proposed.change
        low = max(change.start, rows_done if change.sort == "row" else done)
        if change.sort in ("text", "row") and low < change.stop:
            deletion = PartyChange(change.sort, low, change.stop, table=change.table)
            yield AppliedChange(deletion, stamp(proposed.parties), proposed.parties[0])
            done = max(done, change.stop)
            if change.sort == "row":
                rows_done = max(rows_done, change.stop)
            else:
                words_done = max(words_done, change.stop)
    for proposed in conflict.proposed:
        if proposed.change.pieces:
            place = max(proposed.change.stop, words_done if proposed.change.start < words_done else proposed.change.stop)
            yield AppliedChange(_after(proposed.change, place, story), stamp(proposed.parties), proposed.parties[0])


def _after(change: PartyChange, place: int, story: Sequence[Clause]) -> PartyChange:
    """The insertion of a change at a place after it; words after a deleted paragraph end become a paragraph in its cell."""
    if place == change.stop or change.whole or characters(story)[place - 1] != "\n":
        return replace(change, start=place, stop=place)
    closed, following = clause_at(story, place - 1), clause_at(story, place)
    behind = closed.cell is not None and closed.cell != following.cell
    return as_paragraphs(change, place, InsertedEnd(bare_props(closed.props), cell=closed.cell), behind=behind)


def _with_clauses(note: Note, taken: Sequence[AppliedChange] | None) -> Note:
    return replace(note, clauses=apply_to_story(note.clauses, taken)) if taken else note


def wording(found: Consolidation, conflict: Conflict, party: int | None) -> str:
    """The words of the stretch of a conflict as a party wants them; as in the base for None."""
    text = found.words[conflict.note]
    chosen = [proposed.change for proposed in conflict.proposed if party is not None and party in proposed.parties]
    out, place = "", conflict.start
    of_words = (option for option in chosen if option.sort in ("text", "row"))
    for change in sorted(of_words, key=lambda option: (option.start, option.stop)):
        if change.start >= place:
            out += text[place : change.start]
            place = max(place, change.stop)
        out += change.words
    return out + text[place : conflict.stop]


_MARKS = str.maketrans(dict.fromkeys((NOTE, OBJECT, ANCHOR)))
"""Placeholder characters that have a meaning only at their original place."""


def compromise(clauses: Sequence[Clause], start: int, stop: int, text: str) -> Iterator[PartyChange]:
    """The changes, word by word, that turn a kept stretch of a story into a text; a line feed is a paragraph end."""
    whole = "".join("".join(run.text for run in clause.runs if width(run)) + "\n" for clause in clauses)
    old, new = whole[start:stop], text
    old_spans, new_spans = token_spans(old), token_spans(new)
    for change in changes([old[low:high] for low, high in old_spans], [new[low:high] for low, high in new_spans]):
        low, high = _stretch(old_spans, change.start, change.stop, len(old))
        first, last = _stretch(new_spans, change.new_start, change.new_stop, len(new))
        pieces = tuple(_pieces(new[first:last], clause_at(clauses, start + low)))
        if pieces or low < high:
            yield PartyChange("text", start + low, start + high, pieces)


def _stretch(found: Sequence[tuple[int, int]], start: int, stop: int, end: int) -> tuple[int, int]:
    low = found[start][0] if start < len(found) else end
    return low, found[stop - 1][1] if stop > start else low


def _pieces(text: str, clause: Clause) -> Iterator[Piece]:
    for number, line in enumerate(text.translate(_MARKS).split("\n")):
        if number:
            yield InsertedEnd(bare_props(clause.props))
        if line:
            yield Run(line, Status.INSERTED)
