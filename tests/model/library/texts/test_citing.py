"""Citations that are written are read as what they cite, in six languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lexicon.words import LANGUAGES
from model.library.texts.citing import citation_of, cited_name, identity_of
from model.library.texts.values import TextIdentity
from model.references.citation_parser import cite
from model.references.citations import Citation
from model.references.conference_history import HeldConference, conference_named
from model.references.editions import EditionRow, shipped_editions

STRATEGIC = TextIdentity("resolution", "PP", "71", "place", "Bucharest", 2022, "", "2022-09-26", True, "en")
COUNCIL = TextIdentity("decision", "Council", "5", "year", "", 2019, revised=True)
PP_22, WTSA_24 = conference_named("PP-22"), conference_named("WTSA-24")


def same(citation: Citation, row: EditionRow, adopter: HeldConference | None = None) -> bool:
    """Whether a citation is of the instrument and the edition of a row; the General Assembly names editions by numbers alone."""
    is_own = adopter is not None and (row.body, row.place, row.year) == (adopter.body, adopter.place, adopter.year)
    if (citation.instrument, citation.number) != (row.instrument, number_of(row)):
        return False
    if citation.of_this_conference != is_own or (citation.body != row.body and not is_own):
        return False
    edition = citation.edition
    if row.body == "UNGA":
        return edition is None
    if row.form == "suffix":
        return (edition.suffix if edition else "") == row.suffix
    return edition is not None and (edition.place, edition.year, edition.revised) == (row.place, row.year, row.revised)


def number_of(row: EditionRow) -> str:
    return row.number if row.instrument == "document" else row.number.removeprefix("A/RES/")


@given(st.sampled_from(shipped_editions()), st.sampled_from(LANGUAGES), st.booleans(), st.sampled_from([None, PP_22, WTSA_24]))
def test_what_is_written_is_read_as_the_same(row: EditionRow, language: str, titled: bool, at: HeldConference | None) -> None:
    text = citation_of(identity_of(row, language), language, row.title if titled else "", at)
    assert any(same(citation, row, at) for citation in cite(text, language)), text
    assert cited_name(identity_of(row, language), language) in text


def test_every_row_in_every_language() -> None:
    wrong = [
        citation_of(identity_of(row), language, row.title)
        for row in shipped_editions()
        for language in LANGUAGES
        if not any(same(citation, row) for citation in cite(citation_of(identity_of(row), language, row.title), language))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "title", "wanted", "own_form"),
    [
        (
            "en",
            "Strategic plan for the Union",
            "Resolution 71 (Rev. Bucharest, 2022) of the Plenipotentiary Conference, on strategic plan for the Union",
            "Resolution 71 (Rev. Bucharest, 2022) of this conference, on strategic plan for the Union",
        ),
        (
            "fr",
            "Plan stratégique",
            "la Résolution 71 (Rév. Bucarest, 2022) de la Conférence de plénipotentiaires, «\u00a0Plan stratégique\u00a0»",
            "la Résolution 71 (Rév. Bucarest, 2022) de la présente Conférence, «\u00a0Plan stratégique\u00a0»",
        ),
        (
            "es",
            "Plan Estratégico de la Unión",
            "la Resolución 71 (Rev. Bucarest, 2022) de la Conferencia de Plenipotenciarios, sobre Plan Estratégico de la Unión",
            "la Resolución 71 (Rev. Bucarest, 2022) de la presente Conferencia, sobre Plan Estratégico de la Unión",
        ),
        (
            "ru",
            "Стратегический план Союза",
            "Резолюция 71 (Пересм. Бухарест, 2022\u00a0г.) Полномочной конференции «Стратегический план Союза»",
            "Резолюция 71 (Пересм. Бухарест, 2022\u00a0г.) настоящей Конференции «Стратегический план Союза»",
        ),
        (
            "zh",
            "国际电联战略规划",
            "关于国际电联战略规划的全权代表大会第71号决议（2022年，布加勒斯特，修订版）",
            "关于国际电联战略规划的本届大会第71号决议（2022年，布加勒斯特，修订版）",
        ),
        (
            "ar",
            "الخطة الاستراتيجية للاتحاد",
            "القرار 71 (المراجَع في بوخارست، 2022) لمؤتمر المندوبين المفوضين، بشأن الخطة الاستراتيجية للاتحاد",
            "القرار 71 (المراجَع في بوخارست، 2022) لهذا المؤتمر، بشأن الخطة الاستراتيجية للاتحاد",
        ),
    ],
)
def test_forms_of_a_language(language: str, title: str, wanted: str, own_form: str) -> None:
    assert citation_of(STRATEGIC, language, title) == wanted
    assert citation_of(STRATEGIC, language, title, PP_22) == own_form
    assert citation_of(STRATEGIC, language, title, WTSA_24) == wanted


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("instrument", ["resolution", "decision", "recommendation", "opinion"])
@pytest.mark.parametrize(("body", "place", "year"), [("Council", "", 2019), ("PP", "Busan", 2014), ("WTDC", "Kigali", 2022)])
@pytest.mark.parametrize("revised", [True, False])
def test_other_instruments(language: str, instrument: str, body: str, place: str, year: int, revised: bool) -> None:
    form = "place" if place else "year"
    row = EditionRow(instrument, body, "5", form, place, year, "", "", revised)
    text = citation_of(identity_of(row), language)
    assert any(same(citation, row) for citation in cite(text, language)), text


@pytest.mark.parametrize("language", [found for found in LANGUAGES if found != "zh"])
def test_radio_conferences_have_their_own_form(language: str) -> None:
    text = citation_of(TextIdentity("resolution", "WRC", "233", "place", "Sharm el-Sheikh", 2019, revised=True), language)
    (citation,) = (found for found in cite(text, language) if found.instrument == "resolution")
    assert citation.edition is not None
    assert (citation.body, citation.edition.year, citation.edition.revised) == ("WRC", 2019, True)


@pytest.mark.parametrize(
    ("language", "title"), [("en", "On numbers"), ("es", "Sobre los números"), ("zh", "关于号码的使用"), ("ar", "بشأن الأرقام")]
)
def test_a_title_that_begins_with_the_word_which_leads_to_it_has_it_once(language: str, title: str) -> None:
    rest = title.partition(" ")[2] or title.removeprefix("关于")
    assert citation_of(STRATEGIC, language, title) == citation_of(STRATEGIC, language, rest)


def test_a_title_keeps_its_own_quotation_marks() -> None:
    assert citation_of(STRATEGIC, "fr", "« Unis »").endswith("«\u00a0« Unis »\u00a0»")
    assert citation_of(STRATEGIC, "ru", "«Вместе»").endswith("««Вместе»»")


def test_names_in_lists_have_no_article() -> None:
    assert cited_name(STRATEGIC, "fr") == "Résolution 71 (Rév. Bucarest, 2022)"
    assert cited_name(COUNCIL, "es") == "Acuerdo 5 (modificado en 2019)"
    assert cited_name(STRATEGIC, "en") == "Resolution 71 (Rev. Bucharest, 2022)"


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Working methods of the Sector", "working methods of the Sector"),
        ("ITU's role in the Internet", "ITU's role in the Internet"),
        ("Internet access", "Internet access"),
        ("A title", "a title"),
        ("  Two   blanks ", "two blanks"),
    ],
)
def test_a_title_goes_on_a_sentence(title: str, wanted: str) -> None:
    assert citation_of(STRATEGIC, "en", title).endswith(f", on {wanted}")


def test_texts_that_lack_something() -> None:
    assert citation_of(TextIdentity(), "en", "A declaration") == "A declaration"
    assert citation_of(TextIdentity("resolution", "", "7"), "en") == "Resolution 7"
    assert citation_of(TextIdentity("charter", "PP", "7"), "fr") == "7 de la Conférence de plénipotentiaires"
    assert citation_of(STRATEGIC, "xx") == citation_of(STRATEGIC, "en")


@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=30), st.sampled_from((*LANGUAGES, "")))
def test_any_identity_can_be_cited(body: str, number: str, title: str, language: str) -> None:
    text = citation_of(TextIdentity("resolution", body, number, place="{x}", year=2020), language, title)
    assert number in text or number.startswith("A/RES/")
