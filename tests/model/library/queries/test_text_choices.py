"""The texts that are offered for a proposal, found by what is typed."""

from __future__ import annotations

import pytest

from model.library.queries.text_choices import TextChoice, TextChoices
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import cited_name
from model.library.texts.status import Status
from model.library.texts.values import TextIdentity
from model.references.editions import shipped_editions

PLACES = {2014: "Busan", 2018: "Dubai", 2022: "Bucharest"}
TITLES = {"en": "Strengthening the role of ITU in building confidence", "fr": "Renforcement du rôle de l'UIT"}


def record(id: int, number: str, year: int, language: str = "en", status: Status = "in_force", body: str = "PP") -> LibraryRecord:
    place, date = PLACES[year], f"{year}-10-01"
    identity = TextIdentity("resolution", body, number, "place", place, year, "", date, revised=True, language=language)
    return LibraryRecord(id, identity, TITLES[language], status, "", "", f"{number}.txt", "")


RECORDS = [
    record(1, "130", 2018, status="superseded"),
    record(2, "130", 2014, status="older"),
    record(3, "71", 2022),
    record(4, "71", 2022, "fr"),
    record(5, "1300", 2022),
]


def names(typed: str, language: str = "en") -> list[str]:
    found = TextChoices.of(RECORDS, shipped_editions(), language).matching(typed)
    assert all(isinstance(choice, TextChoice) for choice in found)
    return [
        f"{cited_name(choice.identity, choice.identity.language or language)}{'' if choice.record else ' –'}"
        for choice in found
        if choice.identity.body == "PP"
    ]


def test_a_number_finds_its_text_first_and_the_edition_in_force_that_the_library_lacks() -> None:
    assert names("130") == [
        "Resolution 130 (Rev. Bucharest, 2022) –",
        "Resolution 130 (Rev. Dubai, 2018)",
        "Resolution 130 (Rev. Busan, 2014)",
        "Resolution 1300 (Rev. Bucharest, 2022)",
    ]


def test_the_language_of_the_user_comes_first() -> None:
    english, french = "Resolution 71 (Rev. Bucharest, 2022)", "Résolution 71 (Rév. Bucarest, 2022)"
    assert names("71")[:2] == [english, french]
    assert names("71", "fr")[:2] == [french, english]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("renforc role", ["Résolution 71 (Rév. Bucarest, 2022)"]),
        ("RÉSOLUTION uit 71", ["Résolution 71 (Rév. Bucarest, 2022)"]),
        ("confidence 130 dubai", ["Resolution 130 (Rev. Dubai, 2018)"]),
        ("130 2014", ["Resolution 130 (Rev. Busan, 2014)"]),
        ("plenipotentiary 1300", ["Resolution 1300 (Rev. Bucharest, 2022)"]),
        ("onfidence 130", []),
        ("", []),
        (" , ", []),
    ],
)
def test_words_are_found_by_their_beginnings_in_any_order(typed: str, found: list[str]) -> None:
    assert names(typed) == found


def test_a_year_does_not_begin_a_number() -> None:
    assert not [name for name in names("20") if " 71 " in name or " 130" in name]


def test_the_edition_in_force_is_told_with_a_text_that_is_not() -> None:
    found = {
        choice.record.id: choice.newest
        for choice in TextChoices.of(RECORDS, shipped_editions(), "en").matching("130")
        if choice.record
    }
    assert {id: row.year if row is not None else 0 for id, row in found.items()} == {1: 2022, 2: 2022, 5: 0}


def test_what_the_library_has_in_any_language_is_not_lacking() -> None:
    records = [record(1, "130", 2022, "fr")]
    found = TextChoices.of(records, shipped_editions(), "en").matching("130")
    assert [choice.record for choice in found if choice.identity.body == "PP"] == records


def test_no_more_than_are_wanted() -> None:
    assert len(TextChoices.of(RECORDS, shipped_editions(), "en").matching("res", 3)) == 3
