"""The marks of tracked changes in WordprocessingML: ids, authors and dates (ISO 29500-1 §17.13.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from model.formats.xml_escape import ILLEGAL, quoteattr
from model.redline import KEPT, NOBODY, End, Run, Stamp, Status

WRAPPERS = {Status.INSERTED: "ins", Status.DELETED: "del"}
MOVED = {Status.INSERTED: "moveTo", Status.DELETED: "moveFrom"}

_DATE = re.compile(r"[1-9]\d{3}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")
"""The dates that the schema knows; another one, read or given, is written as that of the export."""


@dataclass
class RevisionMarks:
    """The tracked changes of one export: one counter of ids over all parts, one date for our own changes."""

    default_author: str
    """The author of changes for which the document names none."""
    date: str
    """ISO 8601 to the second."""
    author: str | None = None
    """Sets one author for all."""
    next_id: int = 1
    _known: dict[Stamp, str] = field(default_factory=dict)

    def id(self) -> int:
        """An id that no other mark has."""
        id = self.next_id
        self.next_id += 1
        return id

    def attributes(self, stamp: Stamp) -> str:
        """` w:id=… w:author=… w:date=…` for a new element."""
        return f' w:id="{self.id()}"{self.names(stamp)}'

    def names(self, stamp: Stamp) -> str:
        """The attributes ` w:author=… w:date=…` of a stamp."""
        if stamp not in self._known:
            author = ILLEGAL.sub("", self.author or stamp.author) or self.default_author
            date = stamp.date if _DATE.fullmatch(stamp.date) else self.date
            self._known[stamp] = f" w:author={quoteattr(author)} w:date={quoteattr(date)}"
        return self._known[stamp]

    def wrap(self, run: Run, inside: str) -> str:
        """Run elements of one status, author and move, in the element that tracks them."""
        if run.status is KEPT:
            return inside
        if run.status is Status.RETRACTED:
            outer, inner = self.attributes(run.stamp), self.attributes(run.retracted)
            return f"<w:ins{outer}><w:del{inner}>{inside}</w:del></w:ins>"
        name = (MOVED if run.move else WRAPPERS)[run.status]
        return f"<w:{name}{self.attributes(run.stamp)}>{inside}</w:{name}>"

    def end(self, end: End) -> str:
        """The mark at the beginning of the properties of a paragraph mark, '' if it is kept."""
        if end.status is KEPT:
            return ""
        if end.status is Status.RETRACTED:
            return f"<w:ins{self.attributes(end.stamp)}/><w:del{self.attributes(end.retracted)}/>"
        name = (MOVED if end.move else WRAPPERS)[end.status]
        return f"<w:{name}{self.attributes(end.stamp)}/>"

    def row(self, status: Status, stamp: Stamp, retracted: Stamp = NOBODY) -> str:
        """The mark in the properties of a tracked table row; `retracted` stamps the deletion of a row that `stamp` inserted."""
        if status is Status.RETRACTED:
            return f"<w:ins{self.attributes(stamp)}/><w:del{self.attributes(retracted)}/>"
        name = WRAPPERS.get(status)
        return f"<w:{name}{self.attributes(stamp)}/>" if name else ""


@dataclass
class MoveRange:
    """One half of a move: the beginning and the end of its range, as indices of paragraph and run."""

    name: str
    element: str
    stamp: Stamp
    first: tuple[int, int]
    last: tuple[int, int] = (0, 0)
    id: int = 0
    """For the mark of the beginning, once it is written."""


@dataclass
class StoryMoves:
    """The moves of one story."""

    starts: dict[tuple[int, int], list[MoveRange]] = field(default_factory=dict)
    ends: dict[tuple[int, int], list[MoveRange]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()
    """The moves with both halves; the others are written as insertions and deletions."""

    @classmethod
    def of(cls, paragraphs: Iterable[tuple[Sequence[Run], End]], taken: set[str]) -> StoryMoves:
        """The moves among the runs and ends of a story's paragraphs, under names that are not yet taken in the file."""
        halves: dict[tuple[str, Status], MoveRange] = {}
        for place, (runs, end) in enumerate(paragraphs):
            parts: tuple[Run | End, ...] = (*runs, end)
            for number, part in enumerate(parts):
                if not part.move or part.status not in MOVED:
                    continue
                half = MoveRange("", MOVED[part.status], part.stamp, (place, number))
                halves.setdefault((part.move, part.status), half).last = (place, number)
        whole = frozenset(move for move, _ in halves if all((move, status) in halves for status in MOVED))
        moves = cls(whole=whole)
        names = {move: _free_name(move, taken) for move in dict.fromkeys(move for move, _ in halves) if move in whole}
        for (move, _), half in halves.items():
            if move in whole:
                half.name = names[move]
                moves.starts.setdefault(half.first, []).append(half)
                moves.ends.setdefault(half.last, []).append(half)
        return moves


def _free_name(name: str, taken: set[str]) -> str:
    free = next(candidate for candidate in chain((name,), (f"{name}-{number}" for number in count(2))) if candidate not in taken)
    taken.add(free)
    return free
