"""Values of a PDF's pages."""

from __future__ import annotations

import msgspec

from model.formats.pdf.pages import FontReadability, PdfContents, PdfFacts, PdfPage, PdfRule, PdfSpan, edges


def span(text: str, left: float = 0.0) -> PdfSpan:
    lefts = [left + 5.0 * index for index in range(len(text))]
    return PdfSpan(text, edges(lefts), edges(x + 4.0 for x in lefts), 1.0, 12.0, 10.0, "Times", 11.0)


def test_the_edges_of_each_character_are_read_back() -> None:
    row = span("abc", 72.5)
    assert list(row.lefts) == [72.5, 77.5, 82.5]
    assert list(row.rights) == [76.5, 81.5, 86.5]
    assert (row.left, row.right) == (72.5, 86.5)


def test_a_page_passes_the_process_boundary() -> None:
    page = PdfPage(1, 595.0, 842.0, 0, (span("abc"), span("علم")), (PdfRule(0.0, 1.0, 2.0, 1.5),))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(page), type=PdfPage) == page


def test_the_share_of_unreadable_characters_is_of_all_fonts() -> None:
    fonts = (FontReadability("A", 90, 0), FontReadability("B", 10, 5))
    assert PdfContents(PdfFacts(1), (), fonts).unreadable_share == 0.05
    assert PdfContents(PdfFacts(0), (), ()).unreadable_share == 0.0
