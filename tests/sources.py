"""The source files of the project, what rules find in them, and their imports.

A rule says what is to be found in one file. One pass over the files applies all rules: it parses each file once and keeps no tree
(those of the project would take 200 MB). One process runs all tests that ask for rules (`tests/groups.py`)."""

from __future__ import annotations

import ast
import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Generic, TypeVar

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("resources", "model", "widgets", "app")
"""Each may import itself and those before it."""
Found = TypeVar("Found")
Node = TypeVar("Node", bound=ast.AST)


def modules(*layers: str) -> list[Path]:
    """The Python files of some folders."""
    return sorted(path for layer in layers for path in (ROOT / layer).rglob("*.py"))


def named(path: Path, line: int = 0) -> str:
    """The name of a file, from the root, with a line if there is one."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


class Source:
    """A file with its tree; `code` is what it contains, read by default."""

    def __init__(self, path: Path, code: str | None = None) -> None:
        self.path = path
        self.code = path.read_text(encoding="utf-8") if code is None else code

    @property
    def folder(self) -> str:
        """The first part of its path from the root."""
        return self.path.relative_to(ROOT).parts[0]

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.code, str(self.path))

    @cached_property
    def _nodes(self) -> dict[type[ast.AST], list[ast.AST]]:
        found: dict[type[ast.AST], list[ast.AST]] = {}
        for node in ast.walk(self.tree):
            found.setdefault(type(node), []).append(node)
        return found

    def nodes(self, *kinds: type[Node]) -> Iterator[Node]:
        """The nodes of some classes, by class and by depth."""
        for kind in kinds:
            yield from self._nodes.get(kind, ())  # type: ignore[misc]

    def place(self, node: ast.AST) -> str:
        """The place of a node, as `file:line`."""
        return named(self.path, getattr(node, "lineno", 0))


class Rule(Generic[Found]):
    """What a function finds in each file of some folders."""

    def __init__(self, find: Callable[[Source], Iterable[Found]], folders: Sequence[str]) -> None:
        self._find = find
        self.folders = folders
        self.results: list[Found] | None = None
        """None before the pass."""

    def apply(self, source: Source) -> None:
        """Adds what is found in a file."""
        if source.folder in self.folders:
            self.results = self.results or []
            self.results += self._find(source)

    def found(self) -> list[Found]:
        """What is found in all files, in the order of their paths."""
        if self.results is None:
            apply_rules([rule for rule in RULES if rule.results is None])
        return self.results or []


RULES: list[Rule[object]] = []
"""All rules of the modules that are imported."""


def in_each_file(*folders: str) -> Callable[[Callable[[Source], Iterable[Found]]], Rule[Found]]:
    """Makes a function that looks at one file a rule for some folders."""

    def rule_of(find: Callable[[Source], Iterable[Found]]) -> Rule[Found]:
        rule = Rule(find, folders)
        RULES.append(rule)  # type: ignore[arg-type]
        return rule

    return rule_of


def apply_rules(rules: Sequence[Rule[object]]) -> None:
    """Applies rules to the files of their folders, file by file."""
    for rule in rules:
        rule.results = []
    was_enabled = gc.isenabled()
    gc.disable()  # trees have no circles, and a collection would look at all nodes again and again
    try:
        for path in modules(*sorted({folder for rule in rules for folder in rule.folders})):
            source = Source(path)
            for rule in rules:
                rule.apply(source)
    finally:
        if was_enabled:
            gc.enable()


@in_each_file(*LAYERS)
def import_lines(source: Source) -> Iterator[tuple[Path, int, str]]:
    """File, line and dotted name of each thing that is imported, inside functions too; a relative one begins with a dot."""
    for node in source.nodes(ast.Import):
        yield from ((source.path, node.lineno, alias.name) for alias in node.names)
    for node in source.nodes(ast.ImportFrom):
        module = "." * node.level + (node.module or "")
        yield from ((source.path, node.lineno, f"{module}.{alias.name}") for alias in node.names)


@cache
def _imports() -> dict[Path, list[tuple[int, str]]]:
    found: dict[Path, list[tuple[int, str]]] = {}
    for path, line, name in import_lines.found():
        found.setdefault(path, []).append((line, name))
    return found


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and top-level package of each import of a file of the layers; a relative one gives '.'."""
    for line, name in imported_modules(path):
        yield line, name.partition(".")[0] or "."


def imported_modules(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each thing that a file of the layers imports."""
    yield from _imports().get(path, ())


@cache
def source_of(module: str) -> Path | None:
    """The file that a dotted name leads to; the name may go on to what is in the module."""
    parts = module.split(".")
    paths = (ROOT.joinpath(*parts[:length]) for length in range(len(parts), 0, -1))
    files = (file for path in paths for file in (path.with_suffix(".py"), path / "__init__.py"))
    return next((file for file in files if file.exists()), None)


def imports_between(*folders: str) -> list[tuple[Path, Path]]:
    """The files of some folders, by their paths from the root, that import each other; imports inside functions and for types
    alone count too."""
    roots = [ROOT / folder for folder in folders]
    return [
        (path, target)
        for path in modules(*folders)
        for _, module in imported_modules(path)
        if (target := source_of(module)) not in (None, path) and any(target.is_relative_to(root) for root in roots)
    ]
