"""The Table of Frequency Allocations is read as it is printed: bands, spans over Regions, services, footnotes."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, strategies

from model.allocations.frequencies import Band, band_at, find_band, parse_frequency, print_band
from model.allocations.lines import read_line
from model.allocations.services import LANGUAGES, category_of, find_service, in_category, services
from model.formats.treaty.allocation_file import text_of_allocations
from model.formats.word.reader import read_word
from tests.builders.allocations import (
    SMALL,
    content,
    extract,
    generated_file,
    id_of,
    submission_of_file,
    table_in,
)
from tests.builders.tables import tbl, tc, tr
from tests.builders.treaty import TREATY, treaty_rows
from tests.builders.word import docx, p


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("2450.0-2483.5", "2450", "2483.5", ""),
        ("2\u00a0450-2\u00a0483.5 MHz", "2450", "2483.5", "MHz"),
        ("2\u2009483,5–2\u202f500", "2483.5", "2500", ""),
        ("8,3-9 кГц", "8.3", "9", "kHz"),
        ("1 429-1 525 GHz FIXED", "1429", "1525", "GHz"),
    ],
)
def test_a_band_is_read_with_its_spaces_signs_and_unit(text: str, low: str, high: str, unit: str) -> None:
    found = band_at(text)
    assert found is not None
    assert (found[0].limits, found[0].unit) == ((Decimal(low), Decimal(high)), unit)


@pytest.mark.parametrize("text", ["FIXED", "5.150", "2450", "-2", "2450-", "", "2 450 - x"])
def test_other_words_are_no_band(text: str) -> None:
    assert band_at(text) is None


@given(strategies.decimals(0, 99999, places=2), strategies.decimals(0, 99999, places=1), strategies.sampled_from(
    ["1\u00a0000-2\u00a0000", "1000.5-2000.5", "1 000,5-2 000,5", "1-2"]
))  # fmt: skip
def test_a_printed_band_is_read_as_it_was(low: Decimal, high: Decimal, like: str) -> None:
    found = band_at(print_band(low, high, like))
    assert found is not None
    assert found[0].limits == (low, high)


def test_a_title_gives_the_band_and_unit_of_a_block() -> None:
    assert find_band("MOD  2 170-2 520 MHz") == Band(Decimal(2170), Decimal(2520), "2 170-2 520", "MHz")
    assert find_band("Article 5 and 9-10") is None
    assert parse_frequency("2 46") is None


def test_a_line_has_a_service_with_category_additions_and_footnotes() -> None:
    line = read_line("MOBILE-SATELLITE (space-to-Earth) 5.351A 5.407", "en")
    assert (line.kind, line.category, [note.text for note in line.notes]) == ("service", "primary", ["5.351A", "5.407"])
    assert line.service == find_service("Mobile-satellite", "en")
    assert read_line("5.150 5.[A12]", "en").kind == "notes"
    assert read_line("(Not allocated) 5.53", "en").kind == "remark"
    both = read_line("2 690-2 700\tEARTH EXPLORATION-SATELLITE (passive)", "en", first=True)
    assert (both.kind, both.band is not None, both.category) == ("service", True, "primary")


@pytest.mark.parametrize(
    ("words", "category"),
    [("FIXED", "primary"), ("Fixed", "secondary"), ("MOBILE except aeronautical mobile", "primary"), ("FixED", ""),
     ("Earth exploration-satellite (passive)", "secondary"), ("Earth Exploration-Satellite", ""),
     ("AERONAUTICAL MOBILE (R)", "primary")],
)  # fmt: skip
def test_capitals_are_the_category(words: str, category: str) -> None:
    assert category_of(words, "en") == category


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_is_known_by_its_name_in_each_language(language: str) -> None:
    for service in services():
        name = service.names[language]
        assert name, service
        assert find_service(name, language) == service
        for category in ("primary", "secondary"):
            words = in_category(f"{name} (passive)", category, language)
            assert words.endswith("(passive)")
            if language not in ("ar", "zh"):
                assert category_of(words, language) == category
                assert find_service(words, language) == service


def test_languages_without_capitals_show_the_category_by_bold() -> None:
    for language, name in (("zh", "固定"), ("ar", "ثابتة")):
        assert category_of(name, language, bold=True) == "primary"
        assert category_of(name, language) == "secondary"


def test_the_real_extract_is_read_line_by_line(shared: Path) -> None:
    rows = treaty_rows(shared, "rr-table-2450-6700MHz.tsv")
    table = table_in(submission_of_file((shared / TREATY / "rr-table-2450-6700MHz.tsv").read_text(encoding="utf-8")))
    assert (table.unit, table.title and table.title.limits) == ("MHz", (Decimal(2450), Decimal(6700)))
    filled = [cell for cell in table.cells if not cell.goes_on]
    wanted = {(row["row"], row["col"]): row for row in rows}
    assert len(filled) == len(wanted)
    for cell, row in zip(filled, wanted.values(), strict=True):
        first = int(row["col"]) + 1
        assert cell.regions == tuple(range(first, first + int(row["colspan"])))
        assert cell.band is not None
        assert cell.band.limits == (Decimal(row["from"]), Decimal(row["to"]))
    lines = [line for cell in filled for line in cell.lines[1:]]
    for line, row in zip(lines, rows, strict=True):
        assert " ".join(line.numbers) == row["notes"]
        assert line.allocation == row["service"]
        if line.is_service:
            assert line.words.service is not None, row
            assert line.words.category == row["category"]


@given(strategies.integers(0, 10**6))
def test_generated_tables_are_read_with_their_spans(seed: int) -> None:
    text = generated_file(seed)
    table = table_in(submission_of_file(text))
    rows = [dict(zip(text.split("\n", 1)[0].split("\t"), line.split("\t"), strict=True)) for line in text.split("\n")[1:] if line]
    wanted = {(row["row"], row["col"]): row for row in rows}
    found = [(cell.regions, cell.band.limits if cell.band is not None else None) for cell in table.cells if not cell.goes_on]
    assert found == [
        (tuple(range(int(row["col"]) + 1, int(row["col"]) + 1 + int(row["colspan"]))), (Decimal(row["from"]), Decimal(row["to"])))
        for row in wanted.values()
    ]


def test_a_word_table_is_read_by_its_spans(shared: Path) -> None:
    del shared
    head = tr(tc("Allocation to services", span=3)) + tr("Region 1", "Region 2", "Region 3")
    body = tbl(
        head,
        tr(tc("2 500-2 520", "FIXED 5.410", merge="restart"), tc("2 500-2 510", "FIXED", span=2)),
        tr(tc(merge="continue"), tc("2 510-2 520", "MOBILE", "Fixed"), tc("2 510-2 520", "FIXED")),
        tr(tc("2 520-2 655\tFIXED", "MOBILE", "5.339", span=3)),
        grid=(3000, 3100, 2900),
    )
    before = p("RESOLUTION 7 (Rev. Oxdorf, 2018)") + p("On tables") + p("2 500-2 655 MHz")
    read = read_word(docx(before + body + p("The end.")), "text.docx", language="en").submission
    table = table_in(read)
    assert content(table) == [
        [((1,), ("2 500-2 520", "FIXED 5.410")), ((2, 3), ("2 500-2 510", "FIXED"))],
        [((1,), ()), ((2,), ("2 510-2 520", "MOBILE", "Fixed")), ((3,), ("2 510-2 520", "FIXED"))],
        [((1, 2, 3), ("2 520-2 655\tFIXED", "MOBILE", "5.339"))],
    ]
    assert table.unit == "MHz"
    assert table.rows[1].cells[0].goes_on


def test_ordinary_tables_are_none_of_frequency_allocations() -> None:
    body = tbl(tr("2 500-2 510", "two"), tr("2 510-2 520", "four"), grid=(3000, 3000))
    read = read_word(docx(p("RESOLUTION 7 (Rev. Oxdorf, 2018)") + p("On tables") + body + p("The end.")), "t.docx").submission
    with pytest.raises(IndexError):
        table_in(read)


def test_a_table_without_language_is_english_and_its_text_is_canonical(shared: Path) -> None:
    from model.redline.canonical import canonical

    text = extract(shared)
    assert text.language == "en"
    assert canonical(text.clauses) == text.clauses
    small = text_of_allocations(SMALL)
    assert canonical(small.clauses) == small.clauses
    assert id_of(submission_of_file(SMALL), "2655")
