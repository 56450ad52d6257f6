"""The places of a draft's paragraphs and characters in the clauses of its redline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from model.edits.common import index_of
from model.redline import Clause, Paragraph, Status
from model.redline.edit_text import Place


def struck_here(clauses: Sequence[Clause], start: int, at: int, text: str, *, in_cell: bool) -> Clause | None:
    """A clause with this text that was deleted whole, between two indices or between the second and the next live clause: in
    the cell of a row that stays, or outside of tables.

    start: the first candidate
    at: the clause after the last possible place
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
    """The place that is the same in the draft as an index, but in the cell of the clause `beside`, or with None outside of a
    table of which only struck rows follow: what is struck between two paragraphs of the draft may stand in a cell or not."""
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
