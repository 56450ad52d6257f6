"""The source files of the project, their trees and their imports.

As a plug-in of pytest (tests/conftest.py names it) it lets one process run all tests that walk over trees, one after another, and
frees the trees after them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("resources", "model", "widgets", "app")
"""Each may import itself and those before it."""


def modules(*layers: str) -> list[Path]:
    """The Python files of some folders."""
    return sorted(path for layer in layers for path in (ROOT / layer).rglob("*.py"))


def named(path: Path, line: int = 0) -> str:
    """The name of a file, from the root, with a line if there is one."""
    name = path.relative_to(ROOT).as_posix()
    return f"{name}:{line}" if line else name


def tree_of(path: Path) -> ast.Module:
    """The tree of a file. Those of the layers are kept for the tests in a row that ask for them, and take 200 MB."""
    is_kept = path.relative_to(ROOT).parts[0] in LAYERS
    return _kept_tree(path) if is_kept else ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def _kept_tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and top-level package of each import, inside functions too; a relative one gives '.'."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name.partition(".")[0]
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." if node.level else (node.module or "").partition(".")[0]


def imported_modules(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of each module of ours that is imported, inside functions too."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"


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


TREES = (tree_of, imported, imported_modules, imports_between)


def asks_for_trees(module: ModuleType) -> bool:
    """Whether a module of tests uses a function that needs trees."""
    return any(value in TREES for value in vars(module).values() if callable(value))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Groups the tests that ask for trees, so that one process runs them all."""
    for item in items:
        if isinstance(item, pytest.Function) and asks_for_trees(item.module):
            item.add_marker(pytest.mark.xdist_group("trees"))


def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Frees the trees if the next test does not ask for them."""
    if not (isinstance(nextitem, pytest.Function) and asks_for_trees(nextitem.module)):
        _kept_tree.cache_clear()
