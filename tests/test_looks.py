"""What is drawn and laid out uses the values of one module, `widgets/theme/design.py`: colours, margins and sizes of type."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.sources import Source, in_each_file, named
from widgets.theme.design import SPACES

FOLDERS = ("app", "widgets")
MARGINS = {"setContentsMargins", "setSpacing", "setHorizontalSpacing", "setVerticalSpacing", "setViewportMargins"}
TYPE = {"setPointSize", "setPointSizeF", "setPixelSize"}
SETTING_PAGES = {
    "widgets/editor/document/page_formats.py",
    "widgets/editor/inline_objects.py",
    "widgets/editor/margin_numbers.py",
    "widgets/editor/view_comfort.py",
    "widgets/printing/type.py",
}
"""The files that set the type of documents, whose sizes are those of the printed page."""


def calls(source: Source) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file by the last part of its name; none in the files of the design."""
    for node in source.nodes(ast.Call) if "theme" not in source.path.parts else ():
        if isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node


def numbers_in(node: ast.AST) -> set[int]:
    return {part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, int)}


@in_each_file(*FOLDERS)
def other_margins(source: Source) -> Iterator[str]:
    """The places of margins that are numbers."""
    for name, call in calls(source):
        if name in MARGINS and not set().union(*(numbers_in(given) for given in call.args)) <= {0}:
            yield source.place(call)


@in_each_file(*FOLDERS)
def other_sizes(source: Source) -> Iterator[str]:
    """The places where a size of type is set."""
    if named(source.path) not in SETTING_PAGES:
        yield from (source.place(call) for name, call in calls(source) if name in TYPE)


@in_each_file(*FOLDERS)
def other_colours(source: Source) -> Iterator[str]:
    """The places of colours that are written as such."""
    if "theme" in source.path.parts:
        return
    for node in source.nodes(ast.Attribute):
        if node.attr != "transparent" and isinstance(node.value, ast.Attribute) and ast.unparse(node.value) == "Qt.GlobalColor":
            yield source.place(node)
    yield from (source.place(node) for node in source.nodes(ast.Constant) if is_colour(node.value))
    for name, call in calls(source):
        if name in ("QColor", "fromRgb") and any(isinstance(given, ast.Constant) for given in call.args):
            yield source.place(call)


def is_colour(text: object) -> bool:
    return isinstance(text, str) and len(text) in (4, 7, 9) and text[0] == "#" and text[1:].isalnum() and text.isascii()


def test_margins_are_values_of_the_design():
    assert other_margins.found() == [], f"use widgets/theme/design.py, which has {SPACES}"


def test_sizes_of_type_are_values_of_the_design():
    assert other_sizes.found() == [], "use `typeface` of widgets/theme/fonts.py"


def test_colours_are_values_of_the_design():
    assert other_colours.found() == [], "use widgets/theme/design.py"


def test_the_scale_of_spaces_is_short_and_even():
    assert set(SPACES) == {0, 4, 8, 12, 16, 24}
