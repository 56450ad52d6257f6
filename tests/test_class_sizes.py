"""A class stays small together with its ancestors: file lengths miss a class that is spread over a chain of files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.sources import LAYERS, modules, tree_of

MOST_METHODS = 60
MOST_LINES = 500
"""Of a class and all its ancestors in the program; those of Qt and of the standard library are not counted."""

Class = tuple[Path, ast.ClassDef]


def classes(*layers: str) -> dict[str, list[Class]]:
    """The classes of modules by their names; two private ones may have the same name."""
    found: dict[str, list[Class]] = {}
    for path in modules(*layers):
        for node in tree_of(path).body if "\nclass " in path.read_text(encoding="utf-8") else ():
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append((path, node))
    return found


def base_names(node: ast.ClassDef) -> Iterator[str]:
    for base in node.bases:
        target = base.value if isinstance(base, ast.Subscript) else base
        yield target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def with_ancestors(found: dict[str, list[Class]], start: Class) -> list[ast.ClassDef]:
    """A class and its ancestors in the program; a base is looked up by its name, in the same file first."""
    chain: list[ast.ClassDef] = []
    waiting = [start]
    while waiting:
        path, node = waiting.pop()
        if node not in chain:
            chain.append(node)
            for name in base_names(node):
                candidates = [base for base in found.get(name, []) if base[1] is not node]
                waiting += sorted(candidates, key=lambda base: base[0] != path)[:1]
    return chain


def size_of(chain: list[ast.ClassDef]) -> tuple[int, int]:
    """Methods and lines of some classes."""
    methods = sum(isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) for owner in chain for node in owner.body)
    return methods, sum((owner.end_lineno or owner.lineno) - owner.lineno + 1 for owner in chain)


def too_large(found: dict[str, list[Class]]) -> dict[str, tuple[int, int]]:
    """Methods and lines of each class above the limit."""
    sizes = {name: max(size_of(with_ancestors(found, start)) for start in starts) for name, starts in found.items()}
    return {name: (methods, lines) for name, (methods, lines) in sizes.items() if methods > MOST_METHODS or lines > MOST_LINES}


def test_a_class_is_small_together_with_its_ancestors() -> None:
    assert too_large(classes(*LAYERS)) == {}


def test_ancestors_count() -> None:
    tree = ast.parse(
        "class Base:\n" + "".join(f"    def m{number}(self): ...\n" for number in range(MOST_METHODS))
        + "class Middle(Base):\n    pass\nclass End(Middle):\n    def last(self): ...\n"
    )  # fmt: skip
    found = {node.name: [(Path("x.py"), node)] for node in tree.body if isinstance(node, ast.ClassDef)}
    assert too_large(found) == {"End": (MOST_METHODS + 1, MOST_METHODS + 5)}
