"""The table of editions, what it says of citations, and the form in which an edition is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import FileError
from model.references.citation_parser import cite
from model.references.conference_history import held_conferences
from model.references.editions import COLUMNS, EditionRow, Editions, printed_rows, read_rows, shipped_editions
from model.references.renewal import renewals
from model.references.verdicts import CitingInstrument, judge, printed_edition

TABLE = Editions.of(shipped_editions())
WTSA = CitingInstrument("WTSA", "resolution", "75", "New Delhi", 2024)
PP18 = CitingInstrument("PP", "resolution", "64", "Dubai", 2018)


@pytest.mark.parametrize(
    ("citing", "at", "text", "state"),
    [
        (WTSA, "2024-10-15", "Resolution 71 (Rev. Dubai, 2018)", "superseded"),
        (WTSA, "2024-10-15", "Resolution 71 (Rev. Bucharest, 2022)", "current"),
        (WTSA, "2022-03-01", "Resolution 71 (Rev. Dubai, 2018)", "current"),
        (WTSA, "2024-10-15", "Resolution 75 (Rev. Geneva, 2022)", "history"),
        (WTSA, "2024-10-15", "Resolution ITU-R 61-2", "superseded"),
        (WTSA, "2024-10-15", "Resolution ITU-R 61-3", "current"),
        (WTSA, "2024-10-15", "Resolution ITU-R 61-3 (Rev. Sharm el-Sheikh, 2019)", "contradicting"),
        (WTSA, "2024-10-15", "Resolution ITU-R 6100", "impossible"),
        (WTSA, "2024-10-15", "Resolution 71 (Rev. Dubai, 2017)", "impossible"),
        (WTSA, "2024-10-15", "Council Resolution 1332 (modified 2019)", "superseded"),
        (WTSA, "2024-10-15", "Council Resolution 332", "unknown"),
        (WTSA, "2024-10-15", "A/78/L.49", "draft"),
        (WTSA, "2024-10-15", "Recommendation ITU-T A.1", "outside"),
        (PP18, "2018-10-29", "Resolution 71 (Rev. Busan, 2014) of this conference", "contradicting"),
        (PP18, "2018-10-29", "Resolution 167 (Rev. Busan, 2014) of the Plenipotentiary Conference", "superseded"),
        (PP18, "2018-10-29", "Resolution 71 (Rev. Dubai, 2018) of this conference", "current"),
        (PP18, "2018-10-29", "Resolution 5 (Rev. Buenos Aires, 2017) of WTDC", "current"),
        (PP18, "2018-10-29", "Resolution 3 (Rev. Buenos Aires, 2017) of WTDC", "unknown"),
        (PP18, "2018-10-29", "Resolution 11 (Rev. Dubai, 2018) of the Plenipotentiary Conference", "current"),
        (WTSA, "2024-10-15", "Resolution 11 (Rev. Dubai, 2018) of the Plenipotentiary Conference", "abrogated"),
        (WTSA, "2024-10-15", "Resolution 44 (Rev. Geneva, 2022) of WTSA", "unknown"),
    ],
)
def test_the_table_says_what_was_in_force_at_the_conference(citing: CitingInstrument, at: str, text: str, state: str) -> None:
    (citation,) = cite(text, "en")
    assert judge(citation, TABLE, at, citing).state == state


FORMS = {
    "en": ("Rev. Bucharest, 2022", "Bucharest, 2022"),
    "fr": ("Rév. Bucarest, 2022", "Bucarest, 2022"),
    "es": ("Rev. Bucarest, 2022", "Bucarest, 2022"),
    "ru": ("Пересм. Бухарест, 2022\u00a0г.", "Бухарест, 2022\u00a0г."),
    "zh": ("2022年，布加勒斯特，修订版", "2022年，布加勒斯特"),
    "ar": ("المراجَع في بوخارست، 2022", "بوخارست، 2022"),
}


@pytest.mark.parametrize("language", FORMS)
def test_an_edition_is_printed_in_the_form_of_the_language_and_read_back(language: str) -> None:
    for revised, form in zip((True, False), FORMS[language], strict=True):
        row = EditionRow("resolution", "PP", "71", "place", "Bucharest", 2022, "", "2022-09-26", revised)
        assert printed_edition(row, language) == form
        noun = {"fr": "Résolution", "es": "Resolución", "ru": "Резолюция", "ar": "القرار"}.get(language, "Resolution")
        text = f"全权代表大会第71号决议（{form}）" if language == "zh" else f"{noun} 71 ({form})"
        (citation,) = cite(text, language)
        assert citation.edition is not None
        assert (citation.edition.place, citation.edition.year, citation.edition.revised) == ("Bucharest", 2022, revised)


def test_spaces_and_capitals_of_what_is_replaced_are_kept() -> None:
    row = TABLE.latest("resolution", "PP", "71", "2024-10-15")
    assert row is not None
    assert printed_edition(row, "es", "Rev.\u00a0 Dubái, 2018") == "Rev.\u00a0 Bucarest, 2022"
    assert printed_edition(row, "en", "REV. DUBAI, 2018") == "REV. BUCHAREST, 2022"


def test_every_shipped_row_has_its_source_and_a_conference_that_was_held() -> None:
    places = {(conference.body, conference.place, conference.year) for conference in held_conferences()}
    for row in shipped_editions():
        assert row.source
        assert row.form != "place" or (row.body, row.place, row.year) in places
    assert len({row.same for row in shipped_editions()}) == len(shipped_editions())


words = st.text("abcXYZ éя٣中 ", max_size=8).map(str.strip)
rows = st.builds(
    EditionRow,
    instrument=st.sampled_from(["resolution", "decision"]),
    body=st.sampled_from(["PP", "WTSA"]),
    number=st.integers(1, 300).map(str),
    form=st.sampled_from(["place", "year", "suffix"]),
    place=words.map(lambda word: " ".join(word.split())),
    year=st.integers(1850, 2200),
    suffix=st.sampled_from(["", "1"]),
    date=st.dates().map(str),
    revised=st.booleans(),
    title=words.map(lambda word: " ".join(word.split())),
    is_users=st.just(True),
)


@given(st.lists(rows, max_size=5))
def test_a_users_table_is_read_as_it_was_written(tmp_path_factory: pytest.TempPathFactory, table: list[EditionRow]) -> None:
    path = tmp_path_factory.mktemp("editions") / "own.tsv"
    path.write_text(printed_rows(table), encoding="utf-8", newline="\n")
    assert list(read_rows(path)) == table


def test_a_users_row_outweighs_the_shipped_one() -> None:
    (row,) = [candidate for candidate in shipped_editions() if candidate.same[1:] == ("PP", "71", "Bucharest", 2022, "")]
    users_row = replace(row, status="abrogated", is_users=True)
    assert Editions.of([*shipped_editions(), users_row]).latest("resolution", "PP", "71", "2024-10-15") == users_row


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "does not name the column instrument"),
        (b"instrument\tbody\n", "does not name the column number"),
        (("\t".join(COLUMNS) + "\n" + "x\t" * 20 + "\n").encode(), "line 2 of the table of editions has 21 columns"),
        ("\t".join(COLUMNS).encode() + b"\nresolution\tPP\t71\tplace\tDubai\tlast year\t\t2018-10-29", "line 2"),
        ("\t".join(COLUMNS).encode() + b"\nresolution\tPP\t71\tplace\tDubai\t2018\t\tsoon", "not a date"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused_with_the_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(content)
    with pytest.raises(FileError, match=message):
        read_rows(path)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Resolution 413 (Rev.WRC-07)", "Rev.WRC-12"),
        ("Resolution 413 (WRC-07)", "Rev.WRC-12"),
        ("Resolution 413 (Rev.WRC-12)", None),
    ],
)
def test_an_edition_that_names_a_radio_conference_is_renewed_in_that_form(text: str, new: str | None) -> None:
    row = EditionRow("resolution", "WRC", "413", "place", "Geneva", 2012, "", "2012-01-23", revised=True)
    (citation,) = cite(text, "en")
    verdict = judge(citation, Editions.of([*shipped_editions(), row]), "2014-01-01", WTSA)
    assert [fix[2] for fix in renewals(text, citation, verdict, "en")] == ([new] if new is not None else [])
