"""Lists of countries: found in six languages, in the order of their French names, as the footnotes in force have them."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, strategies

from model.allocations.countries import ListedCountry, country_lists, french_names, place_in_order
from tests.builders.treaty import treaty_rows

LISTS = {
    "en": "in Germany, Saudi Arabia, Korea (Rep. of), Côte d'Ivoire,"
    " the Russian Federation, the Syrian Arab Republic and Chad, the",
    "fr": "suivants: Allemagne, Arabie saoudite, Corée (Rép. de), Côte d’Ivoire,"
    " la Fédération de Russie, Rép. arabe syrienne et Tchad, la",
    "es": "en Alemania, Arabia Saudita, Corea (Rep. de), Côte d'Ivoire,"
    " la Federación de Rusia, la República Árabe Siria y el Chad, la",
    "ru": "в Германии, Саудовской Аравии, Республике Корея, Кот-д'Ивуаре,"
    " Российской Федерации, Сирийской Арабской Республике и Чаде п",
    "ar": "في ألمانيا والمملكة العربية السعودية وجمهورية كوريا وكوت ديفوار والاتحاد الروسي والجمهورية العربية السورية وتشاد، ي",
    "zh": "在德国、沙特阿拉伯、韩国、科特迪瓦、俄罗斯联邦、阿拉伯叙利亚共和国和乍得，该频段",
}
TERRITORIES = ["DE", "SA", "KR", "CI", "RU", "SY", "TD"]


@pytest.mark.parametrize("language", LISTS)
def test_a_list_is_found_in_every_language(language: str) -> None:
    text = LISTS[language]
    (found,) = country_lists(text, language)
    assert [country.territory for country in found] == TERRITORIES
    assert all(text[country.start : country.stop] == country.text for country in found)
    assert all(after.follows(before) for before, after in pairwise(found))


@pytest.mark.parametrize(
    ("text", "territories"),
    [
        ("the Niger, Nigeria and Guinea-Bissau", ["NE", "NG", "GW"]),
        ("in Guinea, Equatorial Guinea, Papua New Guinea and the Dem. Rep. of the Congo", ["GN", "GQ", "PG", "CD"]),
        ("in China, the French overseas communities of Region 3, Korea (Rep. of), Ruritania and Japan", ["CN", "KR", "JP"]),
        ("Dominica, the Dominican Rep. and Sudan", ["DM", "DO", "SD"]),
    ],
)
def test_names_within_names_are_told_apart(text: str, territories: list[str]) -> None:
    assert [[country.territory for country in found] for found in country_lists(text, "en")] == [territories]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Germany",
        "in Chad, the band 5-6 MHz is used. In Japan, words",
        "Chad, In the band 5-6 MHz: Japan",
        "Germany or words, France",
        "Germanyx, Francey",
        "Germany (which has)\nof France",
    ],
)
def test_what_is_no_list_is_none(text: str) -> None:
    assert list(country_lists(text, "en")) == []


def test_an_unknown_language_is_read_as_english() -> None:
    assert len(list(country_lists("Chad, Togo", "de"))) == 1


def test_the_lists_in_force_are_in_order_but_for_few(shared: Path) -> None:
    """Three pairs of the source are not: they are of another time, when a country had another French name."""
    rows = [*treaty_rows(shared, "rr-art5-footnotes.tsv"), *treaty_rows(shared, "rr-wrc12-en.tsv")]
    lists = [found for row in rows for found in country_lists(row["text"], "en")]
    pairs = [pair for found in lists for pair in pairwise(found)]
    assert (len(lists), len(pairs)) > (50, 500)
    assert sum(not after.follows(before) for before, after in pairs) <= 3
    assert all(len({country.territory for country in found}) == len(found) for found in lists)


@given(strategies.randoms(use_true_random=False), strategies.integers(2, 40))
def test_a_country_is_put_where_it_follows_and_is_followed(chance: random.Random, count: int) -> None:
    territories = chance.sample(sorted(french_names()), count)
    countries = [ListedCountry(territory, "", 0, 0) for territory in territories]
    placed: list[ListedCountry] = []
    for country in countries:
        placed.insert(place_in_order(country, placed), country)
    assert all(after.follows(before) for before, after in pairwise(placed))
