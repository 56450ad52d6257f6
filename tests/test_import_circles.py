"""No file imports itself by way of others, not for its types either."""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.sources import ROOT, imports_between


def circle_of(arrows: Iterable[tuple[Path, Path]]) -> list[str]:
    """The files of a circle of imports, the first again at its end; empty if there is none."""
    files: dict[Path, set[Path]] = {}
    for importer, target in arrows:
        if importer != target:
            files.setdefault(importer, set()).add(target)
    try:
        TopologicalSorter(files).prepare()
    except CycleError as error:
        return [path.relative_to(ROOT).as_posix() for path in error.args[1]]
    return []


@pytest.mark.parametrize("tree", ["model", "widgets", "app"])
def test_no_file_imports_itself_by_way_of_others(tree: str) -> None:
    circle = circle_of(imports_between(tree))
    assert not circle, " ← ".join(circle)


def test_a_circle_is_found() -> None:
    first, second, third = (ROOT / name for name in ("a.py", "b.py", "c.py"))
    assert set(circle_of([(first, second), (second, third), (third, first)])) == {"a.py", "b.py", "c.py"}
    assert not circle_of([(first, second), (second, third), (first, third)])
