"""Places in a text that stay at their characters while the text is edited.

All edits of one file refer to the text as it was read (FORMATS.md §7), so each place is found there first and then mapped
through every earlier change. A place is before a character (or before a paragraph end).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz.distance import Indel

from model.errors import EditError
from model.redline import ANCHOR, Clause, Run
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import SetClause, SetField, Step


class ScriptPlace(Struct, frozen=True):
    """A place in a story: before a character of a clause, or before its end."""

    story: StoryId
    clause: str
    offset: int


class EditedRange(Struct, frozen=True):
    """A range that an edit changes: the text before it and after it stays as it is."""

    start: ScriptPlace
    last: ScriptPlace | None = None
    """Its last character; None if it is empty."""
    size: int = 0
    """The number of characters that replace it; read only if other ranges are changed too."""


@dataclass
class _Shared:
    """A place that some keys share."""

    now: ScriptPlace


@dataclass
class TrackedPlaces:
    """Places that follow the text through steps, by keys of the caller. A place whose character is deleted is dropped."""

    _by_key: dict[object, _Shared] = field(default_factory=dict)
    _by_clause: dict[tuple[StoryId, str], dict[int, _Shared]] = field(default_factory=dict)
    """Shared places by story, clause and offset: thousands of edits may name one place."""
    _empty: set[int] = field(default_factory=set)
    """The numbers of the empty ranges."""

    def keep(self, key: object, position: ScriptPlace) -> None:
        """Track a place from now on."""
        places = self._by_clause.setdefault((position.story, position.clause), {})
        self._by_key[key] = places.setdefault(position.offset, _Shared(position))

    def current(self, key: object) -> ScriptPlace | None:
        """Where a place is now; None if an earlier edit deleted the text there."""
        shared = self._by_key.get(key)
        if shared is None:
            return None
        at = shared.now
        return at if self._by_clause.get((at.story, at.clause), {}).get(at.offset) is shared else None

    def place(self, key: object, clauses: Sequence[Clause]) -> Place:
        """Where a place is now, as a place of a story; EditError if an earlier edit deleted the text there."""
        position = self.current(key)
        if position is not None:
            for index, clause in enumerate(clauses):
                if clause.id == position.clause:
                    return Place(index, position.offset)
        raise EditError.of("an earlier edit deleted the text that this one refers to")

    def keep_range(self, number: int, start: ScriptPlace, stop: ScriptPlace) -> None:
        """Track the range of an edit of text, in one clause, by the number of the edit: its first and its last character."""
        self.keep((number, "start"), start)
        self.keep((number, "last"), replace(stop, offset=max(start.offset, stop.offset - 1)))
        if start == stop:
            self._empty.add(number)

    def range_of(self, number: int, clauses: Sequence[Clause]) -> tuple[Place, Place]:
        """Where the range of an edit is now; EditError if an earlier edit deleted the text there."""
        start, last = self.place((number, "start"), clauses), self.place((number, "last"), clauses)
        return start, last if number in self._empty else Place(last.index, last.offset + 1)

    def edited_ranges(self, sizes: Mapping[int, int]) -> list[EditedRange]:
        """The ranges that edits change, in their order; those of edits that change no range are omitted.

        sizes: by the number of an edit the number of characters that it inserts
        """
        out: list[EditedRange] = []
        for number, size in sizes.items():
            start, last = self.current((number, "start")), self.current((number, "last"))
            if start is not None and last is not None:
                out.append(EditedRange(start, None if number in self._empty else last, size))
        return sorted(out, key=lambda edited: edited.start.offset)

    def carry(self, steps: Sequence[Step], edited: Sequence[EditedRange] = ()) -> None:
        """Carry all places through steps that were applied.

        edited: the ranges of one clause that the first step on it changes, if they are known
        """
        for step in steps:
            if isinstance(step, SetField):
                continue
            old, new = ((step.old,), (step.new,)) if isinstance(step, SetClause) else (step.old, step.new)
            touched = [found for clause in old if (found := self._by_clause.pop((step.story, clause.id), None))]
            ranges = edited if edited and _contains(step.story, old, edited[0]) else ()
            edited = () if ranges else edited
            trail = _trail(old, new, ranges) if touched else {}
            for shared in [shared for places in touched for shared in places.values()]:
                position = trail.get((shared.now.clause, shared.now.offset))
                if position is not None:
                    shared.now = ScriptPlace(step.story, *position)
                    self._by_clause.setdefault((step.story, position[0]), {})[position[1]] = shared


Mark = tuple[str, bool, bool]
"""A character (or `¶`), whether it stands in the base, whether it stands in the draft alone."""


def _marks(clauses: Sequence[Clause]) -> Iterator[tuple[Mark, tuple[str, int]]]:
    for clause in clauses:
        offset = 0
        for run in clause.runs:
            for character in run.text:
                yield (character + run.content, run.status.in_base, not run.status.in_base), (clause.id, offset)
                offset += 1
        status = clause.end.status
        yield ("¶", status.in_base, not status.in_base), (clause.id, offset)


def _contains(story: StoryId, clauses: Sequence[Clause], edited: EditedRange) -> bool:
    """Whether a range begins and ends in these clauses of a story."""
    ids = {clause.id for clause in clauses}
    return edited.start.story == story and edited.start.clause in ids and (edited.last is None or edited.last.clause in ids)


def _trail(old: Sequence[Clause], new: Sequence[Clause], edited: Sequence[EditedRange]) -> dict[tuple[str, int], tuple[str, int]]:
    """Where each place before a character of the old clauses is in the new ones. Characters of the base are met in
    their order, which no edit changes; those that are new with the draft as far as they are still there."""
    trail: dict[tuple[str, int], tuple[str, int]] = {}
    numbers = {place: number for number, (_, place) in enumerate(_marks(old))} if edited else {}
    for in_base in (True, False):
        before = [(mark[0], place) for mark, place in _marks(old) if mark[1] is in_base]
        after = [(mark[0], place) for mark, place in _marks(new) if mark[1] is in_base]
        parts = _parts_between(before, after, edited, numbers) if edited and not in_base else []
        for source, target in parts or [(slice(None), slice(None))]:
            left, right = before[source], after[target]
            for block in Indel.opcodes([character for character, _ in left], [character for character, _ in right]):
                if block.tag == "equal":
                    for i, j in zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True):
                        trail[left[i][1]] = right[j][1]
    return trail


_Lane = Sequence[tuple[str, tuple[str, int]]]
"""Characters with their places."""


def _parts_between(
    before: _Lane, after: _Lane, edited: Sequence[EditedRange], numbers: Mapping[tuple[str, int], int]
) -> list[tuple[slice, slice]]:
    """The parts of new text before and after an edit that belong together: those that it leaves alone, and what it changes
    between them. Nothing if they differ: the edit changed more than its ranges. In equal letters a comparison alone would not
    find the one before which text was inserted.

    numbers: of each place its number in the old text
    """
    order = [numbers[place] for _, place in before]
    out: list[tuple[slice, slice]] = []
    at = new_at = 0
    for number, change in enumerate(edited, 1):
        start = numbers[change.start.clause, change.start.offset]
        low = bisect_left(order, start)
        high = bisect_left(order, numbers[change.last.clause, change.last.offset] + 1) if change.last is not None else low
        new_low = new_at + low - at
        new_high = new_low + change.size if number < len(edited) else len(after) - (len(before) - high)
        out += [(slice(at, low), slice(new_at, new_low)), (slice(low, high), slice(new_low, max(new_low, new_high)))]
        at, new_at = high, new_high
    out.append((slice(at, None), slice(max(0, new_at), None)))
    same = all([mark for mark, _ in before[a]] == [mark for mark, _ in after[b]] for a, b in out[::2])
    return out if same else []


def places_of(words: str, whole: str, runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Offsets of every place where words stand in the whole text of a clause, ignoring marks without width."""
    hidden = [offset for offset, character in enumerate(whole) if character == ANCHOR]
    if hidden:
        offsets: list[int] = []
        place = 0
        for run in runs:
            if not (run.text == ANCHOR and run.content):
                offsets += range(place, place + len(run.text))
            place += len(run.text)
    else:
        offsets = list(range(len(whole)))
    shown = "".join(whole[offset] for offset in offsets)
    found: list[tuple[int, int]] = []
    start = shown.find(words)
    while start >= 0:
        found.append((offsets[start], offsets[start + len(words) - 1] + 1))
        start = shown.find(words, start + len(words))
    return found
