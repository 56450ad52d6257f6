"""Names in the code are the words of GLOSSARY.md: no identifier is a pronoun, an adverb or a bare participle."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest

from tests.sources import LAYERS, ROOT, Source, in_each_file, named

FOLDERS = (*LAYERS, "tests", "packaging")


@cache
def forbidden_names() -> frozenset[str]:
    """The names that the glossary lists as forbidden in code."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    found = re.search(r"(?m)^Forbidden as names: (.+)$", glossary)
    assert found is not None
    return frozenset(re.findall(r"`(\w+)`", found[1]))


def identifiers(source: Source) -> Iterator[tuple[str, int]]:
    """Each name that a module defines: variables, parameters, attributes, functions, classes, with its line."""
    for node in source.nodes(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef):
        yield node.name, node.lineno
    for node in source.nodes(ast.arg):
        yield node.arg, node.lineno
    for node in source.nodes(ast.Name):
        if isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
    for node in source.nodes(ast.Attribute):
        if isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno
    for node in source.nodes(ast.alias):
        if node.asname:
            yield node.asname, node.lineno
    for node in source.nodes(ast.ExceptHandler):
        if node.name:
            yield node.name, node.lineno


@in_each_file(*FOLDERS)
def forbidden(source: Source) -> Iterator[tuple[str, str]]:
    """The folder and the place of each forbidden name, as `file:line name`."""
    for name, line in identifiers(source):
        if name.strip("_").lower() in forbidden_names():
            yield source.folder, f"{named(source.path, line)} {name}"


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_identifier_has_a_name_that_the_glossary_forbids(folder: str) -> None:
    assert [place for found_in, place in forbidden.found() if found_in == folder] == []


def test_no_word_has_two_entries_in_the_glossary() -> None:
    """The third table lists words to be replaced, so it is not looked at."""
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").partition("\n## In the window")[0]
    words = Counter(re.findall(r"(?m)^\| ([^|;(]+?)(?: ?[;(][^|]*)? \|", glossary))
    assert [word for word, count in words.items() if count > 1 and word != "word"] == []
