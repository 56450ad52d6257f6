"""Lists of contents inside files: found before the texts and before parts, and compared with the texts that were found."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from model.library.imports.file_reader import Reading, read_texts
from tests.builders.itu_word import paragraph, run, word_file

OPENING = "The Plenipotentiary Conference of the International Telecommunication Union ({}),"
EDITION = "Rev. Dubai, 2018"
CONTENTS = ["Contents"]


def text(number: int, edition: str = EDITION, *, after: Sequence[str] = ()) -> str:
    """A short text in capitals, and more paragraphs at its end."""
    lines = [
        f"RESOLUTION {number} ({edition.upper()})", f"On subject {number}", OPENING.format(edition.removeprefix("Rev. ")),
        "considering", f"that subject {number} is of 12 kinds,", "resolves", f"to go on with subject {number}.", *after,
    ]  # fmt: skip
    return "".join(paragraph(run(line)) for line in lines)


def entry(number: int, edition: str = EDITION, page: str = "\t7") -> str:
    return f"RESOLUTION {number} ({edition.upper()})  On subject {number}{page}"


def reading(*blocks: str | Sequence[str]) -> Reading:
    """What a Word file holds: lines, or whole texts."""
    body = "".join(block if isinstance(block, str) else "".join(paragraph(run(line)) for line in block) for block in blocks)
    return read_texts(word_file(body), "acts.docx")


def proof_of(found: Reading) -> list[str]:
    """The sentences of the proof, after that on the omitted paragraphs."""
    return [str(warning) for warning in found.warnings if "list of contents" in str(warning)]


def numbers(found: Reading) -> list[str]:
    return [text.identity.number for text in found.texts]


def test_a_whole_list_proves_that_nothing_is_missing() -> None:
    found = reading(CONTENTS, [entry(2), entry(3)], text(2), text(3))
    assert numbers(found) == ["2", "3"]
    assert proof_of(found) == ["All 2 texts that the list of contents names were found."]


def test_missing_texts_are_named_and_those_that_no_list_names_too() -> None:
    found = reading(CONTENTS, [entry(2), entry(3), entry(4), "DECISION 5 (2019) On funds ........ 12"], text(2), text(6))
    assert proof_of(found) == [
        "3 texts that the list of contents names were not found: Resolution 3 (Rev. Dubai, 2018); "
        "Resolution 4 (Rev. Dubai, 2018); Decision 5 (2019).".replace("; ", ", "),
        "1 text was found that the list of contents does not name: Resolution 6 (Rev. Dubai, 2018).",
    ]


def test_each_of_six_parts_has_its_own_list() -> None:
    """None of the lists, with their headings, is the end of the text before it."""
    blocks: list[str | list[str]] = []
    for part in range(6):
        wanted = range(10 * part + 1, 10 * part + 4)
        heading = paragraph(run(f"PART {part + 1}"), properties='<w:jc w:val="center"/>')
        blocks += [heading, [*CONTENTS, *map(entry, wanted)], *map(text, wanted)]
    found = reading(*blocks)
    assert numbers(found) == [str(10 * part + place) for part in range(6) for place in (1, 2, 3)]
    assert proof_of(found) == ["All 18 texts that the list of contents names were found."]
    ends = {text.redline.clauses[-1].text for text in found.texts}
    assert ends == {f"to go on with subject {number}." for number in numbers(found)}


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([entry(2, page=""), entry(3, page="")], 2),
        (["Resolution 2 (Rev. Dubai, 2018)\t3", "Resolution 3 (Rev. Dubai, 2018)\t5"], 2),
        (["Contents", "RESOLUTION 2 (REV. DUBAI, 2018)", "On subject 2", "of two lines\t3", "RESOLUTION 3", "On three\t5"], 2),
        (["TABLE OF CONTENTS", "Res. 2 On two … 3", "Part II", "Res. 3 (Rev. Dubai, 2018) – On three . . . . 5"], 2),
        (["Sommaire", "RÉSOLUTION 2 (RÉV. DUBAÏ, 2018) Deux ........ 3", "RÉSOLUTION 3 (RÉV. DUBAÏ, 2018) Trois ....... 5"], 2),
        (["目录", "第2号决议（2018年，迪拜，修订版） 二 ...... 3", "第3号决议（2018年，迪拜，修订版） 三 ...... 5"], 2),
        (["РЕЗОЛЮЦИЯ 2 (ПЕРЕСМ. ДУБАЙ, 2018 Г.) Два ...... 3", "РЕЗОЛЮЦИЯ 3 (ПЕРЕСМ. ДУБАЙ, 2018 Г.) Три ...... 5"], 2),
        (["القرار 2 (المراجَع في دبي، 2018) اثنان ...... 3", "القرار 3 (المراجَع في دبي، 2018) ثلاثة ...... 5"], 2),
    ],
)
def test_the_forms_of_lists(lines: list[str], count: int) -> None:
    """With and without page numbers, over several lines, abbreviated, in other languages."""
    heading = [] if lines[0] in ("Contents", "TABLE OF CONTENTS", "Sommaire", "目录") or "..." in lines[0] else CONTENTS
    found = reading(heading, lines, text(2), text(3))
    assert numbers(found) == ["2", "3"]
    assert proof_of(found) == [f"All {count} texts that the list of contents names were found."]


def test_another_edition_in_the_list_is_the_same_text_unless_both_editions_are_there() -> None:
    assert "All 2 texts" in proof_of(reading(CONTENTS, [entry(2, "Busan, 2014"), entry(3)], text(2), text(3)))[0]
    found = reading(CONTENTS, [entry(2, "Busan, 2014"), entry(2), entry(3)], text(2), text(3))
    assert proof_of(found) == ["1 text that the list of contents names was not found: Resolution 2 (Busan, 2014)."]


@pytest.mark.parametrize(
    "lines",
    [
        ["Resolution 40 (Rev. Dubai, 2018) of the Plenipotentiary Conference, on islands;", "Resolution 41 (Rev. Dubai, 2018);"],
        ["Resolution 40 (Rev. Dubai, 2018), Islands\t3", "Resolution 41 (Rev. Dubai, 2018), Masts\t5"],
        ["Resolution 40 (Rev. Dubai, 2018) of 2018", "Resolution 41 (Rev. Dubai, 2018) of 2014"],
    ],
)
def test_citations_in_a_text_are_no_list_and_stay(lines: list[str]) -> None:
    found = reading(text(2, after=lines), text(3))
    assert numbers(found) == ["2", "3"]
    assert proof_of(found) == []
    kept = [clause.text.replace("\t", " ") for clause in found.texts[0].redline.clauses]
    assert kept[-len(lines) :] == [line.replace("\t", " ") for line in lines]
    assert proof_of(reading(["The following are related:", *lines[:1]], text(2), text(3))) == []
