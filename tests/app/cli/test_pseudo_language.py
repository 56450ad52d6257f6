"""What the command line says comes out of the catalogue: help, errors and reports are read in a language of brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from app.cli import main as command_line
from app.cli.file_verbs import EDIT_FIELDS
from app.cli.main import VERBS, main
from app.cli.parsers import LIBRARY_VERBS
from app.translation.speech import Speech, say_by
from model.preflight.rules import RULES
from resources.catalogues import FOLDER
from tests.app.cli.test_main import BAD_CALLS
from tests.builders.pseudo_language import BEGIN, Pseudo, outside
from tests.conftest import ROOT

TEXT = ROOT / "tests/documents/languages/ru.txt"
"""Its words are in letters of their own."""
NAMES = set(
    "clausewright usage verbs import apply export show compare consolidate check amend docx txt html json notation tree markup "
    "draft base tracked accepted rejected stack first interface language author date party table policy view format clean new "
    "text all tour version help library add list search status remove rebuild publish open in_force older abrogated unknown "
    "head preamble operative annex other devel secretary_general council Council member_states titles "
    "body part addressee limit since twins mandates kind year words substance citation formula "
    "excerpt context line numbers adopt clauses proposal returned brief clause sub amend layers both joined ours theirs "
    "merge driver confidential "
    "send keep omit originals output at conference parallel by moves no dry run as into edits number Language ru "
    "template form provisions whole".split()
)
"""Verbs, options and forms, which are the same in every language."""
_CODES = re.compile("|".join(rf"\[{re.escape(rule.id)}\]|>{re.escape(rule.id)}<" for rule in RULES))
"""The names of rules."""


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command line speaks the language of brackets, in a folder with a text and a proposal."""
    monkeypatch.chdir(tmp_path)
    Path("t.txt").write_text(TEXT.read_text(encoding="utf-8"), encoding="utf-8", newline="\n")
    assert main(["import", "t.txt", "-o", "a.amend"]) == 0
    Path("edits.json").write_text(json.dumps({"author": "Ана", "edits": edits()}), encoding="utf-8", newline="\n")
    words, asked = Pseudo(), set[str]()
    monkeypatch.setattr(
        command_line,
        "speech_in",
        lambda language: Speech(language, say_by(words), lambda text: (asked.add(text), words.gettext(text))[1]),
    )
    yield
    with (FOLDER / "program.pot").open("rb") as file:
        known = {message.id for message in read_po(file)}
    assert asked <= known, "words of a parser that stand in no catalogue"


def edits() -> list[dict[str, object]]:
    """What makes amendments of several kinds in the text."""
    return [
        {"do": "replace", "at": "учитывая/a", "find": "сети", "with": "все сети"},
        {
            "do": "insert",
            "after": "учитывая/a",
            "clauses": [{"kind": "paragraph", "scheme": "letter", "level": 1, "text": "да;"}],
        },
        {"do": "delete", "at": "учитывая/b"},
        {"do": "set", "field": "proposals/1/symbol", "value": "SUP"},
    ]


def nothing_outside(output: str, *given: str) -> None:
    """Fails with the words that did not come out of the catalogue and are not part of the call that was given, which stand in a
    text with what is in the brackets around them."""
    known = NAMES.union(*(re.findall(r"[A-Za-z]+", words) for words in given))
    found = [word for word in outside(_CODES.sub(" ", output)) if word not in known and not word.isupper()]
    assert not found, f"{found} in {output}"


def output_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a call prints on both streams."""
    capsys.readouterr()
    main(arguments)
    out, err = capsys.readouterr()
    return out + err


@pytest.mark.parametrize("verb", ["", *VERBS, *(f"library {verb}" for verb in LIBRARY_VERBS)])
def test_help(spoken: None, capsys: pytest.CaptureFixture[str], verb: str) -> None:
    output = output_of(capsys, *verb.split(), "--help")
    assert output.count(BEGIN) > 5
    form = set(map(str.strip, EDIT_FIELDS.splitlines()))  # the same in every language
    nothing_outside("\n".join(line for line in output.partition("\n\n")[2].splitlines() if line.strip() not in form))


@pytest.mark.parametrize("name", BAD_CALLS)
def test_errors_of_bad_calls(spoken: None, capsys: pytest.CaptureFixture[str], name: str) -> None:
    Path("folder.amend").mkdir()
    Path("bad.txt").write_text("resolves\n1\t{++open\n", encoding="utf-8", newline="\n")
    Path("deep.json").write_text("[" * 100_000, encoding="utf-8", newline="\n")
    Path("wrong.json").write_text('{"edits": [{"do": "delete", "at": "nowhere"}]}', encoding="utf-8")
    arguments, _ = BAD_CALLS[name]
    output = output_of(capsys, *arguments)
    assert BEGIN in output
    nothing_outside(output, *arguments, "delete nowhere")


REPORTS = {
    "merge": "merge a.amend a.amend c.amend -o f.amend",
    "import": "import t.txt -o b.amend",
    "apply": "apply a.amend edits.json -o b.amend",
    "show": "show c.amend --view draft",
    "tree": "show c.amend --format tree",
    "spoken": "show c.amend --format spoken",
    "export": "export c.amend -o c.docx",
    "page": "export c.amend -o c.html",
    "compare": "compare a.amend c.amend -o d.docx",
    "no difference": "compare a.amend t.txt -o d.html",
    "check": "check c.amend",
    "check of a base": "check a.amend --conference WTSA-24",
    "page of a check": "check c.amend --format html",
    "parallel": "check c.amend --parallel a.amend",
    "consolidate": "consolidate a.amend c.amend e.txt -o f.docx --table f.html --party Б=c.amend --party В=e.txt",
    "returned": "import c.docx -o g.amend --into a.amend",
}


@pytest.mark.parametrize("name", REPORTS)
def test_reports(spoken: None, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["apply", "a.amend", "edits.json", "-o", "c.amend"]) == 0
    assert main(["export", "c.amend", "-o", "c.docx"]) == 0
    changed = Path("t.txt").read_text(encoding="utf-8").replace("что сети", "что две сети")
    Path("e.txt").write_text(changed, encoding="utf-8", newline="\n")
    output = output_of(capsys, *REPORTS[name].split())
    assert bool(output) == (name not in ("import", "apply", "export", "page"))
    nothing_outside(re.sub(r"<style>.*?</style>", "", output, flags=re.DOTALL))
