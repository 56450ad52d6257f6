"""The rules of `widgets`: its folders import downwards only (imports within functions and for types alone count too), and a
submission changes only through the store."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import ROOT, Source, imported_modules, imports_between, in_each_file, modules, named
from widgets.common.store import Store

FLOORS = (
    {"theme"},
    {"common"},
    {"clause_tree", "printing", "quick_pick"},
    {"editions", "editor", "language_versions"},
    {
        "amendments",
        "brackets",
        "conflicts",
        "find",
        "layers",
        "library",
        "problems",
        "reading",
        "sharing",
        "spelling",
        "window",
    },
    {"briefing", "comments", "comparison", "consolidation", "cuts", "dialogs", "positions"},
    {"margin", "source_pages", "submission_form"},
    {"page_fields"},
    {"start"},
)
"""From the ground up: each folder may import itself and those below it, none beside it."""
FLOORS_OF_EDITOR = ({"document"}, {"tables"}, {"pages"})
"""The files of the editor that are in none of these folders stand above them."""
COMMITTING = {
    "widgets/comments/commands.py",
    "widgets/common/tasks.py",
    "widgets/editor/intents.py",
    "widgets/find/bar.py",
    "widgets/submission_form/bindings.py",
}
"""The files of widgets that commit: what is typed into a comment, a text, a replacement or a field, at once or in parts. Other
commands belong in controllers."""
WRITING = ("model.storage", "model.journal", "model.files.export", "model.files.writers", "model.submission.transactions.apply")
"""What writes files, or applies a transaction beside the store."""
COMPUTING = {"widgets/editor/intents.py": {"model.submission.transactions.apply"}}
"""Files that apply a transaction to find the next one, of which the store then gets both."""

Import = tuple[Path, Path]


def upward_imports(folder: str, floors: tuple[set[str], ...]) -> list[str]:
    """The imports of a folder's files that do not point to a lower floor or into the same subfolder."""
    root = ROOT / folder

    def floor(path: Path) -> tuple[int, str]:
        name = path.relative_to(root).parts[0]
        return next(((height, name) for height, names in enumerate(floors) if name in names), (len(floors), ""))

    wrong = []
    for path, target in imports_between(folder):
        (height, name), (other_height, other_name) = floor(path), floor(target)
        if target.name != "__init__.py" and (other_height > height or (other_height == height and other_name != name)):
            wrong.append((path, target))
    return [f"{path.relative_to(root)} imports {target.relative_to(root)}" for path, target in wrong]


def circles(imports: list[Import]) -> set[Path]:
    """The files that import each other in a circle, or stand between two circles."""
    left = set(imports)
    while True:
        inner = {path for path, _ in left} & {target for _, target in left}
        kept = {(path, target) for path, target in left if path in inner and target in inner}
        if kept == left:
            return {path for path, _ in left}
        left = kept


@pytest.mark.parametrize(("folder", "floors"), [("widgets", FLOORS), ("widgets/editor", FLOORS_OF_EDITOR)])
def test_folders_of_widgets_import_downwards_only(folder: str, floors: tuple[set[str], ...]) -> None:
    assert upward_imports(folder, floors) == []


def test_every_folder_of_widgets_has_a_floor() -> None:
    folders = {path.relative_to(ROOT / "widgets").parts[0] for path in modules("widgets") if path.parent != ROOT / "widgets"}
    assert folders == set().union(*FLOORS)


@pytest.mark.parametrize("folder", ["model", "widgets", "app"])
def test_no_files_import_each_other_in_a_circle(folder: str) -> None:
    assert circles(imports_between(folder)) == set()


def test_a_circle_is_found() -> None:
    a, b, c = Path("a.py"), Path("b.py"), Path("c.py")
    assert circles([(a, b), (b, c)]) == set()
    assert circles([(a, b), (b, a), (b, c)]) == {a, b}


@in_each_file("widgets")
def committing_files(source: Source) -> Iterator[str]:
    """The files that call a `commit`, once for each call."""
    for node in source.nodes(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield named(source.path)


def test_widgets_change_a_submission_only_by_committing_to_the_store() -> None:
    assert set(committing_files.found()) == COMMITTING


def test_widgets_neither_write_files_nor_apply_transactions() -> None:
    found = [(str(path.relative_to(ROOT)), module) for path in modules("widgets") for _, module in imported_modules(path)]
    wrong = [(path, module) for path, module in found if module.startswith(WRITING) and module not in COMPUTING.get(path, ())]
    assert wrong == []


def test_a_store_has_no_other_way_to_change_it() -> None:
    methods = {name for name, value in inspect.getmembers(Store) if inspect.isfunction(value) and not name.startswith("_")}
    assert methods - {"stamp", "labelling", "paths", "places"} == {"commit", "withdraw"}
