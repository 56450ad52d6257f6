"""A consolidation that Word's proof refuses: the sentence names the file and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli.main import main
from model.errors import ProofError
from model.message import Message

TEXT = "RESOLUTION 1\n\nTitle\n\n*considering*\na)\tthat it is;\n"


def test_the_refusal_of_the_proof_names_the_ways_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise ProofError(Message.of("The file differs."))

    monkeypatch.setattr("model.formats.word.export.export_word", refuse)
    monkeypatch.chdir(tmp_path)
    Path("base.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    Path("a.txt").write_text(TEXT.replace("it is", "it was"), encoding="utf-8", newline="\n")
    assert main(["consolidate", "base.txt", "a.txt", "-o", "out.docx"]) != 0
    errors = capsys.readouterr().err
    assert errors.endswith("out.docx: The file differs. Write it as .html or .amend instead.\n"), errors
    assert not Path("out.docx").exists()
    assert main(["consolidate", "base.txt", "a.txt", "-o", "out.html"]) == 0
