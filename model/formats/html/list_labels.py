"""The labels of lists in HTML, which a browser paints and no text holds: here as ITU prints them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree
from msgspec import Struct

from model.numbering.schemes import Alphabet, spell

Style = Alphabet | Literal["bullet", "none"]
_STYLES: Mapping[str, Style] = {
    "a": "latin", "lower-alpha": "latin", "lower-latin": "latin", "A": "LATIN", "upper-alpha": "LATIN", "upper-latin": "LATIN",
    "i": "roman", "lower-roman": "roman", "I": "ROMAN", "upper-roman": "ROMAN", "1": "digits", "decimal": "digits",
    "disc": "bullet", "circle": "bullet", "square": "bullet", "none": "none",
}  # fmt: skip
_DEEPER: Mapping[Style, Style] = {"latin": "roman", "LATIN": "latin"}
"""The letters of a list nested in a list of the same letters, which would be ambiguous otherwise."""
_SIGNS = "–•◦"
"""Bullets by the depth of nested bullet lists."""


class _List(Struct):
    style: Style
    number: int
    """The number of the next item."""
    stem: str = ""
    """The text before the number: the item of the outer list that contains a numbered list."""
    core: str = ""
    """The last label without its closing mark."""


class OpenLists:
    """The lists that are open at a place of a page."""

    def __init__(self) -> None:
        self._open: list[_List] = []

    def begin(self, element: etree._Element, css: Mapping[str, str]) -> None:
        """A list `ol` or `ul` begins."""
        above = self._open[-1] if self._open else _List("none", 1)
        style = _style(element, css) or ("digits" if element.tag == "ol" else "bullet")
        if style == above.style:
            style = _DEEPER.get(style, style)
        stem = f"{above.core}." if style == above.style == "digits" and above.core else ""
        self._open.append(_List(style, _number(element.get("start"), 1), stem))

    def end(self) -> None:
        """Closes the innermost list."""
        self._open.pop()

    def label(self, item: etree._Element, css: Mapping[str, str]) -> str:
        """The label of the next item; '' if it has none."""
        if not self._open:
            return ""
        innermost = self._open[-1]
        number = _number(item.get("value"), innermost.number)
        innermost.number = number + 1
        style = _style(item, css) or innermost.style
        if style == "none":
            return ""
        if style == "bullet":
            depth = sum(list_.style == "bullet" for list_ in self._open)
            return _SIGNS[min(depth, len(_SIGNS)) - 1]
        innermost.core = spell(style, number)
        if style != "digits":
            return f"{innermost.core})"
        innermost.core = innermost.stem + innermost.core
        return innermost.core


def _style(element: etree._Element, css: Mapping[str, str]) -> Style | None:
    names = (css.get("list-style-type", ""), *css.get("list-style", "").split(), element.get("type", ""))
    return next((_STYLES[name] for name in names if name in _STYLES), None)


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 5 else usual
