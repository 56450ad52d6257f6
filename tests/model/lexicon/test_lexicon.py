"""What the words of ITU texts mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.lexicon import (
    LANGUAGES,
    call_kind,
    common_calls,
    document_word,
    guess_language,
    is_annex_line,
    is_call,
    is_history,
    is_number_line,
    is_opening,
    opening_body,
    place_name,
    read_call,
    read_number_line,
    term_in,
    words_for,
)
from resources import list_names, read_table


@pytest.mark.parametrize("masculine", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_common_call_is_one_of_its_language_and_kind(language: str, masculine: bool) -> None:
    kinds = {row["id"]: row["kind"] for row in read_table("tables/calls-lexicon.tsv")}
    for id, text in common_calls(language, masculine).items():
        call = read_call(text, language)
        assert call is not None, text
        assert not set(text) & set("()（）[];/"), "a note on a call, not its words"
        assert call.kind.startswith(kinds[id]), text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "instructs the Secretary-General and the Directors of the three Bureaux, in consultation with the Council",
            "op",
        ),
        ("resolves to instruct the Director of the Radiocommunication Bureau", "op"),
        ("having considered", "pre"),
        ("further instructs the ITU Council", "op"),
        ("noting with concern", "pre"),
        ("recognizing\u00a0further\u0001", "pre"),
        ("observando además", "pre"),
        ("décide de charger le Directeur du Bureau de développement des télécommunications", "op"),
        ("ayant à l’esprit", "pre"),
        ("с удовлетворением отметив", "pre"),
        ("настоятельно призывает Государства-Члены и Членов Секторов", "op"),
        ("进一步责成秘书长", "op"),
        ("وإذ تضع في اعتبارها كذلك", "pre"),
        ("إذ تذكر", "pre"),
    ],
)
def test_calls_are_known_by_pattern(text: str, kind: str) -> None:
    found = call_kind(text)
    assert found is not None
    assert found.startswith(kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "that the ITU Council considers the matter",
        "invites the Director to report.",
        "considering that the following holds: it rains",
        "the importance of broadband",
        "considerable progress",
        "noting the need; and",
        "recalling Resolution 71 (Rev. Dubai, 2018)",
        "ANNEX 1",
        "invitation",
    ],
)
def test_sentences_are_no_calls(text: str) -> None:
    assert not is_call(text)


@pytest.mark.parametrize(
    ("text", "number", "edition"),
    [
        ("RESOLUTION 75 (Rev. Geneva, 2022)", "75", "Rev. Geneva, 2022"),
        ("RESOLUCIÓN 75 (Rev. Ginebra, 2022)", "75", "Rev. Ginebra, 2022"),
        ("RÉSOLUTION 71 (RÉV. DUBAÏ, 2018)", "71", "RÉV. DUBAÏ, 2018"),
        ("DECISION 5 (REV. DUBAI, 2018)", "5", "REV. DUBAI, 2018"),
        ("RESOLUTION ITU-R 1-9", "ITU-R 1-9", ""),
        ("DRAFT NEW RESOLUTION [AFCP-1]", "[AFCP-1]", ""),
        ("PROYECTO DE NUEVA RESOLUCIÓN [AFCP-1] (Nueva Delhi, 2024)", "[AFCP-1]", "Nueva Delhi, 2024"),
        ("第99号决议(2018年,迪拜,修订版)", "99", "2018年,迪拜,修订版"),
        ("第75号决议（2024年，新德里，修订版）", "75", "2024年,新德里,修订版"),
        ("新决议草案 [AFCP-1]", "[AFCP-1]", ""),
        ("القرار 75 (المراجَع في نيودلهي، 2024)", "75", "المراجع في نيودلهي، 2024"),
        ("مشروع القرار الجديد [AFCP-1]", "[AFCP-1]", ""),
        ("РЕЗОЛЮЦИЯ 71 (ПЕРЕСМ. ДУБАЙ, 2018 г.)", "71", "ПЕРЕСМ. ДУБАЙ, 2018 г."),
        ("ПРОЕКТ НОВОЙ РЕЗОЛЮЦИИ [AFCP-1]", "[AFCP-1]", ""),
        ("Opinion 5 (Geneva, 2013)", "5", "Geneva, 2013"),
        ("RESOLUTION COM5/1 (WRC-19)", "COM5/1", "WRC-19"),
        ("Recommendation ITU-T A.1", "ITU-T A.1", ""),
        ("RECOMMENDATION 7 (Rev. WRC-97)\u0001", "7", "Rev. WRC-97"),
    ],
)
def test_number_lines(text: str, number: str, edition: str) -> None:
    line = read_number_line(text)
    assert line is not None
    assert (line.number, line.edition) == (number, edition)


@pytest.mark.parametrize(
    "text",
    ["", "Resolution 70 (Rev. Bucharest, 2022), on gender", "resolution of this conference", "MOD\tATU/35A18/1",
     "Resolution", "see Resolution 70"],
)  # fmt: skip
def test_sentences_are_no_number_lines(text: str) -> None:
    assert not is_number_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "(Johannesburg, 2008; Dubai, 2012; Hammamet, 2016; Geneva, 2022)",
        "(1993-1995-1997-2000)",
        "(Geneva, 1956 and 1958; New Delhi, 1960; Mar del Plata, 1968)",
        "(Geneva, 2022)",
        "（2008年，约翰内斯堡；2012年，迪拜）",
        "(جوهانسبرغ، 2008؛ دبي، 2012)",
        "(Йоханнесбург, 2008 г.; Дубай, 2012 г.)",
    ],
)
def test_histories(text: str) -> None:
    assert is_history(text)


def test_remarks_in_brackets_are_no_histories() -> None:
    assert not any(map(is_history, ["(see Resolution 2012 of the Council)", "(as amended in 2010, the text says)", "()", ""]))


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),", "PP"),
        ("La Asamblea Mundial de Normalización de las Telecomunicaciones (Ginebra, 2022),", "WTSA"),
        ("L'Assemblée mondiale de normalisation des télécommunications (Genève, 2022),", "WTSA"),
        ("L’Assemblée des radiocommunications de l’UIT,", "RA"),
        ("The ITU Radiocommunication Assembly,", "RA"),
        ("The Council,", "Council"),
        ("Всемирная ассамблея по стандартизации электросвязи (Женева, 2022 г.),", "WTSA"),
        ("世界电信标准化全会（2022年，日内瓦），", "WTSA"),
        ("国际电信联盟全权代表大会（2018年，迪拜），", "PP"),
        ("إن الجمعية العالمية لتقييس الاتصالات (جنيف، 2022)،", "WTSA"),
        ("The World Radiocommunication Conference (Sharm el-Sheikh, 2019),", "WRC"),
    ],
)
def test_opening_formulas(text: str, body: str) -> None:
    assert opening_body(text) == body


def test_mentions_of_a_conference_are_no_opening() -> None:
    assert not is_opening("the Plenipotentiary Conference, at its meeting in Dubai in 2018, decided")
    assert not is_opening("that the Council, in its Resolution 1332 (2016),")


@pytest.mark.parametrize(
    "text",
    ["ANNEX 1 TO RESOLUTION 71 (REV. DUBAI, 2018)", "Annexe", "ANEXO 1 A LA RESOLUCIÓN 71 (REV. DUBÁI, 2018)", "附件1",
     "ПРИЛОЖЕНИЕ 1 К РЕЗОЛЮЦИИ 71 (ПЕРЕСМ. ДУБАЙ, 2018 Г.)", "第71号决议（2018年，迪拜，修订版）附件1",
     "الملحق 1 بالقرار 71",
     "Appendix I\u2028(to Resolution 1 (Rev. Hammamet, 2016))", "ANNEX TO DRAFT NEW RESOLUTION [X-1]"],
)  # fmt: skip
def test_annex_lines(text: str) -> None:
    assert is_annex_line(text)


def test_sentences_are_no_annex_lines() -> None:
    assert not is_annex_line("Annex 1 to this resolution contains the plan")
    assert not is_annex_line("Annex 1 to Resolution 71 (Rev. Dubai, 2018);")


@pytest.mark.parametrize(
    ("text", "term", "language", "rest"),
    [
        ("Reasons:\tTo align.", "reasons", "en", "To align."),
        ("Motivos:", "reasons", "es", ""),
        ("Introducción", "introduction", "es", ""),
        ("Оригинал: английский", "original", "ru", "английский"),
        ("原文：英文", "original", "zh", "英文"),
        ("الأسباب:", "reasons", "ar", ""),
        ("Résumé\u00a0:", "abstract", "fr", ""),
    ],
)
def test_document_words(text: str, term: str, language: str, rest: str) -> None:
    word = document_word(text)
    assert word is not None
    assert (word.term, word.language, word.rest) == (term, language, rest)
    assert words_for(term, language)


def test_a_word_that_begins_a_sentence_is_none_and_the_known_language_decides() -> None:
    assert document_word("Introduction to the topic") is None
    french = document_word("Introduction", "fr")
    assert french is not None
    assert french.language == "fr"


def test_places_and_terms_in_other_languages() -> None:
    assert place_name("Ginebra", "ru") == "Женева"
    assert place_name("Atlantis", "ru") == "Atlantis"
    assert term_in("Reasons:", "es") == "Motivos:"


def test_languages_are_told_by_script_and_words() -> None:
    assert guess_language(["The role of the Union in the world"]) == "en"
    assert guess_language(["le rôle de l'Union dans les pays"]) == "fr"
    assert guess_language(["el papel de la Unión en los países"]) == "es"
    assert guess_language(["роль Союза"]) == "ru"
    assert guess_language(["国际电联 ITU 的作用"]) == "zh"
    assert guess_language(["دور الاتحاد ITU"]) == "ar"
    assert guess_language(["123"]) == ""


def test_every_table_is_whole() -> None:
    for name in list_names("tables", ".tsv"):
        rows = read_table(name)
        assert rows, name
        assert all(len(row) == len(rows[0]) for row in rows), name


def test_the_final_acts_of_pp_18(shared: Path) -> None:
    """Every call, number line and opening formula of twenty real texts is known, and no paragraph is taken for one."""
    for path in sorted((shared / "corpus" / "pp18").glob("*.tsv")):
        for row in path.read_text(encoding="utf-8").splitlines():
            kind, _, text = row.split("\t")[:3]
            what = {"call": is_call(text), "number": is_number_line(text), "opening": is_opening(text)}
            if kind in what:
                assert what[kind], (path.name, text)
            elif kind.startswith("paragraph"):
                what |= {"history": is_history(text), "annex": is_annex_line(text)}
                assert not any(what.values()), (path.name, text, what)
