"""Signs are found by their names, by words people look for, by their code and by themselves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.symbols import MOST, find_signs, listed_signs, sign_groups, sign_of
from resources import read_table


def texts(words: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [sign.text for sign in find_signs(words, recent)]


@pytest.mark.parametrize(
    ("words", "first"),
    [("no-break space", "\u00a0"), ("nbsp", "\u00a0"), ("euro", "€"), ("no break hyphen", "\u2011"), ("U+2011", "\u2011"),
     ("2192", "→"), ("→", "→"), ("greek small alpha", "α"), ("arabic question", "؟"), ("book title", "《"), ("ellipsis", "…"),
     ("snowman", "☃"), ("§", "§")],
)  # fmt: skip
def test_they_are_found(words: str, first: str) -> None:
    assert texts(words)[0] == first


def test_recent_ones_come_first() -> None:
    assert texts("arrow", ("→",))[0] == "→"
    assert texts("arrow")[0] != "→"


def test_the_table_is_whole() -> None:
    assert sign_groups() == (
        "Typographic", "Spaces and hyphens", "Arrows", "Mathematics", "Currency", "Greek", "Arabic", "Chinese"
    )  # fmt: skip
    assert len(listed_signs()) == len(read_table("tables/symbols.tsv"))
    assert all(unicodedata.name(sign.text).capitalize() == sign.name for sign in listed_signs())
    rows = [(sign.group, sign.text) for sign in listed_signs()]
    assert len(set(rows)) == len(rows)


def test_what_is_not_seen_is_shown_between_brackets() -> None:
    assert sign_of("\u00a0").shown == "[\u00a0]"
    assert sign_of("\u0301").shown == "\u25cc\u0301"
    assert (sign_of("→").shown, sign_of("→").code) == ("→", "U+2192")


@given(st.text(max_size=12))
def test_whatever_is_typed_gives_signs_that_a_text_may_have(words: str) -> None:
    found = texts(words)
    assert len(found) == len(set(found)) <= MOST
    assert not set(found) & set("\u2028\u2029\ufffc\u202e\x00\ud800")


@pytest.mark.parametrize("words", ["", "  ", "nothing has this name", "u+d800", "ffffff", "202e", "2028", "\n"])
def test_nothing_is_found(words: str) -> None:
    assert texts(words) == []
