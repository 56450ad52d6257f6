"""What is kept of deleted clauses lies in the project file and in no export."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.cli.main import main
from model.edits.script.apply import apply_edits
from model.formats.amend import Project, project_bytes
from tests.builders.submissions import submission

EDITS = (
    {"do": "replace", "at": "considering/b", "find": "some have", "with": "zebras have"},
    {"do": "footnote", "at": "considering/b", "after": "items", "text": "All giraffes."},
    {"do": "delete", "at": "considering/b"},
)


def words_in(path: Path) -> str:
    if path.suffix not in (".docx", ".amend"):
        return path.read_text("utf-8")
    with zipfile.ZipFile(path) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    value = apply_edits(submission(), {"author": "me", "edits": list(EDITS)})
    (tmp_path / "a.amend").write_bytes(project_bytes(Project(value, id="d" * 32)))
    return tmp_path / "a.amend"


@pytest.mark.parametrize("how", [["o.docx"], ["o.docx", "--clean"], ["o.docx", "--base"], ["o.html"], ["o.txt"], ["o.json"]])
def test_no_export_holds_it(file: Path, how: list[str]) -> None:
    out = file.with_name(how[0])
    assert main(["export", str(file), "-o", str(out), *how[1:]]) == 0
    words = words_in(out)
    assert "stop" in words
    assert "zebras" not in words
    assert "giraffes" not in words
    assert "zebras" in words_in(file)


def test_neither_a_comparison_nor_a_consolidation_takes_it_along(file: Path) -> None:
    other = file.with_name("b.amend")
    other.write_bytes(project_bytes(Project(submission(), id="e" * 32)))
    for verb, *given in (("compare", str(other), str(file)), ("consolidate", str(file), str(other), str(file))):
        out = file.with_name(f"{verb}.amend")
        assert main([verb, *given, "-o", str(out)]) in (0, 1)
        assert "zebras" not in words_in(out)
