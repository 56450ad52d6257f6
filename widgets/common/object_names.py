"""The words in place of a picture, an equation or a box of the source file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from model.redline import OBJECT
from model.redline.objects import Extent, extent_of, named_object


def tr(text: str) -> str:
    """A text of this module in the language of the window."""
    return QCoreApplication.translate("Objects", text)


def object_words(content: str) -> str:
    """An object by its kind and what its file says of it: `picture: The logo of ITU`."""
    kind, name = named_object(content)
    kinds = {
        "picture": tr("picture"),
        "equation": tr("equation"),
        "chart": tr("chart"),
        "text box": tr("text box"),
        "embedded": tr("embedded file"),
        "object": tr("object"),
    }
    return f"{kinds[kind]}: {name}" if name else kinds[kind]


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
