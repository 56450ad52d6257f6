"""The words in place of a picture, an equation or a box of the source file."""

from __future__ import annotations

from model.redline import OBJECT
from model.redline.objects import Extent, extent_of, named_object
from widgets.common.lines import labelled
from widgets.common.translation import translate


def object_words(content: str) -> str:
    """An object by its kind and what its file says of it: `picture: The logo of ITU`."""
    named = named_object(content)
    kinds = {
        "picture": translate("Objects", "picture"),
        "equation": translate("Objects", "equation"),
        "chart": translate("Objects", "chart"),
        "text box": translate("Objects", "text box"),
        "embedded": translate("Objects", "embedded file"),
        "object": translate("Objects", "object"),
    }
    return labelled(kinds[named.kind], named.name) if named.name else kinds[named.kind]


def object_mark(content: str) -> str:
    """What is drawn in place of an object: U+FFFC, its words and, of a picture with a size, that and its file."""
    extent = extent_of(content)
    size = f"\n{extent.width:g} {extent.height:g} {extent.reference}" if extent is not None else ""
    return f"{OBJECT}{object_words(content)}{size}"


def drawn_in(mark: str) -> tuple[str, Extent | None]:
    """The words and the size in such a mark."""
    words, _, size = mark.removeprefix(OBJECT).partition("\n")
    if not size:
        return words, None
    width, height, reference = size.split(" ", 2)
    return words, Extent(float(width), float(height), reference)
