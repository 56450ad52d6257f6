"""What is drawn and laid out uses the values of one module, `widgets/theme/design.py`: colours, margins and sizes of type."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.sources import ROOT, tree_of
from widgets.theme.design import SPACES

FOLDERS = ("app", "widgets")
MARGINS = {"setContentsMargins", "setSpacing", "setHorizontalSpacing", "setVerticalSpacing", "setViewportMargins"}
TYPE = {"setPointSize", "setPointSizeF", "setPixelSize"}
SETTING_PAGES = {
    "widgets/editor/document/page_formats.py",
    "widgets/editor/inline_objects.py",
    "widgets/editor/view_comfort.py",
    "widgets/printing/type.py",
}
"""The files that set the type of documents, whose sizes are those of the printed page."""


def files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from (path for path in sorted((ROOT / folder).rglob("*.py")) if "theme" not in path.parts)


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file by the last part of its name."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def numbers_in(node: ast.AST) -> set[int]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, int)}


def test_margins_are_values_of_the_design():
    wrong = []
    for path in files():
        for name, call in calls(path):
            if name in MARGINS and not set().union(*(numbers_in(given) for given in call.args)) <= {0}:
                wrong.append(place(path, call))
    assert wrong == [], f"use widgets/theme/design.py, which has {SPACES}"


def test_sizes_of_type_are_values_of_the_design():
    wrong = [
        place(path, call)
        for path in files()
        if str(path.relative_to(ROOT)) not in SETTING_PAGES
        for name, call in calls(path)
        if name in TYPE
    ]
    assert wrong == [], "use `typeface` of widgets/theme/fonts.py"


def is_colour(text: object) -> bool:
    return isinstance(text, str) and len(text) in (4, 7, 9) and text[0] == "#" and text[1:].isalnum() and text.isascii()


def test_colours_are_values_of_the_design():
    wrong = []
    for path in files():
        for node in ast.walk(tree_of(path)):
            named = isinstance(node, ast.Attribute) and node.attr != "transparent" and ast.unparse(node.value) == "Qt.GlobalColor"
            if named or (isinstance(node, ast.Constant) and is_colour(node.value)):
                wrong.append(place(path, node))
        for name, call in calls(path):
            if name in ("QColor", "fromRgb") and any(isinstance(given, ast.Constant) for given in call.args):
                wrong.append(place(path, call))
    assert wrong == [], "use widgets/theme/design.py"


def test_the_scale_of_spaces_is_short_and_even():
    assert set(SPACES) == {0, 4, 8, 12, 16, 24}
