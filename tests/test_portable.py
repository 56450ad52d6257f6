"""What is the same on every system: modules that are everywhere, the encoding and the line ends of text."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.sources import Source, in_each_file

FOLDERS = ("app", "model", "resources", "widgets", "tests", "packaging")
NOT_ON_WINDOWS = {"fcntl", "grp", "pty", "pwd", "resource", "syslog", "termios", "tty"}
MODES = frozenset("rwaxt+")
STARTED = ("run", "Popen", "call", "check_call", "check_output")


@in_each_file(*FOLDERS)
def unportable_imports(source: Source) -> Iterator[str]:
    """The imports of a module, not inside functions, that only some systems have."""
    for node in source.tree.body:
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        yield from (f"{source.place(node)}: {alias}" for alias in names if alias.partition(".")[0] in NOT_ON_WINDOWS)


@in_each_file(*FOLDERS)
def calls_that_leave_something(source: Source) -> Iterator[str]:
    """The calls that read or write text and leave something to the system."""
    for node in source.nodes(ast.Call):
        if missing := lacking(node):
            yield f"{source.place(node)}: {', '.join(missing)}: {ast.unparse(node)[:90]}"


def test_no_module_needs_at_once_what_only_some_systems_have() -> None:
    assert unportable_imports.found() == []


def lacking(call: ast.Call) -> list[str]:
    """What a call that reads or writes text leaves to the system: the encoding, the line ends."""
    named = {keyword.arg for keyword in call.keywords}
    function, given = call.func, len(call.args)
    name = function.attr if isinstance(function, ast.Attribute) else function.id if isinstance(function, ast.Name) else ""
    owner = function.value.id if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name) else ""
    wanted: list[str] = []
    if name == "read_text" and isinstance(function, ast.Attribute) and owner != "resources" and not given:
        wanted = ["encoding"]
    elif name == "write_text":
        text = call.args[0] if call.args else None
        short = isinstance(text, ast.Constant) and "\n" not in str(text.value)
        wanted = (["encoding"] if given < 2 else []) + ([] if short else ["newline"])
    elif name == "open" and (isinstance(function, ast.Name) or _is_mode(call.args[:1])):
        mode = _mode(call, 1 if isinstance(function, ast.Name) else 0)
        wanted = [] if "b" in mode else ["encoding", "newline"] if set(mode) & set("wax+") else ["encoding"]
    elif name == "fdopen":
        mode = _mode(call, 1)
        wanted = [] if "b" in mode else ["encoding", "newline"] if set(mode) & set("wax+") else ["encoding"]
    elif owner == "subprocess" and name in STARTED and named & {"text", "universal_newlines"}:
        wanted = ["encoding"]
    return [keyword for keyword in wanted if keyword not in named]


def _is_mode(args: list[ast.expr]) -> bool:
    return bool(args) and isinstance(args[0], ast.Constant) and isinstance(args[0].value, str) and set(args[0].value) <= MODES


def _mode(call: ast.Call, place: int) -> str:
    named = next((keyword.value for keyword in call.keywords if keyword.arg == "mode"), None)
    given = named if named is not None else call.args[place] if len(call.args) > place else None
    return str(given.value) if isinstance(given, ast.Constant) else "r"


def test_text_names_its_encoding_and_its_line_ends() -> None:
    assert calls_that_leave_something.found() == []
