"""The identity of a text is that which its own lines say, in any of the six languages and of any body."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.formats.notation import parse
from model.library.imports.file_reader import read_texts
from model.library.texts.identity import library_text
from model.library.texts.values import TextIdentity
from tests.builders.itu_word import paragraph, run, word_file

PP22 = ("PP", "place", "Bucharest", 2022, "", "2022-09-26", True)
HEADS = {
    "en": ("RESOLUTION 71 (REV. BUCHAREST, 2022)", "Strategic plan for the Union",
           "The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),"),
    "fr": ("RÉSOLUTION 71 (RÉV. BUCAREST, 2022)", "Plan stratégique de l'Union",
           "La Conférence de plénipotentiaires de l'Union internationale des télécommunications (Bucarest, 2022),"),
    "es": ("RESOLUCIÓN 71 (REV. BUCAREST, 2022)", "Plan Estratégico de la Unión",
           "La Conferencia de Plenipotenciarios de la Unión Internacional de Telecomunicaciones (Bucarest, 2022),"),
    "ru": ("РЕЗОЛЮЦИЯ 71 (ПЕРЕСМ. БУХАРЕСТ, 2022 г.)", "Стратегический план Союза",
           "Полномочная конференция Международного союза электросвязи (Бухарест, 2022 г.),"),
    "zh": ("第71号决议（2022年，布加勒斯特，修订版）", "国际电联战略规划", "国际电信联盟全权代表大会（2022年，布加勒斯特），"),
    "ar": ("القرار 71 (المراجَع في بوخارست، 2022)", "الخطة الاستراتيجية للاتحاد",
           "إن مؤتمر المندوبين المفوضين للاتحاد الدولي للاتصالات (بوخارست، 2022)،"),
}  # fmt: skip
BEHIND = {
    "en": "that the strategic plan of the Union is to be reviewed by the Council in each of its sessions,",
    "fr": "que le plan stratégique de l'Union est examiné par le Conseil à chacune de ses sessions,",
    "es": "que el plan estratégico de la Unión se examina por el Consejo en cada una de las reuniones,",
    "ru": "что стратегический план Союза рассматривается Советом на каждой сессии,",
    "zh": "理事会每届会议均审议国际电联的战略规划，",
    "ar": "أن المجلس ينظر في الخطة الاستراتيجية للاتحاد في كل دورة من دوراته،",
}


def edition_of(identity: TextIdentity) -> tuple[str, str, str, int, str, str, bool]:
    return (
        identity.body, identity.form, identity.place, identity.year, identity.suffix, identity.date, identity.revised,
    )  # fmt: skip


@pytest.mark.parametrize("language", HEADS)
def test_a_text_is_known_in_each_language_and_two_of_them_in_a_file_come_apart(language: str) -> None:
    number, title, opening = HEADS[language]
    lines = [number, title, opening, BEHIND[language]]
    other = [number.replace("71", "72"), *lines[1:]]
    for body in (lines, [*other, *lines]):
        data = word_file("".join(paragraph(run(text)) for text in body))
        text = read_texts(data, "text.docx").texts[-1]
        assert (text.identity.instrument, text.identity.number, text.identity.language) == ("resolution", "71", language)
        assert edition_of(text.identity) == PP22
        assert text.title == title
        assert text.redline.language == language


@pytest.mark.parametrize(
    ("lines", "key", "edition"),
    [
        (["RESOLUTION 75 (Rev. Geneva, 2022)", "On x", "(Johannesburg, 2008; Dubai, 2012; Geneva, 2022)",
          "The World Telecommunication Standardization Assembly (Geneva, 2022),"],
         ("resolution", "WTSA", "75"), ("WTSA", "place", "Geneva", 2022, "", "2022-03-01", True)),
        (["RESOLUTION 203 (BUSAN, 2014)", "On x", "The Plenipotentiary Conference of the International Telecommunication Union "
          "(Busan, 2014),"], ("resolution", "PP", "203"), ("PP", "place", "Busan", 2014, "", "2014-10-20", False)),
        (["RESOLUTION ITU-R 61-3", "On x", "(2007-2012-2015-2023)", "The ITU Radiocommunication Assembly,"],
         ("resolution", "RA", "61"), ("RA", "suffix", "Dubai", 2023, "3", "2023-11-13", True)),
        (["RESOLUTION 1332 (C11, last amended C24)", "On x", "The Council,"],
         ("resolution", "Council", "1332"), ("Council", "year", "", 2024, "", "2024-06-30", True)),
        (["DECISION 482 (C01)", "On x", "The Council,"],
         ("decision", "Council", "482"), ("Council", "year", "", 2001, "", "2001-06-30", False)),
        (["RESOLUTION 413 (REV.WRC-12)", "On x", "The World Radiocommunication Conference (Geneva, 2012),"],
         ("resolution", "WRC", "413"), ("WRC", "place", "Geneva", 2012, "", "2012-01-23", True)),
        (["RESOLUTION 9 (NICE, 1989)", "On x"],
         ("resolution", "PP", "9"), ("PP", "place", "Nice", 1989, "", "1989-05-23", False)),
        (["DRAFT NEW RESOLUTION [ARC-1]", "On x", "The World Telecommunication Standardization Assembly (New Delhi, 2024),"],
         ("resolution", "WTSA", "[ARC-1]"), ("WTSA", "place", "New Delhi", 2024, "", "2024-10-15", False)),
        (["79/281. Joint Inspection Unit", "The General Assembly,"],
         ("resolution", "UNGA", "79/281"), ("UNGA", "", "", 0, "", "", False)),
        (["A/RES/70/1", "The General Assembly,"], ("resolution", "UNGA", "70/1"), ("UNGA", "", "", 0, "", "", False)),
        (["RESOLUTION 70/1", "The General Assembly,"], ("resolution", "UNGA", "70/1"), ("UNGA", "", "", 0, "", "", False)),
        (["RECOMMENDATION ITU-T A.1", "On x"], ("recommendation", "ITU-T", "A.1"), ("ITU-T", "", "", 0, "", "", False)),
    ],
)  # fmt: skip
def test_the_edition_is_that_which_number_line_history_and_opening_name(
    lines: list[str], key: tuple[str, str, str], edition: tuple[str, str, str, int, str, str, bool]
) -> None:
    marks = ["# ", "## "]
    written = "\n".join(mark + line for mark, line in zip([*marks, "", "", ""], lines, strict=False))
    text = library_text(parse(f"{written}\n*considering*\na)\tx.\n"))
    assert text.identity.key[:2] == key[:2]
    assert text.identity.number == key[2]
    assert edition_of(text.identity) == edition


def test_nothing_is_made_up_for_a_text_that_says_nothing() -> None:
    text = library_text(parse("*considering*\na)\tResolution 71 (Rev. Dubai, 2018) of this conference,\n", language="en"))
    assert text.identity == TextIdentity(language="en")
    assert text.title == ""


def test_each_resolution_of_the_united_nations_is_known_by_number_date_title_and_language(shared: Path) -> None:
    languages = {"ar": "ar", "ch": "zh", "en": "en", "fr": "fr", "ru": "ru", "sp": "es"}
    files = sorted((shared / "corpus/akn/un").glob("*.xml"))
    assert len(files) == 30
    for path in files:
        language, _, _, session, rest = path.stem.split("_")
        reading = read_texts(path.read_bytes(), path.name)
        texts = reading.texts
        assert reading.warnings == ()
        for part, text in zip(["A", "B"] if len(texts) == 2 else [""], texts, strict=True):
            number = f"{session}/{rest.partition('-')[0]} {part}".strip()
            assert text.identity.key == ("resolution", "UNGA", number.casefold())
            assert text.identity.language == languages[language]
            assert text.identity.date[:4] in ("2023", "2024", "2025", "2026")
            assert text.title


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ("\tConstitution of the Union\n1\tThe first.\n", "Constitution of the Union"),
        ("\tFictitious Agreement\n9.1\tThe first provision of this text.\n", "Fictitious Agreement"),
        ("\tArticle 9\n9.1\tThe first provision of this text, which is in English.\n", "Radio Regulations"),
    ],
)
def test_a_treaty_text_has_a_name_and_no_number(rows: str, title: str) -> None:
    reading = read_texts(f"number\ttext\n{rows}".encode(), "a.tsv")
    (text,) = reading.texts
    assert (text.title, text.identity.number, reading.warnings) == (title, "", ())
