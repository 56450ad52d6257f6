"""Errors: no sentence repeats more than a few words of a file; each says what to do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.errors import ClausewrightError, EditError, FileError, ProofError, SeveralTexts, shortened
from model.message import Message, as_json
from tests.conftest import ROOT

LONG = "x" * 100_000
WHOLE = {
    "--author needs a name",
    "--party needs a name and a file, as --party ATU=proposal.docx",
    "its name must end in {suffixes}, which says what is written",
    '[{key}] of this conference must hold texts by language, en = "…"',
    "the patterns of this conference may name {{number}}, {{document}}, {{part}} and {{letter}} only",
}
"""Sentences that say what to do without a separate part."""
ELSEWHERE = {
    "the name of its party {wrong}": "`wrong` says it",
    "the name for --author {wrong}": "`wrong` says it",
    "it has more than {most:,} tags": "of what is pasted, which is pasted as text then",
    "one of its tags has more than {most:,} attributes": "of what is pasted, which is pasted as text then",
    "it is no journal, or its first line is damaged": "the box of recovery offers what can be done",
    "the journal cannot be read ({error})": "the box of recovery offers what can be done",
    "{id} is no id of a document": "the program itself makes it",
    "the table of editions cannot be read ({error})": "told beside the buttons that write it",
    "this conference cannot be read ({error})": "it names the file of the user and what is wrong in it",
}
"""Sentences whose remedy is given elsewhere, and where."""


@pytest.mark.parametrize("kind", [ClausewrightError, EditError, ProofError])
@pytest.mark.parametrize(
    "message",
    [
        Message.of("{value} is wrong; correct it", value=LONG),
        Message.of("{values} are wrong; correct them", values=(LONG, "y", (LONG,))),
        Message.of("{reason}; correct it", reason=Message.of("{value} is wrong", value=Message.verbatim(LONG))),
        Message.counted("{n} {value}", "{n} {value}", 3, value=LONG),
        Message.of("{n} is wrong; correct it", n=10**5000),
        Message.verbatim(LONG),
        LONG,
    ],
)
def test_an_error_repeats_no_whole_file(kind: type[ClausewrightError], message: Message | str) -> None:
    for error in (kind(message), FileError(LONG, message), SeveralTexts("a", as_error(message), ())):
        assert len(str(error)) < 1100
        assert len(str(as_json(error.message))) < 2500


def as_error(message: Message | str) -> Message:
    return message if isinstance(message, Message) else Message.verbatim(message)


def test_a_value_keeps_its_beginning_and_its_end() -> None:
    message = str(EditError(Message.of("{value}", value="beginning " + LONG + " end")))
    assert (message[:10], message[-4:], len(message)) == ("beginning ", " end", 80)
    assert shortened(LONG) == "x" * 59 + "…"


def test_what_is_short_stays_as_it_is() -> None:
    reason = Message.of("“{value}” is wrong; correct it", value="y" * 80)
    error = FileError("/" + "a" * 300, reason)
    assert error.reason is reason
    assert str(error) == f"/{'a' * 300}: “{'y' * 80}” is wrong; correct it"


def sentences(path: Path) -> Iterator[str]:
    """The sentences that a module gives to an error about a file or an argument."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("FileError", "UsageError", "ChangedOnDisk"):
            for given in node.args:
                if isinstance(given, ast.Call) and ast.unparse(given.func) == "Message.of":
                    yield ast.literal_eval(given.args[0])


def test_each_sentence_about_a_file_says_what_to_do() -> None:
    found = {words: path.name for top in ("model", "app") for path in (ROOT / top).rglob("*.py") for words in sentences(path)}
    assert len(found) > 100
    assert {words: name for words, name in found.items() if ";" not in words and words not in WHOLE | ELSEWHERE.keys()} == {}
    assert WHOLE | ELSEWHERE.keys() <= found.keys(), "delete what is no longer said"
