"""What a user reads is a user's word, never the name of a class."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.sources import Source, in_each_file


@in_each_file("app", "widgets", "model")
def names_of_classes(source: Source) -> Iterator[str]:
    """The names of classes that are no words."""
    yield from (node.name for node in source.nodes(ast.ClassDef) if node.name != node.name.capitalize())


@in_each_file("app", "widgets")
def user_texts(source: Source) -> Iterator[tuple[str, str]]:
    """The places of app and widgets that give a text to `tr` or `translate`, with the text."""
    for node in source.nodes(ast.Call):
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ("tr", "translate"):
            for text in node.args[1:2] if name == "translate" else node.args[:1]:
                if isinstance(text, ast.Constant) and isinstance(text.value, str):
                    yield source.place(node), text.value


def test_no_text_is_the_name_of_a_class():
    texts, classes = user_texts.found(), set(names_of_classes.found())
    assert len(texts) > 1200
    assert [(place, text) for place, text in texts if classes.intersection(text.split())] == []
