"""A returned file becomes a version of the document that it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.files.opening import open_document

TEXT = "# RESOLUTION 7 (Rev. Oxdorf, 2018)\n*considering*\na)\tthat texts are short;\nb)\tthat some come back,\n"
RETURNED = (
    "# RESOLUTION 7 (Rev. Oxdorf, 2018)\n*considering*\na)\tthat texts are {--short--}{++brief++};\nb)\tthat some come back,\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ours.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    (tmp_path / "theirs.txt").write_text(RETURNED, encoding="utf-8", newline="\n")
    assert main(["import", str(tmp_path / "ours.txt"), "-o", str(tmp_path / "ours.amend")]) == 0
    return tmp_path


def test_its_clauses_are_those_of_the_document(folder: Path) -> None:
    draft_file, theirs, both = (str(folder / name) for name in ("ours.amend", "theirs.txt", "both.amend"))
    assert main(["import", theirs, "--into", draft_file, "-o", both]) == 0
    project = open_document(both).project
    assert project.id == open_document(draft_file).project.id
    assert [version.name for version in project.versions] == ["theirs.txt"]
    known, read = project.submission.proposals[0].redline, project.versions[0].submission.proposals[0].redline
    assert [clause.id for clause in known.clauses] == [clause.id for clause in read.clauses]
    assert known.clauses[2] != read.clauses[2]
    assert main(["import", theirs, "--into", both, "-o", both]) == 0
    assert [version.name for version in open_document(both).project.versions] == ["theirs.txt", "theirs.txt (2)"]


def test_another_number_of_texts_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "two.txt").write_text(f"MOD\tA/1/1\n{TEXT}MOD\tA/1/2\n{TEXT}", encoding="utf-8", newline="\n")
    draft_file, two, both = (str(folder / name) for name in ("ours.amend", "two.txt", "both.amend"))
    assert main(["import", two, "--into", draft_file, "-o", both]) == 2
    assert "contains 2 texts and the document 1" in capsys.readouterr().err
    assert not (folder / "both.amend").exists()


def test_a_text_that_has_nothing_in_common_with_the_document_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = "# DECISION 3 (Nowhere, 2001)\n*recalling*\n1\ta wholly unlike matter of fish;\n2\tboats, nets and rivers.\n"
    (folder / "other.txt").write_text(other, encoding="utf-8", newline="\n")
    draft_file, both = str(folder / "ours.amend"), folder / "both.amend"
    assert main(["import", str(folder / "other.txt"), "--into", draft_file, "-o", str(both)]) == 2
    assert (
        "other.txt: it has nothing in common with the document, so it is not a version of it; compare the two files instead"
        in capsys.readouterr().err
    )
    assert not both.exists()
