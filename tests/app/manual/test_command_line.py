"""The page on the command line, carried out: each call of its table, its options, the language of messages, the notation."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace

from app.cli.main import main
from model.files.opening import open_document
from model.formats.akoma_ntoso.schema.vocabulary import AKN
from model.formats.amend import Project, project_bytes
from model.formats.word.export import export_word
from model.storage.own_command import NEW, TOUR
from resources.catalogues import languages
from tests.app.manual.conftest import Read
from tests.app.manual.script import Script
from tests.app.manual.texts import SMALL, by_author, submission_of
from tests.builders.conference_template import WORDS, template_bytes
from tests.conftest import ROOT

BASE = "*considering*\na)\tthat texts are short;\nb)\tthat others are dull.\n"
"""The text that the files of the page hold."""
PARTIES = {"p1": "ATU", "p2": "CEPT", "p3": "CITEL"}
Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Call:
    """`call("clausewright show b.amend")` calls the program so, in the folder of the test; gives its exit status and what it
    said."""
    monkeypatch.chdir(tmp_path)

    def made(words: str, *more: str) -> tuple[int, str, str]:
        command, *arguments = words.split()
        assert command == "clausewright"
        capsys.readouterr()
        try:
            status = main([*arguments, *more])
        except SystemExit as left:
            status = int(left.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return made


@pytest.fixture
def given_files(tmp_path: Path) -> Path:
    """The files that the page speaks of, as far as none of its calls writes them."""
    base = submission_of(BASE)
    for name, notation in (
        ("base", BASE), ("a", BASE), ("b", BASE.replace("dull", "{~~dull~>bright~~}")),
        ("p1", BASE.replace("short", "{~~short~>brief~~}")), ("p2", BASE.replace("dull", "{~~dull~>bright~~}")),
        ("p3", BASE.replace("short", "{~~short~>long~~}")),
    ):  # fmt: skip
        value = by_author(submission_of(notation), name) if notation != BASE else base
        if name in PARTIES:
            value = replace(value, proposals=(replace(value.proposals[0], number=f"{PARTIES[name]}/35/1"),))
        (tmp_path / f"{name}.docx").write_bytes(export_word(value)[0])
    edits = {"author": "Ana", "edits": [{"do": "replace", "at": "considering/b", "find": "dull", "with": "bright"}]}
    (tmp_path / "edits.json").write_text(json.dumps(edits), encoding="utf-8", newline="\n")
    (tmp_path / "other.txt").write_text(BASE, encoding="utf-8", newline="\n")
    parts = "".join(
        f"<component><doc name='x'><meta/><preface><p><docNumber>{n}</docNumber></p></preface>"
        f"<mainBody><p>text {n}</p></mainBody></doc></component>"
        for n in (7, 8)
    )
    inside = f"<documentCollection name='x'><meta/><collectionBody>{parts}</collectionBody></documentCollection>"
    (tmp_path / "several.xml").write_text(f'<akomaNtoso xmlns="{AKN}">{inside}</akomaNtoso>', encoding="utf-8", newline="\n")
    return tmp_path


@pytest.fixture
def done(call: Call, language: str) -> Callable[..., str]:
    """`done("clausewright show b.amend")` makes a call in the language, which must end well and warn of nothing; gives what it
    printed."""

    def made(words: str, *more: str) -> str:
        status, output, wrong = call(words, *more, "--interface", language)
        assert (status, wrong) == (0, ""), f"{words} {more}: {output}{wrong}"
        return output

    return made


def test_command_line(
    read: Read, call: Call, done: Callable[..., str], given_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with read("95-command-line.md") as script:
        script.section("Command line")
        module = subprocess.run(
            [sys.executable, *script.code("python -m app").split()[1:], "--version"],
            cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=60,
        )  # fmt: skip
        assert module.stdout == call(script.code("clausewright"), "--version")[1]
        imported(script, done, given_files)
        shown_and_exported(script, done, given_files)
        compared_and_checked(script, call, done, given_files)
        assert "--view" in call(script.code("clausewright VERB --help").replace("VERB", "show"))[1]
        assert call("clausewright show b.amend")[0] == int(script.name("0"))
        assert call("clausewright consolidate base.docx p1.docx p3.docx -o out.html")[0] == int(script.name("1")), "a conflict"
        status, _, errors = call("clausewright show gone.amend")
        assert (status, errors.count("\n"), "gone.amend" in errors) == (int(script.name("2")), 1, True)
        said_in_each_language(script, call, done, given_files, monkeypatch)
        begun(script, call, monkeypatch)
        script.section("The notation")
        errors = done(f"clausewright {script.code('show')} b.amend")
        assert re.sub(r"\w+", "dull", script.code("{--deleted--}")) in errors
        assert re.sub(r"\w+", "bright", script.code("{++inserted++}")) in errors
        (given_files / "again.txt").write_text(errors, encoding="utf-8", newline="\n")
        done(f"clausewright {script.code('import')} again.txt -o again.amend")
        assert drafted(given_files / "again.amend") == drafted(given_files / "b.amend")


def drafted(path: Path) -> list[str]:
    """What the clauses of the draft in a file say."""
    text = open_document(path).submission.proposals[0].redline.draft()
    return [clause.text for clause in text.clauses if clause.text]


def imported(script: Script, done: Callable[..., str], folder: Path) -> None:
    done(script.code("clausewright import base.docx -o a.amend"))
    assert drafted(folder / "a.amend")[-1] == "that others are dull."
    accepted = script.code("--as accepted")
    for how, word in ((accepted, "bright"), (f"{accepted.split()[0]} {script.code('rejected')}", "dull")):
        done("clausewright import b.docx -o as.amend", *how.split())
        text = open_document(folder / "as.amend").submission.proposals[0].redline
        assert text.base() == text.draft()
        assert drafted(folder / "as.amend")[-1] == f"that others are {word}."
    for option, count in ((script.code("--text 2"), 1), (script.code("--text all"), 2)):
        done("clausewright import several.xml -o several.amend", *option.split())
        assert len(open_document(folder / "several.amend").submission.proposals) == count


def shown_and_exported(script: Script, done: Callable[..., str], folder: Path) -> None:
    done(script.code("clausewright apply a.amend edits.json -o b.amend"))
    assert drafted(folder / "b.amend")[-1] == "that others are bright."
    show = script.code("clausewright show b.amend")
    assert "{--dull--}" in done(show)
    view = script.code("--view draft")
    assert "that others are bright." in done(show, *view.split())
    assert "that others are dull." in done(show, view.split()[0], script.code("base"))
    form = script.code("--format json")
    assert json.loads(done(show, *form.split()))
    assert done(show, form.split()[0], script.code("tree"))
    assert "|" in done(show, form.split()[0], script.code("spoken"))
    export = script.code("clausewright export b.amend -o out.docx")
    done(export)
    assert drafted(folder / "out.docx")[-1] == "that others are bright."
    for option, word in (("--clean", "bright"), ("--base", "dull")):
        done(export, script.code(option))
        text = open_document(folder / "out.docx").submission.proposals[0].redline
        assert (text.base(), drafted(folder / "out.docx")[-1]) == (text.draft(), f"that others are {word}.")
    (folder / "template.docx").write_bytes(template_bytes())
    (folder / "new.amend").write_bytes(project_bytes(Project(submission_of(BASE))))
    done("clausewright export new.amend -o new.docx", script.code("--template"), "template.docx")
    assert WORDS in Document(str(folder / "new.docx")).sections[0].first_page_header.paragraphs[0].text
    for suffix in (".xml", ".html", ".txt", ".json"):
        done(export.replace(".docx", script.code(suffix)))
        assert (folder / f"out{suffix}").stat().st_size > 0
    excerpt = script.code("clausewright excerpt b.amend -o excerpt.html")
    for option in ("--markup", "--by-party", "--confidential"):
        done(excerpt, script.code(option))
        assert (folder / "excerpt.html").stat().st_size > 0
    adopt = script.code("clausewright adopt b.amend -o adopted.amend")
    adopted = [*adopt.split()[1:], "--conference", "WTSA-24"]
    assert main(adopted) == 0
    assert drafted(folder / "adopted.amend")[-1] == "that others are bright."
    for option, value, status in (("--clauses", "nowhere", 2), ("--party", "nobody", 2), ("--returned", "out.docx", 2)):
        assert main([*adopted, script.code(option), value]) == status
    assert main([*adopted, script.code("--library"), str(folder / "adopted texts")]) == 2  # it has no number
    send = script.code("clausewright send b.amend -o c.amend")
    assert "sources" in done(send)
    assert not open_document(folder / "c.amend").submission.sources
    option, kept = script.code("--keep versions").split()
    assert f"{kept} (" not in done(send, option, "sources")
    assert open_document(folder / "c.amend").submission.sources
    done(send, *script.code("--omit comments").split())
    page = script.code("clausewright export b.amend -o out.html")
    for name in (script.code("out.txt"), script.code("out.json"), "out.html"):
        (folder / name).unlink()
        done(page.replace("out.html", name))
        assert (folder / name).exists()


def compared_and_checked(script: Script, call: Call, done: Callable[..., str], folder: Path) -> None:
    done(script.code("clausewright compare a.docx b.docx -o out.docx"))
    assert drafted(folder / "out.docx")[-1] == "that others are bright."
    consolidate = script.code("clausewright consolidate base.docx p1.docx p2.docx -o out.docx")
    done(consolidate)
    assert drafted(folder / "out.docx")[-2:] == ["that texts are brief;", "that others are bright."]
    page = script.code("out.html")
    done(consolidate.replace("out.docx", page))
    assert "<table" in (folder / page).read_text(encoding="utf-8")
    done(consolidate, script.code("--table"), "table.html")
    assert (folder / "table.html").exists()
    option, name = script.code("--party NAME=FILE").split()
    done("clausewright consolidate base.docx", option, name.replace("NAME", "Zed").replace("FILE", "p1.docx"), "-o", page)
    assert "Zed" in (folder / page).read_text(encoding="utf-8")
    check = script.code("clausewright check b.amend")
    done("clausewright import other.txt -o other.amend")
    parallel = script.code("--parallel other.amend").split()
    form = script.code("--format json").split()
    alone, beside = (json.loads(call(check, *form, *more)[1])["findings"] for more in ((), parallel))
    assert len(beside) > len(alone) > 0
    keys = {script.code("id"), script.code("values")}
    assert all(keys <= finding.keys() for finding in beside)
    library = script.code("clausewright library VERB …").removesuffix(" …")
    (folder / "held.txt").write_text(SMALL, encoding="utf-8", newline="\n")
    done(library.replace("VERB", "add"), "held.txt")
    assert done(library.replace("VERB", "list")).count("\n") == 1


def said_in_each_language(
    script: Script, call: Call, done: Callable[..., str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    option = script.code("--interface CODE").split()[0]
    codes = script.code("en fr es ru zh ar").split()
    assert set(codes) == set(languages())
    for place in ("before", "behind"):
        words = f"{option} {{}} show gone.amend" if place == "before" else f"show gone.amend {option} {{}}"
        outputs = {call(f"clausewright {words.format(code)}")[2] for code in codes}
        assert len(outputs) == len(codes), f"{place}: {outputs}"
    verb, language = script.code("import --language").split()
    done(f"clausewright {verb} a.docx {language} fr -o french.amend")
    assert open_document(folder / "french.amend").submission.language == "fr"
    russian = call(f"clausewright show gone.amend {option} ru")[2]
    with monkeypatch.context() as patched:
        patched.setenv(script.code("CLAUSEWRIGHT_LANGUAGE"), "ru")
        assert call("clausewright show gone.amend")[2] == russian
    script.passes("code", "LC_ALL=C", why="tests/journeys/test_spoken_command_line.py calls the program so, in its own process")


def begun(script: Script, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """With which question or tour the window would begin."""
    asked: list[str] = []
    monkeypatch.setattr("app.cli.main.load_qt", lambda: None)  # which lets the collector rest until the window is there
    monkeypatch.setattr("app.run.run", lambda _files, *, begin, **_more: asked.append(begin) or 0)
    for words in ("clausewright --new", "clausewright --tour"):
        assert call(script.code(words))[0] == 0
    assert asked == [NEW, TOUR]
