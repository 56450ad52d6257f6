"""The section on the command line of the page of the library, carried out: each verb of its table, and the options of each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from app.cli.main import main
from model.files.opening import open_document
from tests.app.manual.script import Script

Verb = Callable[..., str]
"""`verb("clausewright library list", "--json")` makes a call that must end well, and gives what it printed."""


def carry_out_verbs(script: Script, verb: Verb, texts: Path) -> None:
    """Fills the library of the user from a folder of texts, one of which is there already, and takes the marks of the section."""
    add = script.code("clausewright library add PATH …").replace("PATH …", str(texts))
    assert verb(add, script.code("--dry-run")).count("added\t") > 8
    assert verb("clausewright library list").count("\n") == 1
    verb(add)
    listed = script.code("clausewright library list")
    form = script.code("--json")
    held = {
        (text["number"], text["year"]): str(text["id"])
        for text in json.loads(verb(listed, form))["texts"] if text["language"] == "en"
    }  # fmt: skip
    assert verb(listed).count("\n") > len(held) > 8
    for option, value, count in (("--language", "ar", 1), ("--body", "PP", len(held) + 2), ("--status", "older", 1)):
        assert verb(listed, script.code(option), value).count("\n") == count, option
    found(script, verb)
    named(script, verb, held)
    table = script.code("clausewright library mandates -o m.docx")
    verb(table)
    assert Path(table.split()[-1]).stat().st_size > 0
    shown = table[: table.index(script.code("-o"))].strip()
    for option in ("--addressee council", "--year 2022", "--words broadband"):
        narrowed = verb(shown, *script.code(option).split())
        assert (narrowed.count("\n"), "broadband" in narrowed) == (2, True), narrowed
    assert verb(shown).count("\n") > 2
    (texts.parent / "a.amend").write_bytes((texts / "more" / "kind.amend").read_bytes())
    missing = script.code("clausewright library missing a.amend")
    assert all(line.split("\t")[-1] for line in verb(missing).splitlines())
    assert verb(missing, *script.code("--language en").split()) == verb(missing)
    verb(script.code("clausewright library rebuild"))
    kept = verb(listed)
    verb(script.code("clausewright library publish FOLDER").replace("FOLDER", "published"))
    other = script.code("--library FOLDER").replace("FOLDER", "published").split()
    assert verb(listed, *other) == kept


def found(script: Script, verb: Verb) -> None:
    """What is searched, narrowed and widened."""
    search = script.code("clausewright library search WORDS …").replace("WORDS …", "{}")
    assert verb(search.format("broadband")).count("[broadband]") == 2
    for option in ("--titles", "--part operative", "--addressee council"):
        assert verb(search.format("broadband"), *script.code(option).split()).count("[broadband]") == 1, option
    limit, _ = script.code("--limit 50").split()
    assert len(json.loads(verb(search.format("broadband"), limit, "1", "--json"))["hits"]) == 1


def named(script: Script, verb: Verb, held: dict[tuple[str, int], str]) -> None:
    """What is done with the text of a number."""
    id = held["72", 2018]
    assert "to contribute" in verb(script.code("clausewright library show 12").replace("12", id))
    opening = script.code("clausewright library open 12 -o a.amend")
    verb(opening.replace("12", id))
    (proposal,) = open_document(Path(opening.split()[-1])).submission.proposals
    assert "to contribute;" in [clause.text for clause in proposal.redline.clauses]
    twins = script.code("clausewright library twins 12")
    assert "to report" in verb(twins.replace("12", id))
    assert "to report" in verb(twins.removesuffix(" 12"))
    kind, substance = script.code("--kind substance").split()
    groups = {
        part: len(json.loads(verb(twins.removesuffix(" 12"), kind, part, "--json"))["groups"])
        for part in (substance, "citation", "formula")
    }
    assert sum(groups.values()) == len(json.loads(verb(twins.removesuffix(" 12"), "--json"))["groups"])
    status = script.code("clausewright library status 12 abrogated --since 2022-10-14")
    verb(f"clausewright library status {id} {' '.join(status.split()[4:])}")
    abrogated = verb("clausewright library list", "--status", "abrogated")
    assert "72" in abrogated
    verb(f"clausewright library status {id} {script.code('unknown')}")
    assert verb("clausewright library list", "--status", "abrogated") != abrogated
    verb(script.code("clausewright library remove 12").replace("12", id))
    assert not any(line.split("\t")[0] == "72" for line in verb("clausewright library list").splitlines())


def call_verb(words: str, *more: str) -> int:
    """The exit status of a call; the first words are those of the page."""
    command, *arguments = words.split()
    assert command == "clausewright"
    return main([*arguments, *more])
