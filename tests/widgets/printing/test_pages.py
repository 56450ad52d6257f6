"""Pages: everything is printed once and in order, between the margins, notes where they are called."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.formats.page.blocks import Cell, Line, LineNumbers, PrintedNote, Printout, Row, Span, Table, lines_in, plain_spans
from model.formats.page.metrics import HEADER_AT, MARGIN, PAGE_WIDTH, TEXT_WIDTH
from model.formats.page.printout import PrintView, printout
from model.submission.values import Header, Proposal, Submission
from tests.builders.notation import redline
from tests.builders.strategies import redlines
from tests.builders.treaty import small_treaty
from tests.profiles import times_profile
from widgets.printing.page import BAR_AT, Page
from widgets.printing.paginator import Paginator

pytestmark = pytest.mark.usefixtures("qapp")
WORDS = "The Assembly considers that words are many, and that lines are broken where they end. "


def pages(*blocks: Line | Table, notes: dict[str, PrintedNote] | None = None, language: str = "en") -> list[Page]:
    return list(Paginator(Printout(tuple(blocks), notes or {}, language)).pages())


def texts(page: Page) -> list[str]:
    """The lines of a page, its header left out, from top to bottom as they were placed."""
    out = []
    for _, y, strip in page.strips:
        if page.number == 1 or y >= MARGIN:
            start = strip.line.textStart()
            out.append(strip.layout.text()[start : start + strip.line.textLength()])
    return out


def printed_text(printed: list[Page]) -> str:
    return "".join(text for page in printed for text in texts(page))


def paragraph(number: int, sentences: int, style: str = "Normal") -> Line:
    return Line(style, plain_spans(f"{number}. " + WORDS * sentences))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_number_of_a_provision_is_in_the_margin(language: str) -> None:
    """In the column of a table it is before the text."""
    text = small_treaty("= Article 9", "9.1 " + WORDS * 3, "+ new", "19.117 (SUP - WRC-07)")
    proposal = Proposal("", redline=replace(text, language=language), original=text.base())
    printed = printout(Submission(proposals=(proposal,), language=language))
    (page, *_) = Paginator(printed).pages()
    shown = [(x, y, strip) for x, y, strip in page.numbers]
    assert [strip.layout.text() for _, _, strip in shown] == ["9.1", "9.1A", "19.117"]
    assert not any("9.1" in text for text in texts(page)), "the text does not repeat it"
    tops = {strip.source: y for _, y, strip in reversed(page.strips)}
    assert [y for _, y, _ in shown] == [tops[f"1/c{place}"] for place in (1, 2, 3)], "beside the first line"
    for x, _, strip in shown:
        begin, width = x + strip.line.naturalTextRect().left(), strip.line.naturalTextWidth()
        if language == "ar":
            assert begin >= MARGIN + TEXT_WIDTH
            assert begin + width <= PAGE_WIDTH
        else:
            assert 0 < begin < begin + width < BAR_AT
    (bar,) = page.rules
    assert bar.line.y1() == tops["1/c2"], "an insertion has its bar"
    (cell,) = [strip for page in pages(Table((3000,), (Row((Cell(tuple(printed.blocks)),)),))) for _, _, strip in page.strips][
        1:2
    ]
    assert cell.layout.text().startswith("9.1\t")


@given(st.lists(st.integers(0, 90), max_size=12))
@settings(max_examples=times_profile(0.8))
def test_every_line_is_printed_once_and_in_order_between_the_margins(lengths: list[int]) -> None:
    lines = [paragraph(number, length) for number, length in enumerate(lengths)]
    made = pages(*lines)
    assert printed_text(made) == "".join(line.text for line in lines)
    assert [page.number for page in made] == list(range(1, len(made) + 1))
    for page in made:
        for _, y, strip in page.strips:
            assert y >= HEADER_AT
            assert y + strip.height <= page.bottom + 0.01
    for page in made[1:-1]:
        assert len(texts(page)) > 30


@given(redlines(), st.sampled_from(["markup", "draft", "base", "columns", "reasons"]), st.booleans())
@settings(max_examples=times_profile(0.8))
def test_any_text_can_be_laid_out_in_any_view(value, view: PrintView, only_amended: bool) -> None:
    submission = Submission(Header(title="T"), (Proposal("MOD", "A/1", value, "why"),), value.language)
    printed = printout(submission, view, only_amended=only_amended)
    made = list(Paginator(printed).pages())
    wanted = sum(len(line.text) for line in printed.lines() if line.text.isascii())
    assert made
    assert wanted <= sum(len(text) for page in made for text in texts(page))


def test_a_heading_stays_with_what_follows() -> None:
    for filler in range(40, 60):
        made = pages(*(paragraph(n, 0) for n in range(filler)), Line("Call", plain_spans("considering")), paragraph(1, 30))
        page = next(page for page in made if "considering" in texts(page))
        assert texts(page)[-1] != "considering"


def test_no_line_of_a_paragraph_stands_alone() -> None:
    for filler in range(30, 45):
        made = pages(*(paragraph(n, 0) for n in range(filler)), Line("Normal", plain_spans("first " + WORDS * 6)))
        parts = [[text for text in texts(page) if not text[0].isdigit()] for page in made]
        assert all(len(part) != 1 for part in parts if part)


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it() -> None:
    note = PrintedNote("footnote", (Line("FootnoteText", plain_spans("The note."), plain_spans("1\t")),))
    for filler in range(25, 60):
        line = Line("Normal", (*plain_spans("called"), Span("1", note="1/a"), *plain_spans(" here")))
        made = pages(*(paragraph(n, 0) for n in range(filler)), line, *(paragraph(n, 0) for n in range(40)), notes={"1/a": note})
        page = next(page for page in made if "1\tThe note." in texts(page))
        assert "called1 here" in texts(page)
        [(y, strip)] = [(y, placed) for _, y, placed in page.strips if "The note." in placed.layout.text()]
        assert y + strip.height == pytest.approx(Page(1).bottom)
        assert all(other + placed.height <= y + 0.01 for _, other, placed in page.strips if placed is not strip)


def test_a_note_longer_than_a_page_goes_on_at_the_next_foot() -> None:
    note = PrintedNote("footnote", (Line("FootnoteText", plain_spans(WORDS * 150)),))
    made = pages(Line("Normal", (*plain_spans("called"), Span("1", note="1/a"))), notes={"1/a": note})
    assert len(made) > 1
    assert sorted(printed_text(made)) == sorted("called1" + WORDS * 150)


def test_endnotes_stand_behind_the_text() -> None:
    note = PrintedNote("endnote", (Line("EndnoteText", plain_spans("The note.")),))
    made = pages(Line("Normal", (*plain_spans("called"), Span("i", note="1/a"))), paragraph(1, 1), notes={"1/a": note})
    assert texts(made[0])[-1] == "The note."


def test_a_table_repeats_its_head_and_parts_long_rows() -> None:
    head = Row((Cell((Line("Tablehead", plain_spans("Left")),)), Cell((Line("Tablehead", plain_spans("Right")),))))
    rows = [Row((Cell((paragraph(n, n * 9),)), Cell((paragraph(n, 1),))), parts=True) for n in range(12)]
    beside = tuple(paragraph(n, 20) for n in range(3))
    table = Table((4000, 4000, 1600), (head, *rows), heads=1, beside=beside)
    made = pages(table)
    assert len(made) > 2
    assert all(texts(page)[:2] == ["Left", "Right"] for page in made)
    wanted = "".join(line.text for line in lines_in((Table((1,), tuple(rows), beside=beside),)))
    assert sorted(printed_text(made)) == sorted(wanted + "LeftRight" * len(made))
    for page in made:
        assert max(y + strip.height for _, y, strip in page.strips) <= page.bottom + 0.01


def test_reasons_longer_than_the_text_go_on() -> None:
    head = Row((Cell((Line("Tablehead", plain_spans("Left")),)), Cell()))
    table = Table((4000, 5600), (head, Row((Cell((paragraph(1, 1),)),), parts=True)), heads=1, beside=(paragraph(2, 300),))
    made = pages(table)
    assert len(made) > 2
    assert printed_text(made).replace("Left", "").count("2. ") == 1
    assert sorted(printed_text(made).replace("Left", "")) == sorted(paragraph(1, 1).text + paragraph(2, 300).text)


def test_a_row_taller_than_a_page_is_parted() -> None:
    made = pages(Table((4000, 4000), (Row((Cell((paragraph(1, 200),)), Cell())),)))
    assert len(made) > 1
    assert printed_text(made) == paragraph(1, 200).text


def test_a_page_is_turned_where_the_text_says_so_and_has_its_number_and_symbol() -> None:
    proposal = Line("Proposal", plain_spans("MOD"), new_page=True)
    made = list(Paginator(Printout((paragraph(1, 1), proposal), symbol="WTSA-24/35-E")).pages())
    assert [texts(page)[-1] for page in made][-1] == "MOD"
    heads = [strip.layout.text() for _, y, strip in made[1].strips if y < MARGIN]
    assert heads == ["– 2 –", "WTSA-24/35-E"]
    assert all(y >= MARGIN for _, y, _ in made[0].strips)


def test_arabic_begins_at_the_right() -> None:
    made = pages(Line("Normal", plain_spans("نص"), plain_spans("أ)\t")), language="ar")
    [(x, _, strip)] = made[0].strips
    right = x + strip.line.naturalTextRect().right()
    assert right == pytest.approx(PAGE_WIDTH - MARGIN, abs=10)
    assert strip.line.naturalTextWidth() > 1134


def test_what_is_changed_has_a_bar_beside_it() -> None:
    made = list(Paginator(printout(Submission(proposals=(Proposal(redline=redline("a\nb {++new++}\nc\n")),)))).pages())
    bars = [line for line, *_ in made[0].rules if line.x1() < MARGIN]
    assert len(bars) == 1
    [(_, y, _)] = [strip for strip in made[0].strips if "new" in strip[2].layout.text()]
    assert bars[0].y1() == y


def test_an_empty_text_is_one_empty_page() -> None:
    [page] = pages()
    assert (page.number, page.strips) == (1, [])


@pytest.mark.parametrize(("how", "again"), [("page", True), ("continuous", False)])
def test_every_fifth_line_of_the_text_has_its_number(how: LineNumbers, again: bool) -> None:
    """Page headers and tables are not counted; numbers are outside of the text and of the bars of changed lines."""
    lines = tuple(replace(paragraph(number, 2), source=f"1/c{number}") for number in range(60))
    table = Table((4000, 4000), (Row((Cell(lines[:2]), Cell(lines[:1]))),))
    made = list(Paginator(Printout((*lines[:5], table, *lines[5:]), language="en", line_numbers=how)).pages())
    assert len(made) > 1
    counted = 0
    for page in made:
        first = 1 if again else counted + 1
        beside = [y + strip.height for x, y, strip in page.strips if y >= MARGIN and x == MARGIN]
        counted = first + len(beside) - 1
        wanted = [str(number) for number in range(first, counted + 1) if number % 5 == 0]
        assert [strip.layout.text() for _, _, strip in page.numbers] == wanted
        assert all(x > 0 and x + strip.line.naturalTextWidth() < BAR_AT for x, _, strip in page.numbers)
        assert all(y + strip.height in beside for _, y, strip in page.numbers)


def test_without_line_numbers_there_are_none_and_in_arabic_they_are_on_the_right() -> None:
    lines = tuple(Line("Normal", plain_spans("أن النصوص قصيرة "), source="1/c1") for _ in range(20))
    assert not any(page.numbers for page in Paginator(Printout(lines, language="ar")).pages())
    (page,) = Paginator(Printout(lines, language="ar", line_numbers="page")).pages()
    assert [strip.layout.text() for _, _, strip in page.numbers] == ["5", "10", "15", "20"]
    for x, _, strip in page.numbers:
        left = x + strip.line.naturalTextRect().x()
        assert MARGIN + TEXT_WIDTH < left < PAGE_WIDTH - strip.line.naturalTextWidth()
