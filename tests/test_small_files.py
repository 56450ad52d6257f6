"""A subject has a file; a few lines with a single use stand where they are used."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("model", "widgets", "app")
SMALL = 60
"""Lines below which a file is small."""
MOST = 26
"""Small files with a single importer; 51 before some of them were merged."""


def importers() -> dict[Path, set[Path]]:
    """The files of the product that import each of its files, also inside functions and for types alone."""
    files = [path for folder in PRODUCT for path in sorted((ROOT / folder).rglob("*.py"))]
    by_name = {".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path for path in files}
    found: dict[Path, set[Path]] = defaultdict(set)
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            for name in names:
                if name in by_name and by_name[name] != path:
                    found[by_name[name]].add(path)
    return found


def test_few_small_files_have_a_single_importer() -> None:
    small = [
        f"{path.relative_to(ROOT).as_posix()} ({lines} lines, imported by {next(iter(users)).relative_to(ROOT).as_posix()})"
        for path, users in sorted(importers().items())
        if path.name != "__init__.py" and len(users) == 1
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) < SMALL
    ]
    assert len(small) <= MOST, "merge one with its importer, or with a file of the same subject:\n" + "\n".join(small)
