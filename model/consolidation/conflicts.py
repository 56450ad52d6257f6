"""The conflicts between the changes of several parties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Protocol, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.changes import PartyChange


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


def separate_conflicts(proposed: Iterable[ProposedChange]) -> tuple[tuple[ProposedChange, ...], tuple[Conflict, ...]]:
    """The changes that meet no other, and the conflicts, both in the order of the base."""
    ordered = sorted(proposed, key=lambda option: (option.note, option.change.start, option.change.stop, option.parties))
    free, groups = group_conflicts(ordered, lambda first, second: first.change.meets(second.change))
    by_key: dict[str, Conflict] = {}
    for conflict in map(_conflict, groups):  # several numbers at one place are decided together
        known = by_key.get(conflict.key)
        proposed = (*known.proposed, *conflict.proposed) if known is not None else conflict.proposed
        by_key[conflict.key] = replace(conflict, proposed=proposed)
    conflicts = sorted(by_key.values(), key=lambda option: (option.note, option.start, option.stop))
    return tuple(free), tuple(conflicts)


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


def group_conflicts(ordered: Sequence[C], meets: Callable[[C, C], bool]) -> tuple[list[C], list[list[C]]]:
    """The changes that meet no other, and those in conflict, together with what is decided with them.

    ordered: the changes, in the order of the base
    meets: whether two changes cannot both stand
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


def _conflict(group: Sequence[ProposedChange]) -> Conflict:
    striking = [option for option in group if option.change.start < option.change.stop] or list(group)
    start = min(option.change.start for option in striking)
    stop = max(option.change.stop for option in striking)
    return Conflict(group[0].note, start, stop, tuple(group))


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
