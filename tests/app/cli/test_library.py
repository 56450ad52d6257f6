"""The verbs of a library: filled, searched, shown, opened, published and read by others, and what they refuse."""

from __future__ import annotations

import errno
import io
import json
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from app.cli.library_parsers import PARSERS
from app.cli.main import main
from app.cli.parsers import LIBRARY_VERBS
from model.files.opening import open_document

RELAYS = """\
RESOLUTION 5 (Rev. Oxdorf, 2018)
On relays of the développement
The Assembly of Examples (Oxdorf, 2018),
*considering*
a)\tthat islands are far apart,
*instructs the Secretary-General*
1\tto report on relays.
"""
MASTS = RELAYS.replace("5 (", "6 (").replace("relays", "masts").replace("that islands", "that other islands")


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two texts, one of them in a zip, and what cannot be used."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("WIN_PD_OVERRIDE_LOCAL_APPDATA", str(tmp_path / "data"))
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "relays.txt").write_text(RELAYS, encoding="utf-8", newline="\n")
    (folder / "empty.docx").write_bytes(b"")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("masts.txt", MASTS)
    return folder


@pytest.fixture
def filled(texts: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["library", "add", str(texts)]) == 1
    capsys.readouterr()
    return texts


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["library", *arguments]) == 0
    return capsys.readouterr().out


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(said(capsys, *arguments, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["library", *arguments]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    return err


def test_add_says_what_became_of_each(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["library", "add", str(texts)]) == 1
    out, err = capsys.readouterr()
    assert out == "2 texts were added\n1 file could not be used\n"
    assert "empty.docx: it is empty" in err
    assert main(["library", "add", str(texts / "relays.txt"), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [text["outcome"] for text in report["texts"]] == ["there"]
    assert (report["files"], report["refused"]) == (1, [])


def test_search_finds_clauses(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "search", "islands").count("[islands]") == 2
    assert "[other islands]" in said(capsys, "search", "other islands")
    assert said(capsys, "search", "developpement", "--titles").count("[développement]") == 2
    found = answered(capsys, "search", "island*", "far", "--limit", "1")
    assert (found["total"], len(found["hits"])) == (2, 1)
    hit = found["hits"][0]
    assert [hit["words"][start:stop] for start, stop in hit["marks"]] == ["islands", "far"]
    assert (hit["path"], hit["part"], hit["label"]) == ("considering/a", "preamble", "a)")
    assert said(capsys, "search", "nowhere") == said(capsys, "search", "islands", "--part", "operative") == ""


def test_list_show_and_open(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = answered(capsys, "list")["texts"]
    assert [text["file"] for text in texts] == ["masts.txt", "relays.txt"]
    assert said(capsys, "list").count("\n") == 2
    assert said(capsys, "list", "--language", "fr") == ""
    assert "to report on masts." in said(capsys, "show", "1")
    assert said(capsys, "open", "1", "-o", str(tmp_path / "new.amend")) == ""
    proposal = open_document(tmp_path / "new.amend").submission.proposals[0]
    assert "to report on masts." in [clause.text for clause in proposal.redline.clauses]


def test_status_and_removal(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, "status", "1", "abrogated", "--since", "2022") == ""
    assert [text["since"] for text in answered(capsys, "list", "--status", "abrogated")["texts"]] == ["2022"]
    assert said(capsys, "status", "1", "unknown") == ""
    assert "no longer in the library" in refused(capsys, "remove", "1", "9")
    assert said(capsys, "remove", "1") == ""
    assert [text["id"] for text in answered(capsys, "list")["texts"]] == [2]
    assert said(capsys, "rebuild") == "1 text was added\n"
    assert [text["id"] for text in answered(capsys, "list")["texts"]] == [2]


def test_a_full_disk_ends_the_work(texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("model.library.database.Database.put_text", full)
    assert main(["library", "add", str(texts)]) == 2
    out, err = capsys.readouterr()
    assert out == "0 texts were added\n1 file could not be used\n"
    assert err.splitlines()[-1].count("the disk is full") == err.splitlines()[-1].count("library: ") == 1


def test_a_damaged_database_is_made_anew(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = said(capsys, "list")
    (database,) = filled.parent.rglob("library.db")
    database.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert main(["library", "list"]) == 0
    out, err = capsys.readouterr()
    assert out == before
    assert "was damaged" in err


def test_published_it_is_read_by_others(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    share = tmp_path / "share"
    assert said(capsys, "publish", str(share)) == f"2 texts were published in {share}\n"
    assert said(capsys, "list", "--library", str(share)) == said(capsys, "list")
    assert "published for reading" in refused(capsys, "remove", "1", "--library", str(share))
    share.rename(tmp_path / "gone")
    assert main(["library", "search", "islands", "--library", str(share)]) == 0
    out, err = capsys.readouterr()
    assert out.count("[islands]") == 2
    assert "the copy of" in err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "required: VERB"),
        (("find",), "invalid choice: 'find'"),
        (("add",), "required: PATH"),
        (("show", "x"), "invalid int value: 'x'"),
        (("show", "7"), "no longer in the library"),
        (("search", "x", "--limit", "0"), "‘0’ is no number from 1"),
        (("list", "--library", "nowhere"), "the library cannot be opened"),
        (("list", "--library", "."), "there is no library"),
        (("open", "1", "-o", "x.docx"), "its name must end in .amend"),
    ],
)
def test_bad_calls(texts: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], told: str) -> None:
    assert told in refused(capsys, *arguments)


@pytest.mark.parametrize("verb", LIBRARY_VERBS)
def test_each_verb_tells_what_it_takes(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert tuple(PARSERS) == LIBRARY_VERBS
    assert main(["library", verb, "--help"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"usage: clausewright library {verb} ")
    assert max(map(len, out.splitlines())) <= 120


def test_progress_is_told_on_a_terminal(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("app.cli.terminal.AFTER", -1.0)
    monkeypatch.setenv("COLUMNS", "200")
    main(["library", "add", str(texts)])
    assert "relays.txt (" in stream.getvalue()
    assert stream.getvalue().count("\r") > 3
