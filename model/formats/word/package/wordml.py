"""The names of WordprocessingML that reader and writer share, and the short XML in which they exchange what the model does not
represent.

**Fragments.** `Style.other`, `Props.other`, `Face.other` and the `content` of OBJECT and ANCHOR runs are fragments: zero or
more elements, one after another, in which the prefixes of `PREFIXES` are bound without being declared. A part whose root
declares `DECLARATIONS` can take a fragment verbatim; `elements` parses one, `fragment` makes one. Equal elements give equal
fragments: attributes are sorted, nothing is indented.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from model.formats.xml_escape import escape, quoteattr

PREFIXES: dict[str, str] = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wne": "http://schemas.microsoft.com/office/word/2006/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "wpi": "http://schemas.microsoft.com/office/word/2010/wordprocessingInk",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "cw": "urn:clausewright",
}
"""Prefix to namespace. `cw` is our own and occurs in fragments only, never in a written file (see
`model.formats.word.package.anchor_fragments`)."""

DECLARATIONS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())

STRICT: dict[bytes, bytes] = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": PREFIXES["w"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": PREFIXES["m"].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/": b"http://schemas.openxmlformats.org/officeDocument/2006/",
    b"http://purl.oclc.org/ooxml/drawingml/": b"http://schemas.openxmlformats.org/drawingml/2006/",
    b"http://purl.oclc.org/ooxml/schemaLibrary/main": b"http://schemas.openxmlformats.org/schemaLibrary/2006/main",
    b"http://purl.oclc.org/ooxml/": b"http://schemas.openxmlformats.org/",
}
"""Namespaces of Strict Open XML and their transitional twins (ISO 29500-4), in the order in which they are replaced."""

W = "{" + PREFIXES["w"] + "}"
R = "{" + PREFIXES["r"] + "}"
M = "{" + PREFIXES["m"] + "}"
MC = "{" + PREFIXES["mc"] + "}"
CW = "{" + PREFIXES["cw"] + "}"

VAL = W + "val"
ID = W + "id"
AUTHOR = W + "author"
DATE = W + "date"

_PREFIX_OF = {uri: prefix for prefix, uri in PREFIXES.items()} | {"http://www.w3.org/XML/1998/namespace": "xml"}
_WRAPPED = f"<x {DECLARATIONS}>"
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=True
)
"""For fragments: their foreign content was checked before, and a readable text may be longer than libxml2's limit."""


def local(tag: object) -> str:
    """The name without its namespace; '' for comments and processing instructions."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attributes_of(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """Names and values of the attributes, in the order of the file."""
    return tuple(element.items())  # type: ignore[arg-type]


def child_of(parent: etree._Element, tag: str) -> etree._Element | None:
    """The first child of that tag; faster than `find`, which first parses a path."""
    return next(parent.iterchildren(tag), None)


def is_on(element: etree._Element | None) -> bool:
    """Whether a toggle (`w:b`, `w:pageBreakBefore` …) exists and is on (ISO 29500-1 §17.17.4)."""
    return element is not None and is_on_attribute(element.get(VAL, "1"))


def is_on_attribute(value: str | None) -> bool:
    """Whether an attribute of type ST_OnOff exists and is on."""
    return value is not None and value not in ("0", "false", "off")


def fragment(parts: Iterable[etree._Element]) -> str:
    """The elements as a fragment, without comments and the text after them (tails)."""
    out: list[str] = []
    for part in parts:
        _write(part, out, {})
    return "".join(out)


def elements(xml: str) -> list[etree._Element]:
    """The elements of a fragment."""
    return list(etree.fromstring(f"{_WRAPPED}{xml}</x>", _PARSER))


def _write(element: etree._Element, out: list[str], bound: dict[str, str]) -> None:
    if not isinstance(element.tag, str):
        return
    if element.tag.startswith(W) and element.text is None and not len(element):
        flat = _empty_element(element.tag, attributes_of(element))
        if flat:
            out.append(flat)
            return
    new: dict[str, str] = {}
    name = _qualified_name(element.tag, element, bound, new)
    attributes = [
        f" {_qualified_name(key, element, bound, new)}={quoteattr(_value(key, value, element))}"
        for key, value in sorted(element.attrib.items())
    ]
    if new:
        bound = bound | new
    out.append(f"<{name}")
    out.extend(f" xmlns:{prefix}={quoteattr(uri)}" for uri, prefix in new.items())
    out.extend(attributes)
    text = element.text
    if text is None and not len(element):
        out.append("/>")
        return
    out.append(">")
    if text:
        out.append(escape(text, {"\r": "&#13;"}))
    for child in element:
        _write(child, out, bound)
        if child.tail:
            out.append(escape(child.tail, {"\r": "&#13;"}))
    out.append(f"</{name}>")


@lru_cache(maxsize=8192)
def _empty_element(tag: str, attributes: tuple[tuple[str, str], ...]) -> str:
    """An empty element of WordprocessingML, the commonest case; '' if an attribute has an unknown namespace."""
    out = ["<w:", tag[len(W) :]]
    for key, value in sorted(attributes):
        uri, _, name = key.rpartition("}")
        prefix = _PREFIX_OF.get(uri[1:]) if uri else ""
        if prefix is None:
            return ""
        out.append(f" {prefix}:{name}={quoteattr(value)}" if prefix else f" {name}={quoteattr(value)}")
    return "".join(out) + "/>"


def _qualified_name(name: str | bytes, element: etree._Element, bound: dict[str, str], new: dict[str, str]) -> str:
    name = name if isinstance(name, str) else name.decode()
    if name[0] != "{":
        return name
    uri, _, rest = name[1:].partition("}")
    prefix = _PREFIX_OF.get(uri) or bound.get(uri) or new.get(uri)
    if prefix is None:
        taken = {*PREFIXES, *bound.values(), *new.values(), ""}
        prefix = next((p for p, u in element.nsmap.items() if u == uri and p and p not in taken), None)
        prefix = prefix or next(f"n{i}" for i in range(1, 1000) if f"n{i}" not in taken)
        new[uri] = prefix
    return f"{prefix}:{rest}"


def _value(key: str | bytes, value: str | bytes, element: etree._Element) -> str:
    """The value; prefixes that it names (`mc:Choice/@Requires`) become those of `PREFIXES`."""
    value = value if isinstance(value, str) else value.decode()
    if key == "Requires":
        return " ".join(_PREFIX_OF.get(element.nsmap.get(p, ""), p) for p in value.split())
    return value
