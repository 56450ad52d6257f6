"""A class stays small together with its ancestors: file lengths miss a class that is spread over a chain of files."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from tests.sources import LAYERS, Source, in_each_file, named

MOST_METHODS = 60
MOST_LINES = 500
"""Of a class and all its ancestors in the program; those of Qt and of the standard library are not counted."""


class Class(NamedTuple):
    """A class of a module with the names of its bases."""

    file: str
    name: str
    bases: tuple[str, ...]
    methods: int
    lines: int


def classes_of(file: str, tree: ast.Module) -> Iterator[Class]:
    """The classes of a module."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) for child in node.body)
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Class(file, node.name, tuple(base_names(node)), methods, lines)


def base_names(node: ast.ClassDef) -> Iterator[str]:
    for base in node.bases:
        target = base.value if isinstance(base, ast.Subscript) else base
        yield target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


@in_each_file(*LAYERS)
def classes(source: Source) -> Iterator[Class]:
    """The classes of each module."""
    yield from classes_of(named(source.path), source.tree)


def with_ancestors(found: dict[str, list[Class]], start: Class) -> list[Class]:
    """A class and its ancestors in the program; a base is looked up by its name, in the same file first."""
    chain: list[Class] = []
    waiting = [start]
    while waiting:
        owner = waiting.pop()
        if owner not in chain:
            chain.append(owner)
            for name in owner.bases:
                candidates = [base for base in found.get(name, []) if base is not owner]
                waiting += sorted(candidates, key=lambda base: base.file != owner.file)[:1]
    return chain


def size_of(chain: list[Class]) -> tuple[int, int]:
    """Methods and lines of some classes."""
    return sum(owner.methods for owner in chain), sum(owner.lines for owner in chain)


def by_name(classes: list[Class]) -> dict[str, list[Class]]:
    """Classes by their names; two private ones may have the same name."""
    found: dict[str, list[Class]] = {}
    for owner in classes:
        found.setdefault(owner.name, []).append(owner)
    return found


def too_large(found: dict[str, list[Class]]) -> dict[str, tuple[int, int]]:
    """Methods and lines of each class above the limit."""
    sizes = {name: max(size_of(with_ancestors(found, start)) for start in starts) for name, starts in found.items()}
    return {name: (methods, lines) for name, (methods, lines) in sizes.items() if methods > MOST_METHODS or lines > MOST_LINES}


def test_a_class_is_small_together_with_its_ancestors() -> None:
    assert too_large(by_name(classes.found())) == {}


def test_ancestors_count() -> None:
    tree = ast.parse(
        "class Base:\n" + "".join(f"    def m{number}(self): ...\n" for number in range(MOST_METHODS))
        + "class Middle(Base):\n    pass\nclass End(Middle):\n    def last(self): ...\n"
    )  # fmt: skip
    assert too_large(by_name([*classes_of("x.py", tree)])) == {"End": (MOST_METHODS + 1, MOST_METHODS + 5)}
