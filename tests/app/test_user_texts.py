"""What a user reads is a user's word, never the name of a class."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CLASSES = {
    node.name
    for layer in ("app", "widgets", "model")
    for path in (ROOT / layer).rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ClassDef) and node.name != node.name.capitalize()
}


def user_texts() -> Iterator[tuple[str, str]]:
    """The files of app and widgets, and the texts that they give to `tr` or `translate`."""
    for layer in ("app", "widgets"):
        for path in sorted((ROOT / layer).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
                if isinstance(node, ast.Call) and name in ("tr", "translate"):
                    for text in node.args[1:2] if name == "translate" else node.args[:1]:
                        if isinstance(text, ast.Constant) and isinstance(text.value, str):
                            yield path.name, text.value


def test_no_text_is_the_name_of_a_class():
    texts = list(user_texts())
    assert len(texts) > 1200
    assert [(name, text) for name, text in texts if CLASSES.intersection(text.split())] == []
