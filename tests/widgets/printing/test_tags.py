"""A PDF has the structure of its text for readers who do not see it, and looks as it would without."""

from __future__ import annotations

import pytest
from hypothesis import given

from model.formats.page.blocks import Cell, Line, Printout, Row, Table, plain_spans
from model.formats.page.printout import PrintView, printout
from model.redline import Redline
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.pdf_structure import is_tagged, picture, structure
from tests.builders.strategies import redlines
from widgets.printing.paginator import Paginator
from widgets.printing.paper import Pdf
from widgets.printing.tags import PageTags

pytestmark = pytest.mark.usefixtures("qapp")

TEXT = """\
    # RESOLUTION 7 (Rev. {--Oxdorf, 2018--}{++Elmstad, 2022++})
    ## On examples
    *considering*
    a)\tthat one[^1];
    {--b--}{++c++})\tthat {--three--}{++four++}
    |1.1.1| one
    |1.1.2| two
    [^1]: A {++small ++}note.
"""


def printed_pdf(printed: Printout) -> bytes:
    pdf = Pdf("A title", printed.language)
    for _ in pdf.steps(Paginator(printed).pages()):
        pass
    assert pdf.is_tagged
    return pdf.data


def printed_text(value: Redline, view: PrintView = "markup", language: str = "en") -> Printout:
    return printout(Submission(Header(), (Proposal(redline=value),), language), view)


def test_headings_paragraphs_cells_and_notes_are_in_order() -> None:
    data = printed_pdf(printed_text(redline(TEXT)))
    assert is_tagged(data)
    assert structure(data) == [
        "Document",
        "  H1",
        "    Span RESOLUTION 7 (Rev. |deleted: Oxdorf, 2018, end of deletion|inserted: Elmstad, 2022, end of insertion|)",
        "  H1",
        "  H2",
        "  P",
        "  P",
        "    Span |deleted: b, end of deletion|inserted: c, end of insertion|) that |deleted: three, end of deletion"
        "|inserted: four, end of insertion|",
        "  Table",
        "    TR",
        "      TD",
        "        P",
        "      TD",
        "        P",
        "  Note",
        "    Span 1 A |inserted: small , end of insertion|note.",
    ]


def test_columns_are_a_table_with_heads() -> None:
    lines = structure(printed_pdf(printed_text(redline("a {--b--}{++c++}\n"), "columns")))
    assert [line.strip().partition(" ")[0] for line in lines] == [
        "Document", "Table", "TR", "TH", "P", "TH", "P", "TR", "TD", "P", "Span", "TD", "P", "Span",
    ]  # fmt: skip


def test_a_table_that_only_places_its_content_is_none() -> None:
    table = Table((3000, 3000), (Row((Cell((Line("Normal", plain_spans("a")),)), Cell((Line("Normal", plain_spans("b")),)))),))
    data = printed_pdf(Printout((Table(table.grid, table.rows, bordered=False),)))
    assert structure(data) == ["Document", "  P", "  P"]


def test_what_is_on_each_page_again_is_not_read_again() -> None:
    row = Row((Cell((Line("Normal", plain_spans("word " * 400)),)),))
    head = Row((Cell((Line("Normal", plain_spans("head")),)),))
    data = printed_pdf(Printout((Table((3000,), (head, row, row), heads=1),), symbol="WTSA"))
    first, second, third = (" ".join(line.strip() for line in structure(data, page)) for page in range(3))
    assert first == "Document Table TR TH P TR TD P"
    assert {second, third} <= {"Document Table TR TD P", "Document Table TR TD P TR TD P"}
    assert data.count(b"/S /TR") == 3


def test_a_row_without_its_first_cells_has_empty_ones() -> None:
    """PDFium shows no element without content."""
    words = Cell((Line("Normal", plain_spans("words")),))
    rows = (Row((words, words, words)), Row((Cell(), Cell(), words)))
    assert printed_pdf(Printout((Table((900, 900, 900), rows),))).count(b"/ColSpan 2") == 1


def test_arabic_is_read_in_its_order() -> None:
    data = printed_pdf(printed_text(redline("إن المؤتمر ITU 2018\n", language="ar"), language="ar"))
    assert structure(data)[-1] == "    Span إن المؤتمر ITU 2018"
    assert "/Lang <FEFF" + "ar-SA".encode("utf-16-be").hex().upper() + ">" in data.decode("latin-1")


@given(redlines())
def test_any_text_gets_a_structure(value: Redline) -> None:
    assert is_tagged(printed_pdf(printed_text(value)))


@pytest.mark.parametrize(("view", "language"), [("markup", "en"), ("columns", "en"), ("markup", "ar")])
def test_a_page_looks_as_it_does_without_a_structure(monkeypatch, view: PrintView, language: str) -> None:
    printed = printed_text(redline(TEXT, language=language), view, language)
    data = printed_pdf(printed)
    monkeypatch.setattr(PageTags, "draw", lambda _, painter, page, __: page.draw(painter))
    plain = printed_pdf(printed)
    assert len(structure(plain)) < len(structure(data))
    assert picture(data) == picture(plain) != picture(printed_pdf(Printout((Line(),))))


def test_a_pdf_of_another_form_is_written_without_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("widgets.printing.tags.mark_place", lambda _: (0.0, 0.0))
    pdf = Pdf("A title")
    for _ in pdf.steps(Paginator(Printout((Line("Normal", plain_spans("words")),))).pages()):
        pass
    assert pdf.data.startswith(b"%PDF")
    assert not pdf.is_tagged
    assert not is_tagged(pdf.data)
