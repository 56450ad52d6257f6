"""The verb `adopt`: the adopted text, what was not adopted, and bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.cli.main import main
from model.files.opening import open_document
from model.files.project_file import save_project
from model.formats.amend import Project
from model.redline import paragraphs
from model.submission.values import Header, Submission
from tests.builders.notation import texts_of
from tests.builders.submissions import SMALL, submission

DRAFT = SMALL.replace("short", "{--short--}{++brief++}").replace("to stop", "to {--stop--}{++rest++}")


def saved(path: Path, value: Submission) -> Path:
    save_project(Project(value), path)
    return path


@pytest.fixture
def project(tmp_path: Path) -> Path:
    value = submission(DRAFT)
    proposal = replace(value.proposals[0], symbol="MOD", number="ATU/35A18/1")
    return saved(tmp_path / "in.amend", replace(value, header=Header(conference="WTSA-24"), proposals=(proposal,)))


def test_a_part_is_adopted_and_the_rest_is_a_version(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, text = tmp_path / "out.amend", tmp_path / "out.docx"
    assert main(["adopt", str(project), "-o", str(out), "--clauses", "resolves", "--text", str(text)]) == 0
    output = capsys.readouterr().out
    assert "adopted: resolves 2: “stop” → “rest”" in output
    assert "not adopted: considering a): “short” → “brief”" in output
    written = open_document(out).project
    words = texts_of(written.submission.proposals[0].redline, "base")
    assert words[0] == "RESOLUTION 7 (Rev. New Delhi, 2024)"
    assert words[-1] == "to rest."
    assert [version.name for version in written.versions] == ["Before the decision", "Not adopted"]
    assert texts_of(written.versions[1].submission.proposals[0].redline, "base") == words
    assert "that texts are brief;" in texts_of(written.versions[1].submission.proposals[0].redline, "draft")
    (clean,) = open_document(text).submission.proposals
    assert [paragraph.text for paragraph in paragraphs(clean.redline.clauses, "draft")] == words


def test_it_is_exported_as_akoma_ntoso(project: Path, tmp_path: Path) -> None:
    text = tmp_path / "out.xml"
    assert main(["adopt", str(project), "-o", str(tmp_path / "out.amend"), "--text", str(text)]) == 0
    (read,) = open_document(text).submission.proposals
    assert texts_of(read.redline, "base")[0] == "RESOLUTION 7 (Rev. New Delhi, 2024)"


def test_a_returned_word_file(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    final = saved(tmp_path / "final.amend", submission(SMALL.replace("short", "brief")))
    returned = tmp_path / "final.docx"
    assert main(["export", str(final), "-o", str(returned)]) == 0
    assert main(["adopt", str(project), "-o", str(tmp_path / "out.amend"), "--returned", str(returned)]) == 0
    output = capsys.readouterr().out
    assert "adopted: considering a): “short” → “brief”" in output
    assert "not adopted: resolves 2: “stop” → “rest”" in output


def test_what_is_open_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = saved(tmp_path / "in.amend", submission(DRAFT.replace("brief", "[brief]")))
    assert main(["adopt", str(given), "-o", str(tmp_path / "out.amend"), "--conference", "PP-26"]) == 0
    assert "considering a): “[brief]” is still open" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["-o", "{in}"], "it is one of the input files"),
        (["-o", "x.docx"], "its name must end in .amend"),
        (["--text", "x.pdf"], "its name must end in"),
        (["--clauses", "noting"], "no clause has the path “noting”"),
        (["--party", "EUR"], "no amendment is by “EUR”; the parties are"),
        (["--clauses", "considering/c"], "nothing of it was adopted"),
        (["--proposal", "2"], "there is no proposal '2'"),
        (["--proposal", "none"], "is not a number from 1"),
        (["--conference", "WTSA-99"], "there is no conference WTSA-99"),
        (["--returned", "{in}", "--party", "me"], "omit the other choices"),
        (["--returned", "/no/such/file.docx"], "/no/such/file.docx"),
    ],
)
def test_bad_input(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], message: str) -> None:
    before = sorted(tmp_path.iterdir())
    arguments = ["-o", str(tmp_path / "out.amend"), *(word.replace("{in}", str(project)) for word in more)]
    assert main(["adopt", str(project), *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error
    assert sorted(tmp_path.iterdir()) == before


def test_several_proposals_need_a_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = submission(DRAFT)
    given = saved(tmp_path / "in.amend", replace(value, proposals=(*value.proposals, *submission(SMALL).proposals)))
    assert main(["adopt", str(given), "-o", str(tmp_path / "out.amend")]) == 2
    assert "it contains several proposals; give the number of one with --proposal" in capsys.readouterr().err
    assert main(["adopt", str(given), "-o", str(tmp_path / "out.amend"), "--proposal", "1"]) == 0
    assert len(open_document(tmp_path / "out.amend").submission.proposals) == 1


def test_a_library_needs_a_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = saved(tmp_path / "in.amend", submission("*resolves*\n1\tto {++not ++}go.\n"))
    out = ["-o", str(tmp_path / "out.amend"), "--library", str(tmp_path / "library")]
    assert main(["adopt", str(given), *out]) == 2
    assert "the adopted text has no number" in capsys.readouterr().err
