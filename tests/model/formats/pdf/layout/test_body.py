"""Pages become paragraphs: lines are joined, headers omitted, notes and tables found."""

from __future__ import annotations

from model.formats.pdf.layout.body import body_of
from model.formats.pdf.pages import PdfPage, PdfRule
from model.formats.recognition.raw_body import RawDocument
from model.redline import LINE_BREAK, NOTE
from tests.builders.pdf_pages import LEFT, RIGHT, contents, full_line, lines, page, span


def raw(*pages: PdfPage) -> RawDocument:
    return body_of(contents(*pages)).raw


def texts(document: RawDocument) -> list[str]:
    return ["".join(run.text for run in paragraph.runs) for paragraph in document.paragraphs]


def test_full_lines_are_one_paragraph_and_a_short_one_ends_it() -> None:
    full = full_line("words of a line")
    assert texts(raw(page(lines(full, full, "the end.", "Another one.")))) == [f"{full} {full} the end.", "Another one."]


def test_space_between_lines_begins_a_paragraph() -> None:
    full = full_line("words of a line")
    assert texts(raw(page([*lines(full, full), *lines(full, top=132.0)]))) == [f"{full} {full}", full]


def test_a_label_is_followed_by_a_tab() -> None:
    spans = [span("a)", LEFT, 100.0), span(full_line("text", 400.0), LEFT + 40, 100.0), *lines("of the item;", top=112.0)]
    assert texts(raw(page(spans))) == [f"a)\t{full_line('text', 400.0)} of the item;"]


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    full = full_line("words of a line")
    first, second = page(lines(full, full), 1), page(lines("that goes on here.", "Next."), 2)
    assert texts(raw(first, second)) == [f"{full} {full} that goes on here.", "Next."]


def test_headers_and_page_numbers_are_omitted() -> None:
    def numbered(number: int) -> PdfPage:
        head = span("RESOLUTION 130", LEFT, 40.0)
        return page([head, *lines(f"Text of the page {'abc'[number]}."), span(str(number + 7), 300.0, 800.0)], number + 1)

    assert texts(raw(*map(numbered, range(3)))) == ["Text of the page a.", "Text of the page b.", "Text of the page c."]


def test_titles_that_begin_pages_are_no_headers() -> None:
    pages = [page([span(f"RESOLUTION {number}", 240.0, 60.0), *lines("that", top=90.0)], at) for at, number in ((1, 12), (2, 77))]
    assert texts(raw(*pages)) == ["RESOLUTION 12", "that", "RESOLUTION 77", "that"]


def test_a_footnote_below_a_line_is_found_by_its_mark() -> None:
    full = full_line("words of a line")
    body = [*lines(full, "countries"), span("1", LEFT + 45, 108.0, size=6.0), span(" are poor.", LEFT + 48, 112.0)]
    note = [span("1", LEFT, 716.0, size=5.0), span("These include all of them.", LEFT + 4, 720.0, size=9.0)]
    document = raw(page([*body, *note], rules=[PdfRule(LEFT, 700.0, LEFT + 144, 700.5)]))
    assert texts(document) == [f"{full} countries{NOTE} are poor."]
    assert ["".join(run.text for run in note.paragraphs[0].runs) for note in document.notes.values()] == [
        "These include all of them."
    ]


def test_centred_lines_of_a_title_keep_their_ends() -> None:
    spans = [span("ANNEX 1", 280.0, 100.0), span("(to Resolution 130)", 250.0, 112.0), *lines(full_line("text"), top=150.0)]
    found = raw(page(spans))
    assert texts(found)[0] == f"ANNEX 1{LINE_BREAK}(to Resolution 130)"
    assert found.paragraphs[0].face.centred


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [span(full_line("left", 200.0), LEFT, 100.0 + 12 * at) for at in range(10)]
    right = [span(full_line("right", 200.0), LEFT + 240, 100.0 + 12 * at) for at in range(10)]
    spans = [part for pair in zip(left, right, strict=True) for part in pair]
    text = " ".join(texts(raw(page(spans))))
    assert text.rindex("left") < text.index("right")


def test_a_ruled_table_has_cells() -> None:
    rules = [PdfRule(LEFT, y, RIGHT, y) for y in (90.0, 110.0, 130.0)] + [
        PdfRule(x, 90.0, x, 130.0) for x in (LEFT, 300.0, RIGHT)
    ]
    spans = [
        span(text, x, y) for text, x, y in (("A", 80.0, 104.0), ("B", 310.0, 104.0), ("C", 80.0, 124.0), ("D", 310.0, 124.0))
    ]
    found = raw(page([*spans, *lines("After it.", top=160.0)], rules=rules))
    assert [(text, paragraph.cell) for text, paragraph in zip(texts(found), found.paragraphs, strict=True)] == [
        ("A", (0, 0, 0)),
        ("B", (0, 0, 1)),
        ("C", (0, 1, 0)),
        ("D", (0, 1, 1)),
        ("After it.", None),
    ]


def test_a_table_without_lines_has_cells_too() -> None:
    rows = [("Edition", "Approval", "Group"), ("1.0", "1996-10-18", "TSAG"), ("2.0", "2000-10-06", "TSAG")]
    spans = [
        span(text, LEFT + 150 * column, 100.0 + 14 * row) for row, cells in enumerate(rows) for column, text in enumerate(cells)
    ]
    found = raw(page([*spans, *lines(full_line("text"), top=200.0)]))
    assert [paragraph.cell for paragraph in found.paragraphs][:4] == [(0, 0, 0), (0, 0, 1), (0, 0, 2), (0, 1, 0)]
