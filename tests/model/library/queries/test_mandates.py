"""Mandates: found in texts with calls and in texts with verbs, filtered, and written as pages and values."""

from __future__ import annotations

import csv
import io
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from model.formats.html.page import html_page
from model.formats.word.writing.reading_copy import printed_word
from model.lexicon.words import LANGUAGES
from model.library.queries.mandate_table import COLUMNS, mandate_pages, mandates_as_csv
from model.library.queries.mandates import (
    Mandate,
    MandateFilter,
    addressee_name,
    counted_addressees,
    mandates_of,
    sorted_mandates,
)
from model.library.texts.clauses import clauses_of
from model.library.texts.values import LibraryClause, TextIdentity
from model.message import in_english
from resources import read_table
from tests.builders.notation import redline

RESOLUTION = """\
    # RESOLUTION 71 (Rev. Bucharest, 2022)
    ## Strategic plan for the Union
    > The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),
    *considering*
    a)\tthat plans are needed,
    *resolves*
    1\tto adopt the plan;
    2\tto instruct the Director of the Telecommunication Development Bureau to help,
    *instructs the Secretary-General, in collaboration with the Directors of the Bureaux*
    1\tto report to the Council;
      a)\tevery year;
    *invites*
    1\tMember States and Sector Members to take part;
    2\tthe Council to look on.
"""
PP_22 = TextIdentity("resolution", "PP", "71", "place", "Bucharest", 2022, "", "2022-09-26", True, "en")
PP_18 = TextIdentity("resolution", "PP", "8", "place", "Dubai", 2018, "", "2018-10-29", True, "en")
WTSA = TextIdentity("resolution", "WTSA", "75", "place", "New Delhi", 2024, "", "2024-10-15", True, "en")


def mandates(identity: TextIdentity = PP_22, id: int = 1) -> list[Mandate]:
    return list(mandates_of(id, identity, "Strategic plan for the Union", clauses_of(redline(RESOLUTION))))


def mandate_of(text: str, *addressees: str, call: str = "resolves", identity: TextIdentity = PP_22, title: str = "") -> Mandate:
    return Mandate(1, identity, title, LibraryClause("resolves/1", "paragraph", "operative", call, "1", text), addressees)


def test_mandates_of_a_text_with_calls() -> None:
    assert [(mandate.clause.path.rsplit("/", 1)[1], mandate.addressees) for mandate in mandates()] == [
        ("1", ()),
        ("2", ("director_bdt",)),
        ("1", ("secretary_general",)),
        ("a", ("secretary_general",)),
        ("1", ("member_states", "sector_members")),
        ("2", ("council",)),
    ]


def test_mandates_of_a_text_with_verbs() -> None:
    text = redline(
        """\
        > The General Assembly,
        1\tTakes note of the report, and requests the Secretary-General to report again to it at the next of its sessions;
        2\tInvites Member States:
          a)\tto take part in what is planned for the year after the next one.
        """
    )
    found = list(mandates_of(1, TextIdentity("resolution", "UNGA", "A/RES/70/1", language="en"), "", clauses_of(text)))
    assert [mandate.addressees for mandate in found] == [("secretary_general",), ("member_states",), ("member_states",)]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (MandateFilter(), 6),
        (MandateFilter(addressee="director_bdt"), 1),
        (MandateFilter(addressee="directors"), 1),
        (MandateFilter(addressee="director_br"), 0),
        (MandateFilter(first_year=2022, last_year=2022), 6),
        (MandateFilter(first_year=2023), 0),
        (MandateFilter(last_year=2021), 0),
        (MandateFilter(body="WTSA"), 0),
        (MandateFilter(language="fr"), 0),
        (MandateFilter(instrument="decision"), 0),
        (MandateFilter(words="REPORT council"), 1),
        (MandateFilter(words="strategic"), 6),
    ],
)
def test_filters(wanted: MandateFilter, count: int) -> None:
    assert sum(map(wanted.finds, mandates())) == count


def test_the_newest_come_first_and_texts_keep_their_order() -> None:
    found = sorted_mandates([*mandates(PP_18), *mandates(PP_22), *mandates(WTSA)])
    assert [mandate.identity.year for mandate in found] == [2024] * 6 + [2022] * 6 + [2018] * 6
    assert [mandate.clause.path for mandate in found[:6]] == [mandate.clause.path for mandate in mandates()]
    ten, nine = (mandate_of("x", identity=TextIdentity("resolution", "PP", number, year=2018)) for number in ("10", "9"))
    assert sorted_mandates([ten, nine]) == (nine, ten)


def test_addressees_are_counted_in_the_order_of_the_table() -> None:
    assert counted_addressees(mandates()) == (
        ("secretary_general", 2),
        ("director_bdt", 1),
        ("council", 1),
        ("member_states", 1),
        ("sector_members", 1),
        ("", 1),
    )


def test_each_addressee_has_a_name_in_each_language() -> None:
    known = {row["addressee"] for row in read_table("tables/addressees.tsv")}
    assert {row["addressee"] for row in read_table("tables/addressee-names.tsv")} == known
    assert all(addressee_name(id, language) not in ("", id) for id in known for language in LANGUAGES)
    assert addressee_name("council", "xx") == "Council"
    assert addressee_name("nobody", "en") == "nobody"


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_hold_each_mandate_under_each_addressee(language: str) -> None:
    page = html_page(mandate_pages(mandates(), language, in_english))
    tree = html.fromstring(page.encode())
    rows = list(tree.iter("tr"))
    text = "".join(map(str, tree.itertext()))
    assert len(rows) == 6 + 7  # a head for each addressee and for nobody, and one mandate asks two
    assert addressee_name("director_bdt", language) in text
    assert "Resolution 71 (Rev. Bucharest, 2022)" in text


def test_a_word_file_holds_the_table() -> None:
    printed = mandate_pages(mandates(), "en", in_english)
    document = Document(io.BytesIO(printed_word(printed, "2024-09-13T09:00:00Z")))
    assert len(document.tables) == 6
    cells = [cell.text for cell in document.tables[0].rows[1].cells]
    assert cells[0] == "Resolution 71 (Rev. Bucharest, 2022)\nStrategic plan for the Union"
    assert cells[2:] == ["Secretary-General", "1 to report to the Council;"]
    assert document.core_properties.title == "Mandates"


def test_no_mandates_are_an_empty_page() -> None:
    assert "<table" not in html_page(mandate_pages([], "en", in_english))
    assert ZipFile(io.BytesIO(printed_word(mandate_pages([], "ar", in_english), "2024-09-13T09:00:00Z"))).testzip() is None
    assert rows_of(mandates_as_csv([], "en", in_english)) == []


def rows_of(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_comma_separated_values() -> None:
    rows = rows_of(mandates_as_csv(mandates(), "fr", in_english))
    assert tuple(rows[0]) == COLUMNS
    assert rows[4]["addressees"] == "États Membres; Membres de Secteur"
    assert (rows[4]["year"], rows[4]["edition"], rows[4]["label"]) == ("2022", "Resolution 71 (Rev. Bucharest, 2022)", "1")


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", " =", "\u200f=", "\uff1d", "\r", "\n="])
def test_nothing_is_taken_for_a_formula(sign: str) -> None:
    (row,) = rows_of(mandates_as_csv([mandate_of(f"{sign}HYPERLINK(1)", title=f"{sign}1+1")], "en", in_english))
    assert row["words"] == f"'{sign}HYPERLINK(1)"
    assert row["title"] == f"'{sign}1+1"


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=4))
def test_any_text_comes_back_from_the_values(texts: list[str]) -> None:
    rows = rows_of(mandates_as_csv([mandate_of(text) for text in texts], "en", in_english))
    assert [row["words"].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert all(not row["words"].startswith(tuple("=+-@")) for row in rows)
