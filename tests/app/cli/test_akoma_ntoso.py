"""Akoma Ntoso on the command line: written, read, and used wherever a Word file is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli.main import main
from model.formats.akoma_ntoso.schema.vocabulary import AKN
from tests.builders.akoma_ntoso import validity
from tests.fuzz.fuzz_akoma_ntoso import TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "t.txt").write_text(TEXT, encoding="utf-8", newline="\n")
    assert main(["import", str(tmp_path / "t.txt"), "-o", str(tmp_path / "a.amend")]) == 0
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    capsys.readouterr()
    assert main([str(argument) for argument in arguments]) == status
    out, err = capsys.readouterr()
    assert err == ""
    return out


def test_a_submission_goes_out_and_comes_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(folder / "a.amend"), "-o", str(folder / "a.xml"), "--author", "ARC"]) == 0
    assert validity((folder / "a.xml").read_bytes()) == []
    assert b'cw:by="ARC"' in (folder / "a.xml").read_bytes()
    assert printed(capsys, "show", folder / "a.xml") == printed(capsys, "show", folder / "a.amend")
    assert main(["import", str(folder / "a.xml"), "-o", str(folder / "b.amend")]) == 0
    first, second = (json.loads(printed(capsys, "show", folder / f"{name}.amend", "--format", "json")) for name in "ab")
    assert first == second


def test_each_side_goes_out_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for option, view in (("--clean", "draft"), ("--base", "base")):
        assert main(["export", str(folder / "a.amend"), "-o", str(folder / f"{view}.akn"), option]) == 0
        assert main(["import", str(folder / f"{view}.akn"), "--text", "1", "-o", str(folder / f"{view}.amend")]) == 0
        found = printed(capsys, "show", folder / f"{view}.amend")
        wanted = printed(capsys, "show", folder / "a.amend", "--view", view)
        assert found.strip().removeprefix("Language: en\n\n") in wanted
        assert found.count("\n") > 8


def test_it_is_compared_and_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = TEXT.split("\nADD")[0]
    for name, words in (("old", text), ("new", text.replace("storms", "floods"))):
        (folder / f"{name}.txt").write_text(words, encoding="utf-8", newline="\n")
        assert main(["export", str(folder / f"{name}.txt"), "-o", str(folder / f"{name}.xml"), "--clean"]) == 0
    assert main(["compare", str(folder / "old.xml"), str(folder / "new.xml"), "-o", str(folder / "c.docx")]) == 0
    assert (folder / "c.docx").read_bytes().startswith(b"PK")
    assert "1 changed" in capsys.readouterr().out
    assert main(["consolidate", str(folder / "old.xml"), str(folder / "new.xml"), "-o", str(folder / "d.docx")]) in (0, 1)
    assert main(["check", str(folder / "new.xml")]) in (0, 1)


def test_of_several_texts_one_is_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    component = "<component><doc name='x'><meta/><preface><p><docNumber>{n}</docNumber></p></preface>"
    component += "<mainBody><p>text {n}</p></mainBody></doc></component>"
    parts = "".join(component.replace("{n}", number) for number in ("7", "8"))
    inside = f"<documentCollection name='x'><meta/><collectionBody>{parts}</collectionBody></documentCollection>"
    (folder / "c.xml").write_text(f'<akomaNtoso xmlns="{AKN}">{inside}</akomaNtoso>', encoding="utf-8", newline="\n")
    capsys.readouterr()
    assert main(["import", str(folder / "c.xml"), "-o", str(folder / "c.amend")]) == 2
    assert "it contains 2 texts: 1 7, 2 8; open it in the window" in capsys.readouterr().err
    assert not (folder / "c.amend").exists()
    assert main(["import", str(folder / "c.xml"), "-o", str(folder / "c.amend"), "--text", "all"]) == 0
    assert printed(capsys, "show", folder / "c.amend").count("text ") == 2


def test_what_is_no_akoma_ntoso_is_told_and_nothing_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "x.akn").write_bytes(b"<records/>")
    capsys.readouterr()
    assert main(["import", str(folder / "x.akn"), "-o", str(folder / "x.amend")]) == 2
    assert "its root is “records”, so it is not Akoma Ntoso" in capsys.readouterr().err
    assert not (folder / "x.amend").exists()
