"""Tables of tagged PDF files: rows and cells without a line between them."""

from __future__ import annotations

from collections.abc import Iterator

from model.formats.pdf.layout.body import body_of
from model.formats.recognition.raw_body import RawParagraph
from tests.builders.pdf_pages import LEFT, contents, page, span
from tests.builders.pdf_tags import TaggedSpans, with_tags

Place = tuple[int, int, int] | None


def cells_of(*groups: TaggedSpans) -> list[tuple[Place, str]]:
    return [(found.cell, "".join(run.text for run in found.runs)) for found in paragraphs_of(*groups)]


def paragraphs_of(*groups: TaggedSpans) -> tuple[RawParagraph, ...]:
    return body_of(contents(with_tags(page([]), *groups))).raw.paragraphs


def cell(row: int, column: int, text: str, *, columns: int = 1, type: str = "TD") -> TaggedSpans:
    place = [span(text, LEFT + 150 * column, 100.0 + 24 * row)]
    return TaggedSpans((0, 0, row, column, 0), f"Document/Table/TR/{type}/P", place, columns)


def rows(*texts: tuple[str, ...]) -> Iterator[TaggedSpans]:
    for row, words in enumerate(texts):
        for column, text in enumerate(words):
            if text:
                yield cell(row, column, text)


def test_words_side_by_side_are_cells() -> None:
    assert cells_of(*rows(("a", "b"), ("c", "d"))) == [((0, 0, 0), "a"), ((0, 0, 1), "b"), ((0, 1, 0), "c"), ((0, 1, 1), "d")]


def test_cells_and_rows_without_text_stay() -> None:
    found = cells_of(cell(0, 0, "a"), cell(0, 1, "b"), cell(2, 1, "d"))
    assert found == [((0, 0, 0), "a"), ((0, 0, 1), "b"), ((0, 1, 0), ""), ((0, 2, 0), ""), ((0, 2, 1), "d")]


def test_a_wide_cell_has_the_width_of_its_columns() -> None:
    wide, narrow, last = paragraphs_of(cell(0, 0, "wide", columns=2), cell(1, 0, "a"), cell(1, 1, "b"))
    assert [found.shape.columns for found in (wide, narrow, last) if found.shape is not None] == [2, 1, 1]
    assert wide.shape is not None
    assert narrow.shape is not None
    assert last.shape is not None
    assert wide.shape.width == narrow.shape.width + last.shape.width


def test_rows_of_header_cells_are_repeated() -> None:
    heads = [cell(0, column, "head", type="TH") for column in range(2)]
    found = paragraphs_of(*heads, cell(1, 0, "a", type="TH"), cell(1, 1, "b"))
    assert [paragraph.shape is not None and paragraph.shape.heads for paragraph in found] == [True, True, False, False]


def test_text_around_a_table_is_in_its_order() -> None:
    before = TaggedSpans((0, 0), "Document/P", [span("before", LEFT, 60.0)])
    after = TaggedSpans((0, 2), "Document/P", [span("after", LEFT, 300.0)])
    inside = TaggedSpans((0, 1, 0, 0, 0), "Document/Table/TR/TD/P", [span("in it", LEFT, 100.0)])
    assert cells_of(before, inside, after) == [(None, "before"), ((0, 0, 0), "in it"), (None, "after")]


def test_a_table_in_a_cell_is_read_in_its_place() -> None:
    outer, inner = "Document/Table/TR/TD", "Document/Table/TR/TD/Table/TR/TD"
    found = cells_of(
        TaggedSpans((0, 0, 0, 0, 0), f"{outer}/P", [span("above", LEFT, 100.0)]),
        TaggedSpans((0, 0, 0, 0, 1, 0, 0, 0), f"{inner}/P", [span("inner", LEFT, 124.0)]),
        TaggedSpans((0, 0, 0, 0, 2), f"{outer}/P", [span("below", LEFT, 148.0)]),
        TaggedSpans((0, 0, 0, 1, 0), f"{outer}/P", [span("beside", LEFT + 200, 100.0)]),
    )
    assert found == [((0, 0, 0), "above"), ((1, 0, 0), "inner"), ((0, 0, 0), "below"), ((0, 0, 1), "beside")]


def test_items_in_a_cell_have_their_labels() -> None:
    item = "Document/Table/TR/TD/L/LI"
    (found,) = paragraphs_of(
        TaggedSpans((0, 0, 0, 0, 0, 0, 0), f"{item}/Lbl", [span("a)", LEFT, 100.0)]),
        TaggedSpans((0, 0, 0, 0, 0, 0, 1), f"{item}/LBody", [span("text", LEFT + 20, 100.0)]),
    )
    assert found.face.number is not None
    assert found.face.number.text == "a)"
