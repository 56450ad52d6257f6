"""The verb `export` if the proof fails or a view has no words: one sentence with the place and the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.errors import ProofError
from model.files.export import bytes_of
from model.files.kinds import FileKind
from model.formats.word.writing.export_options import DEFAULT_OPTIONS, ExportOptions
from model.submission.values import Submission

REFUSAL = "Proposal 1, resolves/1: the written file reads something else; it was not kept."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("1\tto go {--on--}{++away++}.\n", encoding="utf-8", newline="\n")
    assert main(["import", str(tmp_path / "a.txt"), "-o", str(tmp_path / "a.amend")]) == 0
    return tmp_path / "a.amend"


@pytest.mark.parametrize(
    ("refused", "options", "remedy"),
    [
        ({(".docx", "markup")}, [], "It can be written without tracked changes: add --clean."),
        ({(".docx", "markup"), (".docx", "draft")}, [], "It can be written as .xml."),
        ({(".docx", "draft")}, ["--clean"], "It can be written as .xml."),
        (
            {(".docx", "draft"), (".xml", "draft")},
            ["--clean"],
            "It can be written as .html or .txt, which are not proved.",
        ),
    ],
)
def test_the_sentence_says_where_and_what_can_be_written(
    refused: set[tuple[str, str]],
    options: list[str],
    remedy: str,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def write(submission: Submission, kind: FileKind, options: ExportOptions = DEFAULT_OPTIONS) -> object:
        if (kind.endings[0], options.view) in refused:
            raise ProofError(REFUSAL)
        return bytes_of(submission, kind, options)

    monkeypatch.setattr("model.files.export.bytes_of", write)
    monkeypatch.setattr("model.files.refused_export.bytes_of", write)
    out = project.with_name("out.docx")
    assert main(["export", str(project), "-o", str(out), *options]) == 2
    assert capsys.readouterr() == ("", f"clausewright: {out}: {REFUSAL} {remedy}\n")
    assert not out.exists()


@pytest.mark.parametrize("suffix", ["docx", "xml"])
def test_a_text_that_is_deleted_whole_is_written_with_its_changes_alone(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text, out = tmp_path / "a.txt", tmp_path / f"out.{suffix}"
    text.write_text("{--1\tto go on.--}{--¶--}\n", encoding="utf-8", newline="\n")
    assert main(["export", str(text), "-o", str(out), "--clean"]) == 2
    err = capsys.readouterr().err
    assert err.startswith(
        f"clausewright: {text}: Nothing is left of the proposed text: all of it is deleted. Export it with tracked"
    )
    assert not out.exists()
    assert main(["export", str(text), "-o", str(out)]) == 0
    assert main(["show", str(out)]) == 0
    assert "to go on.--}" in capsys.readouterr().out
