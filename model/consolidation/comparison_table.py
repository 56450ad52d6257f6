"""The comparison table of a consolidation: clause by clause, the proposal of each party."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from model.consolidation.changes import starts, width
from model.consolidation.comparison_row import NOTHING, ComparisonRow, PartyCell, RowPart, with_references
from model.consolidation.conflicts import AdjacentInsertions, Conflict, ProposedChange
from model.consolidation.merge import Consolidation, of_party
from model.consolidation.provision_rows import whole_bands, whole_provisions
from model.numbering.edition_marks import has_mark_by_hand
from model.numbering.margin_numbers import margin_numbers
from model.redline import Clause, Redline, Status
from model.submission.amendments import is_whole

_OFTEN = 500
"""Paragraphs between two steps."""


def comparison_rows(
    found: Consolidation, *, all_clauses: bool = False, by_provision: bool = True, step: Callable[[], object] = lambda: None
) -> tuple[ComparisonRow, ...]:
    """The rows of the changed paragraphs, or all paragraphs, in order.

    found: the consolidation
    all_clauses: whether unchanged ones have rows too
    by_provision: whether the paragraphs of a provision of a treaty text are one row
    step: called repeatedly; it may raise
    """
    drafts = []
    for party in range(len(found.parties)):
        step()
        drafts.append(by_paragraph(of_party(found, party).clauses))
    numbered = {conflict.start: (conflict.key,) for conflict in found.conflicts if conflict.numbers and not conflict.note}
    meeting = _MergedCell([conflict for conflict in found.conflicts if not conflict.numbers])
    beside = _Beside(found.beside)
    out: list[ComparisonRow] = []
    place, index = 0, -1
    for index, clause in enumerate(found.base.clauses):
        if index % _OFTEN == 0:
            step()
        stop = place + sum(width(run) for run in clause.runs) + 1
        out += _insertions(clause.id, [draft[index] for draft in drafts], beside.whole(place), numbered.get(place, ()), index)
        cells = with_references([_cell(draft[index]) for draft in drafts])
        out.append(
            ComparisonRow(clause.id, False, cells, meeting.of(place, stop), beside.words(place, stop), (RowPart(index, False),))
        )
        place = stop
    out += _insertions("", [draft[-1] for draft in drafts], beside.whole(place), numbered.get(place, ()), index + 1)

    def wording(party: int, index: int) -> tuple[Clause, ...]:
        return insertions_and_paragraph(drafts[party][index])[1]

    if by_provision and (numbers := margin_numbers(found.base)):
        out = list(whole_provisions(out, found.base.clauses, numbers, wording))
    if of_bands := [(conflict.key, conflict.start, conflict.stop) for conflict in found.conflicts if conflict.bands]:
        out = list(whole_bands(out, of_bands, starts(found.base.clauses), wording))
    return tuple(row for row in out if all_clauses or row.is_changed)


def note_rows(found: Consolidation, key: str, *, all_clauses: bool = False) -> tuple[ComparisonRow, ...]:
    """The rows for a note of the base, by its key."""

    def of_note(proposed: Sequence[ProposedChange]) -> tuple[ProposedChange, ...]:
        return tuple(replace(proposal, note="") for proposal in proposed if proposal.note == key)

    conflicts = tuple(
        replace(conflict, note="", proposed=of_note(conflict.proposed)) for conflict in found.conflicts if conflict.note == key
    )
    base = Redline(found.base.notes[key].clauses)
    part = Consolidation(base, found.parties, of_note(found.applied), conflicts, (), found.counts, found.notes)
    of_part = comparison_rows(part, all_clauses=True)
    named = (replace(row, conflicts=tuple(f"notes/{key}{conflict}" for conflict in row.conflicts)) for row in of_part)
    kept = (replace(row, conflicts=()) if row.insertion else row for row in named)
    return tuple(row for row in kept if all_clauses or row.is_changed)


def by_paragraph(clauses: Sequence[Clause]) -> list[tuple[Clause, ...]]:
    """The clauses by the paragraph of the base to which they belong; the last entry contains those after all paragraphs."""
    out: list[tuple[Clause, ...]] = []
    group: list[Clause] = []
    for clause in clauses:
        group.append(clause)
        if clause.end.status is not Status.INSERTED:
            out.append(tuple(group))
            group = []
    return [*out, tuple(group)]


def insertions_and_paragraph(group: Sequence[Clause]) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """The whole paragraphs inserted before a paragraph of the base, and the paragraph itself."""
    count = 0
    while count < len(group) and is_whole(group[count], Status.INSERTED):
        count += 1
    return tuple(group[:count]), tuple(group[count:])


def _insertions(
    before: str, parts: Sequence[tuple[Clause, ...]], beside: tuple[int, ...], conflicts: tuple[str, ...], index: int
) -> Iterator[ComparisonRow]:
    put = [insertions_and_paragraph(part)[0] for part in parts]
    if any(put):
        yield ComparisonRow(
            before,
            True,
            with_references([PartyCell("inserted", clauses) if clauses else NOTHING for clauses in put]),
            conflicts,
            beside,
            (RowPart(index, True),),
        )


def _cell(group: Sequence[Clause]) -> PartyCell:
    _, clauses = insertions_and_paragraph(group)
    if not clauses:
        return PartyCell("deleted")
    if len(clauses) == 1 and is_whole(clauses[0], Status.DELETED):
        return PartyCell("deleted", clauses)
    return PartyCell("changed", clauses) if any(map(_is_changed, clauses)) else NOTHING


def _is_changed(clause: Clause) -> bool:
    return (
        clause.end.status is not Status.KEPT
        or clause.base_props is not None
        or clause.own_label is not None
        or has_mark_by_hand(clause)
        or any(run.status is not Status.KEPT or run.base_style is not None for run in clause.runs if run.text)
    )


class _Beside:
    """The parties whose insertions are side by side, by their places in the text."""

    def __init__(self, found: Sequence[AdjacentInsertions]) -> None:
        self._whole = {beside.place: beside.parties for beside in found if beside.whole and not beside.note}
        words = [beside for beside in found if not beside.whole and not beside.note]
        self._places, self._parties = [beside.place for beside in words], [beside.parties for beside in words]

    def whole(self, place: int) -> tuple[int, ...]:
        """The parties that insert paragraphs before a place."""
        return self._whole.get(place, ())

    def words(self, start: int, stop: int) -> tuple[int, ...]:
        """The parties that insert words within a range."""
        inside = self._parties[bisect_left(self._places, start) : bisect_left(self._places, stop)]
        return tuple(sorted({party for parties in inside for party in parties}))


class _MergedCell:
    """The conflicts of the text by their places; asked from the first paragraph to the last."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self._waiting = [conflict for conflict in conflicts if not conflict.note][::-1]
        self._near: list[Conflict] = []

    def of(self, start: int, stop: int) -> tuple[str, ...]:
        """The keys of those that meet a stretch."""
        while self._waiting and self._waiting[-1].start < stop:
            self._near.append(self._waiting.pop())
        self._near = [change for change in self._near if max(change.stop, change.start + 1) > start]
        return tuple(change.key for change in self._near)
