"""Tables at the beginning of a cell: nothing of the table around them precedes them."""

from __future__ import annotations

from itertools import groupby

import pytest
from msgspec.structs import replace

from model.diff import compare
from model.edits.structure import NewClause
from model.edits.tables import new_table
from model.edits.tables.new_table import CellWords
from model.edits.take_over.rows import put_in_row
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Clause, End, Redline, Status, join_runs
from model.submission.story import StoryId
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.tables import INNER, read, tbl, tc, tr

OUTER = tbl(tr(tc(INNER, "own"), tc(INNER, INNER, "next")), tr("x", "y"))


def cells_of(text: Redline) -> list[tuple[int, int, int]]:
    """The cells of a text in order, one for each stretch of paragraphs."""
    return [cell for cell, _ in groupby(clause.cell for clause in text.clauses) if cell is not None]


def cells(value: Submission) -> list[tuple[int, int, int]]:
    return cells_of(value.proposals[0].redline)


CELLS = [
    (1, 0, 0), (1, 0, 1), (0, 0, 0), (2, 0, 0), (2, 0, 1), (3, 0, 0), (3, 0, 1), (0, 0, 1), (0, 1, 0), (0, 1, 1),
]  # fmt: skip


def test_they_are_part_of_the_table_around_them() -> None:
    value = read(OUTER)
    assert cells(value) == CELLS
    clauses = value.proposals[0].redline.clauses
    first = next(place for place, clause in enumerate(clauses) if clause.cell is not None)
    whole = first, first + len(CELLS)
    assert {new_table.whole_table(clauses, place) for place in range(*whole)} == {whole}


def test_no_table_is_put_after_them_in_the_cell() -> None:
    value = read(OUTER)
    words_at = next(place for place, clause in enumerate(value.proposals[0].redline.clauses) if clause.text == "own")
    with pytest.raises(EditError, match="not put into a table"):
        new_table.insert_table(value, StoryId(1), words_at, [[CellWords("new")]], [1000], ME)


def inserted(clause: Clause) -> Clause:
    runs = join_runs([replace(run, status=Status.INSERTED, stamp=ME) for run in clause.runs])
    row, source = (Status.INSERTED if clause.cell else clause.row), ""
    return replace(clause, id=f"n{clause.id}", runs=runs, end=End(Status.INSERTED, ME), row=row, row_stamp=ME, source=source)


def test_they_are_written_into_a_package_without_them_as_they_are() -> None:
    plain, other = read(""), read(OUTER)
    new = [inserted(clause) for clause in other.proposals[0].redline.clauses if clause.cell is not None]
    old = plain.proposals[0].redline
    redline: Redline = replace(old, clauses=(*old.clauses[:4], *new, *old.clauses[4:]))
    data, _ = export_word(replace(plain, proposals=(replace(plain.proposals[0], redline=redline),)), ExportOptions())
    assert cells(read_word(data, "back.docx", language="en").submission) == CELLS


@pytest.mark.parametrize("first", [True, False])
def test_a_comparison_keeps_them_in_their_cells(first: bool) -> None:
    plain, value = read("").proposals[0].redline, read(OUTER).proposals[0].redline
    found = compare(plain, value, ME) if first else compare(value, plain, ME)
    assert cells_of(found) == CELLS
    reworded = read(OUTER.replace("own", "own words").replace("next", "next words")).proposals[0].redline
    assert cells_of(compare(value, reworded, ME)) == CELLS
    shorter = read(OUTER.replace(tr("x", "y"), "")).proposals[0].redline
    assert cells_of(compare(value, shorter, ME)) == cells_of(compare(shorter, value, ME)) == CELLS


def test_a_row_that_is_taken_over_parts_no_row_that_begins_with_them() -> None:
    clauses = read(OUTER).proposals[0].redline.clauses
    row_at = next(place for place, clause in enumerate(clauses) if clause.text == "own")
    last = next(place for place, clause in enumerate(clauses) if clause.text == "x")
    expected = (
        {row_at - 2: row_at - 2} | dict.fromkeys(range(row_at - 1, last + 1), last) | {last + 1: last + 2, last + 2: last + 2}
    )
    for at, place in expected.items():
        assert put_in_row(StoryId(1), clauses, at, 0, [0, 1], [NewClause(), NewClause()], ME).at == place
