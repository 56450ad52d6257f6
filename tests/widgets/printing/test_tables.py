"""Tables of a text on printed pages: in the shape of the file that they were read from, row by row."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.formats.page.blocks import Cell, Line, Printout, Row, Table, plain_spans
from model.formats.page.metrics import MARGIN, TEXT_WIDTH
from model.formats.page.printout import printout
from model.formats.word.table_shapes import shapes_by_text
from model.submission.values import Submission
from tests.builders.tables import MERGED, read, tbl, tc, tr
from tests.profiles import times_profile
from widgets.printing.flow import LineBreaker
from widgets.printing.page import Page
from widgets.printing.page_starts import page_starts
from widgets.printing.paginator import Paginator
from widgets.printing.type import Typeface

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = "words of a cell "


def printed(value: Submission) -> Printout:
    return printout(value, shapes=shapes_by_text(value))


def table_in(body: str) -> Table:
    return next(block for block in printed(read(body)).blocks if isinstance(block, Table))


def upright(page: Page) -> set[float]:
    """Where strokes stand that part columns."""
    return {round(line.x1()) for line, *_ in page.rules if line.x1() == line.x2() and line.x1() >= MARGIN}


def level(page: Page) -> set[tuple[float, float, float]]:
    """Height, left and right end of the strokes that part rows."""
    out = set()
    for line, *_ in page.rules:
        if line.y1() == line.y2():
            left, right = sorted((round(line.x1()), round(line.x2())))
            out.add((round(line.y1()), left, right))
    return out


def test_columns_have_the_widths_of_the_file_and_cells_span_them():
    table = table_in(MERGED)
    assert table.grid == (1500, 3000, 4500)
    assert [[cell.columns for cell in row.cells] for row in table.rows] == [[2, 1], [1, 1, 1], [1, 1, 1]]
    assert [[cell.goes_on for cell in row.cells] for row in table.rows][2] == [True, False, False]
    assert table.heads == 1


def test_without_a_file_columns_are_of_equal_width():
    table = next(block for block in printout(read(MERGED)).blocks if isinstance(block, Table))
    assert table.grid == (TEXT_WIDTH // 3,) * 3
    assert table.heads == 0


def test_cells_stand_side_by_side_and_no_rule_parts_what_is_merged():
    value = read(tbl(tr("a", tc("held", merge="restart")), tr("b", tc(merge="continue")), tr("c", "d"), grid=(1000, 3000)))
    (page,) = Paginator(printed(value)).pages()
    assert upright(page) == {MARGIN, MARGIN + 1000, MARGIN + 4000}
    places = {strip.layout.text(): (x, y) for x, y, strip in page.strips}
    assert places["a"][1] == places["held"][1]
    assert places["a"][0] + 1000 == places["held"][0]
    rows = sorted({y for y, _, _ in level(page)})
    assert len(rows) == 4
    assert [(y, left) for y, left, _ in sorted(level(page)) if left == MARGIN + 1000] == [
        (y, MARGIN + 1000) for y in (rows[0], rows[2], rows[3])
    ]


def test_a_narrow_table_of_an_arabic_text_begins_at_the_right_margin():
    value = read(tbl(tr("a", "b"), grid=(1000, 3000)), "ar")
    (page,) = Paginator(printed(value)).pages()
    right = MARGIN + TEXT_WIDTH
    assert upright(page) == {right - 4000, right - 1000, right}


def test_heads_are_repeated_and_no_page_of_the_text_begins_with_one():
    value = read(tbl(tr("No", "What", head=True), *(tr(f"{at}", WORDS * 40) for at in range(40)), grid=(1000, 8000)))
    pages = list(Paginator(printed(value)).pages())
    assert len(pages) > 2
    heads = [sum(strip.layout.text() == "What" for _, _, strip in page.strips) for page in pages]
    assert heads[:-1] == [1] * (len(pages) - 1)
    whole = printed(value)
    starts = [start for start in page_starts(whole, 1, LineBreaker(Typeface(whole.family, whole.language))) if start is not None]
    texts = {clause.id: clause.text for clause in value.proposals[0].redline.clauses}
    assert [texts[start.clause] for start in starts[1:-1]] == [
        next(strip.layout.text() for _, y, strip in page.strips if strip.source) for page in pages[1:-1]
    ]
    assert "No" not in [texts[start.clause] for start in starts]


def test_cells_that_go_on_are_ruled_off_at_the_foot_of_a_page():
    rows = (tr(tc("held" if not at else "", merge="continue" if at else "restart"), WORDS * 30) for at in range(40))
    value = read(tbl(*rows, grid=(2000, 7000)))
    first, second, *_ = Paginator(printed(value)).pages()
    bottom = max(y for y, _, _ in level(first))
    assert {left for y, left, _ in level(first) if y == bottom} == {MARGIN, MARGIN + 2000}
    top = min(y for y, _, _ in level(second))
    assert {left for y, left, _ in level(second) if y == top} == {MARGIN, MARGIN + 2000}


def cell(words: str) -> Cell:
    return Cell((Line("Tabletext", plain_spans(words)),))


@given(st.lists(st.integers(0, 130), min_size=1, max_size=6), st.integers(0, 2), st.integers(0, 45), st.booleans())
@settings(max_examples=times_profile(0.5), deadline=None)
def test_rows_of_any_height_end_above_the_margin_and_lose_nothing(lengths: list[int], heads: int, before: int, parts: bool):
    heading = [Row((cell("head"), cell("head")))] * heads
    rows = [Row((cell(f"{at} " + WORDS * 10 * length), cell("x")), parts=parts) for at, length in enumerate(lengths)]
    table = Table((4000, 4000), (*heading, *rows), heads=heads)
    pages = list(Paginator(Printout((*[Line("Normal", plain_spans("y"))] * before, table), {}, "en")).pages())
    characters = 0
    for page in pages:
        for _, y, strip in page.strips:
            assert y + strip.height <= page.bottom + 0.01
            if y >= MARGIN and strip.layout.text() not in ("head", "y"):
                characters += strip.line.textLength()
    assert characters == sum(len(line.text) for row in rows for part in row.cells for line in part.lines)
