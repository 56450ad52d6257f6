"""Mixed content as runs: text with its formats and its changes from `ins` and `del`, notes and pictures at their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.akoma_ntoso.reading.own_values import attributes_of, taken_stamp
from model.formats.akoma_ntoso.schema.vocabulary import CW_PREFIX, format_of
from model.redline import KEPT, LINE_BREAK, NOBODY, PLAIN, Run, Stamp, Status, Style, join_runs

_BASE = CW_PREFIX + "base"
_USUAL = CW_PREFIX + "usual"
"""Marks italics that the kind of a clause brings along."""
_FORMATS = {"b": "bold", "i": "italic", "u": "underline"}
_VERTICALS = {"sup": "superscript", "sub": "subscript"}
_CLASSES = {"bold": "bold", "italic": "italic", "underline": "underline", "superscript": "superscript", "subscript": "subscript"}
_BREAKS = frozenset({"eol", "br"})


class Look(Struct, frozen=True):
    """The formats and statuses that the elements around characters give them."""

    status: Status = KEPT
    style: Style = PLAIN
    base_style: Style | None = None
    stamp: Stamp = NOBODY
    style_stamp: Stamp = NOBODY
    retracted: Stamp = NOBODY
    move: str = ""

    def run(self, text: str, content: str = "") -> Run:
        """Characters of this look."""
        return Run(
            text, self.status, self.style, self.base_style, self.stamp, self.style_stamp, self.retracted, self.move, content
        )


NO_LOOK = Look()
Special = Callable[[etree._Element, Look], "Run | None"]
"""Gives the run of an element that is no text: a note, a picture."""


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; '' for a comment or processing instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def words_of(element: etree._Element) -> str:
    """All characters in an element and in its children."""
    return "".join(map(str, element.itertext()))


class MixedContent:
    """Reads the runs of mixed content. Elements that are not inline are left to the `blocks` of the caller."""

    def __init__(self, special: dict[str, Special], *, skipped: Iterable[str] = ()) -> None:
        self._special = special
        self._skipped = frozenset(skipped)

    def runs(self, element: etree._Element) -> tuple[Run, ...]:
        """The runs of an element, equal neighbours joined."""
        if not len(element):
            text = element.text
            return (Run(text),) if text else ()
        out: list[Run] = []
        self._gather(element, NO_LOOK, out)
        return join_runs(out)

    def _gather(self, element: etree._Element, look: Look, out: list[Run]) -> None:
        if element.text:
            out.append(Run(element.text) if look is NO_LOOK else look.run(element.text))
        for child in element:
            name = local(child)
            special = self._special.get(name)
            if special is not None:
                run = special(child, look)
                if run is not None:
                    out.append(run)
            elif name in _BREAKS:
                out.append(look.run(LINE_BREAK))
            elif name and name not in self._skipped:
                self._gather(child, inner_look(child, name, look), out)
            if child.tail:
                out.append(Run(child.tail) if look is NO_LOOK else look.run(child.tail))


def inner_look(element: etree._Element, name: str, look: Look) -> Look:
    """The look of the content of an element inside content with `look`."""
    if name in ("ins", "del"):
        return _changed_look(element, name, look)
    if element.get(_USUAL) is not None:
        return look
    style = _style(element, name, look.style)
    then = element.get(_BASE)
    if then is not None and look.status is KEPT:
        base = format_of(then)
        return replace(look, style=style, base_style=base, style_stamp=taken_stamp(attributes_of(element)))
    return look if style is look.style else replace(look, style=style)


def _style(element: etree._Element, name: str, style: Style) -> Style:
    if name in _FORMATS:
        return replace(style, **{_FORMATS[name]: True})
    if name in _VERTICALS:
        return replace(style, vertical=_VERTICALS[name])
    for word in element.get("class", "").split() if element.attrib else ():
        known = _CLASSES.get(word)
        if known is not None:
            style = replace(style, vertical=known) if known.endswith("script") else replace(style, **{known: True})
    return style


def _changed_look(element: etree._Element, name: str, look: Look) -> Look:
    """The look in an `ins` or `del`; a deletion in an insertion is retracted, nothing else can be changed twice."""
    attributes = attributes_of(element)
    stamp, move = taken_stamp(attributes), attributes.get("cw:move", "")
    if look.status is Status.INSERTED and name == "del":
        return replace(look, status=Status.RETRACTED, retracted=stamp)
    if look.status is not KEPT:
        return look
    status = Status.INSERTED if name == "ins" else Status.DELETED
    return replace(look, status=status, stamp=stamp, move=move, base_style=None, style_stamp=NOBODY)
