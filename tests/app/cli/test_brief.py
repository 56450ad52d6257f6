"""The verb `brief`: the positions are written, and bad input ends in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.formats.amend import Project, project_bytes
from tests.model.formats.page.test_brief import positioned
from tests.model.formats.page.test_options_table import TEXT, submission_of


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "a.amend"
    path.write_bytes(project_bytes(Project(positioned(), id="a" * 32)))
    return str(path)


@pytest.mark.parametrize("by", ["clause", "party"])
@pytest.mark.parametrize("ending", ["html", "docx"])
def test_the_brief_is_written(project: str, tmp_path: Path, ending: str, by: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / f"brief.{ending}"
    assert main(["brief", project, "-o", str(out), "--by", by]) == 0
    assert capsys.readouterr() == ("", "")
    assert out.stat().st_size > 1_000
    if ending == "html":
        page = out.read_text("utf-8")
        assert "red line" in page
        assert "Confidential" in page
        assert ("EUR (1)" in page) is (by == "party")


def test_a_file_without_positions_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bare.amend"
    path.write_bytes(project_bytes(Project(submission_of(TEXT), id="a" * 32)))
    assert main(["brief", str(path), "-o", str(tmp_path / "out.html")]) == 2
    assert "bare.amend: it contains no positions of a delegation; add some in the window" in capsys.readouterr().err


@pytest.mark.parametrize(("out", "reason"), [("out.txt", "out.txt: "), ("a.amend", "a.amend: "), ("b.pdf", "b.pdf: ")])
def test_another_output_is_refused(
    project: str, tmp_path: Path, out: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", project, "-o", str(tmp_path / out)]) == 2
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "out.txt").exists()
