"""Lines of paragraphs are joined across references, notes, columns and titles of the outline."""

from __future__ import annotations

from model.formats.pdf.layout.body import body_of
from model.formats.pdf.pages import Bookmark, PdfSpan
from tests.builders.pdf_pages import LEFT, contents, full_line, lines, page, span

FULL = full_line("words of a line")


def texts(spans: list[PdfSpan], *outline: Bookmark) -> list[str]:
    raw = body_of(contents(page(spans), outline=outline)).raw
    return ["".join(run.text for run in paragraph.runs) for paragraph in raw.paragraphs]


def test_a_number_within_a_sentence_is_a_reference() -> None:
    assert texts(lines(FULL, FULL, "9.5.5 and 9.5.6 of it say.")) == [f"{FULL} {FULL} 9.5.5 and 9.5.6 of it say."]
    comma = full_line("words of a line")[:-1] + ","
    assert texts(lines(FULL, comma, "9.5.5 and 9.5.6 of it say.")) == [f"{FULL} {comma} 9.5.5 and 9.5.6 of it say."]
    ended = full_line("words of a line")[:-1] + "."
    assert texts(lines(FULL, ended, "9.5.5 After it.")) == [f"{FULL} {ended}", "9.5.5\tAfter it."]


def test_a_note_after_a_sentence_is_a_paragraph() -> None:
    first = f"NOTE 1 – {FULL}"[: len(FULL) - 1] + "."
    assert texts(lines(FULL, first, "NOTE 2 – Another one.")) == [f"{FULL} {first}", "NOTE 2 – Another one."]


def test_a_line_that_ends_with_small_letters_goes_on() -> None:
    spans = [
        *lines(FULL, FULL),
        span("found at: ", LEFT, 124.0),
        span("http://www.itu.int/a/long/address", LEFT + 50, 124.0, size=6.0),
    ]
    assert texts(spans) == [f"{FULL} {FULL} found at: http://www.itu.int/a/long/address"]


def test_columns_between_text_across_the_page_are_read_one_after_the_other() -> None:
    left = [span(full_line("left", 200.0), LEFT, 160.0 + 12 * at) for at in range(9)]
    right = [span(full_line("right", 200.0), LEFT + 240, 160.0 + 12 * at) for at in range(9)]
    columns = [part for pair in zip(left, right, strict=True) for part in pair]
    spans = [*lines(*[FULL] * 5), *columns, *lines(*[FULL] * 5, top=280.0)]
    text = " ".join(texts(spans))
    assert text.startswith("words")
    assert text.endswith("line")
    assert text.rindex("left") < text.index("right")


def test_labels_beside_text_are_no_column() -> None:
    labels = [span(f"[b-ITU-T {at}]", LEFT, 100.0 + 36 * at) for at in range(5)]
    rest = [span(full_line("text", 300.0) if at % 3 < 2 else "of it.", LEFT + 100, 100.0 + 12 * at) for at in range(15)]
    assert [text[:11] for text in texts([*labels, *rest])] == [f"[b-ITU-T {at}]" for at in range(5)]


def test_a_title_of_the_outline_is_one_paragraph() -> None:
    title = [span("ANNEX A", 280.0, 100.0, is_bold=True), span("Working methods", 260.0, 140.0, is_bold=True)]
    spans = [*title, *lines(FULL, FULL, top=170.0)]
    assert texts(spans)[:2] == ["ANNEX A", "Working methods"]
    assert texts(spans, Bookmark("ANNEX A Working methods", 1, 1))[0].split() == ["ANNEX", "A", "Working", "methods"]


def test_provisions_with_margin_numbers_are_no_table() -> None:
    rows = [("9.3", "a)", "the place;"), ("9.4", "b)", "the frequency;"), ("9.5", "§ 3", "A text.")]
    spans = [
        span(text, LEFT + left, 100.0 + 14 * row)
        for row, cells in enumerate(rows)
        for left, text in zip((0, 60, 100), cells, strict=True)
    ]
    assert [text.split("\t")[0] for text in texts(spans)] == ["9.3", "9.4", "9.5"]


def test_a_bullet_of_libreoffice_is_no_letter_of_a_formula() -> None:
    item = [span("\u03bb", LEFT, 100.0, font="OpenSymbol"), span("an item;", LEFT + 20, 100.0)]
    assert texts(item) == ["●\tan item;"]
    formula = [span("\u03bb", LEFT, 100.0, font="OpenSymbol"), span("= 2", LEFT + 6, 100.0)]
    assert texts(formula)[0].startswith("\u03bb")
