"""Missing texts: which are cited, which edition is wanted, what counts as missing, and the words to search for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.library.queries.missing_texts import (
    CitingPlace,
    MissingText,
    citing_places_of,
    missing_texts,
    steps_to_citing_places,
)
from model.library.store.library import Library
from model.library.store.library_records import LibraryRecord
from model.library.texts.citing import TREATY
from model.library.texts.status import DatedStatus
from model.library.texts.values import LibraryText, TextIdentity
from model.references.citation_parser import read_citations
from model.references.conference_history import HeldConference
from model.references.editions import EditionRow, Editions
from model.submission.values import Proposal, Submission
from model.text.stepwise import run_to_end
from tests.builders.library import library_text
from tests.builders.notation import redline

PP_22 = EditionRow("resolution", "PP", "971", "place", "Bucharest", 2022, "", "2022-09-26", True, "On small islands")
PP_18 = replace(PP_22, place="Dubai", year=2018, date="2018-10-29", title="On islands")
GONE = replace(PP_22, status="abrogated", title="")
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")


def found_in(folder: Path, texts: Sequence[LibraryText], *rows: EditionRow, draft: str = "") -> tuple[MissingText, ...]:
    """What a library with some texts, and a draft, cite and do not have."""
    library = Library.open(folder)
    for place, text in enumerate(texts):
        library.changes.add(str(place).encode(), f"{place}.txt", [text])
    library.own_editions = rows
    places = run_to_end(steps_to_citing_places(library))
    submission = Submission(proposals=(Proposal(redline=redline(draft)),)) if draft else Submission()
    found = missing_texts((*citing_places_of(submission), *places), library.texts(), Editions.of(rows))
    library.close()
    return found


def citing(number: str, *citations: str, year: int = 2018) -> LibraryText:
    return library_text(number, f"On {number}|{', '.join(citations)}|to go on", year=year)


def record(identity: TextIdentity, title: str = "", decided: DatedStatus | None = None) -> LibraryRecord:
    return LibraryRecord(1, identity, title, "in_force", "", "", "", "", decided=decided)


def place(cited: TextIdentity, text: int = 1, count: int = 1) -> CitingPlace:
    return CitingPlace(text, "considering/a", cited, count)


def of_pp(number: str, place: str = "Dubai", year: int = 2018, language: str = "en") -> TextIdentity:
    return TextIdentity("resolution", "PP", number, "place", place, year, revised=True, language=language)


def test_the_most_cited_is_first_with_the_edition_and_title_of_the_table(tmp_path: Path) -> None:
    texts = [
        citing("901", "Resolution 971 (Rev. Dubai, 2018) of the Plenipotentiary Conference", "Resolution 972 (Rev. Busan, 2014)"),
        citing("902", "Resolution 971 (Rev. Busan, 2014)", "Resolution 901 (Rev. Dubai, 2018)"),
        citing("903", "Resolution 973 (Rev. Busan, 2014)", "Resolution 973 (Rev. Busan, 2014)"),
    ]
    found = found_in(tmp_path, texts, PP_18, PP_22)
    assert [(text.words, text.title, text.texts) for text in found] == [
        ("Resolution 971 (Rev. Bucharest, 2022)", "On small islands", 2),
        ("Resolution 973 (Rev. Busan, 2014)", "", 1),
        ("Resolution 972 (Rev. Busan, 2014)", "", 1),
    ]
    (first, second) = found[0].places
    assert (first.text, second.text, first.path) == (1, 2, "considering/a")
    assert [place.count for place in found[1].places] == [2]


def test_only_texts_in_force_cite_and_the_draft_comes_first(tmp_path: Path) -> None:
    texts = [citing("901", "Resolution 971 (Rev. Busan, 2014)", year=2014), citing("901", "nothing")]
    draft = "RESOLUTION 905 (Dubai, 2018)\nOn islands\n*considering*\na)\tResolution 974 (Rev. Busan, 2014) of this conference,\n"
    (missing,) = found_in(tmp_path, texts, draft=draft)
    assert missing.identity.number == "974"
    assert (missing.in_draft, missing.places[0].text) == (True, -1)
    assert missing.places[0].path == "considering/a"


@pytest.mark.parametrize(
    "words",
    [
        "Resolution 901 (Rev. Busan, 2014)",
        "Article 5 of these rules",
        "WTDC-17",
        "document A/78/L.49",
        "Resolution 12",
        "the year 2018",
    ],
)
def test_what_is_not_the_citation_of_another_text(tmp_path: Path, words: str) -> None:
    """Its own earlier edition, a conference, a document, a number without body and edition."""
    assert found_in(tmp_path, [citing("901", words)]) == ()


def test_a_text_of_this_conference_is_of_the_body_and_edition_of_the_citing_text(tmp_path: Path) -> None:
    (missing,) = found_in(tmp_path, [citing("901", "Resolution 971 of this conference")])
    assert missing.identity == replace(of_pp("971"), revised=False)


def test_treaty_texts_are_listed_by_their_names(tmp_path: Path) -> None:
    texts = [citing("901", "Article 19 of the Convention and No. 224 of the Constitution", "Article 4 of the Convention")]
    found = found_in(tmp_path, texts)
    assert [text.words for text in found] == [
        "Convention of the International Telecommunication Union",
        "Constitution of the International Telecommunication Union",
    ]
    treaty = TextIdentity(TREATY, "", "CV", language="en")
    held = record(TextIdentity(language="en"), "Convention of the International Telecommunication Union")
    assert missing_texts([place(treaty)], [held], Editions.of(())) == ()


@pytest.mark.parametrize(
    ("held", "rows", "is_missing"),
    [
        (of_pp("971"), (), False),
        (of_pp("971", "Bucharest", 2022), (), False),
        (of_pp("971", "Busan", 2014), (), True),
        (of_pp("971"), (PP_18, PP_22), True),
        (of_pp("971", "Bucharest", 2022), (PP_18, PP_22), False),
        (of_pp("971", language="fr"), (), True),
        (of_pp("972"), (), True),
        (replace(of_pp("971"), body="WTSA"), (), True),
    ],
)
def test_a_text_is_missing_without_its_edition_in_force_in_the_language(
    held: TextIdentity, rows: tuple[EditionRow, ...], is_missing: bool
) -> None:
    found = missing_texts([place(of_pp("971"))], [record(held, "Held")], Editions.of(rows))
    assert bool(found) is is_missing
    if found and held.key == of_pp("971").key:
        assert found[0].held == (held,)
        assert found[0].title == (rows[-1].title if rows else "Held")


def test_the_decision_of_the_user_is_enough() -> None:
    held = record(of_pp("971"), decided=DatedStatus("in_force"))
    assert missing_texts([place(of_pp("971"))], [held], Editions.of((PP_22,))) == ()


def test_a_citation_without_its_body_is_compared_by_its_number() -> None:
    cited = TextIdentity("resolution", "", "971", "place", "Oxdorf", 2018, language="en")
    assert missing_texts([place(cited)], [record(of_pp("971"))], Editions.of(())) == ()
    assert missing_texts([place(cited)], [record(of_pp("972"))], Editions.of(())) != ()


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Resolution 971 (Rev. Dubai, 2018), on small islands and their masts;", "small islands and their masts"),
        ("Resolution 971 (Rev. Dubai, 2018), “Islands, masts”, which resolved", "Islands, masts"),
        (f"Resolution 971 (Rev. Dubai, 2018), on islands, {'that go on ' * 20}", "islands"),
        ("Resolution 971 (Rev. Dubai, 2018) resolved much", ""),
    ],
)
def test_without_a_title_in_the_table_that_of_the_citation_is_used(tmp_path: Path, words: str, title: str) -> None:
    (missing,) = found_in(tmp_path, [citing("901", words)])
    assert missing.title == title


def test_an_abrogated_text_is_listed_in_its_last_edition() -> None:
    (missing,) = missing_texts([place(of_pp("971", "Busan", 2014))], [], Editions.of((PP_18, GONE)))
    assert (missing.is_abrogated, missing.identity.year, missing.title) == (True, 2018, "On islands")


def test_an_edition_of_a_conference_that_was_not_held_displaces_none_of_the_table() -> None:
    wrong, right = of_pp("971", "Dubai", 2024), of_pp("971", "Bucharest", 2022)
    assert HeldConference("PP", "Bucharest", 2022, "2022-09-26", "PP-22").year == PP_22.year
    assert [text.identity.year for text in missing_texts([place(wrong)], [], Editions.of((PP_18,)))] == [2018]
    assert [text.identity.year for text in missing_texts([place(right)], [], Editions.of((PP_18,)))] == [2022]


NAMES = st.one_of(
    st.builds(of_pp, st.integers(1, 250).map(str), st.just("Bucharest"), st.just(2022), st.sampled_from(LANGUAGES)),
    st.builds(
        TextIdentity,
        st.just("recommendation"),
        st.sampled_from(("ITU-T", "ITU-R")),
        st.sampled_from(("G.8101", "M.1457", "X.509")),
        language=st.sampled_from(LANGUAGES),
    ),
    st.builds(
        TextIdentity,
        st.just("resolution"),
        st.just("UNGA"),
        st.sampled_from(("70/125", "A/RES/70/1")),
        language=st.sampled_from(LANGUAGES),
    ),
    st.builds(
        TextIdentity,
        st.just("resolution"),
        st.just("RA"),
        st.integers(1, 70).map(str),
        st.just("suffix"),
        suffix=st.sampled_from("123"),
        year=st.just(2023),
        language=st.sampled_from(LANGUAGES),
    ),
    st.builds(
        TextIdentity,
        st.just("decision"),
        st.just("Council"),
        st.integers(1, 700).map(str),
        st.just("year"),
        year=st.integers(2000, 2024),
        revised=st.booleans(),
        language=st.sampled_from(LANGUAGES),
    ),
)


@given(NAMES)
def test_the_words_name_the_same_text(identity: TextIdentity) -> None:
    """They are one line with usual blanks, and the parser of citations reads the number in them."""
    (missing,) = missing_texts([place(identity)], [], Editions.of(()))
    words = missing.words
    assert words == " ".join(words.split())
    assert "\u00a0" not in words
    (citation,) = read_citations(words, identity.language)
    assert (citation.instrument, citation.number.removeprefix("A/RES/")) == (
        identity.instrument,
        identity.number.removeprefix("A/RES/"),
    )


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 5), st.integers(1, 3)), max_size=25))
def test_each_cited_text_is_missing_once_and_the_order_is_that_of_the_counts(cited: list[tuple[int, int, int]]) -> None:
    places = [place(of_pp(str(number)), text, count) for number, text, count in dict.fromkeys(cited)]
    found = missing_texts(places, [], Editions.of(()))
    assert {text.identity.number for text in found} == {str(number) for number, _, _ in cited}
    assert len(found) == len({number for number, _, _ in cited})
    assert sum(place.count for text in found for place in text.places) == sum(place.count for place in places)
    counts = [text.texts for text in found]
    assert counts == sorted(counts, reverse=True)
