"""Few pairs of folders import each other: a folder's loose files are either below or above its subfolders."""

from __future__ import annotations

from tests.sources import ROOT, imports_between

TREES = ("model", "widgets", "app")
MOST = 17
"""The most pairs of folders that import each other."""


def folder_pairs() -> list[tuple[str, str]]:
    """The pairs of folders with files that import each other, in order."""
    arrows = {
        (path.parent.relative_to(ROOT).as_posix(), target.parent.relative_to(ROOT).as_posix())
        for path, target in imports_between(*TREES)
        if target.parent != path.parent
    }
    return sorted((first, second) for first, second in arrows if first < second and (second, first) in arrows)


def test_few_pairs_of_folders_import_each_other() -> None:
    pairs = folder_pairs()
    assert len(pairs) <= MOST, "\n".join(" ↔ ".join(pair) for pair in pairs)


def test_an_import_of_a_name_leads_to_the_file_of_its_module() -> None:
    redline = ROOT / "model" / "redline"
    assert (redline / "canonical.py", redline / "values.py") in imports_between("model")
