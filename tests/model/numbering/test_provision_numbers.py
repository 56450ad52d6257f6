"""Margin numbers: read, printed again as they are, and ordered as the provisions are."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.numbering.provision_numbers import Element, ProvisionNumber, parse_margin, parse_number
from model.numbering.provision_words import is_struck_text
from model.numbering.schemes import TAILS
from tests.builders.treaty import treaty_rows


@pytest.mark.parametrize(
    "text",
    [
        "61", "61A", "160CA", "1001B", "9.11A", "0.1", "29A.1", "5.443AA", "9.5B.1", "13.0.1", "21.16.3A", "A.9.6A",
        "A.9.II.1", "22.VI.1", "C.VII", "73bis", "73 bis", "6.1a", "8.4.2.1", "5.A115", "5.B115", "5.[A12]", "5.[EUR/A1.12]",
    ],
)  # fmt: skip
def test_a_number_is_printed_as_it_was_read(text: str) -> None:
    number = parse_number(text)
    assert number is not None
    assert number.text == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9.",
        ".9",
        "9..1",
        "09.1",
        "a",
        "VI",
        "bis",
        "A.",
        "A115",
        "9.11Aa",
        "9.11A)",
        "1.1 a)",
        "9,",
        "9.[a b]",
        "123456",
        "C.7",
    ],
)
def test_a_label_or_a_word_is_no_number(text: str) -> None:
    assert parse_number(text) is None
    assert parse_margin(text) is None


@pytest.mark.parametrize(
    ("text", "numbers", "ranges"),
    [
        ("19.117 to 19.126", ["19.117", "19.126"], [("19.117", "19.126")]),
        ("9.24 and 9.25", ["9.24", "9.25"], [("9.24", "9.24"), ("9.25", "9.25")]),
        (
            "1.125.1, 1.126.1 and 1.127.1",
            ["1.125.1", "1.126.1", "1.127.1"],
            [("1.125.1",) * 2, ("1.126.1",) * 2, ("1.127.1",) * 2],
        ),
        ("5.1 à 5.3", ["5.1", "5.3"], [("5.1", "5.3")]),
        ("5.1–5.3", ["5.1", "5.3"], [("5.1", "5.3")]),
        ("5.1至5.3", ["5.1", "5.3"], [("5.1", "5.3")]),
        ("61A", ["61A"], [("61A", "61A")]),
    ],
)
def test_several_numbers_in_one_margin_keep_their_words(text: str, numbers: list[str], ranges: list[tuple[str, str]]) -> None:
    margin = parse_margin(text)
    assert margin is not None
    assert margin.text == text
    assert [number.text for number in margin.numbers] == numbers
    assert [(first.text, last.text) for first, last in margin.spans] == ranges


@pytest.mark.parametrize("text", ["9.24 and", "9.24and 9.25", "9.24 9.25", "9.24 or 9.25", "and 9.25"])
def test_other_words_join_no_numbers(text: str) -> None:
    assert parse_margin(text) is None


ELEMENTS = st.builds(
    Element,
    st.integers(0, 2000),
    st.text("ABCZ", max_size=2),
    st.sampled_from(["", *TAILS]),
)


@given(st.lists(ELEMENTS, min_size=1, max_size=4), st.booleans())
def test_every_number_that_is_made_is_read_back(elements: list[Element], titled: bool) -> None:
    number = ProvisionNumber(tuple(elements), "A" if titled else "")
    assert parse_number(number.text) == number


def test_numbers_are_ordered_as_they_are_read_aloud() -> None:
    order = "C.VII 5.443 5.443A 5.443AA 5.443B 5.444 5.A115 A.9.6 A.9.6A 9.5 9.5B 9.5B.1 9.5B.2 9.6 9.10 29.1 29A.1 30.1".split()
    assert sorted(order, key=lambda text: numbered(text).order) == order
    plain = "73 73bis 73A 73B 160C 160CA 160D 161".split()
    assert sorted(plain, key=lambda text: numbered(text).order) == plain


def numbered(text: str) -> ProvisionNumber:
    number = parse_number(text)
    assert number is not None
    return number


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("(SUP - WRC-03)", True), ("(SUP – WRC-2000)", True), ("(SUP)", True), ("SUP", True), ("Not used.", True),
        ("Not used;", True), ("(Number not used)", True), ("Supplement", False), ("Not used by ships.", False), ("", False),
    ],
)  # fmt: skip
def test_a_number_that_is_not_in_use_says_so(text: str, struck: bool) -> None:
    assert is_struck_text(text) is struck


@pytest.mark.parametrize(
    ("table", "provisions"), [("constitution-en.tsv", 303), ("rr-wrc12-en.tsv", 1590), ("itr-1988-en.tsv", 64)]
)
def test_every_number_of_the_real_texts_is_printed_as_it_is(shared: Path, table: str, provisions: int) -> None:
    rows = treaty_rows(shared, table)
    texts = [row["number"] for row in rows if row["kind"] in ("provision", "footnote")]
    margins = [parse_margin(text) for text in texts]
    assert [margin.text if margin is not None else None for margin in margins] == texts
    assert sum(row["kind"] == "provision" for row in rows) == provisions


@pytest.mark.parametrize(("table", "count"), [("constitution-en.tsv", 303), ("rr-wrc12-en.tsv", 1552), ("itr-1988-en.tsv", 64)])
def test_the_order_of_the_real_texts_is_that_of_their_numbers(shared: Path, table: str, count: int) -> None:
    """The notes of tables, with three elements, keep the order and the repetitions of their table, and are left out."""
    texts = [row["number"] for row in treaty_rows(shared, table) if row["kind"] == "provision"]
    numbers = [number for text in texts if not (number := numbered(text)).is_note]
    assert len(numbers) == count
    assert [(first.text, second.text) for first, second in pairwise(numbers) if not first < second] == []
