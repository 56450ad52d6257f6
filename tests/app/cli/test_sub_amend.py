"""The verb `sub-amend`, and the layers of an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from app.cli.main import main
from model.formats.amend import Project, project_bytes, read_project
from model.formats.word.export import export_word
from model.redline import NOTE, Stamp
from model.submission.values import Header, Proposal, Submission
from tests.builders.layers import THEIRS, UPPER, amended
from tests.builders.notation import redline
from tests.builders.one_author import resolved_paragraphs
from tests.builders.submissions import SMALL, action_of


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    text = amended(SMALL, [action_of("type", 0.4, 0.5, 0, 0, stamp=THEIRS), action_of("strike", 0.8, 0, 0, 0, stamp=THEIRS)])
    value = Submission(Header("WTSA-24", sources=("Europe",)), (Proposal("MOD", "EUR/1/1", text, original=text),), "en")
    path = tmp_path / "theirs.docx"
    path.write_bytes(export_word(value)[0])
    return path


def made(theirs: Path, *more: str) -> Path:
    out = theirs.parent / "out.amend"
    assert main(["sub-amend", str(theirs), "-o", str(out), *more]) == 0
    return out


def test_a_word_file_becomes_the_lower_layer(theirs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    proposal = read_project(made(theirs)).submission.proposals[0]
    assert "proposal 1: their changes are by EUR" in capsys.readouterr().out
    assert proposal.theirs is not None
    assert (proposal.symbol, proposal.number) == ("MOD", "")
    assert proposal.original == proposal.theirs


def with_authors(path: Path, *names: str) -> Path:
    """A project in which each author has inserted a word."""
    text = redline("*resolves*\n" + "".join(f"{at}\tto {{++act++}};\n" for at in range(1, len(names) + 1)))
    clauses = [text.clauses[0]]
    for clause, name in zip(text.clauses[1:], names, strict=True):
        clauses.append(replace(clause, runs=tuple(replace(run, stamp=Stamp(name)) for run in clause.runs)))
    text = replace(text, clauses=tuple(clauses))
    path.write_bytes(project_bytes(Project(Submission(proposals=(Proposal("MOD", redline=text),)), id="a" * 32)))
    return path


def test_changes_without_an_author_are_said_to_get_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = made(with_authors(tmp_path / "theirs.amend", ""))
    assert "changes without an author get the name “Author”; --party NAME gives them another" in capsys.readouterr().out
    out.unlink()
    made(tmp_path / "theirs.amend", "--party", "EUR")
    assert capsys.readouterr().out.strip() == "proposal 1: their changes are by EUR"


def test_many_authors_are_listed_with_their_numbers_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(with_authors(tmp_path / "theirs.amend", *(f"Party {number}" for number in range(20, 0, -1))))
    names = ", ".join(f"Party {number}" for number in range(1, 21))
    assert f"their changes are by {names}" in capsys.readouterr().out


def test_each_layer_is_exported(theirs: Path, tmp_path: Path) -> None:
    project = made(theirs)
    edits = tmp_path / "edits.json"
    edits.write_text('{"author": "ATU", "edits": [{"do": "delete", "at": "considering/a"}]}', encoding="utf-8", newline="\n")
    amended_project, both = tmp_path / "ours.amend", tmp_path / "both.docx"
    assert main(["apply", str(project), str(edits), "-o", str(amended_project)]) == 0
    assert main(["export", str(amended_project), "-o", str(both)]) == 0
    data = both.read_bytes()
    first, last = resolved_paragraphs(data, lambda author: False), resolved_paragraphs(data, lambda author: True)
    without_ours = resolved_paragraphs(data, lambda author: author == "EUR")
    assert any("that texts are short" in line for line in first)
    assert not any("texts" in line and "short" in line for line in last)
    assert any("short" in line for line in without_ours)
    assert not any("to stop" in line for line in without_ours)
    again = tmp_path / "again.amend"
    assert main(["sub-amend", str(both), "-o", str(again), "--ours", "ATU"]) == 0
    read = read_project(again).submission.proposals[0]
    assert read.theirs is not None
    assert any(run.stamp.author == "ATU" for clause in read.redline.clauses for run in clause.runs)
    for layers, authors in (("ours", {"ATU"}), ("joined", {"ATU", "Clausewright"})):
        written = tmp_path / f"{layers}.docx"
        assert main(["export", str(amended_project), "-o", str(written), "--layers", layers]) == 0
        assert b"EUR" not in written.read_bytes() or authors
    for suffix in ("xml", "html", "txt", "json"):
        assert main(["export", str(amended_project), "-o", str(tmp_path / f"x.{suffix}")]) == 0
    assert main(["show", str(amended_project)]) == 0


def test_a_version_of_a_project_is_amended(theirs: Path, tmp_path: Path) -> None:
    from model.formats.amend import take_version

    text = amended(SMALL, [action_of("type", 0.4, 0.5, 0, 0, stamp=UPPER)])
    project = Project(Submission(proposals=(Proposal("MOD", "", text),)))
    path = tmp_path / "versions.amend"
    path.write_bytes(project_bytes(take_version(project, "EUR", "")))
    proposal = read_project(made(path, "--version", "EUR")).submission.proposals[0]
    assert proposal.theirs is not None
    assert not any(run.text == NOTE for clause in proposal.theirs.clauses for run in clause.runs)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (["--ours", "Nobody"], "has no changes by Nobody; the authors in it are: EUR"),
        (["--ours", "EUR"], "all changes in it are ours; name only the authors of your own changes"),
        (["--version", "one"], "has no version one"),
    ],
)
def test_what_cannot_be_amended_is_one_sentence(
    theirs: Path, more: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sub-amend", str(theirs), "-o", str(theirs.parent / "out.amend"), *more]) == 2
    error = capsys.readouterr().err
    assert words in error
    assert error.count("\n") == 1


def test_a_text_without_changes_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "text.txt"
    path.write_text("*considering*\na)\tone;\n", encoding="utf-8", newline="\n")
    assert main(["sub-amend", str(path), "-o", str(tmp_path / "out.amend")]) == 2
    assert "has no tracked changes" in capsys.readouterr().err
    assert main(["export", str(path), "-o", str(tmp_path / "out.docx"), "--layers", "joined"]) == 2
    assert "it has one layer; omit --layers" in capsys.readouterr().err
