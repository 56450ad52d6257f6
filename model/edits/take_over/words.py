"""The words that are deleted and inserted when differences of a row are taken over, and their places in the draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from model.diff.aligned_rows import AlignedRow
from model.diff.tidy import tidy_clause
from model.edits.common import index_of, replace_clauses
from model.redline import Clause, Paragraph, Run, Side, Stamp, Status
from model.redline.edit_text import Place
from model.submission.amendments import AmendedPart, ChosenParts
from model.submission.story import StoryId
from model.submission.transactions import Step

OTHER: dict[Side, Side] = {"base": "draft", "draft": "base"}


@dataclass
class Operation:
    """The edit at one place of the draft: what is from `start` to `stop` (paragraph of the row, offset) is replaced."""

    start: tuple[int, int]
    stop: tuple[int, int]
    new: list[list[Run]] = field(default_factory=lambda: [[]])

    @property
    def does(self) -> bool:
        """Whether anything is deleted or inserted."""
        return self.start != self.stop or len(self.new) > 1 or bool(self.new[0])


def operations(row: AlignedRow, parts: Sequence[AmendedPart], side: Side) -> Iterator[Operation]:
    """The operations that parts of a row ask for, on the side on which the draft stands, from its start to its end."""
    other = OTHER[side]
    chosen = ChosenParts(parts)
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


def tidy_new_clauses(story: StoryId, before: Sequence[Clause], clauses: tuple[Clause, ...], stamp: Stamp) -> list[Step]:
    """The steps that mark as few words as possible in the clauses that a story did not have `before`."""
    known = set(map(id, before))
    fresh = [place for place, clause in enumerate(clauses) if id(clause) not in known]
    if not fresh:
        return []
    low, high = fresh[0], fresh[-1] + 1
    new = [clause if id(clause) in known else tidy_clause(clause, stamp) for clause in clauses[low:high]]
    return replace_clauses(story, clauses, new, low, high)[1]


def struck_here(clauses: Sequence[Clause], start: int, at: int, text: str, *, in_cell: bool) -> Clause | None:
    """A wholly deleted clause between two indices, or up to the next live clause; in no row that is deleted.

    start, at: the first candidate, and the clause after the last possible place
    text: its text in the base
    in_cell: whether it is in a cell
    """
    stop = next((index for index in range(at, len(clauses)) if clauses[index].is_on("draft")), len(clauses))
    for clause in clauses[start:stop]:
        if (clause.cell is not None) is not in_cell or clause.row is Status.DELETED:
            continue
        if clause.end.status is Status.DELETED and not clause.is_on("draft") and clause.text_on("base") == text:
            return clause if not clause.end.move else None
    return None


def place_beside(clauses: Sequence[Clause], index: int, beside: Clause | None) -> int:
    """The index of the same place of the draft in the cell of `beside`, or (None) outside a table of which only deleted rows
    follow: deleted text between two paragraphs of the draft may be in a cell or not."""
    if beside is None:
        while 0 < index < len(clauses) and _are_of_one_table(clauses[index - 1], clauses[index]):
            if clauses[index].is_on("draft"):
                break
            index += 1
        return index
    place = index_of(clauses, beside.id)
    while index < place and clauses[index].cell != beside.cell:
        index += 1
    while index > place + 1 and clauses[index - 1].cell != beside.cell:
        index -= 1
    return index


def _are_of_one_table(first: Clause, other: Clause) -> bool:
    return first.cell is not None and other.cell is not None and first.cell[0] == other.cell[0]


def spans_in(paragraph: Paragraph, start: int, stop: int) -> Iterator[tuple[str, int, int]]:
    """The ranges in the whole texts of its clauses of a range of a paragraph of the draft."""
    clause_start = 0
    for clause in paragraph.clauses:
        offset = 0
        for run in clause.runs:
            if run.status.in_draft:
                low, high = max(start - clause_start, 0), min(stop - clause_start, len(run.text))
                if low < high:
                    yield clause.id, offset + low, offset + high
                clause_start += len(run.text)
            offset += len(run.text)


def place_at(clauses: Sequence[Clause], targets: Sequence[Paragraph], at: tuple[int, int], *, stop: bool = False) -> Place:
    """The place of an offset in a paragraph of the draft: before the character there, or as a `stop` after the one before."""
    number, offset = at
    indices = {clause.id: index for index, clause in enumerate(clauses)}
    if number >= len(targets):  # behind the last end of the row
        last = indices[targets[-1].closing.id]
        return Place(last + 1, 0)
    target = targets[number]
    before, behind = list(spans_in(target, offset - 1, offset)), list(spans_in(target, offset, offset + 1))
    if behind and not (stop and before):
        id, start, _ = behind[0]
        return Place(indices[id], start)
    if before:
        id, _, end = before[-1]
        return Place(indices[id], end)
    return Place(indices[target.closing.id], len(target.closing.text) if not stop else 0)
