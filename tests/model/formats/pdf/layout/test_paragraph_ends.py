"""Where a paragraph ends: by the room in its last line, whatever indent and distance its lines have."""

from __future__ import annotations

from model.formats.pdf.layout.body import body_of
from model.formats.pdf.pages import PdfPage, PdfRule, PdfSpan
from tests.builders.pdf_pages import LEFT, RIGHT, contents, full_line, lines, page, span

FULL = full_line("words of a line")


def texts(*spans: list[PdfSpan]) -> list[str]:
    pages: list[PdfPage] = [page(found, number) for number, found in enumerate(spans, 1)]
    return ["".join(run.text for run in paragraph.runs) for paragraph in body_of(contents(*pages)).raw.paragraphs]


def test_lines_with_two_empty_lines_between_them_are_one_paragraph_if_all_are() -> None:
    assert texts([*lines(*[FULL] * 5, "end.", "Next.", pitch=26.0)]) == [" ".join([FULL] * 5 + ["end."]), "Next."]


def full_page(word: str) -> list[PdfSpan]:
    """A page of one paragraph."""
    return lines(*[full_line(word)] * 40, "end.")


def test_paragraphs_with_an_indent_at_their_end_are_known_by_the_others() -> None:
    def narrow(word: str) -> list[PdfSpan]:
        line = full_line(word, RIGHT - LEFT - 60)
        return [found for at in range(16) for found in lines(line, word, top=120.0 + 40 * at)]

    found = texts(full_page("first"), narrow("some"), full_page("third"), narrow("more"))
    assert [text[:4] for text in found] == ["firs", *["some"] * 16, "thir", *["more"] * 16]


def test_short_lines_are_paragraphs_though_no_line_is_longer() -> None:
    short = [f"Section {number}" for number in range(10, 45)]
    assert texts(full_page("first"), full_page("second"), full_page("third"), lines(*short))[3:] == short


def test_ragged_lines_in_a_justified_text_are_one_paragraph() -> None:
    ragged = ["a" * 86 + " bb", *["bbbbbbbbbb " + "a" * 72] * 4, "bbbbbbbbbb end."]
    full = ["x" * int((RIGHT - LEFT) / 5)] * 20
    assert texts(lines(*full, "end."), lines(*ragged))[-1] == " ".join(ragged)


def test_the_first_line_of_a_paragraph_with_an_indent_is_no_title_in_the_middle() -> None:
    first = span("z" * 82, LEFT + 20, 100.0)
    rest = lines("zzzzzz " + "z" * 82, "zzzzzz end.", top=112.0)
    (found,) = texts([first, *rest])
    assert found.endswith("end.")


def test_numbers_under_each_other_in_a_cell_are_paragraphs() -> None:
    words = ["some words", "of it", "and of that"]
    rules = [PdfRule(LEFT, y, LEFT + 200, y + 0.5) for y in (88.0, 140.0, 200.0)]
    rules += [PdfRule(x, 88.0, x + 0.5, 200.0) for x in (LEFT, LEFT + 100, LEFT + 200)]
    cells = [*lines("17,542", "€ 24,960", "1,600", left=LEFT + 40), *lines(*words, left=LEFT + 110), *lines("1", top=160.0)]
    found = body_of(contents(page(cells, rules=rules))).raw.paragraphs
    assert ["".join(run.text for run in paragraph.runs) for paragraph in found][:3] == ["17,542", "€ 24,960", "1,600"]
