"""Lines at the edges of pages: headers, footers and numbers are omitted, lines of the text never are."""

from __future__ import annotations

import pytest

from model.formats.pdf.layout.body import body_of
from model.formats.pdf.pages import PdfPage, PdfSpan
from tests.builders.pdf_pages import LEFT, contents, full_line, page, span

_TOP, _BOTTOM, _PITCH, _SPACE = 90.0, 760.0, 12.0, 18.0
"""Places of the first and the last line of the text, and the distances of lines and of paragraphs, in points."""
_ENDS = [
    ["*instructs the Director*", "1 to go on with this work;"],
    ["2 to report to the next conference on the results of the work."],
    ["a) to go on with this work;", "b) to report."],
    ["to the Member States, and to report on the results", "of the work to the next conference."],
    ["instructs the Secretary-General", "to report to the Council."],
    ["invites Member States", "to take part."],
    ["decide encargar al Director", "1\tque informe."],
]
"""Lines with which each page ends."""


def read(*pages: list[PdfSpan]) -> tuple[str, str]:
    """The text of pages, and what is reported as omitted."""
    made: list[PdfPage] = [page(spans, number) for number, spans in enumerate(pages, start=1)]
    raw = body_of(contents(*made)).raw
    text = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in raw.paragraphs)
    return text.replace("\t", " "), " ".join(map(str, raw.warnings))


def resolution(number: int, end: list[str], *, space: float = _SPACE) -> list[PdfSpan]:
    """A page: a number line, a text of its own, and an end at the place where the other pages have theirs.

    number: that of the resolution
    end: its last lines
    space: the distance of two paragraphs, in points
    """
    spans = [span(f"RESOLUTION {number}", 240.0, _TOP)]
    begin = _BOTTOM - _PITCH * (len(end) - 1)
    place, at = begin - space, 0
    while place > _TOP + 30:
        spans.append(span(full_line(f"{chr(97 + at)}{chr(97 + number)} words of it", 300.0), LEFT, place))
        place, at = place - (space if at % 2 else _PITCH), at + 1
    return spans + [span(line.replace("*", ""), LEFT, begin + _PITCH * row) for row, line in enumerate(end)]


@pytest.mark.parametrize("end", _ENDS, ids=lambda end: end[0])
@pytest.mark.parametrize("count", [1, 2, 3, 6, 8, 20])
def test_the_same_end_of_each_page_is_kept(count: int, end: list[str]) -> None:
    text, omitted = read(*(resolution(number, end) for number in range(1, count + 1)))
    for line in end:
        words = line.replace("*", "").replace("\t", " ")
        assert text.count(words) == count, words
        assert words not in omitted


@pytest.mark.parametrize("count", [2, 3, 6])
def test_a_footer_below_equal_ends_is_omitted_alone(count: int) -> None:
    end = ["to the Member States, and to report on the results", "of the work to the next conference."]
    counted = [[*resolution(at, end), span(f"DOC/PLEN/{at + 40}-E", LEFT, 810.0)] for at in range(count)]
    same = [[*resolution(at, end), span("CONF/PLEN", LEFT, 810.0)] for at in range(count)]
    for made, footer in ((counted, "DOC/PLEN/"), (same, "CONF/PLEN")):
        text, omitted = read(*made)
        assert footer not in text
        assert footer in omitted
        assert text.count("the next conference.") == count


def test_labels_that_count_the_pages_are_kept_without_a_gap() -> None:
    text, omitted = read(*(resolution(at, [f"{at} to report to the next conference."]) for at in (1, 2, 3)))
    assert text.count("to report to the next conference.") == 3, omitted


def test_equal_footnotes_of_all_pages_are_kept() -> None:
    note = [span("1", LEFT, 796.0, size=5.0), span("These include the least developed countries.", LEFT + 4, 800.0, size=8.0)]
    text, omitted = read(*([*resolution(at, ["The end."]), *note] for at in range(3)))
    assert text.count("These include") == 3
    assert "These include" not in omitted


def test_a_page_number_before_words_is_a_header() -> None:
    pages = [[span(f"{at + 2} Rec. ITU-T A.1 (2019)", LEFT, 50.0), *resolution(at, ["The end."])] for at in range(4)]
    text, omitted = read(*pages)
    assert "Rec. ITU-T" not in text
    assert "Rec. ITU-T" in omitted


def test_a_footer_of_one_page_stays_in_the_text() -> None:
    text, omitted = read([*resolution(1, ["The end."]), span("For more, see the site.", LEFT, 810.0)])
    assert "For more, see the site." in text
    assert not omitted


def test_a_number_of_one_page_is_omitted() -> None:
    text, _ = read([*resolution(1, ["The end."]), span("– 17 –", 290.0, 810.0)])
    assert "17" not in text
    assert "The end." in text


def test_a_footer_without_a_gap_on_most_of_many_pages_is_omitted() -> None:
    text, _ = read(*(resolution(at, [f"The end of {chr(97 + at) * 3}.", "www.example.int"], space=_PITCH) for at in range(9)))
    assert "www.example.int" not in text
    assert text.count("The end of") == 9
