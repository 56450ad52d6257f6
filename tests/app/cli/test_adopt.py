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


def with_symbol(project: Path, symbol: str) -> Path:
    """The project of another symbol."""
    value = open_document(project).project
    (proposal,) = value.submission.proposals
    return saved(project, replace(value.submission, proposals=(replace(proposal, symbol=symbol),)))


def library(tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    assert main(["library", *words, "--library", str(tmp_path / "library")]) == 0
    return capsys.readouterr().out


def test_a_suppressed_text_is_no_longer_in_force(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    held = tmp_path / "held.txt"
    held.write_text("RESOLUTION 7 (Rev. Geneva, 2022)\nOn small texts\nresolves\nto go on\n", encoding="utf-8", newline="\n")
    library(tmp_path, capsys, "add", str(held))
    assert "\tin_force\t" in library(tmp_path, capsys, "list")
    value = submission(DRAFT.replace("Rev. Oxdorf, 2018", "Rev. Geneva, 2022"))
    given, out = with_symbol(saved(project, replace(value, header=Header(conference="WTSA-24"))), "SUP"), tmp_path / "out.amend"
    assert main(["adopt", str(given), "-o", str(out), "--library", str(tmp_path / "library")]) == 0
    output = capsys.readouterr().out
    assert "suppressed: Resolution 7 (Rev. Geneva, 2022)" in output
    assert "no longer in force in the library: Resolution 7 (Rev. Geneva, 2022)" in output
    assert "\tabrogated\t2024-10-15\t" in library(tmp_path, capsys, "list")
    written = open_document(out).project
    assert written.submission.proposals == ()
    assert [version.name for version in written.versions] == ["Before the decision"]


def test_a_text_that_stays_as_it_is(project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given, out, text = with_symbol(project, "NOC"), tmp_path / "out.amend", tmp_path / "out.docx"
    arguments = ["adopt", str(given), "-o", str(out), "--text", str(text), "--library", str(tmp_path / "library")]
    assert main(arguments) == 0
    output = capsys.readouterr().out
    assert "unchanged: Resolution 7" in output
    assert "not adopted: considering a)" in output
    (written,) = open_document(out).submission.proposals
    assert texts_of(written.redline, "base") == texts_of(open_document(given).submission.proposals[0].redline, "base")
    assert texts_of(open_document(text).submission.proposals[0].redline, "draft") == texts_of(written.redline, "base")
    assert main([*arguments[:3], str(tmp_path / "again.amend"), *arguments[6:]]) == 0
    assert library(tmp_path, capsys, "list").count("\t7\t") == 1


@pytest.mark.parametrize(
    ("symbol", "more", "message"),
    [
        ("SUP", ["--text", "{text}"], "the text is suppressed, so there is none to write; omit --text"),
        ("SUP", ["--clauses", "resolves"], "is adopted as a whole; choose no part of it"),
        ("NOC", ["--clauses", "considering"], "is adopted as a whole; choose no part of it"),
        ("NOC", ["--returned", "{in}"], "is adopted as a whole; choose no part of it"),
    ],
)
def test_a_part_of_a_whole_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], symbol: str, more: list[str], message: str
) -> None:
    given = with_symbol(project, symbol)
    before = sorted(tmp_path.iterdir())
    words = [word.replace("{in}", str(given)).replace("{text}", str(tmp_path / "out.docx")) for word in more]
    assert main(["adopt", str(given), "-o", str(tmp_path / "out.amend"), *words]) == 2
    assert message in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


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
