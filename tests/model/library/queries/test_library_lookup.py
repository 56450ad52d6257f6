"""The questions that rules may ask of a library: editions, the one in force, titles by language, rows of the table, twins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.library.queries.library_lookup import ABROGATED, EMPTY_LOOKUP, KnownText, KnownTwin, LibraryLookup, lookup_of
from model.library.texts.citing import cited_name
from model.library.texts.editions import edition_name, moment
from model.library.texts.values import TextIdentity
from model.references.citation_parser import cite
from model.references.editions import Editions, shipped_editions

PLACES = {2010: ("Guadalajara", "2010-10-04"), 2014: ("Busan", "2014-10-20"), 2018: ("Dubai", "2018-10-29")}
KEY = ("resolution", "PP", "70")


def identity(year: int = 2018, language: str = "en", number: str = "70", **changed: object) -> TextIdentity:
    place, date = PLACES[year]
    fields = {"instrument": "resolution", "body": "PP", "number": number, "form": "place", "place": place, "year": year}
    return TextIdentity(**{**fields, "date": date, "revised": True, "language": language, **changed})  # type: ignore[arg-type]


HELD = lookup_of(
    [
        KnownText(identity(2018), "Mainstreaming a gender perspective"),
        KnownText(identity(2018, "fr"), "Intégration du principe de l'égalité"),
        KnownText(identity(2010), "Gender mainstreaming"),
        KnownText(identity(2014, number="11"), "Exhibitions", ABROGATED),
    ]
)


def test_of_a_library_that_holds_nothing_nothing_is_known() -> None:
    assert EMPTY_LOOKUP.editions_of(KEY) == ()
    assert EMPTY_LOOKUP.edition_in_force(KEY, "2024-01-01") is None
    assert EMPTY_LOOKUP.twins_of("any words") == ()
    assert EMPTY_LOOKUP.library_rows.rows == ()


def test_editions_stand_in_the_order_of_time_once_for_all_languages() -> None:
    assert [edition.year for edition in HELD.editions_of(KEY)] == [2010, 2018]
    assert [row.year for row in HELD.library_rows.rows if row.number == "70"] == [2010, 2018]


@pytest.mark.parametrize(
    ("at", "language", "title"),
    [
        ("2018-10-28", "en", "Gender mainstreaming"),
        ("2018-10-29", "en", "Mainstreaming a gender perspective"),
        ("2024-01-01", "fr", "Intégration du principe de l'égalité"),
        ("2018-10-28", "fr", ""),
        ("2010-10-03", "en", ""),
    ],
)
def test_the_title_is_that_of_the_edition_in_force_in_its_language(at: str, language: str, title: str) -> None:
    edition = HELD.edition_in_force(KEY, at)
    assert (HELD.title_in(edition, language) if edition is not None else "") == title


def test_what_was_let_go_is_so_in_the_table_and_the_shipped_rows_outweigh_those_of_the_library() -> None:
    (row,) = [row for row in HELD.library_rows.rows if row.number == "11"]
    assert row.status == ABROGATED
    table = Editions.of([*HELD.library_rows.rows, *shipped_editions()])
    assert [row.source for row in table.rows(*KEY) if row.year in (2010, 2018)][1] != "the library"


def test_texts_without_number_body_or_date_are_in_no_chain() -> None:
    odd = [identity(number=""), identity(body=""), identity(date=""), TextIdentity(number="1", body="PP")]
    known = lookup_of([KnownText(value) for value in odd])
    assert [moment(value) for value in known.editions_of(KEY)] == ["2018-12-31"]
    assert len(known.library_rows.rows) == 1


def test_twins_are_found_by_the_words_of_a_clause() -> None:
    twin = KnownTwin(identity(number="101"), "resolves/1", "to act now;", 0.9)
    known = LibraryLookup(twins={"to act;": (twin,)})
    assert known.twins_of("To  act;") == (twin,)
    assert known.twins_of("to rest;") == ()
    assert HELD.library_rows is HELD.with_twins(known.twins).library_rows
    assert HELD.with_twins(known.twins).twins_of("to act;") == (twin,)


@given(st.lists(st.tuples(st.sampled_from(sorted(PLACES)), st.sampled_from(["en", "fr"])), max_size=8), st.dates().map(str))
def test_what_is_in_force_is_the_last_held_edition_that_is_not_later(texts: list[tuple[int, str]], at: str) -> None:
    known = lookup_of([KnownText(identity(year, language)) for year, language in texts])
    before = [year for year, _ in texts if PLACES[year][1] <= at]
    edition = known.edition_in_force(KEY, at)
    assert (edition.year if edition else None) == (max(before) if before else None)


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("en", "Resolution 70 (Rev. Dubai, 2018)"),
        ("fr", "Résolution 70 (Rév. Dubaï, 2018)"),
        ("es", "Resolución 70 (Rev. Dubái, 2018)"),
        ("ru", "Резолюция 70 (Пересм. Дубай, 2018\u00a0г.)"),
        ("zh", "第70号决议（2018年，迪拜，修订版）"),
        ("ar", "القرار 70 (المراجَع في دبي، 2018)"),
    ],
)
def test_a_text_is_named_as_its_language_cites_it(language: str, name: str) -> None:
    assert cited_name(identity(language=language), language) == name
    (citation,) = cite(name, language)
    assert (citation.number, citation.edition and citation.edition.year) == ("70", 2018)


def test_an_edition_that_is_a_suffix_is_named_with_its_number() -> None:
    radio = TextIdentity("resolution", "RA", "61", "suffix", "", 2023, "3", "2023-11-01", True, "en")
    assert (edition_name(radio, "en"), cited_name(radio, "en")) == ("61-3", "Resolution ITU-R 61-3")
    council = TextIdentity("resolution", "Council", "1332", "year", "", 2019, "", "2019-06-30", True, "en")
    assert cited_name(council, "en") == "Resolution 1332 (modified 2019)"
