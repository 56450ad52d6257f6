"""The pictures, equations, charts and boxes that the model does not read: their kind, name or alternative text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from model.message import Message
from model.text.lazy_regex import late

ObjectKind = Literal["picture", "equation", "chart", "text box", "embedded", "object"]
_ALTERNATIVE = (
    late(r'<wp:docPr\b[^>]*?\sdescr="([^"]+)"'),
    late(r'<v:[^>]*?\salt="([^"]+)"'),
    late(r'<wp:docPr\b[^>]*?\stitle="([^"]+)"'),
    late(r'<v:imagedata\b[^>]*?\so:title="([^"]+)"'),
    late(r'<wp:docPr\b[^>]*?\sname="([^"]+)"'),
)
"""The attributes in which Word stores an alternative text, or failing that a name; the best first."""
_PATTERNS = {"equation": late(r"<m:t\b[^>]*>([^<]*)</m:t>"), "text box": late(r"<w:t\b[^>]*>([^<]*)</w:t>")}
_KINDS: tuple[tuple[str, ObjectKind], ...] = (
    ("<w:object", "embedded"),
    ("<w:txbxContent", "text box"),
    ("<m:oMath", "equation"),
    ("/drawingml/2006/chart", "chart"),
    ("<c:chart", "chart"),
    ("<pic:pic", "picture"),
    ("<w:drawing", "picture"),
    ("<w:pict", "picture"),
)
"""The element that identifies a kind in a fragment (`model.formats.word.package.wordml`)."""
_SIGNS = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&#10;", " "), ("&#9;", " "), ("&#13;", " "))


class ObjectDescription(Struct, frozen=True):
    """The kind of an object, and its alternative text, its words or its name; '' if its file gives none."""

    kind: ObjectKind
    name: str


@lru_cache(maxsize=128)
def named_object(content: str) -> ObjectDescription:
    """The kind and name of the content of an OBJECT run; of the first object if there are several."""
    kind: ObjectKind = next((kind for sign, kind in _KINDS if sign in content), "object")
    wording = _PATTERNS.get(kind)
    found = "".join(wording.findall(content)) if wording is not None else ""
    for pattern in _ALTERNATIVE if not found else ():
        match = pattern.search(content)
        if match is not None and match[1].strip():
            found = match[1]
            break
    for escaped, sign in _SIGNS:
        found = found.replace(escaped, sign)
    return ObjectDescription(kind, " ".join(found.replace("&amp;", "&").split()))


_KIND_NAMES: Mapping[ObjectKind, Message] = {
    "picture": Message.of("picture", context="in a text"),
    "equation": Message.of("equation", context="in a text"),
    "chart": Message.of("chart", context="in a text"),
    "text box": Message.of("text box", context="in a text"),
    "embedded": Message.of("embedded file", context="in a text"),
    "object": Message.of("object", context="in a text"),
}


def object_text(content: str) -> Message:
    """The kind of an object with the description in its file, for people: `picture: The logo of ITU`."""
    named = named_object(content)
    kind = _KIND_NAMES[named.kind]
    return Message.of("{kind}: {description}", kind=kind, description=named.name) if named.name else kind


class Extent(Struct, frozen=True):
    """The size of a picture, in points, and the id by which the part names its file; '' if it has no file of its own."""

    width: float
    height: float
    reference: str


_EXTENT = late(r'<wp:extent\b[^>]*?\scx="(\d{1,9})"[^>]*?\scy="(\d{1,9})"')
_EMBEDDED = late(r'<a:blip\b[^>]*?\sr:embed="([^"]+)"')
EMU = 12_700
"""English metric units in a point."""


@lru_cache(maxsize=128)
def extent_of(content: str) -> Extent | None:
    """The printed size of a picture; None for other objects and for pictures without a size."""
    found = _EXTENT.search(content)
    if found is None or not int(found[1]) or not int(found[2]) or named_object(content).kind not in ("picture", "chart"):
        return None
    file = _EMBEDDED.search(content)
    return Extent(int(found[1]) / EMU, int(found[2]) / EMU, file[1] if file is not None else "")
