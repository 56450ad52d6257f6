"""Marks that can be decided only in the whole part: edges of ranges and fields, references to comments and notes.

While a part is made, its text contains each mark as a value between two characters that no XML can contain. When the part is
whole, the marks are decided in their order: by `range_pairing`, and the ids of notes by the writer of the part. In a tree,
`<cw:line n="7"/>` is the placeholder of text that is made separately, a mark or a paragraph; `fill` replaces it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from model.formats.word.package.wordml import CW, ID, PREFIXES, W, attributes_of, elements, fragment
from model.formats.xml_escape import escape, quoteattr

LINE_TAG = CW + "line"
_LINE = re.compile(r'<cw:line(?: xmlns:cw="[^"]*")? n="(\d+)"/>')
RANGES = ("bookmark", "commentRange", "perm")
NOTES = ("footnote", "endnote")
_KINDS = {
    **{f"{W}{kind}{edge}": (kind, edge) for kind in RANGES for edge in ("Start", "End")},
    **{f"{W}{kind}Reference": (kind, "") for kind in (*NOTES, "comment")},
    W + "fldChar": ("field", ""),
}
_TAGS = tuple(_KINDS)
_SIGNS = ("Start ", "End ", "Reference ", "fldChar")
"""Every text with a mark contains one of these."""
_EDGES = ("begin", "separate", "end")
_AROUND, _BETWEEN = "\x00", "\x01"
_PREFIX_OF = {uri: prefix for prefix, uri in PREFIXES.items()} | {"http://www.w3.org/XML/1998/namespace": "xml"}
_ATTRIBUTE = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


class PendingMark(NamedTuple):
    """One mark, in XML syntax."""

    kind: str
    edge: str
    """Start or End of a range; begin, separate or end of a field; '' of a reference."""
    id: str
    name: str
    """The name, for the start of a bookmark."""
    before: str
    """The XML up to the id; all of it if there is none."""
    after: str

    def xml(self, id: str | None = None) -> str:
        """The element, with another id if one is given."""
        return f"{self.before}{self.id if id is None or not self.after else id}{self.after}"

    def token(self) -> str:
        """The value as it is written in the text of a part."""
        return f"{_AROUND}{_BETWEEN.join(self)}{_AROUND}"


def split_at_marks(xml: str) -> tuple[list[str], list[PendingMark]]:
    """The text of a part as a list with the place of a mark as every second item, and the marks; fill the places, then join."""
    pieces = xml.split(_AROUND)
    return pieces, [PendingMark(*text.split(_BETWEEN)) for text in pieces[1::2]]


def note_reference(kind: str, id: int, attributes: str) -> str:
    """The reference to a note in the text of a part; `attributes` precede the id."""
    return PendingMark(kind, "", str(id), "", f'<w:{kind}Reference{attributes} w:id="', '"/>').token()


def pending_in(xml: str) -> str:
    """A fragment with its marks as values."""
    return _pending_in(xml) if any(sign in xml for sign in _SIGNS) else xml


@lru_cache(maxsize=4096)
def _pending_in(xml: str) -> str:
    found = elements(xml)
    holder = found[0].getparent() if found else None
    if holder is None:
        return xml
    strings: list[str] = []
    for element in list(holder.iter(*_TAGS)):
        mark = _mark(element, sorted(attributes_of(element)), quoteattr, fragment)
        if mark is not None:
            put_in_place(element, mark.token(), strings)
    return fill(fragment(holder), strings) if strings else xml


def hold_marks(root: etree._Element, strings: list[str]) -> None:
    """Puts placeholders into a tree for its marks, which are added to `strings` as values."""
    tokens: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
    for element in list(root.iter(*_TAGS)):
        attributes = attributes_of(element)
        key = element.tag, attributes
        token = "" if len(element) else tokens.get(key, "")
        if not token:
            mark = _mark(element, attributes, _quote, _as_it_stands)
            if mark is None:
                continue
            token = mark.token()
            if not len(element):
                tokens[key] = token
        put_in_place(element, token, strings)


def _mark(
    element: etree._Element,
    attributes: Iterable[tuple[str, str]],
    quoted: Callable[[str], str],
    whole: Callable[[Iterable[etree._Element]], str],
) -> PendingMark | None:
    """The mark of an element; None if the element is not one that can be decided."""
    kind, edge = _KINDS[element.tag]
    if kind == "field":
        edge = element.get(W + "fldCharType", "")
        return PendingMark(kind, edge, "", "", whole([element]), "") if edge in _EDGES else None
    if len(element) or element.text or (not edge and not _refers(kind, element.get(ID))):
        return None
    before, id, after, name = f"<{_qualified_name(element.tag)}", "", "", ""
    for key, value in attributes:
        text = quoted(value)
        if key == ID:
            before, id, after = f'{before} w:id="', text[1:-1], '"'
        elif after:
            after += f" {_qualified_name(key)}={text}"
        else:
            before += f" {_qualified_name(key)}={text}"
        if key == W + "name" and text[0] == '"':
            name = text[1:-1]
    return PendingMark(kind, edge, id, name, before if after else f"{before}/>", f"{after}/>" if after else "")


def _refers(kind: str, id: str | None) -> bool:
    return id is not None and (kind not in NOTES or id.isdigit())


@lru_cache(maxsize=512)
def _qualified_name(name: str | bytes) -> str:
    uri, _, rest = str(name)[1:].partition("}") if str(name).startswith("{") else ("", "", str(name))
    return f"{_PREFIX_OF[uri]}:{rest}" if uri in _PREFIX_OF else rest


def _quote(value: str) -> str:
    return f'"{value}"' if value.isalnum() else f'"{escape(value, _ATTRIBUTE)}"'


def _as_it_stands(parts: Iterable[etree._Element]) -> str:
    """Elements as lxml writes them in a part."""
    return "".join(map(_element, parts))


def _element(element: etree._Element) -> str:
    name = _qualified_name(element.tag)
    head = f"<{name}{''.join(f' {_qualified_name(key)}={_quote(value)}' for key, value in attributes_of(element))}"
    text = escape(element.text or "", {"\r": "&#13;"})
    inside = "".join(_element(child) + escape(child.tail or "", {"\r": "&#13;"}) for child in element.iterchildren("*"))
    return f"{head}>{text}{inside}</{name}>" if text or inside else f"{head}/>"


def placeholder(xml: str, strings: list[str]) -> etree._Element:
    """A new placeholder for a text, which is added to `strings`."""
    element = etree.Element(LINE_TAG, n=str(len(strings)))
    strings.append(xml)
    return element


def put_in_place(element: etree._Element, xml: str, strings: list[str]) -> None:
    """Makes an element the placeholder for a text; the text after it stays."""
    element.clear(keep_tail=True)  # type: ignore[call-arg]
    element.tag = LINE_TAG
    element.set("n", str(len(strings)))
    strings.append(xml)


def fill(xml: str, strings: Sequence[str]) -> str:
    """The text of a part with each placeholder replaced by its content."""
    return _LINE.sub(lambda match: strings[int(match[1])], xml)
