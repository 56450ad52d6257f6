"""The rows of a comparison by whole provisions and by disputed frequency bands: a change of a paragraph that continues a
provision is one of the provision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.consolidation.comparison_row import ComparisonRow, PartyCell, with_references
from model.numbering.margin_numbers import has_number
from model.redline import Clause
from model.submission.provisions import continues_provision

Wording = Callable[[int, int], tuple[Clause, ...]]
"""The clauses of a paragraph of the base in the redline of a party, both by their indexes."""


def whole_provisions(
    rows: Iterable[ComparisonRow], base: Sequence[Clause], numbers: Mapping[str, object], wording: Wording
) -> Iterator[ComparisonRow]:
    """The rows, with a row for each provision of the base and the paragraphs that continue it or that parties insert to continue
    it. Other rows stay as they are.

    rows: those of single paragraphs and of insertions, in order
    base: the clauses of the base
    numbers: its margin numbers by clause id, see `Labelling.numbers`
    wording: what the redline of a party has of a paragraph
    """
    group: list[ComparisonRow] = []
    for row in rows:
        clauses = _inserted(row) if row.insertion else [base[row.parts[0].index]]
        if group and all(
            clause.id not in numbers and not has_number(clause) and continues_provision(clause) for clause in clauses
        ):
            group.append(row)
            continue
        yield from _joined(group, wording)
        group = []
        if not row.insertion and clauses[0].id in numbers:
            group = [row]
        else:
            yield row
    yield from _joined(group, wording)


def whole_bands(
    rows: Iterable[ComparisonRow], conflicts: Iterable[tuple[str, int, int]], begins: Sequence[int], wording: Wording
) -> Iterator[ComparisonRow]:
    """The rows, with a row for each conflict about frequency bands: the paragraphs of the rows in force, and the new rows.

    rows: those of single paragraphs and of insertions, in order
    conflicts: the key of each, and the first and last place of its stretch of the base, in order
    begins: the place at which each paragraph of the base begins, and the place after all
    wording: what the redline of a party has of a paragraph
    """
    waiting = list(conflicts)[::-1]
    group: list[ComparisonRow] = []
    for row in rows:
        place, is_insertion = begins[row.parts[0].index], row.insertion
        while waiting and (place > waiting[-1][2] or (place == waiting[-1][2] and not is_insertion)):
            yield from _of_bands(group, waiting.pop()[0], wording)
            group = []
        if waiting and place >= waiting[-1][1] and not (is_insertion and place == waiting[-1][1]):
            group.append(row)
        else:
            yield row
    yield from _of_bands(group, waiting[-1][0] if waiting else "", wording)


def _of_bands(rows: Sequence[ComparisonRow], key: str, wording: Wording) -> Iterator[ComparisonRow]:
    for row in _joined(rows, wording):
        yield replace(row, conflicts=tuple(dict.fromkeys((key, *row.conflicts))))


def _inserted(row: ComparisonRow) -> list[Clause]:
    return [clause for cell in row.cells for clause in cell.clauses]


def _joined(rows: Sequence[ComparisonRow], wording: Wording) -> Iterator[ComparisonRow]:
    """The row of a provision; none if there are no rows."""
    if len(rows) < 2:
        yield from rows
        return
    first = rows[0]
    is_changed = any(row.is_changed for row in rows)
    cells = [_cell(rows, party, wording) for party in range(len(first.cells))] if is_changed else first.cells
    yield ComparisonRow(
        first.clause,
        False,
        with_references(cells) if is_changed else first.cells,
        tuple(dict.fromkeys(key for row in rows for key in row.conflicts)),
        tuple(sorted({party for row in rows for party in row.beside})),
        tuple([part for row in rows for part in row.parts]),
    )


def _cell(rows: Sequence[ComparisonRow], party: int, wording: Wording) -> PartyCell:
    cells = [row.cells[party] for row in rows]
    if not any(cell.sign for cell in cells):
        return PartyCell()
    if all(cell.sign == "deleted" or (row.insertion and not cell.sign) for row, cell in zip(rows, cells, strict=True)):
        return PartyCell("deleted", tuple([clause for cell in cells for clause in cell.clauses]))
    clauses: list[Clause] = []
    for row, cell in zip(rows, cells, strict=True):
        clauses += cell.clauses if cell.sign or row.insertion else wording(party, row.parts[0].index)
    return PartyCell("changed", tuple(clauses))
