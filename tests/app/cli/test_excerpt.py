"""The verb `excerpt`: tables and marked text for a briefing, and bad input."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from tests.model.formats.page.test_briefing import confidential, submission


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "in.amend"
    save_project(Project(confidential()), path)
    return path


def test_a_table_as_a_page_and_as_word(project: Path, tmp_path: Path) -> None:
    page, word = tmp_path / "out.html", tmp_path / "out.docx"
    assert main(["excerpt", str(project), "-o", str(page), "--by-party", "--context", "0"]) == 0
    text = page.read_text(encoding="utf-8")
    assert "Amendments of me" in text
    assert "Text in force" in text
    assert "secret" not in text
    assert main(["excerpt", str(project), "-o", str(word), "--markup", "--line-numbers", "page"]) == 0
    assert open_document(word).submission.proposals


def test_positions_are_in_the_confidential_form_alone(project: Path, tmp_path: Path) -> None:
    page, word = tmp_path / "out.html", tmp_path / "out.docx"
    for out in (page, word):
        assert main(["excerpt", str(project), "-o", str(out), "--confidential"]) == 0
    text = page.read_text(encoding="utf-8")
    assert "Confidential" in text
    assert "Our position" in text
    assert "secret" in text
    assert "secret" in repr(open_document(word).submission)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--confidential", "--markup"], "only the table has your positions, not one text with marks; choose one of the two"),
        (["-o", "{in}"], "its name must end in"),
        (["--context", "6"], "“6” is not a number from 0 to 5"),
        (["--context", "one"], "“one” is not a number from 0 to 5"),
        (["--party", "EUR"], "no amendment is by “EUR”; the parties are"),
        (["--line-numbers", "odd"], "invalid choice"),
    ],
)
def test_bad_input(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], message: str) -> None:
    arguments = ["-o", str(tmp_path / "out.html"), *(word.replace("{in}", str(project)) for word in more)]
    assert main(["excerpt", str(project), *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert not (tmp_path / "out.html").exists()


def test_without_amendments_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "in.amend"
    save_project(Project(submission("*resolves*\n1\tto go.\n", symbol="")), path)
    assert main(["excerpt", str(path), "-o", str(tmp_path / "out.html")]) == 2
    assert "nothing is amended" in capsys.readouterr().err
