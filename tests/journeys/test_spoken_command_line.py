"""The command line in the six languages of the interface: what it says to people is in that language; exit statuses, files, what
is printed of a document and the keys of JSON are those of English."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from app.session.sample import sample_proposal, sample_text
from app.translation.speech import speech_in
from model.message import from_json
from resources import path_of
from resources.catalogues import languages
from tests.journeys.program import ROOT
from tests.skips import needs_terminals

OTHERS = [code for code in languages() if code != "en"]
DRIVER = ROOT / "tests" / "outputs" / "run_verbs.py"
TEXTS = ("en", "ar")
"""The languages of the documents."""
WRITTEN = ("a.amend", "b.amend", "b.docx", "clean.docx", "b.html", "b.txt", "b.json", "c.docx", "c.html", "c.amend")
PRINTED = ("show", "json", "tree")
"""Calls that print the document."""
SPOKEN = ("check", "compare", "again", "nowhere", "unknown", "help")
"""Calls that say something to people."""


def calls() -> Iterator[tuple[str, ...]]:
    """A name each, then the arguments of a verb: the way of a proposal, and calls that fail."""
    for text in TEXTS:
        base, edits = (path_of(make(text)) for make in (sample_text, sample_proposal))
        out = f"{{OUT}}/{text}-"
        yield f"{text}-import", "import", str(base), "--language", text, "-o", out + "a.amend"
        yield f"{text}-apply", "apply", out + "a.amend", str(edits), "-o", out + "b.amend"
        yield f"{text}-check", "check", out + "b.amend"
        yield f"{text}-checked", "check", out + "b.amend", "--format", "json"
        yield f"{text}-export", "export", out + "b.amend", "-o", out + "b.docx"
        yield f"{text}-clean", "export", out + "b.amend", "-o", out + "clean.docx", "--clean"
        for suffix in ("html", "txt", "json"):
            yield f"{text}-{suffix}", "export", out + "b.amend", "-o", out + f"b.{suffix}"
        yield f"{text}-show", "show", out + "b.amend"
        yield f"{text}-json", "show", out + "b.amend", "--format", "json"
        yield f"{text}-tree", "show", out + "b.amend", "--format", "tree", "--view", "draft"
        for suffix in ("docx", "html", "amend"):
            yield f"{text}-compare", "compare", out + "a.amend", out + "b.amend", "-o", out + f"c.{suffix}"
        yield f"{text}-again", "apply", out + "b.amend", str(edits), "-o", out + "d.amend"
        yield f"{text}-nowhere", "show", out + "none.amend"
        yield f"{text}-unknown", "show", "--format", "page"
        yield f"{text}-help", "apply", "--help"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Runs all calls in a language, each language once; gives the folder of what came out."""
    folder = tmp_path_factory.mktemp("spoken")
    listed = folder / "calls"
    listed.write_text("\n".join("\t".join(call) for call in calls()), encoding="utf-8", newline="\n")

    @cache
    def go(language: str) -> Path:
        out = folder / language
        out.mkdir()
        environment = os.environ | {"CLAUSEWRIGHT_LANGUAGE": language, "COLUMNS": "120"}
        command = [sys.executable, str(DRIVER), str(ROOT), str(listed), str(out)]
        done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", timeout=200, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        return out

    return go


def status_and_output(out: Path, name: str) -> tuple[str, str]:
    """The exit status of a call, and its two outputs."""
    status, _, stderr = (out / f"{name}.said").read_text(encoding="utf-8").partition("\n")
    return status, stderr


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("text", TEXTS)
def test_statuses_and_files_are_those_of_english(text: str, language: str, run: Any) -> None:
    english, other = run("en"), run(language)
    names = {path.name for path in english.iterdir()}
    assert {path.name for path in other.iterdir()} == names
    for name in (f"{text}-{written}" for written in WRITTEN):
        assert (other / name).read_bytes() == (english / name).read_bytes(), name
    statuses = {path.stem: status_and_output(other, path.stem)[0] for path in other.glob("*.said")}
    assert statuses == {path.stem: status_and_output(english, path.stem)[0] for path in english.glob("*.said")}
    assert {name.partition("-")[2] for name, status in statuses.items() if status == "2"} == {"again", "nowhere", "unknown"}
    for name in PRINTED:
        assert status_and_output(other, f"{text}-{name}") == status_and_output(english, f"{text}-{name}"), name


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("text", TEXTS)
def test_what_is_said_to_people_is_in_their_language(text: str, language: str, run: Any) -> None:
    english, other = run("en"), run(language)
    for name in (f"{text}-{spoken}" for spoken in SPOKEN):
        assert status_and_output(other, name)[1] != status_and_output(english, name)[1], name
    for name in ("again", "nowhere", "unknown"):
        sentence = status_and_output(other, f"{text}-{name}")[1].strip()
        assert sentence.startswith("clausewright: ")
        assert "\n" not in sentence


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("text", TEXTS)
def test_of_json_the_sentences_alone_are_translated(text: str, language: str, run: Any) -> None:
    english, other = (json.loads(status_and_output(run(code), f"{text}-checked")[1]) for code in ("en", language))
    assert english["findings"]
    say = speech_in(language).say
    for finding, known in zip(other["findings"], english["findings"], strict=True):
        sentence = finding.pop("told")
        assert sentence != known.pop("told")
        message = {name: finding[name] for name in ("id", "values", "many", "context") if name in finding}
        assert sentence == say(from_json(message))
    assert other == english


@needs_terminals
@pytest.mark.parametrize(
    ("language", "locale", "more"),
    [
        ("ar", "C", {}), ("fr", "POSIX", {}), ("zh", "C.UTF-8", {"PYTHONIOENCODING": "ascii"}),
        ("ar", "C.UTF-8", {"TERM": "linux"}),
    ],
)  # fmt: skip
def test_a_terminal_without_the_letters_says_one_sentence_and_english(language: str, locale: str, more: dict[str, str]) -> None:
    environment = os.environ | {"CLAUSEWRIGHT_LANGUAGE": language, "LC_ALL": locale, "TERM": "xterm"} | more
    name = {"ar": "Arabic", "fr": "French", "zh": "Chinese"}[language]
    assert on_terminal(environment) == [
        f"clausewright: this terminal cannot show the letters of {name}, so messages are in English",
        "clausewright: none.amend: there is no such file; check its name and its folder",
    ]


@needs_terminals
@pytest.mark.parametrize("language", OTHERS)
def test_a_terminal_with_the_letters_speaks_the_language(language: str) -> None:
    environment = os.environ | {"CLAUSEWRIGHT_LANGUAGE": language, "LC_ALL": "C.UTF-8", "TERM": "xterm"}
    [line] = on_terminal(environment)
    assert line.startswith("clausewright: none.amend")
    assert "there is no such file" not in line


def on_terminal(environment: dict[str, str]) -> list[str]:
    """The lines that a call which fails says on a terminal."""
    import pty

    master, theirs = pty.openpty()
    command = [sys.executable, "-m", "app", "show", "none.amend"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs)
    os.close(theirs)
    output = b""
    while True:
        try:
            read = os.read(master, 4096)
        except OSError:  # Linux says so where the other end is closed
            break
        if not read:
            break
        output += read
    os.close(master)
    assert process.wait(60) == 2
    return output.decode("utf-8").splitlines()
