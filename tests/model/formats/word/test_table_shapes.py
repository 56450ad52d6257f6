"""The shapes of tables are those of the package, by the cells of the text."""

from __future__ import annotations

import pytest

from model.formats.word.table_shapes import table_shapes
from model.redline.table_shape import CellShape
from tests.builders.tables import INNER, MERGED, read, tbl, tr
from tests.builders.word import p


def shapes(body: str):
    (proposal,) = (submission := read(body)).proposals
    return table_shapes(proposal.original.clauses, submission.sources[proposal.source])


def test_widths_merged_cells_and_header_rows_are_read() -> None:
    found = shapes(MERGED)
    assert found[0].grid == (1500, 3000, 4500)
    assert found[0].heads == 1
    assert not found[0].leftwards
    assert found[0].cells == {
        (0, 0): CellShape(0, 2), (0, 1): CellShape(2),
        (1, 0): CellShape(0), (1, 1): CellShape(1), (1, 2): CellShape(2),
        (2, 0): CellShape(0, 1, True), (2, 1): CellShape(1), (2, 2): CellShape(2),
    }  # fmt: skip
    assert found[1].cells == {(0, 0): CellShape(0), (0, 1): CellShape(1)}


def test_a_table_that_is_written_from_right_to_left_says_so() -> None:
    assert shapes(tbl(tr("a", "b"), properties="<w:bidiVisual/>"))[0].leftwards
    assert not shapes(tbl(tr("a", "b"), properties='<w:bidiVisual w:val="0"/>'))[0].leftwards


@pytest.mark.parametrize("bad", ["x", "-7", "1e999", "9" * 400])
def test_measures_that_are_none_are_nothing(bad: str) -> None:
    body = tbl(tr("a", "b"), grid=(7, 7)).replace('w:w="7"', f'w:w="{bad}"')
    span = f'<w:tcPr><w:gridSpan w:val="{bad}"/></w:tcPr>'
    found = shapes(body.replace("<w:tc>", "<w:tc>" + span, 1))[0]
    assert found.cells[0, 0].columns <= 1000
    assert found.cells[0, 0].left == 0


def test_a_text_without_tables_or_package_has_no_shapes() -> None:
    submission = read(MERGED)
    clauses = submission.proposals[0].original.clauses
    assert table_shapes(clauses, b"") == {} == table_shapes(clauses, b"no file")
    assert shapes(p("no table")) == {}
    assert set(shapes(INNER)) == {0}
