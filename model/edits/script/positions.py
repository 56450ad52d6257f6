"""Places in a text that stay at their characters while the text is edited.

All edits of one file refer to the text as it was read (FORMATS.md §7), so each place is found there first and then mapped
through every earlier change. A place is before a character (or before a paragraph end).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import Struct
from rapidfuzz.distance import Indel

from model.errors import EditError
from model.message import Message
from model.redline import ANCHOR, Clause, Run
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import SetClause, SetField, Step


class ScriptPosition(Struct, frozen=True):
    """A place in a story: before a character of a clause, or before its end."""

    story: StoryId
    clause: str
    offset: int


@dataclass
class _Shared:
    """A place that some keys share."""

    now: ScriptPosition


@dataclass
class TrackedPositions:
    """Places by a key of the caller's, carried through steps; one whose character is gone is dropped."""

    _by_key: dict[object, _Shared] = field(default_factory=dict)
    _by_clause: dict[tuple[StoryId, str], dict[int, _Shared]] = field(default_factory=dict)
    """Shared places by story, clause and offset: thousands of edits may name one place."""

    def keep(self, key: object, position: ScriptPosition) -> None:
        """Track a place from now on."""
        places = self._by_clause.setdefault((position.story, position.clause), {})
        self._by_key[key] = places.setdefault(position.offset, _Shared(position))

    def current(self, key: object) -> ScriptPosition | None:
        """Where a place is now; None if an earlier edit deleted the text there."""
        shared = self._by_key.get(key)
        if shared is None:
            return None
        at = shared.now
        return at if self._by_clause.get((at.story, at.clause), {}).get(at.offset) is shared else None

    def place(self, key: object, clauses: Sequence[Clause]) -> Place:
        """Where a place is now, as a place of a story; EditError if an earlier edit deleted the text there."""
        spot = self.current(key)
        if spot is not None:
            for index, clause in enumerate(clauses):
                if clause.id == spot.clause:
                    return Place(index, spot.offset)
        raise EditError(Message.of("an earlier edit took away the text that this one refers to"))

    def carry(self, steps: Sequence[Step]) -> None:
        """Carry all places through steps that were applied."""
        for step in steps:
            if isinstance(step, SetField):
                continue
            old, new = ((step.old,), (step.new,)) if isinstance(step, SetClause) else (step.old, step.new)
            touched = [found for clause in old if (found := self._by_clause.pop((step.story, clause.id), None))]
            trail = _trail(old, new) if touched else {}
            for shared in [shared for places in touched for shared in places.values()]:
                position = trail.get((shared.now.clause, shared.now.offset))
                if position is not None:
                    shared.now = ScriptPosition(step.story, *position)
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


def _trail(old: Sequence[Clause], new: Sequence[Clause]) -> dict[tuple[str, int], tuple[str, int]]:
    """Where each place before a character of the old clauses is in the new ones: the base's characters stay in order, those that
    are new with the draft are found if they are still there."""
    trail: dict[tuple[str, int], tuple[str, int]] = {}
    for in_base in (True, False):
        before = [(mark[0], place) for mark, place in _marks(old) if mark[1] is in_base]
        after = [(mark[0], place) for mark, place in _marks(new) if mark[1] is in_base]
        for block in Indel.opcodes([mark for mark, _ in before], [mark for mark, _ in after]):
            if block.tag == "equal":
                for i, j in zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True):
                    trail[before[i][1]] = after[j][1]
    return trail


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
