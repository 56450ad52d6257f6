"""Places in a text that stay at their characters while the text is edited.

The edits of one file all speak of the text as it was read (design §9), so each place is found there first and then
carried through every change that comes before its own. A place stands before a character (or before a paragraph end).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import Indel

from model.errors import EditError
from model.message import Message
from model.redline import Clause
from model.redline.edit_text import Place
from model.submission.transactions import SetClause, SetField, Step


class ScriptPosition(Struct, frozen=True):
    """A place in a story: before a character of a clause, or before its end."""

    story: str
    clause: str
    offset: int


class TrackedPositions(Struct):
    """Places by a key of the caller's, carried through steps; one whose character is gone is dropped."""

    places: dict[object, ScriptPosition]

    def place(self, key: object, clauses: Sequence[Clause]) -> Place:
        """Where a place is now; EditError where an earlier edit took away what it stood at."""
        spot = self.places.get(key)
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
            touched = {clause.id for clause in old}
            if any(spot.story == step.story and spot.clause in touched for spot in self.places.values()):
                self._carry(step.story, touched, _trail(old, new))

    def _carry(self, story: str, touched: set[str], trail: dict[tuple[str, int], tuple[str, int]]) -> None:
        for key, spot in list(self.places.items()):
            if spot.story != story or spot.clause not in touched:
                continue
            there = trail.get((spot.clause, spot.offset))
            if there is None:
                del self.places[key]
            else:
                self.places[key] = ScriptPosition(story, *there)


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
    """Where each place before a character of the old clauses is in the new ones. Characters of the base are met in
    their order, which no edit changes; those that are new with the draft as far as they are still there."""
    trail: dict[tuple[str, int], tuple[str, int]] = {}
    for in_base in (True, False):
        before = [(mark[0], place) for mark, place in _marks(old) if mark[1] is in_base]
        after = [(mark[0], place) for mark, place in _marks(new) if mark[1] is in_base]
        for block in Indel.opcodes([mark for mark, _ in before], [mark for mark, _ in after]):
            if block.tag == "equal":
                for i, j in zip(range(block.src_start, block.src_end), range(block.dest_start, block.dest_end), strict=True):
                    trail[before[i][1]] = after[j][1]
    return trail
