"""The words of the draft that go, and those that come, when differences of a row are taken over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from model.diff.aligned_rows import AlignedRow
from model.diff.tidy import tidied
from model.edits.common import replaced
from model.redline import Clause, Run, Side, Stamp
from model.submission.amendments import AmendedPart
from model.submission.story import StoryId
from model.submission.transactions import Step

OTHER: dict[Side, Side] = {"base": "draft", "draft": "base"}


@dataclass
class Operation:
    """The edit at one place of the draft: characters struck from `start` to `stop`, each a paragraph of the row and an
    offset in it, and what is put in their place."""

    start: tuple[int, int]
    stop: tuple[int, int]
    new: list[list[Run]] = field(default_factory=lambda: [[]])

    @property
    def does(self) -> bool:
        """Whether anything is struck or put in."""
        return self.start != self.stop or len(self.new) > 1 or bool(self.new[0])


def operations(row: AlignedRow, parts: Sequence[AmendedPart], side: Side) -> Iterator[Operation]:
    """The operations that parts of a row ask for, on the side on which the draft stands, from its start to its end."""
    other = OTHER[side]
    chosen = Chosen(parts)
    at = (0, 0)
    op = Operation(at, at)
    for clause in row.clauses:
        offset = 0
        for run in clause.runs:
            mine, theirs = run.status.on(side), run.status.on(other)
            taken = mine is not theirs and chosen.has(clause.id, "text", offset)
            offset += len(run.text)
            if mine and not taken:
                yield from [op] if op.does else []
                at = (at[0], at[1] + len(run.text))
                op = Operation(at, at)
            elif mine:
                op.stop = at = (at[0], at[1] + len(run.text))
            elif taken:
                op.new[-1].append(Run(run.text, style=run.style_on(other), content=run.content))
        mine, theirs = clause.end.status.on(side), clause.end.status.on(other)
        taken = mine is not theirs and chosen.has(clause.id, "end")
        if mine and not taken:
            yield from [op] if op.does else []
            at = (at[0] + 1, 0)
            op = Operation(at, at)
        elif mine:
            op.stop = at = (at[0] + 1, 0)
        elif taken:
            op.new.append([])
    if op.does:
        yield op


class Chosen:
    """Looks parts up by their place."""

    def __init__(self, parts: Sequence[AmendedPart]) -> None:
        self._parts = parts

    def has(self, clause: str, what: str, offset: int = 0) -> bool:
        """Whether a part of a clause was chosen; words and formats only where they cover the character at the offset."""
        return any(
            part.clause == clause and part.what == what and (what not in ("text", "format") or part.start <= offset < part.stop)
            for part in self._parts
        )


def tidied_since(story: StoryId, before: Sequence[Clause], clauses: tuple[Clause, ...], stamp: Stamp) -> list[Step]:
    """Marks as few words as possible in the clauses that a story did not have before. Words that are kept again may let ends be
    kept as well, so the clauses come into canonical form once more.

    story: the text or note that is changed
    before: its clauses as they were
    clauses: its clauses
    stamp: author and time of the change
    """
    known = set(map(id, before))
    fresh = [place for place, clause in enumerate(clauses) if id(clause) not in known]
    if not fresh:
        return []
    low, high = fresh[0], fresh[-1] + 1
    new = [clause if id(clause) in known else tidied(clause, stamp) for clause in clauses[low:high]]
    return replaced(story, clauses, new, low, high)[1]
