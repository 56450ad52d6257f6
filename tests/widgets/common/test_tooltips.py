"""Tooltips and captions never obey the text that they show."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QTextDocument

from app.window.action_ids import ActionId
from tests.conftest import ROOT
from tests.sources import Source, in_each_file
from widgets.common.foreign_text import as_tooltip

ACTIONS = "actions.py"
"""The module that gives actions the sentences of their rows."""
SETTERS = ("setToolTip", "setStatusTip", "setWhatsThis", "setTabToolTip")


@pytest.mark.parametrize("text", ['<img src="file:///tmp/x.png"> & <b>bold</b>', "two\nlines", "wide   gap"])
def test_markup_is_shown_letter_for_letter(text: str) -> None:
    document = QTextDocument()
    document.setHtml(as_tooltip(text))
    assert document.toPlainText() == text
    assert as_tooltip("") == ""


def is_own(given: ast.expr) -> bool:
    """Whether an expression is a sentence of the program alone, or foreign text made safe."""
    match given:
        case ast.Constant():
            return True
        case ast.IfExp():
            return is_own(given.body) and is_own(given.orelse)
        case ast.Call(func=ast.Attribute(attr="tr")):
            return all(isinstance(part, ast.Constant) for part in given.args)
        case ast.Call(func=ast.Name(id="as_tooltip" | "bare_tooltip")):
            return True
    return False


def test_the_sentences_on_actions_are_the_programs_own() -> None:
    """Those of the rows, which `explain` gives to an action."""
    modules = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "app" / "window").glob("*_specs.py"))]
    calls = [node for module in modules for node in ast.walk(module) if isinstance(node, ast.Call)]
    rows = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "row"]
    assert len(rows) == len(ActionId)
    for given in (word.value for row in rows for word in row.keywords if word.arg == "help"):
        match given:
            case ast.Call(func=ast.Name(id="tr"), args=[ast.Constant()]):
                continue
        pytest.fail(f"line {given.lineno}: {ast.unparse(given)}")


@in_each_file("app", "widgets")
def unsafe_tooltips(source: Source) -> Iterator[str]:
    """The calls that give a tooltip neither the program's own words nor text made safe."""
    if source.path.name == ACTIONS:
        return
    for node in source.nodes(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in SETTERS and not is_own(node.args[-1]):
            yield f"{source.place(node)}: {ast.unparse(node)}"


def test_every_tooltip_is_the_programs_own_or_made_safe() -> None:
    assert unsafe_tooltips.found() == []
