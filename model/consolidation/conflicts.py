"""The conflicts between the changes of several parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.band_rows import BandRows, CellBands, overlapping
from model.consolidation.changes import PartyChange
from model.redline import Clause


class ProposedChange(Struct, frozen=True):
    """A change with all parties that propose it."""

    note: str
    """The key of the note of the base that it changes; '' for the text itself."""
    change: PartyChange
    parties: tuple[int, ...]
    moves: tuple[str, ...]
    """For each party the id of the move of which this is one half; '' if none."""
    turns: tuple[int, ...] = ()
    """Of each party its place among that party's changes."""


def _parties_of(proposed: Sequence[ProposedChange]) -> tuple[int, ...]:
    return tuple(sorted({party for change in proposed for party in change.parties}))


class Conflict(Struct, frozen=True):
    """Changes that want different things of the same words; `start` and `stop` are places of the base."""

    note: str
    start: int
    stop: int
    proposed: tuple[ProposedChange, ...]
    bands: tuple[str, ...] = ()
    """The frequency bands in force for which the parties propose other rows, as printed; none if it is about anything else."""

    @property
    def key(self) -> str:
        """A name that stays the same as long as the base and the proposals do."""
        return f"{f'notes/{self.note}' if self.note else ''}|{self.start}|{self.stop}"

    @property
    def parties(self) -> tuple[int, ...]:
        """The parties in it, in party order."""
        return _parties_of(self.proposed)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The margin numbers that several parties give to different new provisions here; none if it is about anything else."""
        if self.start < self.stop or not all(proposed.change.whole for proposed in self.proposed):
            return ()
        counts = Counter(number for proposed in self.proposed for number in proposed.change.numbers)
        return tuple(number for number, count in counts.items() if count > 1)


class AdjacentInsertions(Struct, frozen=True):
    """Insertions of several parties at one place, side by side in the order of the parties."""

    note: str
    place: int
    """The place of the base before which they are inserted."""
    whole: bool
    """Whether paragraphs or rows are inserted, not words."""
    proposed: tuple[ProposedChange, ...]

    @property
    def parties(self) -> tuple[int, ...]:
        """The parties that put something in, in party order."""
        return _parties_of(self.proposed)


def side_by_side(applied: Iterable[ProposedChange]) -> tuple[AdjacentInsertions, ...]:
    """The places at which parties insert different things, in the order of the base."""
    found: dict[tuple[str, int, bool], list[ProposedChange]] = defaultdict(list)
    for option in applied:
        change = option.change
        if change.pieces and change.start == change.stop:
            found[option.note, change.stop, change.whole or change.sort == "row"].append(option)
    return tuple(
        AdjacentInsertions(*at, tuple(sorted(proposed, key=lambda proposal: proposal.parties)))
        for at, proposed in sorted(found.items())
        if len({option.parties for option in proposed}) > 1
    )


def parties_alike(conflict: Conflict) -> list[tuple[int, ...]]:
    """The parties of a conflict, those together who want the very same."""
    sets: dict[tuple[int, ...], list[int]] = {}
    for party in conflict.parties:
        key = tuple(number for number, option in enumerate(conflict.proposed) if party in option.parties)
        sets.setdefault(key, []).append(party)
    return [tuple(parties) for parties in sets.values()]


def together(conflict: Conflict, party: int) -> tuple[int, ...]:
    """The parties that want the same in a conflict as a party, that party among them."""
    return next((parties for parties in parties_alike(conflict) if party in parties), (party,))


def separate_conflicts(
    proposed: Iterable[ProposedChange], clauses: Sequence[Clause] = ()
) -> tuple[tuple[ProposedChange, ...], tuple[Conflict, ...]]:
    """The changes that meet no other, and the conflicts, both in the order of the base, whose clauses are given."""
    ordered = sorted(proposed, key=lambda option: (option.note, option.change.start, option.change.stop, option.parties))
    bands = BandRows(clauses)
    free, groups = group_conflicts(ordered, lambda first, second: first.change.meets(second.change), _of_bands(ordered, bands))
    by_key: dict[str, Conflict] = {}
    for group in groups:  # several numbers at one place are decided together
        conflict = _conflict(group, bands)
        known = by_key.get(conflict.key)
        proposed = (*known.proposed, *conflict.proposed) if known is not None else conflict.proposed
        by_key[conflict.key] = replace(conflict, proposed=proposed)
    conflicts = sorted(by_key.values(), key=lambda option: (option.note, option.start, option.stop))
    return tuple(free), tuple(conflicts)


def _of_bands(ordered: Sequence[ProposedChange], bands: BandRows) -> Iterator[tuple[int, int, bool]]:
    """The pairs of changes of rows with overlapping frequency bands that are decided together, by their places, and whether they
    cannot both stand: a party replaces a band as a whole, and no two parties by different rows."""
    tables: dict[int | None, dict[int, CellBands]] = defaultdict(dict)
    for place, option in enumerate(ordered):
        if not option.note and (cells := bands.of(option.change)):
            tables[option.change.table][place] = cells
    for rows in tables.values():
        for first, second in overlapping(rows):
            shared = not set(ordered[first].parties).isdisjoint(ordered[second].parties)
            if shared or (ordered[first].change.pieces and ordered[second].change.pieces):
                yield first, second, not shared
        for party in {party for place in rows for party in ordered[place].parties}:
            yield from _of_high_cells(ordered, rows, party)


def _of_high_cells(
    ordered: Sequence[ProposedChange], rows: Mapping[int, CellBands], party: int
) -> Iterator[tuple[int, int, bool]]:
    """The neighbouring rows of a party, deleted or new, of which the second one continues a cell of the first one."""
    mine = [(ordered[place], place) for place in rows if party in ordered[place].parties]
    deleted = {option.change.start: option.change.stop for option, _ in mine if not option.change.pieces}
    in_order = sorted(mine, key=lambda pair: (bool(pair[0].change.pieces), pair[0].turns[pair[0].parties.index(party)]))
    for (above, first), (below, second) in pairwise(in_order):
        place = above.change.stop
        while place < below.change.start and place in deleted:
            place = deleted[place]
        if None in rows[second] and place == below.change.start:
            yield first, second, False


class ChangeSpan(Protocol):
    """A range of the base."""

    @property
    def start(self) -> int:
        """The first place."""

    @property
    def stop(self) -> int:
        """The place after the last one of the span."""


class Claim(Protocol):
    """A change of the base with those who want it; what a conflict consists of, in a consolidation and in a merge."""

    @property
    def note(self) -> str:
        """The key of the note that it changes; '' for the text itself."""

    @property
    def change(self) -> ChangeSpan:
        """The range that it changes."""

    @property
    def parties(self) -> tuple[int, ...]:
        """Those who want it."""

    @property
    def moves(self) -> tuple[str, ...]:
        """For each party the id of the move of which this is one half; '' if none."""


C = TypeVar("C", bound=Claim)


def group_conflicts(
    ordered: Sequence[C], meets: Callable[[C, C], bool], pairs: Iterable[tuple[int, int, bool]] = ()
) -> tuple[list[C], list[list[C]]]:
    """The changes that meet no other, and those in conflict, together with what is decided with them.

    ordered: the changes, in the order of the base
    meets: whether two changes cannot both stand
    pairs: the places of pairs that are decided together wherever they are, and whether they cannot both stand
    """
    groups = _Groups(len(ordered))
    colliding: set[int] = set()
    reach: list[tuple[int, C]] = []
    for place, member in enumerate(ordered):
        start, note = member.change.start, member.note
        reach = [option for option in reach if option[1].change.stop >= start and option[1].note == note]
        for other, before in reach:
            if meets(before, member) and set(before.parties) != set(member.parties):
                groups.join(place, other)
                colliding |= {place, other}
        reach.append((place, member))
    for first, second, collides in pairs:
        groups.join(first, second)
        colliding |= {first, second} if collides else set()
    _join_moves(ordered, groups)
    colliding |= _moved_apart(ordered, groups)
    heads = {groups.head(option) for option in colliding}
    sets: dict[int, list[C]] = defaultdict(list)
    free: list[C] = []
    for place, member in enumerate(ordered):
        head = groups.head(place)
        (sets[head] if head in heads else free).append(member)
    return free, list(sets.values())


def _join_moves(ordered: Sequence[Claim], groups: _Groups) -> None:
    """Join the groups of both halves of each move, so that they are decided together."""
    halves: dict[tuple[int, str], list[int]] = defaultdict(list)
    for place, option in enumerate(ordered):
        for party, move in zip(option.parties, option.moves, strict=True):
            if move:
                halves[party, move].append(place)
    for places in halves.values():
        for first, other in pairwise(places):
            groups.join(first, other)


def _moved_apart(ordered: Sequence[Claim], groups: _Groups) -> set[int]:
    """The deletions of what several parties move to different places: the words cannot be at all of them."""
    halves: dict[int, list[tuple[int, frozenset[int]]]] = defaultdict(list)
    for place, option in enumerate(ordered):
        movers = frozenset([party for party, move in zip(option.parties, option.moves, strict=True) if move])
        if movers:
            halves[groups.head(place)].append((place, movers))
    return {
        place
        for members in halves.values()
        for place, movers in members
        if len(movers) > 1 and len({other for _, other in members if other < movers}) > 1
    }


def _conflict(group: Sequence[ProposedChange], bands: BandRows) -> Conflict:
    striking = [option for option in group if option.change.start < option.change.stop] or list(group)
    start = min(option.change.start for option in striking)
    stop = max(option.change.stop for option in striking)
    return Conflict(group[0].note, start, stop, tuple(group), bands.printed(option.change for option in group if not option.note))


class _Groups:
    """Numbers that belong together (union-find)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def head(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, first: int, second: int) -> None:
        low, high = sorted((self.head(first), self.head(second)))
        self._above[high] = low
