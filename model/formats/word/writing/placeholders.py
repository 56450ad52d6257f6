"""Placeholders in a tree for text that is made apart from it: `<cw:line n="7"/>` stands for the text with that number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from model.formats.word.wordml import CW

LINE_TAG = CW + "line"
_LINE = re.compile(r'<cw:line(?: xmlns:cw="[^"]*")? n="(\d+)"/>')


def placeholder(xml: str, strings: list[str]) -> etree._Element:
    """A new placeholder for a text, which is added to `strings`."""
    element = etree.Element(LINE_TAG, n=str(len(strings)))
    strings.append(xml)
    return element


def put_in_place(element: etree._Element, xml: str, strings: list[str]) -> None:
    """Makes an element the placeholder for a text; what follows it stays."""
    element.clear(keep_tail=True)  # type: ignore[call-arg]
    element.tag = LINE_TAG
    element.set("n", str(len(strings)))
    strings.append(xml)


def filled(xml: str, strings: Sequence[str]) -> str:
    """The text of a part with each placeholder replaced by what it stands for."""
    return _LINE.sub(lambda match: strings[int(match[1])], xml)
