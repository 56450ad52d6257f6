"""Lines made of parts that stand alone, or of whole sentences, with what the language of the window has between them."""

from __future__ import annotations

from collections.abc import Iterable

from widgets.common.translation import translate


def line_of(parts: Iterable[str]) -> str:
    """What is told of one thing in a line: its kind, its place, its author; without parts that are empty."""
    return translate("Lines", ", ", "between the parts of a line").join(filter(None, parts))


def labelled(name: str, words: str) -> str:
    """Words behind the name of what they are about."""
    return translate("Lines", "{name}: {words}").format(name=name, words=words)


def sentences(messages: Iterable[str]) -> str:
    """Whole sentences one behind the other, with the space that the language of the window has between two; empty ones are left
    out."""
    form = translate("Lines", "{text} {sentence}", "sentences")
    text = ""
    for sentence in filter(None, messages):
        text = form.format(text=text, sentence=sentence) if text else sentence
    return text
