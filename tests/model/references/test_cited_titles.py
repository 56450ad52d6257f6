"""The titles that stand beside citations: where they begin and end, and how far they are those of the instrument."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.references.citation_parser import cite
from model.references.cited_titles import CitedTitle, cited_title, likely_end, likeness, lower_first

ENOUGH = 0.75


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "Resolution 23 (Rev. Baku, 2025) of WTDC, on access to clocks;", "access to clocks"),
        ("en", "Resolution 1 (Kigali, 2022) of the World Telecommunication Development Conference (WTDC), on bells", "bells"),
        ("en", "Resolution 70 (Rev. Busan, 2014), entitled “Old. Titles; all”, and", "Old. Titles; all"),
        ("en", "Resolution 70 (Rev. Busan, 2014) on clocks and Resolution 71 (Rev. Busan, 2014) on bells", "clocks and "),
        ("en", "Resolution 70 (Rev. Busan, 2014) instructs", None),
        ("en", "Resolution 70 (Rev. Busan, 2014)", None),
        ("fr", "la Résolution 71 (Rév. Dubaï, 2018) de la Conférence de plénipotentiaires relative au plan;", "plan"),
        ("fr", "la Résolution 71 (Rév. Dubaï, 2018), intitulée « Plan »", " Plan "),
        ("es", "la Resolución 71 (Rev. Dubái, 2018), sobre el Plan;", "el Plan"),
        ("ru", "Резолюцию 71 (Пересм. Дубай, 2018 г.) Полномочной конференции о Плане;", "Плане"),
        ("ru", "Резолюцию 71 (Пересм. Дубай, 2018 г.) «План»;", "План"),
        ("zh", "全权代表大会关于弥合数字鸿沟的第71号决议（2018年，迪拜，修订版）；", "弥合数字鸿沟"),
        ("zh", "第71号决议（2018年，迪拜，修订版）《战略规划》；", "战略规划"),
        ("ar", "القرار 71 (المراجَع في دبي، 2018) لمؤتمر المندوبين المفوضين، بشأن الخطة؛", "الخطة"),
    ],
)
def test_the_title_beside_a_citation_is_found_in_six_languages(language: str, text: str, title: str | None) -> None:
    citations = cite(text, language)
    behind = citations[1].start if len(citations) > 1 else len(text)
    place = cited_title(text, citations[0], language, behind)
    assert (text[place.start : place.stop] if place is not None else None) == title


@pytest.mark.parametrize(
    ("cited_title", "title", "same"),
    [
        ("the strategic plan for the Union", "Strategic plan for the Union for 2020-2023", True),
        ("bridging the standardization gap", "Bridging the standardization gap between developing1 countries", True),
        ("ITU's role in WSIS", "ITU's role in the World Summit on the Information Society", True),
        ("the use of ICTs", "Use of information and communication technologies (ICT)", True),
        ("non- discriminatory access", "Non-discriminatory access", True),
        ("the creation of national teams, and", "Facilitating the creation of national teams, particularly elsewhere", True),
        ("national teams, and", "Facilitating the creation of national teams, particularly elsewhere", False),
        ("next-generation network deployment in countries", "Deployment of future networks in countries", False),
        ("strengthening of the project execution function", "ITU's role in the development of telecommunications", False),
        ("弥合标准化工作差距", "缩小发展中国家与发达国家之间的标准化工作差距", False),
        ("弥合数字鸿沟", "弥合数字鸿沟", True),
    ],
)
def test_acronyms_articles_footnotes_and_cut_titles_make_no_difference(cited_title: str, title: str, same: bool) -> None:
    assert (likeness(cited_title, CitedTitle(0, len(cited_title), exact=False), title) >= ENOUGH) is same


def test_a_title_ends_where_it_is_most_like_one_that_is_known() -> None:
    text = "on the use of clocks, bells and horns, an important part, and"
    place = CitedTitle(3, len(text), exact=False)
    assert text[3 : likely_end(text, place, ["Use of clocks, bells and whistles"])] == "the use of clocks, bells and horns"
    assert text[3 : likely_end(text, place, [])] == "the use of clocks"


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Mainstreaming a perspective", "mainstreaming a perspective"),
        ("ITU's role", "ITU's role"),
        ("Internet access", "Internet access"),
        ("弥合数字鸿沟", "弥合数字鸿沟"),
        ("", ""),
    ],
)
def test_a_title_begins_inside_a_sentence_as_its_first_word_is_written_elsewhere(title: str, inside: str) -> None:
    assert lower_first(title, ["Policy issues of the Internet", "Access to clocks"]) == inside


def test_in_adopted_texts_no_title_in_force_is_taken_for_an_older_one(shared: Path) -> None:
    """Of the twenty texts, whose titles are cut after some 95 characters, four cite another one of them with its title."""
    rows = {
        tuple(path.stem.split("_")): [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        for path in sorted((shared / "corpus" / "pp18").glob("*.tsv"))
    }
    titles = {key: next(text for kind, _, text in value if kind == "title") for key, value in rows.items()}
    alike = {}
    for name, lines in rows.items():
        for _, _, text in lines:
            citations = cite(text, "en")
            for citation in citations:
                key = citation.instrument[:3], citation.number
                behind = min((value.start for value in citations if value.start > citation.start), default=len(text))
                place = cited_title(text, citation, "en", behind)
                if key in titles and place is not None and (citation.body == "PP" or citation.of_this_conference):
                    alike["_".join(name), citation.number] = likeness(text, place, titles[key])
    assert {key for key, value in alike.items() if value >= ENOUGH} == {
        ("res_130", "140"), ("res_140", "140"), ("res_25", "123"), ("res_77", "71"),
    }  # fmt: skip
    assert len(alike) == 4
