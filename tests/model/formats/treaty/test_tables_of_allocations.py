"""The Table of Frequency Allocations as tab-separated lines: read, refused with the line that is wrong, kept in a project."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.edits.allocations.bands import split_band
from model.errors import FileError
from model.files.kinds import TREATY_TABLE, kind_of
from model.files.opening import open_document
from model.formats.amend import Project, project_bytes, read_project
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.builders.allocations import FIXED, SMALL, content, file_of, id_of, table_in

ME = Stamp("Delegate", "2026-11-30T10:00:00Z")


def test_a_file_is_opened_and_its_amendment_is_kept_in_a_project(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    text = open_document(path).submission
    assert kind_of(path.read_bytes(), path.name) == TREATY_TABLE
    assert content(table_in(text))[0] == [
        ((1, 2, 3), ("2\u00a0450-2\u00a0483.5", "FIXED", "MOBILE except aeronautical mobile 5.410", "5.150"))
    ]
    assert table_in(text).rows[2].cells[0].goes_on
    after = apply(text, split_band(text, StoryId(1), id_of(text, "2655"), "2 690", ME))
    assert read_project(project_bytes(Project(after))).submission == after


def test_a_table_in_another_language_has_its_signs_and_words(tmp_path: Path) -> None:
    path = tmp_path / "table.tsv"
    path.write_text(file_of([(1, 0, 3, 1, "8.3", "9", [("primary", "FIXE", "5.54")])], "kHz"), encoding="utf-8", newline="\n")
    text = open_document(path).submission
    assert (text.language, open_document(path, language="es").submission.language) == ("fr", "es")
    words = [clause.text for clause in text.proposals[0].redline.clauses]
    assert words == ["8,3-9 kHz", "Attribution aux services", "Région 1", "Région 2", "Région 3", "8,3-9", "FIXE 5.54"]


BAD = {
    "no whole number": (SMALL.replace("\n1\t0\t3", "\n1\tx\t3", 1), "line 2: “x” in the column col is not a whole number"),
    "span too wide": (SMALL.replace("\n1\t0\t3", "\n1\t0\t4", 1), "line 2: “4” in the column colspan is not a whole number"),
    "no frequency": (SMALL.replace("2450\t", "low\t"), "line 2: “low” is not a frequency; write it as 2483.5"),
    "other size in the same cell": (
        SMALL.replace("\n1\t0\t3\t1", "\n1\t0\t2\t1", 1),
        "line 3: its cell has another size or band in line 2",
    ),
    "crossing spans": (
        file_of([(1, 0, 2, 1, "1", "2", [FIXED]), (1, 1, 2, 1, "1", "2", [FIXED])]),
        "line 3: its cell is over a part of the cell of line 2; correct row, col, colspan or rowspan",
    ),
    "crossing rows": (
        file_of([(1, 0, 3, 2, "1", "2", [FIXED]), (2, 1, 1, 1, "2", "3", [FIXED])]),
        "line 3: its cell is over a part of the cell of line 2",
    ),
    "beyond the table": (file_of([(1, 2, 2, 1, "1", "2", [FIXED])]), "line 2: its cell extends beyond the table"),
    "rows beyond the table": (file_of([(1, 0, 3, 2, "1", "2", [FIXED])]), "line 2: its cell extends beyond the table"),
    "no cell for a Region": (
        file_of([(1, 0, 3, 1, "1", "2", [FIXED]), (2, 0, 1, 1, "2", "3", [FIXED]), (2, 2, 1, 1, "2", "3", [FIXED])]),
        "line 3: row 2 has no cell for Region 2",
    ),
    "too many cells": (SMALL.replace("FIXED", "FIXED\tx\ty\tz\tw", 1), "line 2: it has 15 cells, and the first line names"),
    "no lines": (SMALL.split("\n")[0] + "\n", "it has no line with a service"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BAD)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(fault: str, tmp_path: Path) -> None:
    text, sentence = BAD[fault]
    path = tmp_path / "table.tsv"
    path.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(FileError) as error:
        open_document(path)
    assert sentence in str(error.value)
    assert ";" in str(error.value)
