"""Errors: no sentence repeats more than a few words of a file; each says what to do."""

from __future__ import annotations

import ast
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from io import BytesIO

import pytest

from app.cli.terminal import one_line
from model.errors import ClausewrightError, EditError, FileError, ProofError, SeveralTexts, shorten_value
from model.formats.word.reader import read_word
from model.library.imports.file_reader import read_texts
from model.message import Message, as_json
from tests.sources import Source, in_each_file, modules

LONG = "x" * 100_000
RAISING = ("model", "app")
"""The folders that raise errors about files."""
WHOLE = {
    "--author needs a name",
    "--party needs a name and a file, as --party ATU=proposal.docx",
    "its name must end in {suffixes}, which says what is written",
    '[{key}] of this conference must hold texts by language, en = "…"',
    'each of the [[deadlines]] of this conference must have a date = 2026-04-14, a source = "…" and a name.en = "…"',
    "{refusal} It can be written as {suffix}.",
    "{refusal} It can be written as .html or .txt, which are not proved.",
    "{refusal} It can be written as the whole text: add --form whole.",
    "{refusal} It can be written without tracked changes: add --clean.",
    "{problem} Write it as .html or .amend instead.",
    "{problem} Write it as .html or .amend, or accept the tracked changes and type the numbers of that place in Word first.",
    "the library’s database is damaged; it is rebuilt when the library is opened again",
    "the first line of the table of editions does not name the column {column}; the file is of another version, or not such a "
    "table: delete it, and add the rows in the window of editions",
    "the patterns of this conference may name {{number}}, {{document}}, {{part}} and {{letter}} only",
}
"""Sentences that say what to do without a separate part."""
ELSEWHERE = {
    "it cannot be the conference template: {reason}": "`reason` says it",
    "the name of its party {wrong}": "`wrong` says it",
    "the name for --author {wrong}": "`wrong` says it",
    "it has more than {most:,} tags": "of what is pasted, which is pasted as text then",
    "one of its tags has more than {most:,} attributes": "of what is pasted, which is pasted as text then",
    "{part} is not what the manifest says": "the message in which it is the reason says it",
    "it is not a journal, or its first line is damaged": "the box of recovery offers what can be done",
    "the journal cannot be read ({error})": "the box of recovery offers what can be done",
    "{id} is not the id of a document": "the program itself makes it",
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
    assert shorten_value(LONG) == "x" * 59 + "…"


@pytest.mark.parametrize("name", ["\x1b[31m" * 3000, "/" + "\x01" * 3000, "\x07" * 200 + ".docx", "a\x9b" * 100, "\0" * 90])
def test_the_name_of_a_part_is_repeated_without_control_characters(name: str) -> None:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(2):
            archive.writestr(name.replace("\0", "\x01"), "x")
    messages = []
    for read in (read_word, read_texts):
        try:
            messages += [str(warning) for warning in read(data.getvalue(), "t.zip").warnings]  # type: ignore[operator]
        except FileError as error:
            messages.append(str(error))
    assert messages
    for sentence in messages:
        assert len(one_line(sentence)) < 250
        assert sentence == one_line(sentence)


def test_a_value_has_no_control_characters() -> None:
    assert shorten_value("\x07" * 10) == "\ufffd" * 10
    assert str(EditError(Message.of("{value} is wrong", value="a\x1b[2Jb"))) == "a\ufffd[2Jb is wrong"


def test_what_is_short_stays_as_it_is() -> None:
    reason = Message.of("“{value}” is wrong; correct it", value="y" * 80)
    error = FileError("/" + "a" * 300, reason)
    assert error.reason is reason
    assert str(error) == f"/{'a' * 300}: “{'y' * 80}” is wrong; correct it"


@cache
def error_names() -> frozenset[str]:
    """The names of the errors about a file, an argument or the program, with those derived from them."""
    texts = [path.read_text(encoding="utf-8") for path in modules(*RAISING)]
    classes = [(found[1], found[2].split(", ")) for text in texts for found in re.finditer(r"^class (\w+)\((.*?)\):", text, re.M)]
    names = {"FileError", "UsageError", "ClosedOutput"}
    while more := {name for name, bases in classes if names & set(bases)} - names:
        names |= more
    return frozenset(names | {"ClausewrightError"})


def dotted(node: ast.expr) -> str:
    """A name or `name.attribute`; '' of any other expression."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def sentences(tree: ast.Module, errors: frozenset[str]) -> Iterator[str]:
    """The sentences that a module gives to such an error: in the call, by a name or from a function of the module."""
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named.setdefault(node.targets[0].id, []).append(node.value)
        elif isinstance(node, ast.FunctionDef):
            returned = [part.value for part in ast.walk(node) if isinstance(part, ast.Return) and part.value is not None]
            named.setdefault(node.name, []).extend(returned)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func) in errors:
            for argument in node.args:
                yield from sentences_of(argument, named, set())


def sentences_of(given: ast.expr, named: Mapping[str, list[ast.expr]], seen: set[str]) -> Iterator[str]:
    """The sentences that an expression can be, by what the names of its module stand for; `seen` are those looked up already."""
    if isinstance(given, ast.Call) and dotted(given.func) in ("Message.of", "Message.counted"):
        yield ast.literal_eval(given.args[0])
    elif isinstance(given, ast.IfExp | ast.BoolOp):
        for part in given.values if isinstance(given, ast.BoolOp) else (given.body, given.orelse):
            yield from sentences_of(part, named, seen)
    elif (name := dotted(given.func if isinstance(given, ast.Call) else given)) in named and name not in seen:
        seen.add(name)
        for value in named[name]:
            yield from sentences_of(value, named, seen)


def has_remedy(words: str) -> bool:
    """Whether the last part of a sentence says what to do, not only what the program did."""
    _, semicolon, last = words.rpartition("; ")
    return bool(semicolon) and re.match("(it|its|only|nothing|the written file) ", last) is None


@in_each_file(*RAISING)
def sentences_about_files(source: Source) -> Iterator[tuple[str, str]]:
    """The file and the words of each sentence that is given to such an error."""
    if re.search(rf"\b(?:{'|'.join(error_names())})\(", source.code):
        yield from ((source.path.name, words) for words in sentences(source.tree, error_names()))


def test_each_sentence_about_a_file_says_what_to_do() -> None:
    found = {words: name for name, words in sentences_about_files.found()}
    assert len(found) > 150
    elsewhere = WHOLE | ELSEWHERE.keys()
    assert {words: name for words, name in found.items() if not has_remedy(words) and words not in elsewhere} == {}
    assert elsewhere <= found.keys(), "delete what is no longer said"
