"""Rows for the table of editions from the text of a Final Acts file."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.library.imports.file_reader import edition_rows
from model.references.editions import shipped_editions
from tests.builders.notation import written


@pytest.fixture(scope="module")
def texts(shared: Path) -> dict[str, list[list[str]]]:
    found = {}
    for path in sorted((shared / "corpus/pp18").glob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found[path.stem] = [line.split("\t", 2) for line in lines if line.count("\t") >= 2]
    return found


def test_each_text_of_the_final_acts_gives_its_row_and_no_other(texts: dict[str, list[list[str]]]) -> None:
    file = "S-CONF-ACTF-2018.txt"
    rows = edition_rows("".join(map(written, texts.values())).encode(), file)
    kinds = {"res": "resolution", "dec": "decision"}
    assert {(row.instrument, row.number) for row in rows} == {
        (kinds[name.partition("_")[0]], name.partition("_")[2]) for name in texts
    }
    assert len(rows) == len(texts)
    assert {(row.body, row.form, row.place, row.year, row.date, row.revised) for row in rows} == {
        ("PP", "place", "Dubai", 2018, "2018-10-29", True)
    }
    assert all(row.is_users and row.verified and row.source == file for row in rows)
    titles = {row.number: row.title for row in rows}
    assert titles["71"].startswith("Strategic plan for the Union")
    known = {row.same for row in shipped_editions()}
    assert sum(row.same in known for row in rows) >= len(rows) - 2


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("# RESOLUTION 203 (BUSAN, 2014)\n## On x\n> The Plenipotentiary Conference of the International Telecommunication Union "
         "(Busan, 2014),\n*considering*\na)\tx.", ("resolution", "PP", "203", "place", "Busan", 2014, "", False)),
        ("# RESOLUTION ITU-R 61-3\n## On x\n### (2007-2012-2015-2023)\n> The ITU Radiocommunication Assembly,\n"
         "*considering*\na)\tx.", ("resolution", "RA", "61", "suffix", "Dubai", 2023, "3", True)),
        ("# RESOLUTION ITU-R 61-3\n## On x\n> The ITU Radiocommunication Assembly,\n*considering*\na)\tx.", None),
        ("# RESOLUTION 1332 (C11, last amended C24)\n## On x\n> The Council,\n*considering*\na)\tx.",
         ("resolution", "Council", "1332", "year", "", 2024, "", True)),
        ("# DRAFT NEW RESOLUTION [ARC-1]\n## On x\n> The World Telecommunication Standardization Assembly (New Delhi, 2024),\n"
         "*considering*\na)\tx.", None),
        ("# RÉSOLUTION 71 (RÉV. BUCAREST, 2022)\n## Sur x\n> La Conférence de plénipotentiaires de l'Union internationale des "
         "télécommunications (Bucarest, 2022),\n*considérant*\na)\tx.",
         ("resolution", "PP", "71", "place", "Bucharest", 2022, "", True)),
        ("# РЕЗОЛЮЦИЯ 71 (ПЕРЕСМ. БУХАРЕСТ, 2022 г.)\n## О чём-то\n> Полномочная конференция Международного союза электросвязи "
         "(Бухарест, 2022 г.),\n*учитывая*\na)\tх.", ("resolution", "PP", "71", "place", "Bucharest", 2022, "", True)),
        ("*recalling*\na)\tx,\nResolution 71 (Rev. Dubai, 2018)\n*resolves*\n1\tto act.", None),
    ],
)  # fmt: skip
def test_a_row_says_what_number_line_and_opening_line_say(text: str, row: tuple[object, ...] | None) -> None:
    found = edition_rows(text.encode(), "x.txt")
    got = [(r.instrument, r.body, r.number, r.form, r.place, r.year, r.suffix, r.revised) for r in found]
    assert got == ([row] if row else [])
