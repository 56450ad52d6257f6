"""Names in the code are the words of GLOSSARY.md: no identifier is a pronoun, an adverb or a bare participle."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.sources import LAYERS, ROOT, modules, named, tree_of

FOLDERS = (*LAYERS, "tests", "packaging")


@cache
def forbidden_names() -> frozenset[str]:
    """The names that the glossary lists as forbidden in code."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    found = re.search(r"(?m)^Forbidden as names: (.+)$", glossary)
    assert found is not None
    return frozenset(re.findall(r"`(\w+)`", found[1]))


def identifiers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each name that a module defines: variables, parameters, attributes, functions, classes, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield (node.id if isinstance(node, ast.Name) else node.attr), node.lineno
        elif isinstance(node, ast.alias) and node.asname:
            yield node.asname, node.lineno
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name, node.lineno


def forbidden_in(folder: str) -> list[str]:
    """The places of forbidden names in a folder, as `file:line name`."""
    return [
        f"{named(path, line)} {name}"
        for path in modules(folder)
        for name, line in identifiers(tree_of(path))
        if name.strip("_").lower() in forbidden_names()
    ]


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_identifier_has_a_name_that_the_glossary_forbids(folder: str) -> None:
    assert forbidden_in(folder) == []


def test_no_word_has_two_entries_in_the_glossary() -> None:
    """The third table lists words to be replaced, so it is not looked at."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").partition("\n## In the window")[0]
    words = Counter(re.findall(r"(?m)^\| ([^|;(]+?)(?: ?[;(][^|]*)? \|", glossary))
    assert [word for word, count in words.items() if count > 1 and word != "word"] == []
