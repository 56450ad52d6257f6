"""The table at the head of the first page has the rows, widths and rules of the printed page."""

from __future__ import annotations

import pytest

from model.formats.page.blocks import Cell, Line, Row, Table, plain_spans
from model.formats.word.package.wordml import W, elements
from model.formats.word.writing.from_template.package import table_xml


def written(line: Line) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{line.text}</w:t></w:r></w:p>'


def test_cells_span_the_columns_that_they_say() -> None:
    a, b, c, d = (Line(spans=plain_spans(letter)) for letter in "abcd")
    first = Row((Cell((a,)), Cell((b, c), 2)), ruled=True)
    second = Row((Cell((d,), 3),))
    assert table_xml(Table((100, 200, 300), (first, second)), written) == (
        '<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="600"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="100"/>'
        '<w:gridCol w:w="200"/><w:gridCol w:w="300"/></w:tblGrid>'
        '<w:tr><w:trPr><w:cantSplit/></w:trPr>'
        '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="100"/><w:tcBorders><w:bottom w:color="auto" w:space="0" '
        'w:sz="12" w:val="single"/></w:tcBorders></w:tcPr><w:p><w:r><w:t xml:space="preserve">a</w:t></w:r></w:p></w:tc>'
        '<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="500"/><w:gridSpan w:val="2"/><w:tcBorders><w:bottom w:color="auto" w:space="0" '
        'w:sz="12" w:val="single"/></w:tcBorders></w:tcPr><w:p><w:r><w:t xml:space="preserve">b</w:t></w:r></w:p>'
        '<w:p><w:r><w:t xml:space="preserve">c</w:t></w:r></w:p></w:tc></w:tr>'
        '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:type="dxa" w:w="600"/><w:gridSpan w:val="3"/></w:tcPr>'
        '<w:p><w:r><w:t xml:space="preserve">d</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )  # fmt: skip


@pytest.mark.parametrize("repeat", [0, 4_000_000], ids=["blanks", "longer than a parser takes unasked"])
def test_text_in_cells_comes_out_as_it_went_in(repeat: int) -> None:
    text = "字" * repeat or " a  b "
    table = elements(table_xml(Table((100,), (Row((Cell((Line(spans=plain_spans(text)),)),)),)), written))[0]
    assert [element.text for element in table.iter(W + "t")] == [text]
