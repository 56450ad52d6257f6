"""The verbs of a library: filled, searched, shown, opened, published and read by others, and what they refuse."""

from __future__ import annotations

import errno
import io
import json
import sqlite3
import sys
import zipfile
from contextlib import closing
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
NEWER = RELAYS.replace("2018", "2022")


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


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["library", *arguments]) == 0
    return capsys.readouterr().out


def answered(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(output_of(capsys, *arguments, "--json"))


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
    assert output_of(capsys, "search", "islands").count("[islands]") == 2
    assert "[other islands]" in output_of(capsys, "search", "other islands")
    assert output_of(capsys, "search", "developpement", "--titles").count("[développement]") == 2
    found = answered(capsys, "search", "island*", "far", "--limit", "1")
    assert (found["total"], len(found["hits"])) == (2, 1)
    hit = found["hits"][0]
    assert [hit["words"][start:stop] for start, stop in hit["marks"]] == ["islands", "far"]
    assert (hit["path"], hit["part"], hit["label"]) == ("considering/a", "preamble", "a)")
    assert output_of(capsys, "search", "nowhere") == output_of(capsys, "search", "islands", "--part", "operative") == ""


def test_list_show_and_open(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = answered(capsys, "list")["texts"]
    assert [text["file"] for text in texts] == ["masts.txt", "relays.txt"]
    assert output_of(capsys, "list").count("\n") == 2
    assert output_of(capsys, "list", "--language", "fr") == ""
    assert "to report on masts." in output_of(capsys, "show", "1")
    assert output_of(capsys, "open", "1", "-o", str(tmp_path / "new.amend")) == ""
    proposal = open_document(tmp_path / "new.amend").submission.proposals[0]
    assert "to report on masts." in [clause.text for clause in proposal.redline.clauses]


SUPERSEDED = """\
RESOLUTION 130 (Rev. Dubai, 2018)
Strengthening the role of ITU
The Plenipotentiary Conference of the International Telecommunication Union (Dubai, 2018),
*instructs the Secretary-General*
1\tto report every second year to the Council on the implementation of the plan and on the goals of the Union.
"""


def test_an_edition_that_the_table_knows_to_be_superseded_is_never_said_to_be_in_force(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, text in (("a.txt", SUPERSEDED), ("b.txt", SUPERSEDED.replace("130", "140"))):
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
        assert main(["library", "add", "--dry-run", str(tmp_path / name)]) == 0
        assert "new, superseded by Rev. Bucharest, 2022, which is not in the library" in capsys.readouterr().out
        assert main(["library", "add", str(tmp_path / name)]) == 0
    capsys.readouterr()
    (first, other) = answered(capsys, "list")["texts"]
    assert (first["status"], first["since"], first["newest"]["place"], first["newest"]["year"]) == (
        "superseded", "2022-09-26", "Bucharest", 2022,
    )  # fmt: skip
    assert other["status"] == "superseded"
    message = "[superseded by Bucharest, 2022 (not in the library)]"
    for verb in (("search", "report"), ("mandates",), ("twins",)):
        assert output_of(capsys, *verb).count(message) == 2, verb
    assert main(["library", "show", "1"]) == 0
    assert message in capsys.readouterr().err
    assert main(["library", "open", "1", "-o", str(tmp_path / "new.amend")]) == 0
    assert message in capsys.readouterr().err
    assert main(["import", str(tmp_path / "a.txt"), "-o", str(tmp_path / "base.amend")]) == 0
    assert "is not in force: the edition in force is Rev. Bucharest, 2022" in capsys.readouterr().err
    assert output_of(capsys, "list", "--status", "in_force") == ""
    assert output_of(capsys, "list", "--status", "superseded").count("\tsuperseded\t2022-09-26\t") == 2
    assert output_of(capsys, "mandates", "-o", str(tmp_path / "mandates.html")) == "2 mandates were written\n"
    assert "superseded by Bucharest, 2022 (not in the library)" in (tmp_path / "mandates.html").read_text("utf-8")
    newer = tmp_path / "c.txt"
    newer.write_text(SUPERSEDED.replace("Dubai, 2018", "Bucharest, 2022"), encoding="utf-8", newline="\n")
    assert main(["library", "add", str(newer)]) == 0
    capsys.readouterr()
    assert [text["status"] for text in answered(capsys, "list")["texts"]] == ["older", "superseded", "in_force"]


SHARED_CLAUSE = "1\tto report every year to the Council on the implementation of the plan in Resolution 71 (Rev. Dubai, 2018);\n"


@pytest.fixture
def twins(texts: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with two texts that have a clause in common, which are in the library."""
    folder = texts.parent / "twins"
    folder.mkdir()
    for number, clause in ((8, SHARED_CLAUSE), (9, SHARED_CLAUSE.replace("every year", "each year"))):
        text = RELAYS.replace("RESOLUTION 5", f"RESOLUTION {number}").replace("1\tto report on relays.\n", clause)
        (folder / f"{number}.txt").write_text(text, encoding="utf-8", newline="\n")
    assert main(["library", "add", str(folder)]) == 0
    capsys.readouterr()
    return folder


def test_twins_of_all_texts_and_of_one(twins: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (group,) = answered(capsys, "twins")["groups"]
    assert [(twin["similarity"], twin["path"]) for twin in group["twins"]] == [(0.9375, "instructs the Secretary-General/1")]
    assert ["inserted", "each"] in group["twins"][0]["differences"]
    assert {group["text"]["number"], group["twins"][0]["text"]["number"]} == {"8", "9"}
    assert output_of(capsys, "twins").count("to report ") == 2
    kinds = ("substance", "citation", "formula")
    assert sum(len(answered(capsys, "twins", "--kind", kind)["groups"]) for kind in kinds) == 1
    (own_group,) = answered(capsys, "twins", "2")["groups"]
    assert (own_group["text"]["id"], [twin["text"]["id"] for twin in own_group["twins"]]) == (2, [1])


def test_mandates_are_printed_narrowed_and_written(twins: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = answered(capsys, "mandates")["mandates"]
    assert [(mandate["text"]["number"], mandate["addressees"]) for mandate in found] == [
        ("8", ["secretary_general"]),
        ("9", ["secretary_general"]),
    ]
    found_mandates = output_of(capsys, "mandates", "--addressee", "secretary_general", "--words", "EACH year")
    assert found_mandates.count("Secretary-General\tto report") == 1
    assert output_of(capsys, "mandates", "--year", "2014") == output_of(capsys, "mandates", "--addressee", "council") == ""
    for suffix in (".csv", ".html", ".docx"):
        path = tmp_path / f"mandates{suffix}"
        assert output_of(capsys, "mandates", "-o", str(path)) == "2 mandates were written\n"
        assert path.stat().st_size > 200
    assert "each year" in (tmp_path / "mandates.csv").read_text("utf-8-sig")


def test_status_and_removal(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output_of(capsys, "status", "1", "abrogated", "--since", "2022") == ""
    assert [text["since"] for text in answered(capsys, "list", "--status", "abrogated")["texts"]] == ["2022"]
    assert output_of(capsys, "status", "1", "unknown") == ""
    assert "no longer in the library" in refused(capsys, "remove", "1", "9")
    assert output_of(capsys, "remove", "1") == ""
    assert [text["id"] for text in answered(capsys, "list")["texts"]] == [2]
    assert output_of(capsys, "rebuild") == "1 text was added\n"
    assert [text["id"] for text in answered(capsys, "list")["texts"]] == [2]


def test_a_full_disk_ends_the_work(texts: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("model.library.sqlite.database.Database.put_text", full)
    assert main(["library", "add", str(texts)]) == 2
    out, err = capsys.readouterr()
    assert out == "0 texts were added\n1 file could not be used\n"
    assert err.splitlines()[-1].count("the disk is full") == err.splitlines()[-1].count("library: ") == 1


def test_a_damaged_database_is_made_anew(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = output_of(capsys, "list")
    (database,) = filled.parent.rglob("library.db")
    database.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    assert main(["library", "list"]) == 0
    out, err = capsys.readouterr()
    assert out == before
    assert "was damaged" in err


def test_published_it_is_read_by_others(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    share = tmp_path / "share"
    assert output_of(capsys, "publish", str(share)) == f"2 texts were published in {share}\n"
    assert output_of(capsys, "list", "--library", str(share)) == output_of(capsys, "list")
    assert "a published library is read-only" in refused(capsys, "remove", "1", "--library", str(share))
    output_of(capsys, "open", "1", "--library", str(share), "-o", str(tmp_path / "with.amend"))
    assert output_of(capsys, "publish", str(share), "--no-originals") == f"2 texts were published in {share}\n"
    assert not [*share.rglob("relays.txt")]
    output_of(capsys, "open", "1", "--library", str(share), "-o", str(tmp_path / "without.amend"))
    share.rename(tmp_path / "gone")
    assert main(["library", "search", "islands", "--library", str(share)]) == 0
    out, err = capsys.readouterr()
    assert out.count("[islands]") == 2
    assert "the copy of" in err


def test_what_the_published_files_contain_is_said_first(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.builders.word import docx, ins, p, r

    (tmp_path / "read.docx").write_bytes(docx(p(r("RESOLUTION 7 (Dubai, 2018)")) + p(r("Title")) + p(r("x") + ins(r("y")))))
    main(["library", "add", str(tmp_path / "read.docx")])
    capsys.readouterr()
    assert main(["library", "publish", str(tmp_path / "share")]) == 0
    assert "--no-originals omits them: read.docx, names: Ana" in capsys.readouterr().err
    assert main(["library", "publish", str(tmp_path / "share"), "--no-originals"]) == 0
    assert not capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "required: VERB"),
        (("find",), "invalid choice: 'find'"),
        (("add",), "required: PATH"),
        (("show", "x"), "“x” is not "),
        (("show", "7"), "no longer in the library"),
        (("search", "x", "--limit", "0"), "“0” is not a number from 1"),
        (("list", "--library", "nowhere"), "the library cannot be opened"),
        (("list", "--library", "."), "there is no library"),
        (("twins", "7"), "no longer in the library"),
        (("twins", "--kind", "x"), "invalid choice: 'x'"),
        (("mandates", "--addressee", "nobody"), "“nobody” is not known; there are secretary_general,"),
        (("mandates", "-o", "x.pdf"), "its name must end in .docx"),
        (("mandates", "--year", "x"), "“x” is not "),
        (("open", "1", "-o", "x.docx"), "its name must end in .amend"),
    ],
)
def test_bad_calls(texts: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    assert message in refused(capsys, *arguments)


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


def kept_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, but for what each look at a database touches."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("library.")
    }


def report_of(capsys: pytest.CaptureFixture[str], *arguments: str, status: int) -> Any:
    assert main(["library", "add", *arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def test_nothing_is_made_where_there_is_no_library(
    texts: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["library", "add", "--dry-run", str(texts)]) == 1
    shown = capsys.readouterr()
    assert [line.split("\t")[:3] + line.split("\t")[-1:] for line in shown.out.splitlines()] == [
        ["added", "en", "resolution", "new; its number, body or edition is not recognised"],
        ["added", "en", "resolution", "new; its number, body or edition is not recognised"],
    ]
    assert "2 texts would be added" in shown.err
    assert "1 file cannot be used" in shown.err
    assert "empty.docx" in shown.err
    assert not (tmp_path / "data").exists()


def test_the_report_has_the_words_of_the_real_one(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ("--library", str(tmp_path / "own"))
    assert main(["library", "add", str(texts / "relays.txt"), *folder]) == 0
    capsys.readouterr()
    (texts / "newer.txt").write_text(NEWER, encoding="utf-8", newline="\n")
    (texts / "page.htm").write_text("<p>nothing</p>", encoding="utf-8", newline="\n")
    before = kept_files(tmp_path)
    foreseen = report_of(capsys, "--dry-run", str(texts), *folder, status=1)
    assert kept_files(tmp_path) == before
    done = report_of(capsys, str(texts), *folder, status=1)
    assert foreseen.keys() == done.keys()
    assert {key: foreseen[key] for key in foreseen if key != "texts"} == {key: done[key] for key in done if key != "texts"}
    only = {"message", "values"}
    for expected, came in zip(foreseen["texts"], done["texts"], strict=True):
        assert expected.keys() - only <= came.keys()
        names = expected.keys() - only - {"id"} if expected["outcome"] != "there" else {"outcome", "number", "title"}
        assert {name: expected[name] for name in names} == {name: came[name] for name in names}
    assert {text["outcome"] for text in foreseen["texts"]} == {"added", "there"}


def test_a_library_that_others_published_takes_nothing(texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, share = str(tmp_path / "own"), str(tmp_path / "share")
    assert main(["library", "add", str(texts / "relays.txt"), "--library", folder]) == 0
    assert main(["library", "publish", share, "--library", folder]) == 0
    assert main(["library", "add", "--dry-run", str(texts), "--library", share]) == 2
    assert "a published library is read-only" in capsys.readouterr().err


SPOILED = (
    "DROP TABLE text",
    "UPDATE text SET held = 'held'",
    "UPDATE content SET text = x'00'; UPDATE clauses SET held = x'00'",
    "UPDATE text SET id = id + 1152921504606846976",
    "DELETE FROM source",
    "CREATE TRIGGER no BEFORE DELETE ON text BEGIN SELECT RAISE(ABORT, 'no'); END",
)
VERBS = (
    ["list"],
    ["search", "relays"],
    ["show", "1"],
    ["open", "1", "-o", "{folder}/o.amend"],
    ["twins"],
    ["twins", "1"],
    ["mandates"],
    ["status", "1", "abrogated"],
    ["remove", "2"],
    ["rebuild"],
    ["publish", "{folder}/share"],
    ["add", "{folder}/texts/relays.txt"],
    ["add", "--dry-run", "{folder}/texts/relays.txt"],
)


@pytest.mark.parametrize("looked", [False, True])
@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
@pytest.mark.parametrize("sql", SPOILED)
def test_a_database_that_is_wrong_is_made_again_by_every_verb(
    filled: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    sql: str,
    verb: list[str],
    looked: bool,
) -> None:
    """Also if it was checked before it was damaged."""
    (path,) = filled.parent.rglob("library.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(sql)
    if looked:
        monkeypatch.setattr("model.library.sqlite.database.need_rows", lambda *_, **__: None)
    status = main(["library", *(word.format(folder=filled.parent) for word in verb)])
    errors = capsys.readouterr().err
    assert status in (0, 1), errors
    assert main(["library", "show", "1"]) == 0
    assert "masts" in capsys.readouterr().out
    assert errors.count("was renamed") <= 1
    assert main(["library", "list"]) == 0  # a verb that does not read these values does not notice
    capsys.readouterr()
    assert main(["library", "list"]) == 0
    assert capsys.readouterr().err == ""


def test_a_library_that_another_program_changes_is_told_as_one(
    filled: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.library.sqlite.database._WAIT", 0.1)
    (path,) = filled.parent.rglob("library.db")
    (filled / "newer.txt").write_text(NEWER, encoding="utf-8", newline="\n")
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("BEGIN IMMEDIATE")
        assert main(["library", "add", str(filled / "newer.txt")]) == 2
    errors = capsys.readouterr().err
    assert "another program is changing the library; wait until it is done, then try again" in errors
    assert "Word" not in errors


HUGE = "9" * 20


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        *(([verb, number], "is not the number of a text") for verb in ("show", "remove", "twins") for number in (HUGE, "0", "x")),
        *((["show", number], "is not the number of a text") for number in ("-1", "1.5", "1_0", "٣", " 1", "9" * 5000)),
        (["open", HUGE, "-o", "o.amend"], "is not the number of a text"),
        (["remove", "1", HUGE], "is not the number of a text"),
        (["status", HUGE, "abrogated"], "is not the number of a text"),
        *((["search", "relays", "--limit", number], "is not a number from 1 to") for number in (HUGE, "0", "x", "-1")),
        *((["mandates", "--year", number], "is not a number from 1 to") for number in (HUGE, "x", "20222")),
        *(
            (["status", "1", "abrogated", "--since", date], "is not a date")
            for date in ("not a date", "2022-02-30", "2022-13-01", "20220101", "99999", "0000", "22", "2022-1-1")
        ),
    ],
)
def test_numbers_and_dates_that_cannot_be_are_refused(
    filled: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["library", *arguments]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert ";" in line
    assert len(line) < 250
    assert output_of(capsys, "list").count("\n") == 2
    assert "abrogated" not in output_of(capsys, "list")


@pytest.mark.parametrize("date", ["2022", "2022-02-28", "2024-02-29"])
def test_a_day_and_a_year_are_dates(filled: Path, capsys: pytest.CaptureFixture[str], date: str) -> None:
    output_of(capsys, "status", "1", "abrogated", "--since", date)
    assert f"\tabrogated\t{date}\t" in output_of(capsys, "list")
