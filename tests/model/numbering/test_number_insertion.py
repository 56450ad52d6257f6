"""Numbers of insertions: those that ITU gave, none twice, none where the rule gives none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.numbering.instruments import instruments
from model.numbering.number_insertion import (
    NumberedRow,
    TakenNumbers,
    insertion_numbers,
    note_number_after,
)
from model.numbering.provision_numbers import MarginNumber, parse_margin, parse_number
from tests.builders.treaty import treaty_rows

Row = NumberedRow
NEW = "+"
VANISHED = ("166", "167", "219", "220", "221")
"""Numbers of the Constitution that the consolidated text does not print any more."""


def rows_of(text: str) -> list[Row]:
    """Provisions of one article by their numbers: `+` is an insertion, `(9.3)` is struck."""
    return [
        Row() if word == NEW else Row(margin(word.strip("()")), struck=word.startswith("("), unit="9") for word in text.split()
    ]


def margin(text: str) -> MarginNumber:
    number = parse_margin(text)
    assert number is not None
    return number


def inserted(text: str, instrument: str, item: str = "") -> list[str | None]:
    rows = [row if row.number else Row(unit="9") for row in rows_of(text)]
    numbers = insertion_numbers(rows, instruments()[instrument], item)
    return [number.text if number else None for number, row in zip(numbers, rows, strict=True) if row.number is None]


@pytest.mark.parametrize(
    ("instrument", "text", "numbers"),
    [
        ("CS", "3 + 4", ["3A"]),
        ("CS", "161 + + + 162", ["161A", "161B", "161C"]),
        ("CS", "160 160A 160B 160C + 160D 161", ["160CA"]),
        ("CS", "160C + + 160CA 160D", [None, None]),
        ("CS", "160C 160CA + 160D", ["160CB"]),
        ("CS", "3 + 3A 4", [None]),
        ("CS", "3 3Z + 4", [None]),
        ("CS", "73 73bis + 74", [None]),
        ("CS", "3 (3A) + 4", ["3B"]),
        ("CS", "3 + (3A) 4", ["3B"]),
        ("CS", "+ 3", [None]),
        ("CS", "3 +", ["3A"]),
        ("RR", "9.11 + 9.12", ["9.11A"]),
        ("RR", "9.44 9.44A 9.44B + (9.44C) (9.44D) 9.45", ["9.44E"]),
        ("RR", "32.13B 32.13BA + 32.13C", ["32.13BB"]),
        ("RR", "+ 9.1", [None]),
        ("ITU-T", "6.1 + + 6.2", ["6.1a", "6.1b"]),
        ("ITU-T", "8.4.2 + 8.4.3", ["8.4.2a"]),
    ],
)
def test_an_insertion_gets_its_number_by_the_rule(instrument: str, text: str, numbers: list[str | None]) -> None:
    assert inserted(text, instrument) == numbers


def test_an_insertion_at_the_head_of_an_article_continues_the_article_before_where_numbers_run_through() -> None:
    rows = [Row(margin("23"), unit="2"), Row(unit="3"), Row(margin("24"), unit="3")]
    assert insertion_numbers(rows, instruments()["CS"])[1] == margin("23A")
    rows = [Row(margin("8.9"), unit="8"), Row(unit="9"), Row(margin("9.1"), unit="9")]
    assert insertion_numbers(rows, instruments()["RR"])[1] is None


def test_the_last_insertion_of_an_article_is_not_compared_with_the_next_article() -> None:
    rows = [Row(margin("9.65"), unit="9"), Row(unit="9"), Row(margin("10.1"), unit="10")]
    assert insertion_numbers(rows, instruments()["RR"])[1] == margin("9.65A")


def test_provisions_of_a_new_article_are_counted_from_1() -> None:
    rows = [
        Row(margin("29.13"), unit="29"),
        *[Row(unit="29A", new_unit=True)] * 3,
        Row(margin("30.1"), unit="30"),
    ]
    assert [number.text for number in insertion_numbers(rows, instruments()["RR"]) if number] == [
        "29.13", "29A.1", "29A.2", "29A.3", "30.1",
    ]  # fmt: skip
    rows = [
        Row(margin("161"), unit="27"),
        *[Row(unit="27A", new_unit=True)] * 2,
        Row(margin("162"), unit="28"),
    ]
    assert [number.text for number in insertion_numbers(rows, instruments()["CS"]) if number] == ["161", "161A", "161B", "162"]


def test_a_range_takes_all_that_lies_in_it() -> None:
    taken = TakenNumbers([margin("19.117 to 19.126"), margin("9.24 and 9.25")])
    for text, found in [("19.117", True), ("19.120", True), ("19.127", False), ("9.24", True), ("9.24A", False), ("9.25", True)]:
        number = parse_number(text)
        assert number is not None
        assert (number in taken) is found
    rows = [
        Row(margin("19.117 to 19.126"), struck=True, unit="19"),
        Row(unit="19"),
        Row(margin("19.127"), unit="19"),
    ]
    assert insertion_numbers(rows, instruments()["RR"])[1] == margin("19.126A")


def test_provisional_numbers_name_the_agenda_item_and_are_counted_by_letters() -> None:
    assert inserted("9.11 + + 9.12 +", "RR", "1.15") == ["9.A115", "9.B115", "9.C115"]
    assert inserted("9.11 + 9.A115 9.12", "RR", "1.15") == ["9.B115"]
    assert inserted("3 + 4", "CS", "1.15") == ["3A"], "no form is known there, so the rule gives the number"


def test_a_provisional_number_is_no_place() -> None:
    assert inserted("9.11 9.A115 + 9.12", "RR") == ["9.11A"]


def test_a_footnote_is_counted_on_at_the_end_and_lettered_between() -> None:
    rr, owner = instruments()["RR"], parse_number("9.6")
    notes = [parse_number(text) for text in ("9.6.1", "9.6.2")]
    assert owner is not None
    taken = TakenNumbers([margin("9.6.1"), margin("9.6.2")])
    assert note_number_after(owner, notes[1], None, taken, rr) == parse_number("9.6.3")
    assert note_number_after(owner, notes[0], notes[1], taken, rr) == parse_number("9.6.1A")
    assert note_number_after(owner, None, None, TakenNumbers(), rr) == parse_number("9.6.1")
    assert note_number_after(owner, None, notes[0], taken, rr) is None


@given(st.lists(st.sampled_from(["new", "base", "struck"]), min_size=1, max_size=30))
def test_no_number_is_given_twice_and_order_is_kept(kinds: list[str]) -> None:
    rows = [
        Row(unit="9") if kind == "new" else Row(margin(f"9.{place}"), struck=kind == "struck", unit="9")
        for place, kind in enumerate(kinds, 1)
    ]
    numbers = [number for number in insertion_numbers(rows, instruments()["RR"]) if number is not None]
    orders = [number.first.order for number in numbers]
    assert len(set(orders)) == len(orders)
    assert orders == sorted(orders)


def test_the_insertions_of_1998_into_the_constitution_get_their_real_numbers(shared: Path) -> None:
    amendments = treaty_rows(shared, "constitution-pp98-amendments.tsv")
    real = [row["number"] for row in amendments if row["instrument"] == "CS" and row["symbol"] == "ADD"]
    assert len(real) == 39
    rows: list[Row] = []
    places: list[int] = []
    unit = ""
    for row in treaty_rows(shared, "constitution-en.tsv"):
        unit = row["number"] if row["kind"] == "article" else unit
        if row["kind"] != "provision":
            continue
        lettered = row["number"][-1].isalpha()
        rows += [Row(margin(text), struck=True, unit=unit) for text in VANISHED if is_next(text, rows, row["number"])]
        if row["number"] in real:
            places.append(len(rows))
            rows.append(Row(unit=unit))
        elif not lettered or "PP-94" in row["marks"]:
            rows.append(Row(margin(row["number"]), struck="(SUP)" in row["text"], unit=unit))
    numbers = insertion_numbers(rows, instruments()["CS"])
    assert [number.text if (number := numbers[place]) else None for place in places] == real


def is_next(text: str, rows: list[Row], following: str) -> bool:
    """Whether a vanished number stands between the provisions before and after a place."""
    before = [row.number.last for row in rows if row.number is not None]
    number, behind = parse_number(text), parse_number(following)
    assert number is not None
    assert behind is not None
    return before[-1] < number < behind if before else False
