"""Printed lines from right to left are read in the order in which they are spoken."""

from __future__ import annotations

import pytest

from model.formats.pdf.layout.lines import lines_of
from model.formats.pdf.layout.words import LineRules
from tests.builders.pdf_pages import WIDTH, span

RTL = LineRules(is_rtl=True)


def printed(visual: str) -> str:
    """What is read from characters that are printed from left to right."""
    (line,) = lines_of([span(visual, 100.0, 100.0)], 1, WIDTH, RTL)
    return line.text


@pytest.mark.parametrize(
    ("visual", "logical"),
    [
        ("بلجأ", "أجلب"),
        ("2018 ،يبد", "دبي، 2018"),
        (")2018 ،يبد(", "(دبي، 2018)"),
        ("نأشب (ITU-T) عاطق", "قطاع (ITU-T) بشأن"),
        ("2020-2023 ةرتف", "فترة 2023-2020"),
        ("1.2 ةداملا", "المادة 1.2"),
    ],
)
def test_a_line_is_read_from_the_right(visual: str, logical: str) -> None:
    assert printed(visual) == logical


def test_a_ligature_keeps_the_order_of_its_letters() -> None:
    wide = span("لا", 200.0, 100.0)
    both = wide.lefts[0], wide.rights[1]
    ligature = type(wide)(
        "ال", memory(both[0], both[0]), memory(both[1], both[1]), wide.top, wide.bottom, wide.baseline, wide.font, wide.size
    )
    (line,) = lines_of([ligature, span("ا", 205.0, 100.0)], 1, WIDTH, RTL)
    assert line.text == "الا"


def memory(*values: float) -> bytes:
    from model.formats.pdf.pages import edges

    return edges(values)


def test_presentation_forms_are_letters() -> None:
    assert printed("\ufe8d\ufedf\ufe8e"[::-1]) == "الا"
