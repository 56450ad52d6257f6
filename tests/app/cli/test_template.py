"""The verb `export` with the conference's own Word template."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace

from app.cli.main import main
from model.formats.amend import Project, project_bytes
from tests.builders.conference_template import WORDS, template_bytes
from tests.builders.submissions import submission


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("no template", encoding="utf-8", newline="\n")
    (tmp_path / "t.docx").write_bytes(template_bytes())
    alone = submission()
    value = replace(alone, proposals=(replace(alone.proposals[0], symbol="MOD", number="ARB/1"),))
    (tmp_path / "a.amend").write_bytes(project_bytes(Project(value)))
    return tmp_path / "a.amend"


def test_the_file_has_the_header_of_the_template(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    assert main(["export", str(project), "-o", str(out), "--template", str(tmp_path / "t.docx")]) == 0
    section = Document(BytesIO(out.read_bytes())).sections[0]
    assert WORDS in section.first_page_header.paragraphs[0].text


@pytest.mark.parametrize(
    ("name", "out", "reason"),
    [
        ("gone.docx", "out.docx", "gone.docx: it cannot be the conference template: "),
        ("a.txt", "out.docx", "a.txt: it cannot be the conference template: "),
        ("t.docx", "out.html", "out.html: it is not a Word file, so it has no template; omit --template, or write .docx"),
    ],
)
def test_a_bad_template_ends_in_one_sentence(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, out: str, reason: str
) -> None:
    assert main(["export", str(project), "-o", str(tmp_path / out), "--template", str(tmp_path / name)]) != 0
    error = capsys.readouterr().err
    assert reason in error
    assert error.count("\n") == 1
    assert not (tmp_path / out).exists()
