"""Reads from the code what is to be translated: which calls hold a message, and to which catalogue each belongs.

The window's are the words of `tr("…")`, `x.tr("…", "context")`, `translate("Class", "…", "context")` and
`counted("{n} word", "{n} words", n)`. The program's are those of `Message.of("…")`, `Message.counted("…", "…", n)`,
`EditError.of("…")` and of the command line's parsers. A message whose words are not written out in the call is an error: nobody
could translate it.
"""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "model", "widgets")
WINDOW, PROGRAM = "window", "program"
NOTE = "Translators:"
"""A comment that begins so, above a call or after it, goes to the translators."""
DOOR = "widgets/common/translation.py"
"""Asks also for words that it is given: in it a call without written words is no error."""
PARSERS = ("app/cli/parser_base.py", "app/cli/parsers.py", "app/cli/delegation_parsers.py", "app/cli/library_parsers.py")
WORDS_OF_PARSERS = {"help", "description", "epilog"}
"""What of a parser is read by people. The usage is not: verbs, options and words for files are the same in every language."""
PLACES_IN_PARSERS = {"verb_parser": 3, "add_output": 1, "add_text": 2, "add_choice": 3, "add_list": 3}
"""By the function of the parsers: the place of its argument that is read by people."""
SEEN_AS = {
    "setToolTip": "tooltip",
    "setStatusTip": "sentence in the status bar",
    "setPlaceholderText": "hint in an empty field",
    "set_example": "hint in an empty field",
    "setAccessibleName": "name for screen readers",
    "setAccessibleDescription": "description for screen readers",
    "setWindowTitle": "title of a window",
    "setTitle": "title",
    "QLabel": "label",
    "PlainLabel": "label",
    "QPushButton": "button",
    "QToolButton": "button",
    "QRadioButton": "choice",
    "QCheckBox": "check box",
    "QGroupBox": "title of a group",
    "addRow": "label of a field",
    "addButton": "button",
    "addMenu": "menu",
    "addAction": "menu entry",
    "QAction": "menu entry",
    "addTab": "tab",
    "tell": "sentence in the status bar",
    "addItem": "entry of a list",
}
"""By the call that takes it: where a text is seen. It shows a translator which form of a word is wanted."""


class NotWrittenOut(Exception):
    """A call whose words cannot be read from the code."""


@dataclass
class Found:
    """A message with all the places where it stands."""

    domain: str
    singular: str
    many: str = ""
    """The English words for other numbers than one; '' of a message without a number."""
    context: str = ""
    places: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What distinguishes it from other messages."""
        return self.domain, self.context, self.singular, self.many


def extract_messages(root: Path = ROOT) -> list[Found]:
    """All messages of the code, in the order of the files and of the lines in them."""
    found: dict[tuple[str, str, str, str], Found] = {}
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            for message in messages_of(path.read_text(encoding="utf-8"), name):
                kept = found.setdefault(message.key, message)
                if kept is not message:
                    kept.places += [place for place in message.places if place not in kept.places]
                    kept.notes += [note for note in message.notes if note not in kept.notes]
    counted = {message.key[:3] for message in found.values() if message.many}
    both = [message.singular for message in found.values() if not message.many and message.key[:3] in counted]
    if both:
        raise NotWrittenOut(f"with and without a number: {both}")
    return list(found.values())


def messages_of(source: str, name: str) -> Iterator[Found]:
    """The messages of one file."""
    tree = ast.parse(source, name)
    comments = dict(notes_of(source)) if NOTE in source else {}
    parents = {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and not (name == DOOR and asks_for_given(node))]
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        for message in found_in(call, name):
            above = next((comments[line] for line in (call.lineno - 1, call.lineno) if line in comments), "")
            message.places = [name]
            message.notes = [note for note in (above, seen_at(call, parents)) if note]
            yield message


def notes_of(source: str) -> Iterator[tuple[int, str]]:
    """Comments for translators, by the number of their last line."""
    lines = source.splitlines(keepends=True)
    running: list[str] = []
    for token in tokenize.generate_tokens(iter(lines).__next__):
        if token.type == tokenize.COMMENT:
            text = token.string.lstrip("# ").rstrip()
            if text.startswith(NOTE):
                running = [text.removeprefix(NOTE).strip()]
            elif running:
                running.append(text)
            if running:
                yield token.start[0], " ".join(running)
        elif token.type not in (tokenize.NL, tokenize.NEWLINE):
            running = []


def found_in(call: ast.Call, name: str) -> Iterator[Found]:
    """The messages in a call."""
    match function_of(call):
        case "tr" if call.args:
            yield Found(WINDOW, words(call, 0, name), context=optional(call, 1, "disambiguation", name))
        case "translate" if len(call.args) > 1 and not isinstance(call.func, ast.Attribute):
            yield Found(WINDOW, words(call, 1, name), context=optional(call, 2, "disambiguation", name))
        case "QCoreApplication.translate":
            yield Found(WINDOW, words(call, 1, name), context=optional(call, 2, "disambiguation", name))
        case "counted":
            yield Found(WINDOW, words(call, 0, name), words(call, 1, name), optional(call, 3, "context", name))
        case "Message.of" | "EditError.of":
            yield Found(PROGRAM, words(call, 0, name), context=optional(call, 1, "context", name))
        case "Message.counted":
            yield Found(PROGRAM, words(call, 0, name), words(call, 1, name), optional(call, 3, "context", name))
        case _ if name in PARSERS:
            yield from (Found(PROGRAM, text) for text in words_of_parser(call, name))


def asks_for_given(call: ast.Call) -> bool:
    """Whether a call translates words that its function is given."""
    return function_of(call) == "translate" and len(call.args) > 1 and constant(call.args[1]) is None


def function_of(call: ast.Call) -> str:
    """The name of the function that is called, with that of the class before it if it distinguishes two functions."""
    if isinstance(call.func, ast.Name):
        return call.func.id
    if not isinstance(call.func, ast.Attribute):
        return ""
    if isinstance(call.func.value, ast.Name) and call.func.value.id in ("Message", "EditError", "QCoreApplication"):
        return f"{call.func.value.id}.{call.func.attr}"
    return call.func.attr


def words_of_parser(call: ast.Call, name: str) -> Iterator[str]:
    """The words of a call that makes a parser or gives it an option."""
    if (function := function_of(call)) in PLACES_IN_PARSERS:
        yield words(call, PLACES_IN_PARSERS[function], name)
    for keyword in call.keywords:
        if keyword.arg in WORDS_OF_PARSERS and isinstance(keyword.value, (ast.Constant, ast.JoinedStr)):
            text = constant(keyword.value)
            if text is None:
                raise NotWrittenOut(f"{name}:{call.lineno}: {ast.unparse(keyword.value)[:80]}")
            if text:
                yield text


def words(call: ast.Call, place: int, name: str) -> str:
    """The words that stand as an argument of a call."""
    text = constant(call.args[place]) if place < len(call.args) else None
    if not text:
        raise NotWrittenOut(f"{name}:{call.lineno}: {ast.unparse(call)[:100]}")
    return text


def optional(call: ast.Call, place: int, keyword: str, name: str) -> str:
    """The words of an argument that may be absent."""
    given = call.args[place] if place < len(call.args) else next((k.value for k in call.keywords if k.arg == keyword), None)
    text = constant(given) if given is not None else ""
    if text is None:
        raise NotWrittenOut(f"{name}:{call.lineno}: {ast.unparse(call)[:100]}")
    return text


def constant(node: ast.expr) -> str | None:
    """The words of an expression that is written out."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def seen_at(call: ast.Call, parents: dict[ast.AST, ast.AST]) -> str:
    """Where a text is seen, as far as the code around the call shows: the call that takes it, class and function."""
    role, scopes = "", []
    node: ast.AST | None = parents.get(call)
    while node is not None:
        if isinstance(node, ast.Call) and not role and not scopes:
            role = SEEN_AS.get(function_of(node).rpartition(".")[2], "")
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            scopes.append(node.name)
        node = parents.get(node)
    place = ".".join(reversed(scopes))
    return re.sub(r"\.__init__$", "", f"{role} · {place}" if role and place else role or place)
