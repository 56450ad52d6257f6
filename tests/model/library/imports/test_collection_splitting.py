"""A Final Acts file is split into exactly the texts that it holds, each as a file of its own gives it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.library.imports.file_reader import read_texts
from model.library.texts.clauses import clauses_of
from model.library.texts.values import LibraryText
from tests.builders.itu_word import (
    Instrument,
    Row,
    Way,
    collection_file,
    deleted,
    inserted,
    instrument_file,
    paragraph,
    run,
    word_file,
)

WAYS: tuple[Way, ...] = ("styles", "plain", "automatic")
MARKS = ("", "ADD", "MOD", "NOC")
SUPPRESSED = (
    Row("number", "", "RESOLUTION 35 (KYOTO, 1994)"),
    Row("title", "", "Telecommunication support for the protection of the environment"),
)
FRONT = (
    paragraph(run("FINAL ACTS"))
    + paragraph(run("TABLE OF CONTENTS"))
    + paragraph(run("RESOLUTION 2 (REV. DUBAI, 2018)"))
    + paragraph(run("World telecommunication policy forum\t3"))
    + paragraph(run("RESOLUTION 11 (REV. DUBAI, 2018)"))
    + paragraph(run("ITU Telecom events\t5"))
)


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, tuple[Row, ...]]:
    return texts_of(shared)


@cache
def texts_of(shared: Path) -> dict[str, tuple[Row, ...]]:
    """The 20 texts, each with footnotes and an annex."""
    found = {}
    for path in sorted((shared / "corpus/pp18").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [Row(*line.split("\t", 2)) for line in lines if line.count("\t") >= 2]
        for place in (0, 1, 4, len(rows) - 1):
            rows[place] = rows[place]._replace(note=f"Note {place} of {path.stem}.")
        annex = Row("annex", "", f"ANNEX TO {rows[0].text}")
        found[path.stem] = (
            *rows, annex, Row("annextitle", "", "On what it holds"), Row("paragraph1", "1", "First.", f"In {path.stem}."),
        )  # fmt: skip
    assert len(found) == 20
    return found


def alone(text: LibraryText) -> LibraryText:
    """A text as a file of its own gives it."""
    return replace(text, mark="", group="", place=0)


@cache
def own_text(rows: tuple[Row, ...], way: Way) -> LibraryText:
    (text,) = read_texts(instrument_file(rows, way), "own.docx").texts
    return text


@pytest.mark.parametrize("way", WAYS)
def test_final_acts_are_split_into_exactly_their_texts(texts: dict[str, tuple[Row, ...]], way: Way) -> None:
    acts = []
    for number, (name, rows) in enumerate(texts.items()):
        headings = {"dec_5": ["DECISIONS"], "res_101": ["RESOLUTIONS"]}.get(name, [])
        acts.append(Instrument(rows, MARKS[number % 4], headings, typed=number % 3 == 0))
        if number in (0, 9):
            acts.append(Instrument(SUPPRESSED, "SUP", typed=number == 9))
    reading = read_texts(collection_file(acts, way, front=FRONT), "acts.docx")
    assert [text.mark for text in reading.texts] == [act.mark for act in acts]
    assert [text.place for text in reading.texts] == list(range(1, 23))
    assert [text.group for text in reading.texts] == ["DECISIONS"] * 2 + ["RESOLUTIONS"] * 20
    front, found, unlisted = map(str, reading.warnings)
    assert front == "6 paragraphs before the first text were omitted."
    assert found == "All 2 texts that the list of contents names were found."
    assert unlisted.startswith("20 texts were found that the list of contents does not name: ")
    for act, text in zip(acts, reading.texts, strict=True):
        if act.rows is SUPPRESSED:
            assert [clause.text for clause in text.redline.clauses] == [row.text for row in SUPPRESSED]
            identity = text.identity
            assert (identity.body, identity.number, identity.place, identity.year) == ("PP", "35", "Kyoto", 1994)
            assert text.title == SUPPRESSED[1].text
            assert text.abrogated
        else:
            assert alone(text) == own_text(tuple(act.rows), way)
            notes = [clause.text for clause in clauses_of(text.redline) if clause.path.startswith("notes/")]
            assert notes[-1].endswith(act.rows[-1].note)
    named = {f"{text.identity.instrument[:3]}_{text.identity.number}" for text in reading.texts if not text.abrogated}
    assert named == set(texts)
    assert {(text.identity.body, text.identity.place, text.identity.date) for text in reading.texts if not text.abrogated} == {
        ("PP", "Dubai", "2018-10-29")
    }


NAMES = st.sampled_from(
    "dec_5 res_101 res_102 res_11 res_123 res_130 res_139 res_140 res_150 res_165 res_2 res_200 res_25 res_30 res_34 res_64 "
    "res_66 res_70 res_71 res_77".split()
)
HEADINGS = st.sampled_from([(), ("RESOLUTIONS",), ("PART II", "DÉCISIONS")])
CHOICES = st.lists(st.tuples(NAMES, st.sampled_from(MARKS), HEADINGS, st.booleans()), min_size=1, max_size=4)


@given(choices=CHOICES, way=st.sampled_from(WAYS), front=st.sampled_from(["", FRONT]))
def test_any_choice_and_order_of_texts_comes_apart_again(
    shared: Path, choices: list[tuple[str, str, tuple[str, ...], bool]], way: Way, front: str
) -> None:
    texts = texts_of(shared)
    acts = [Instrument(texts[name], mark, headings, typed) for name, mark, headings, typed in choices]
    reading = read_texts(collection_file(acts, way, front=front), "acts.docx")
    assert [alone(text) for text in reading.texts] == [own_text(texts[name], way) for name, *_ in choices]
    assert [text.mark for text in reading.texts] == [act.mark for act in acts]


@cache
def citing_clauses(shared: Path) -> tuple[str, ...]:
    """The clauses that begin as a number line does, and number lines cut out of them that stand alone."""
    texts = [row.text for rows in texts_of(shared).values() for row in rows]
    clauses = [text for text in texts if text.startswith(("Resolution ", "Decision "))]
    return (*clauses, *{clause[: clause.find(")") + 1] for clause in clauses if 0 < clause.find(")") < 60})


@pytest.mark.parametrize("way", WAYS)
def test_a_clause_that_only_begins_like_a_number_line_never_splits(shared: Path, way: Way) -> None:
    rows = texts_of(shared)["res_2"]
    clauses = [Row("paragraph1", "", text) for text in citing_clauses(shared)]
    assert sum(len(row.text) <= 120 for row in clauses) > 20
    mixed = (*rows[:4], *clauses, *rows[4:-3], *clauses[:5])
    acts = [Instrument(mixed, "MOD"), Instrument(texts_of(shared)["res_11"], "MOD")]
    reading = read_texts(collection_file(acts, way, pages=False), "acts.docx")
    assert [text.identity.number for text in reading.texts] == ["2", "11"]
    assert len(reading.texts[0].redline.clauses) == len(mixed)


def small(number: int, extra: str = "") -> str:
    return (
        paragraph(run(f"RESOLUTION {number} (REV. BUCHAREST, 2022)")) + paragraph(run(f"On matter {number}"))
        + paragraph(run("The Plenipotentiary Conference of the International Telecommunication Union (Bucharest, 2022),"))
        + paragraph(run("considering", "<w:i/>")) + paragraph(run("that there is a need;")) + extra
    )  # fmt: skip


def test_tracked_changes_of_the_file_are_accepted() -> None:
    body = small(1, paragraph(run("that "), deleted("one"), inserted(run("two")), run(" matter,"))) + small(2)
    first, second = read_texts(word_file(body), "acts.docx").texts
    assert [clause.text for clause in first.redline.clauses][-1] == "that two matter,"
    assert second.identity.number == "2"


def test_headings_of_subjects_stand_under_the_part_and_the_title_of_a_suppressed_text_is_no_heading() -> None:
    heading = '<w:outlineLvl w:val="0"/>'
    body = (
        paragraph(run("RESOLUTIONS")) + paragraph(run("1 General policies"), properties=heading) + small(1)
        + paragraph(run("SUP")) + paragraph(run("RESOLUTION 9 (NICE, 1989)")) + paragraph(run("An old matter", "<w:b/>"))
        + paragraph(run("2 Finances"), properties=heading) + small(2)
    )  # fmt: skip
    found = read_texts(word_file(body), "council.docx").texts
    assert [(text.identity.number, text.group, text.title) for text in found] == [
        ("1", "RESOLUTIONS – 1 General policies", "On matter 1"),
        ("9", "RESOLUTIONS – 1 General policies", "An old matter"),
        ("2", "RESOLUTIONS – 2 Finances", "On matter 2"),
    ]


def test_a_mark_in_the_paragraph_of_the_number_line_may_have_the_style_of_a_proposal() -> None:
    heads = [paragraph(run(f"MOD\tDecision {number} (Rev. Bucharest, 2022)"), style="Proposal") for number in (5, 6)]
    body = "".join(head + small(1).partition("</w:p>")[2] for head in heads)
    first, second = read_texts(word_file(body), "acts.docx").texts
    assert [(text.mark, text.identity.instrument, text.identity.number) for text in (first, second)] == [
        ("MOD", "decision", "5"), ("MOD", "decision", "6"),
    ]  # fmt: skip
    assert first.redline.clauses[0].text == "Decision 5 (Rev. Bucharest, 2022)"


def test_a_number_line_in_two_paragraphs_is_one_text() -> None:
    body = small(1).replace(" (REV. BUCHAREST, 2022)", "</w:t></w:r></w:p><w:p><w:r><w:t>(REV. BUCHAREST, 2022)")
    first, second = read_texts(word_file(body + small(2)), "acts.docx").texts
    assert first.identity.same == replace(second.identity, number="1").same
    assert (first.identity.revised, first.title) == (True, "On matter 1")


def test_numbers_of_pages_are_no_clauses_but_a_number_alone_may_be_one() -> None:
    pages = [paragraph(run(str(number))) for number in (3, 4, 5)]
    body = small(1, pages[0] + paragraph(run("that it goes on,"))) + pages[1] + small(2, pages[2])
    found = read_texts(word_file(body), "acts.docx").texts
    assert [len(text.redline.clauses) for text in found] == [6, 5]
    (text,) = read_texts(word_file(small(1, pages[0])), "one.docx").texts
    assert [clause.text for clause in text.redline.clauses][-1] == "3"


def test_a_file_with_one_text_is_that_text_without_its_cover() -> None:
    cover = paragraph(run("International Telecommunication Union")) + paragraph(run("FOREWORD"))
    (text,) = read_texts(word_file(cover + small(7)), "one.docx").texts
    assert (text.place, text.identity.number, text.title, len(text.redline.clauses)) == (0, "7", "On matter 7", 5)
