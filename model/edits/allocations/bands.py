"""Bands of the Table of Frequency Allocations split and merged: the rows are deleted, and new ones are inserted. Word cannot
track changed spans of cells."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import count

from model.allocations.frequencies import Band, brackets_of, in_unit, parse_frequency, print_band, print_frequency
from model.allocations.values import AllocationCell, AllocationRow, AllocationTable
from model.edits.allocations.merged_lines import merged_lines
from model.edits.allocations.places import CellPlace, LineCopy, cell_place, copy_line, table_of_allocations
from model.edits.allocations.restored_rows import restore_rows
from model.edits.common import caret_at
from model.edits.tables.rows import delete_row, known_cells, row_range
from model.edits.transform import Transform
from model.errors import EditError, shorten_value
from model.redline import Clause, End, NewCell, Run, Stamp, Status
from model.redline.edit_text import Place
from model.redline.runs import new_ids
from model.redline.table_shape import WIDEST
from model.submission.story import StoryId, proposal_of
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission

Copies = Sequence[tuple[AllocationCell, Sequence[LineCopy]]]
"""The cells of a new row with their paragraphs; none if a cell continues the one above."""


def split_band(
    submission: Submission, story: StoryId, id: str, frequency: str, stamp: Stamp, *, everywhere: bool = False
) -> Transaction:
    """Split the band of a clause's cell in two, each with the services and footnotes of the whole.

    frequency: where it is split, in the unit of the table
    everywhere: split the same band of other Regions in this row too
    """
    place = cell_place(submission, story, id)
    limit = _limit(place, frequency)
    chosen = same_bands(place) if everywhere else [place.cell]
    _refuse_open_limits(chosen)
    block = place.table.rows[place.row : place.row + place.rows_below + 1]
    lower = {cell.left: _with_band(cell, high=limit) for cell in chosen}
    upper = {cell.left: _with_band(cell, low=limit) for cell in chosen}
    starts = [_start(row) for row in block]
    new: list[Copies] = []
    before = max(at for at, start in enumerate(starts) if at == 0 or (start is not None and start < limit))
    edge = next((at for at, start in enumerate(starts) if at and start == limit), None)
    for at, row in enumerate(block):
        changed = lower if at == 0 else upper if at == edge else {}
        new.append([(cell, changed.get(cell.left) or _copies(cell)) for cell in row.cells])
        if edge is None and at == before:
            new.append([(cell, upper.get(cell.left, ())) for cell in row.cells])
    return _replaced(submission, story, place, block, new, stamp, TransactionKind.SPLIT_BAND)


def merge_bands(submission: Submission, story: StoryId, id: str, stamp: Stamp, *, everywhere: bool = False) -> Transaction:
    """Merge the band of a clause's cell with the one below it; the new cell has the services and footnotes of both.

    everywhere: merge the same two bands of other Regions too
    """
    place = cell_place(submission, story, id)
    below = _cell_below(place, place.cell)
    pairs = {place.cell.left: (place.cell, below)}
    for cell in same_bands(place) if everywhere else ():
        other = _find_below(place, cell)
        if other is not None and other.band is not None and below.band is not None and other.band.limits == below.band.limits:
            pairs[cell.left] = cell, other
    at = place.row + place.rows_below + 1
    under = CellPlace(place.table, at, below, None)
    block = place.table.rows[place.row : at + under.rows_below + 1]
    merged = {left: _merged(place.table, *pair) for left, pair in pairs.items()}
    new: list[Copies] = []
    for number, row in enumerate(block):
        emptied = pairs if place.row + number == at else ()
        copies = [
            (cell, merged[cell.left] if not number and cell.left in merged else () if cell.left in emptied else _copies(cell))
            for cell in row.cells
        ]
        if not number or any(lines for _, lines in copies):
            new.append(copies)
    return _replaced(submission, story, place, block, new, stamp, TransactionKind.MERGE_BANDS)


def same_bands(place: CellPlace) -> list[AllocationCell]:
    """The cells of a row with the same band over as many rows as a cell of it, that cell included."""
    band = place.cell.band
    row = place.table.rows[place.row]
    alike = [cell for cell in row.cells if cell.band is not None and band is not None and cell.band.limits == band.limits]
    size = place.rows_below
    return [cell for cell in alike if CellPlace(place.table, place.row, cell, None).rows_below == size]


def has_same_bands_below(place: CellPlace) -> bool:
    """Whether the band of a cell and the one below it are the same in other Regions of their rows."""
    below = _find_below(place, place.cell)
    others = [_find_below(place, cell) for cell in same_bands(place) if cell.left != place.cell.left]
    wanted = below.band.limits if below is not None and below.band is not None else None
    return any(other is not None and other.band is not None and other.band.limits == wanted for other in others)


def _limit(place: CellPlace, frequency: str) -> Decimal:
    band = place.cell.band
    limit = parse_frequency(frequency)
    if limit is None:
        raise EditError.of("“{text}” is not a frequency; write it as 2 460 or 2460.5", text=shorten_value(frequency.strip()))
    if band is None or not band.contains(limit):
        raise EditError.of(
            "{frequency} is not inside the band {band}; give a frequency between its limits",
            frequency=print_frequency(limit, band.text if band is not None else ""),
            band=band.text if band is not None else "",
        )
    return limit


def _start(row: AllocationRow) -> Decimal | None:
    """Where the bands that begin in a row begin."""
    return next((cell.band.low for cell in row.cells if not cell.goes_on and cell.band is not None), None)


def _copies(cell: AllocationCell) -> list[LineCopy]:
    return [copy_line(line) for line in cell.lines]


def _refuse_open_limits(cells: Sequence[AllocationCell]) -> None:
    """EditError if a bracket that begins at the upper limit of a band ends after the band: the lower part would only have its
    end."""
    for band in (cell.band for cell in cells):
        found = brackets_of(band.text) if band is not None else None
        if band is not None and found is not None and found.limits[1] and not (found.is_closed or found.outer):
            raise EditError.of(
                "a bracket opens in the band {band} and closes after it; close it at the limit, then split the band",
                band=band.text,
            )


def _with_band(
    cell: AllocationCell, *, low: Decimal | None = None, high: Decimal | None = None, bracketed: bool = False
) -> list[LineCopy]:
    """The paragraphs of a cell with another band. A limit that stays keeps its brackets.

    cell: the cell
    low: the new lower limit; None for the one that it has
    high: the new upper limit; None for the one that it has
    bracketed: whether the new upper limit is in brackets
    """
    first, *others = _copies(cell)
    band = cell.band
    assert band is not None
    known = brackets_of(band.text).limits
    limits = band.low if low is None else low, band.high if high is None else high
    text = print_band(*limits, band.text, (known[0] and low is None, known[1] if high is None else bracketed))
    return [first.put(0, len(band.text), text), *others]


def _find_below(place: CellPlace, cell: AllocationCell) -> AllocationCell | None:
    at = place.row + place.rows_below + 1
    row = place.table.rows[at].cells if at < len(place.table.rows) else ()
    return next((below for below in row if (below.left, below.columns) == (cell.left, cell.columns) and not below.goes_on), None)


def _cell_below(place: CellPlace, cell: AllocationCell) -> AllocationCell:
    """The cell with the next band in the same columns; EditError if there is none that can be merged."""
    below = _find_below(place, cell)
    if below is None or below.band is None or cell.band is None:
        raise EditError.of("there is no band below in the same columns; only bands of the same Regions can be merged")
    unit = place.table.unit
    if in_unit(below.band.low, below.band.unit or unit, cell.band.unit or unit) != cell.band.high:
        raise EditError.of(
            "the band {below} does not begin where {band} ends, so they cannot be merged",
            below=below.band.text,
            band=cell.band.text,
        )
    return below


def _refuse_other_brackets(above: Band, below: Band) -> None:
    """EditError if one of two bands is in brackets and the other is not, or if a bracket goes on after a band."""
    first, second = brackets_of(above.text), brackets_of(below.text)
    if first.outer != second.outer or not (first.is_closed and second.is_closed):
        raise EditError.of(
            "the brackets of the bands {band} and {below} do not match, so they cannot be merged; change the brackets first",
            band=above.text,
            below=below.text,
        )


def _merged(table: AllocationTable, cell: AllocationCell, below: AllocationCell) -> list[LineCopy]:
    assert cell.band is not None
    assert below.band is not None
    _refuse_other_brackets(cell.band, below.band)
    high = in_unit(below.band.high, below.band.unit or table.unit, cell.band.unit or table.unit)
    lines = _with_band(cell, high=high, bracketed=brackets_of(below.band.text).limits[1])
    return merged_lines(cell, lines, below, table)


def _replaced(
    submission: Submission,
    story: StoryId,
    place: CellPlace,
    block: Sequence[AllocationRow],
    new: Sequence[Copies],
    stamp: Stamp,
    kind: TransactionKind,
) -> Transaction:
    """The transaction that inserts new rows after a block of rows and deletes the block; deleted rows of the same content
    come back instead. The caret stays in its column."""
    table = place.table
    transform = Transform(submission, stamp)
    clauses = transform.clauses(story)
    first_of = {
        row.number: next(at for at, other in enumerate(clauses) if other.cell and other.cell[:2] == (table.number, row.number))
        for row in block
    }
    at = row_range(clauses, first_of[block[-1].number])[1]
    ids = new_ids(clauses[at - 1].id, stamp, {clause.id for clause in clauses})
    numbers = count(1 + max(row for number, row, _ in known_cells(submission, story) if number == table.number))
    made: list[Clause] = []
    for copies, number in zip(new, numbers, strict=False):
        for cell, lines in copies:
            width = min(sum(table.grid[cell.left : cell.left + cell.columns]), WIDEST)
            for line in lines or [LineCopy()]:
                made.append(
                    Clause(
                        next(ids),
                        line.props,
                        tuple(Run(run.text, Status.INSERTED, run.style, stamp=stamp) for run in line.runs),
                        End(Status.INSERTED, stamp),
                        cell=(table.number, number, cell.column),
                        row=Status.INSERTED,
                        row_stamp=stamp,
                        shape=NewCell(width, cell.columns),
                    )
                )
    transform.add_steps([Splice(story, at, (), tuple(made))])
    for row in block:
        transform.add(delete_row(transform.submission, story, clauses[first_of[row.number]].id, stamp))
    proposal = proposal_of(submission, story.proposal)
    tied = table_of_allocations(submission, story, table.number, "base") if proposal.source else None
    back = restore_rows(transform, story, table.number, [clause.cell[1] for clause in made if clause.cell is not None], tied)
    first = next(clause.cell for clause in made if clause.cell is not None)
    chosen = (table.number, back.get(first[1], first[1]), place.cell.column)
    after = transform.clauses(story)
    caret = next(at for at, clause in enumerate(after) if clause.cell == chosen and clause.is_on("draft"))
    return transform.transaction(kind, selection=caret_at(story, after, Place(caret, 0)))
