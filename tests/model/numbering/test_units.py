"""Number lines of chapters, articles, sections and appendices, and the numbers of inserted ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.numbering.instruments import instruments
from model.numbering.provision_numbers import Element
from model.numbering.units import parse_unit, unit_after
from tests.builders.treaty import treaty_rows


@pytest.mark.parametrize(
    ("line", "kind", "text", "rest"),
    [
        ("ARTICLE 28A", "article", "ARTICLE 28A", ""),
        ("Article 9", "article", "Article 9", ""),
        ("CHAPTER IVA", "chapter", "CHAPTER IVA", ""),
        ("Section 0", "section", "Section 0", ""),
        ("Sub-Section IIB", "subsection", "Sub-Section IIB", ""),
        ("APPENDIX 30A (Rev.WRC-12)", "appendix", "APPENDIX 30A", " (Rev.WRC-12)"),
        ("Section IV – Table of Frequency Allocations", "section", "Section IV", " – Table of Frequency Allocations"),
        ("CHAPITRE IVA", "chapter", "CHAPITRE IVA", ""),
        ("ARTÍCULO 9", "article", "ARTÍCULO 9", ""),
        ("СТАТЬЯ 9", "article", "СТАТЬЯ 9", ""),
        ("第28A条", "article", "第28A条", ""),
        ("第 IX 章", "chapter", "第 IX 章", ""),
        ("المادة 9", "article", "المادة 9", ""),
        ("القسم الفرعي IIA", "subsection", "القسم الفرعي IIA", ""),
    ],
)
def test_a_number_line_is_read(line: str, kind: str, text: str, rest: str) -> None:
    unit = parse_unit(line)
    assert unit is not None
    assert (unit.kind, unit.text, unit.rest) == (kind, text, rest)


@pytest.mark.parametrize(
    "line", ["Article 5 applies to them", "Articles 5 and 6", "ARTICLE", "Basic provisions", "9 Article", ""]
)
def test_a_sentence_is_no_number_line(line: str) -> None:
    assert parse_unit(line) is None


@pytest.mark.parametrize(
    ("before", "behind", "instrument", "number"),
    [
        ("ARTICLE 28", "ARTICLE 29", "CS", "28A"),
        ("ARTICLE 29", "ARTICLE 29A", "RR", None),
        ("CHAPTER IV", "CHAPTER V", "CS", "IVA"),
        ("Section I", "Section II", "RR", "IA"),
        ("Sub-Section IIA", "Sub-Section IIB", "RR", "IIAA"),
    ],
)
def test_an_inserted_unit_gets_a_letter(before: str, behind: str, instrument: str, number: str | None) -> None:
    first, second = element_of(before), element_of(behind)
    found = unit_after(first, second, [first, second], instruments()[instrument])
    assert (found.text if found else None) == number


def element_of(line: str) -> Element:
    unit = parse_unit(line)
    assert unit is not None
    return unit.number


@pytest.mark.parametrize(("table", "units"), [("constitution-en.tsv", 68), ("rr-wrc12-en.tsv", 178), ("itr-1988-en.tsv", 10)])
def test_every_unit_of_the_real_texts_is_printed_as_it_is(shared: Path, table: str, units: int) -> None:
    kinds = {"chapter": "chapter", "article": "article", "section": "section", "sub-section": "subsection"}
    rows = [row for row in treaty_rows(shared, table) if row["kind"] in kinds]
    read = [parse_unit(row["text"]) for row in rows]
    assert [(unit.kind, unit.text, unit.number.text) if unit else None for unit in read] == [
        (kinds[row["kind"]], row["text"], row["number"]) for row in rows
    ]
    assert len(rows) == units
