"""The verb `send`: lists what a project contains, writes a copy without it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.files.opening import open_document
from tests.builders.private import MARKS, private_file
from tests.journeys.test_privacy import marks_in


@pytest.fixture
def project(tmp_path: Path) -> Path:
    given = tmp_path / "given.docx"
    given.write_bytes(private_file())
    path = tmp_path / "in.amend"
    assert main(["import", str(given), "-o", str(path)]) == 0
    return path


def test_it_lists_and_omits(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.amend"
    assert main(["send", str(project), "-o", str(out)]) == 0
    output = capsys.readouterr().out
    assert "sources (omitted): 1 original Word file" in output
    assert "    given.docx" in output
    assert "comments (kept): 1 comment" in output
    assert marks_in(project.read_bytes()) == set(MARKS)
    assert marks_in(out.read_bytes()) == set()
    assert open_document(out).submission.proposals[0].redline.clauses
    assert main(["export", str(out), "-o", str(tmp_path / "out.docx")]) == 0


def test_without_an_output_it_only_lists(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = set(tmp_path.iterdir())
    assert main(["send", str(project)]) == 0
    assert "sources" in capsys.readouterr().out
    assert set(tmp_path.iterdir()) == before


def test_what_is_kept_and_what_else_is_omitted(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.amend"
    assert main(["send", str(project), "-o", str(out), "--keep", "sources", "--omit", "comments", "--omit", "authors"]) == 0
    opened = open_document(out)
    assert opened.submission.sources
    assert not opened.submission.proposals[0].comments
    assert opened.project.id != open_document(project).project.id


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["-o", "{in}"], "it is one of the input files"),
        (["-o", "x.docx"], "its name must end in .amend"),
        (["--keep", "sources", "--omit", "sources"], "“sources” cannot be both kept and omitted"),
        (["--omit", "everything"], "invalid choice"),
        (["-o", "/no/such/folder/x.amend"], "/no/such/folder"),
    ],
)
def test_bad_input(project: Path, capsys: pytest.CaptureFixture[str], more: list[str], message: str) -> None:
    assert main(["send", str(project), *(word.replace("{in}", str(project)) for word in more)]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_a_file_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.amend"
    path.write_bytes(b"PK damaged")
    assert main(["send", str(path)]) == 2
    assert "x.amend" in capsys.readouterr().err
