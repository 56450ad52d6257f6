"""The styles of a package that text comes from, as XML."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from model.formats.word.package.wordml import VAL, W


class SourceStyles(Struct, frozen=True):
    """The styles of a package that text comes from."""

    elements: Mapping[str, etree._Element]
    default: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> SourceStyles:
        """The styles that the root of a styles part defines; none if there is no such part."""
        elements: dict[str, etree._Element] = {}
        default = ""
        for element in _styles(root):
            id = element.get(W + "styleId", "")
            elements.setdefault(id, element)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                default = id
        return cls(elements, default)

    def name(self, id: str) -> str:
        """The name of a style in lower case; of '', that of the default paragraph style."""
        element = self.elements.get(id or self.default)
        return style_name(element) if element is not None else ""


def style_name(element: etree._Element) -> str:
    """The name of a `w:style` in lower case; its id if it has no name."""
    name = element.find(W + "name")
    return (name.get(VAL, "") if name is not None else element.get(W + "styleId", "")).lower()


def _styles(root: etree._Element | None) -> Iterator[etree._Element]:
    return iter(()) if root is None else root.iterchildren(W + "style")
