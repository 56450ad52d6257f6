"""A text that was adopted is the text in force of a new proposal, and the edition before it is no longer in force."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from model.files.opening import open_document
from tests.builders.notation import texts_of


@pytest.mark.parametrize("by", [["--clauses", "resuelve"], ["--returned", "proposed.docx"]])
def test_from_the_command_line(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], by: list[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    files = shared / "res75"
    proposal, library, adopted = (str(tmp_path / name) for name in ("ours.amend", "library", "adopted.amend"))
    assert main(["library", "add", str(files / "base.docx"), "--library", library]) == 0
    assert main(["import", str(files / "proposal-tracked.docx"), "-o", proposal]) == 0
    by = [str(files / word) if word.endswith(".docx") else word for word in by]
    assert main(["adopt", proposal, "-o", adopted, *by, "--library", library]) == 0
    capsys.readouterr()
    assert main(["library", "list", "--library", library, "--json"]) == 0
    texts = {text["year"]: text for text in json.loads(capsys.readouterr().out)["texts"]}
    assert texts[2024]["status"] == "in_force"
    assert texts[2022]["status"] != "in_force"
    opened, new = str(tmp_path / "opened.amend"), str(tmp_path / "new.amend")
    assert main(["library", "open", str(texts[2024]["id"]), "-o", opened, "--library", library]) == 0
    edits = tmp_path / "edits.json"
    edits.write_text(
        json.dumps(
            {
                "author": "ATU",
                "edits": [
                    {"do": "set", "field": "proposals/1/symbol", "value": "MOD"},
                    {"do": "delete", "at": "resuelve/1"},
                ],
            }
        ),
        encoding="utf-8",
        newline="\n",
    )
    assert main(["apply", opened, str(edits), "-o", new]) == 0
    in_force = open_document(adopted).submission.proposals[0].redline
    proposed = open_document(new).submission.proposals[0].redline
    assert texts_of(proposed, "base") == texts_of(in_force, "base")
    assert texts_of(proposed, "draft") != texts_of(proposed, "base")
    assert main(["export", new, "-o", str(tmp_path / "new.docx")]) == 0
    capsys.readouterr()
    assert main(["import", str(files / "base.docx"), "-o", str(tmp_path / "old.amend")]) == 0
    assert "is not in force: the edition in force is" in capsys.readouterr().err
