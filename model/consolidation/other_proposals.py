"""The proposals of other parties on the text that is amended here: clauses that they touch, and collisions with own changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.changes import InsertedEnd, PartyChange, changes_of, length
from model.consolidation.comparison_row import Sign
from model.consolidation.comparison_table import comparison_rows
from model.consolidation.merge import Consolidation, Party, consolidate
from model.redline import Clause, Redline, Status

Span = tuple[int, int]
Destinations = Mapping[Span, frozenset[object]]
"""What is inserted, and where, for a moved range of the base, by the start and end of the range."""


class Others(Struct, frozen=True):
    """The proposals of others on one base."""

    consolidation: Consolidation
    wishes: tuple[tuple[PartyChange, tuple[int, ...]], ...]
    """Every change of the text itself, with who wants it."""
    touched: Mapping[str, tuple[tuple[str, Sign], ...]]
    """For a clause id of the base, the names of those who change or delete it, or insert something after it."""
    destinations: Mapping[int, Destinations]
    """What the parties insert for what they move, by the number of the party."""

    def parties_in_conflict(self, clauses: Sequence[Clause], id: str) -> tuple[str, ...]:
        """The names of those whose changes conflict with the changes of this text in the paragraph of a clause, or with
        insertions and deletions beside it. The clauses are those of the amended text, whose base is also the others' base."""
        for part, changes in _changes_by_stretch(clauses):
            if any(clause.id == id for clause in part):
                return self._meeting(changes, _destinations_of_text(clauses) if any(change.move for change in changes) else {})
        return ()

    def _meeting(self, changes: Sequence[PartyChange], our_destinations: Destinations) -> tuple[str, ...]:
        moved = {(change.start, change.stop) for change in changes if change.move}
        met = {
            party
            for party, destinations in self.destinations.items()
            if any(our_destinations.get(span, destinations[span]) != destinations[span] for span in moved & destinations.keys())
        }
        met |= {
            party
            for change, parties in self.wishes
            if any(own_change.meets(change) for own_change in changes)
            for party in parties
        }
        return tuple(party.name for number, party in enumerate(self.consolidation.parties) if number in met)


def others_on(base: Redline, parties: Sequence[Party], step: Callable[[], object] = lambda: None) -> Others:
    """The proposals on a base by party. `step` is called repeatedly and may raise. EditError if they cannot be consolidated."""
    found = consolidate(base, parties, step)
    touched: dict[str, tuple[tuple[str, Sign], ...]] = {}
    ids = [clause.id for clause in base.clauses]
    previous = dict(zip([*ids[1:], ""], ids, strict=True)) if ids else {}
    for row in comparison_rows(found, by_provision=False, step=step):
        before = previous.get(row.clause, row.clause) if row.insertion else row.clause
        named = tuple((party.name, cell.sign) for party, cell in zip(parties, row.cells, strict=True) if cell.sign)
        touched[before] = touched.get(before, ()) + named
    proposed = [*found.applied, *(change for conflict in found.conflicts for change in conflict.proposed)]
    wanted = tuple((_shift_in_story(change.change, 0), change.parties) for change in proposed if not change.note)
    halves: dict[int, list[tuple[PartyChange, str]]] = defaultdict(list)
    for option in proposed:
        for party, move in zip(option.parties, option.moves, strict=True):
            if move and not option.note:
                halves[party].append((_shift_in_story(option.change, 0), move))
    return Others(found, wanted, touched, {party: _destinations(changes) for party, changes in halves.items()})


def _destinations(changes: Iterable[tuple[PartyChange, str]]) -> Destinations:
    """The destinations of the moves of one party, of its changes with the id of the move; '' for a change that is no move."""
    halves: dict[str, list[PartyChange]] = defaultdict(list)
    for change, move in changes:
        if move:
            halves[move].append(change)
    return {
        (change.start, change.stop): frozenset([half.what for half in found if half.start == half.stop])
        for found in halves.values()
        for change in found
        if change.start < change.stop
    }


def _destinations_of_text(clauses: Sequence[Clause]) -> Destinations:
    """The destinations of the moves of the amended text."""
    return _destinations((change, change.move) for _, found in _changes_by_stretch(clauses) for change in found)


def _changes_by_stretch(clauses: Iterable[Clause]) -> Iterator[tuple[list[Clause], list[PartyChange]]]:
    """The stretches of a text with their changes, at their places in the whole text."""
    place = 0
    before: Clause | None = None
    for part in _stretches(clauses):
        yield part, [_shift_in_story(change, place) for change in changes_of(part, before=before)]
        place += length(part)
        before = part[-1] if part else None


def _stretches(clauses: Iterable[Clause]) -> Iterator[list[Clause]]:
    """The clauses up to each kept end, over which no change reaches."""
    part: list[Clause] = []
    for clause in clauses:
        part.append(clause)
        if clause.end.status is Status.KEPT:
            yield part
            part = []
    yield part


def _shift_in_story(change: PartyChange, by: int) -> PartyChange:
    """A change moved within its story; notes are identified by their place only, since each text has its own keys."""
    pieces = tuple(piece if isinstance(piece, InsertedEnd) else replace(piece, content="") for piece in change.pieces)
    return replace(change, start=change.start + by, stop=change.stop + by, pieces=pieces)
