"""Few pairs of folders import each other: a folder's loose files are either below or above its subfolders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TREES = ("model", "widgets", "app")
MOST = 17
"""The most pairs of folders that import each other."""


def imported_modules(path: Path) -> Iterator[str]:
    """The modules that a file imports, also in functions and for types alone."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                yield whole if _file_of(whole) is not None else node.module


def _file_of(module: str) -> Path | None:
    stem = ROOT / module.replace(".", "/")
    return next((path for path in (stem.with_suffix(".py"), stem / "__init__.py") if path.exists()), None)


def folder_pairs() -> list[tuple[str, str]]:
    """The pairs of folders with files that import each other, in order."""
    arrows: set[tuple[str, str]] = set()
    for tree in TREES:
        for path in (ROOT / tree).rglob("*.py"):
            for module in imported_modules(path):
                target = _file_of(module) if module.partition(".")[0] in TREES else None
                if target is not None and target.parent != path.parent:
                    arrows.add((path.parent.relative_to(ROOT).as_posix(), target.parent.relative_to(ROOT).as_posix()))
    return sorted((first, second) for first, second in arrows if first < second and (second, first) in arrows)


def test_few_pairs_of_folders_import_each_other() -> None:
    pairs = folder_pairs()
    assert len(pairs) <= MOST, "\n".join(" ↔ ".join(pair) for pair in pairs)


def test_an_import_of_a_module_and_of_a_name_are_told_apart() -> None:
    found = set(imported_modules(ROOT / "model" / "redline" / "canonical.py"))
    assert "model.redline.values" in found
    assert "model.redline.values.Run" not in found
