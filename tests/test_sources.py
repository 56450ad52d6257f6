"""Rules on source files: one pass parses each file once, keeps no tree, and finds what is there."""

from __future__ import annotations

import ast
import weakref
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.sources import ROOT, Rule, Source, apply_rules, imported, imported_modules, named


def test_one_pass_parses_each_file_once_and_frees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: Counter[str] = Counter()
    trees: list[weakref.ref[ast.Module]] = []
    parse = ast.parse

    def count(code: str, name: str) -> ast.Module:
        assert [tree for tree in trees if tree() is not None] == []
        parsed[name] += 1
        trees.append(weakref.ref(tree := parse(code, name)))
        return tree

    monkeypatch.setattr(ast, "parse", count)

    def classes(source: Source) -> Iterator[str]:
        yield from (node.name for node in source.nodes(ast.ClassDef))

    def names(source: Source) -> Iterator[str]:
        yield from (named(source.path) for _ in source.tree.body[:1])

    rules = [Rule(classes, ("resources", "model")), Rule(names, ("resources",))]
    apply_rules(rules)
    assert set(parsed.values()) == {1}
    assert "Message" in (rules[0].results or ())
    assert rules[1].results == sorted(rules[1].results or ())
    assert all(str(name).startswith("resources/") for name in rules[1].results or ())


def test_a_node_is_found_by_its_class_with_its_place() -> None:
    source = Source(ROOT / "model/x.py", "import a\ndef f():\n    import b\n")
    assert [source.place(node) for node in source.nodes(ast.Import)] == ["model/x.py:1", "model/x.py:3"]
    assert source.folder == "model"


def test_imports_are_found_with_their_lines() -> None:
    file = ROOT / "tests/sources.py"
    assert [*imported(file)] == []
    found = dict(reversed([*imported_modules(ROOT / "model/submission/story.py")]))
    assert "model.errors.EditError" in found.values()
    assert {name for _, name in imported(ROOT / "model/submission/story.py")} >= {"msgspec", "model"}
