"""Replacements take over capitals as in Word; Shift+F3 cycles through three ways to write words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.text.letter_case import LetterCase, in_case, next_case, with_capitals_of


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Telecommunication", "telecom", "Telecom"),
        ("telecommunication", "telecom", "telecom"),
        ("TELECOMMUNICATION", "telecom", "TELECOM"),
        ("Telecommunication", "ICT", "ICT"),
        ("A", "the", "The"),
        ("Élan", "état membre", "État membre"),
        ("«Comité", "«groupe", "«Groupe"),
        ("第七十五号", "第七十六号", "第七十六号"),
        ("الاتصالات", "البريد", "البريد"),
        ("2018", "twenty", "twenty"),
        ("Words", "", ""),
    ],
)
def test_a_replacement_takes_over_the_capitals_of_the_words_that_it_replaces(old: str, new: str, expected: str) -> None:
    assert with_capitals_of(old, new) == expected


@given(st.text(max_size=20), st.text(max_size=20))
def test_only_the_case_of_a_replacement_changes(old: str, new: str) -> None:
    assert with_capitals_of(old, new).casefold() == new.casefold()


@pytest.mark.parametrize(
    ("text", "cycle"),
    [
        ("member states", ["Member States", "MEMBER STATES", "member states"]),
        ("Member states", ["member states", "Member States", "MEMBER STATES"]),
        ("l'union", ["L'union", "L'UNION", "l'union"]),
    ],
)
def test_three_presses_lead_back(text: str, cycle: list[str]) -> None:
    shown, seen = text, []
    for _ in cycle:
        shown = in_case(shown, next_case(shown))
        seen.append(shown)
    assert seen == cycle


def test_a_text_without_letters_stays() -> None:
    assert all(in_case("2018 (75)", case) == "2018 (75)" for case in LetterCase)
