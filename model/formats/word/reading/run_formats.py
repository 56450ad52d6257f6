"""The format of a run, `w:rPr`, as a Style.

Properties that `Style` has a field for are removed from `other`; all others stay there in the order of the file:

* `italic` is `w:i` and `w:iCs` together; in complex script (`w:rtl`, `w:cs`), `w:iCs` alone decides. A second one that differs
  stays in `other`. The same holds for bold.
* An explicit *off* (`<w:i w:val="0"/>`, `<w:u w:val="none"/>`, `<w:vertAlign w:val="baseline"/>`) is not the same as no
  property, so it stays in `other`. **A field that is set outweighs it**: code that sets `italic` need not look into `other`;
  the writer drops the property there.
* An underline that is not single, or is coloured, sets `underline` and stays in `other`; it is dropped if `underline` is unset.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from model.formats.word.package.wordml import VAL, W, attributes_of, fragment
from model.formats.word.reading.revisions import REVISIONS, stamp_of
from model.redline import NOBODY, PLAIN, Stamp, Status, Style

_RSTYLE, _CHANGE = W + "rStyle", W + "rPrChange"
_OFF = ("0", "false", "off")
_SCRIPT = (W + "rtl", W + "cs")
_PAIRS = ((W + "i", W + "iCs"), (W + "b", W + "bCs"))
_DROPPED = REVISIONS | {_CHANGE, _RSTYLE, *_PAIRS[0], *_PAIRS[1], W + "u", W + "vertAlign"}
_VERTICAL: dict[str, Literal["superscript", "subscript"]] = {"superscript": "superscript", "subscript": "subscript"}
_LEVEL: Literal[""] = ""

Key = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


class RunStyle(Struct, frozen=True):
    """The style of a run now and, if a format change is tracked, before it."""

    style: Style = PLAIN
    before: Style | None = None
    stamp: Stamp = NOBODY


PLAIN_RUN = RunStyle()


def run_style(properties: etree._Element | None) -> RunStyle:
    """The style of a run or of a numbering level. Equal properties give the same object."""
    if properties is None:
        return PLAIN_RUN
    change = None
    key: list[tuple[str, tuple[tuple[str, str], ...]]] = []
    for child in properties:
        tag = child.tag
        if tag == _CHANGE:
            change = child
        elif tag not in REVISIONS:
            if len(child) or child.text:
                key.append((tag, (("", fragment([child])),)))
            else:
                key.append((tag, attributes_of(child)))
    now = _style(tuple(key))
    if change is None:
        return now
    old = change.find(W + "rPr")
    before = PLAIN if old is None else run_style(old).style
    if before == now.style:
        return now
    return _with_change(now.style, before, stamp_of(change))


@lru_cache(maxsize=4096)
def _with_change(style: Style, before: Style, stamp: Stamp) -> RunStyle:
    return RunStyle(style, before, stamp)


@lru_cache(maxsize=4096)
def _style(key: Key) -> RunStyle:
    by_tag = {tag: dict(attributes) for tag, attributes in key}
    complex_script = any(tag in by_tag and by_tag[tag].get(VAL, "1") not in _OFF for tag in _SCRIPT)
    other: list[str] = []
    flags = []
    for latin, script in _PAIRS:
        first, second = (script, latin) if complex_script else (latin, script)
        decides, follows = _flag(by_tag, first), _flag(by_tag, second)
        flags.append(decides is True)
        if decides is False:
            other.append(_fragment(first, by_tag[first]))
        if follows is not None and not (follows and decides):
            other.append(_fragment(second, by_tag[second]))
    underline = by_tag.get(W + "u")
    underlined = underline is not None and underline.get(VAL, "none") != "none"
    if underline is not None and not (underlined and underline == {VAL: "single"}):
        other.append(_fragment(W + "u", underline))
    vertical = by_tag.get(W + "vertAlign")
    raised = _VERTICAL[vertical[VAL]] if vertical is not None and vertical.get(VAL) in _VERTICAL else _LEVEL
    if vertical is not None and not raised:
        other.append(_fragment(W + "vertAlign", vertical))
    other.extend(_fragment(tag, dict(attributes)) for tag, attributes in key if tag not in _DROPPED)
    name = by_tag.get(_RSTYLE, {}).get(VAL, "")
    return RunStyle(Style(flags[0], flags[1], underlined, raised, name, "".join(other)))


def _flag(attributes: dict[str, dict[str, str]], tag: str) -> bool | None:
    return None if tag not in attributes else attributes[tag].get(VAL, "1") not in _OFF


def _fragment(tag: str, attributes: dict[str, str]) -> str:
    """A property as a fragment; one with content has its fragment under ''."""
    if "" in attributes:
        return attributes[""]
    element = etree.Element(tag)
    for name, value in attributes.items():
        element.set(name, value)
    return fragment([element])


@lru_cache(maxsize=4096)
def with_other(style: RunStyle, xml: str) -> RunStyle:
    """The style with `xml` added to `other`, in its present and its earlier format."""
    before = None if style.before is None else replace(style.before, other=style.before.other + xml)
    return RunStyle(replace(style.style, other=style.style.other + xml), before, style.stamp)


def on_side(style: RunStyle, status: Status) -> RunStyle:
    """The style of text of that status: text that is not kept is on one side only and has the style of that side."""
    if style.before is None or status is Status.KEPT:
        return style
    return _untracked_style(style.before if status is Status.DELETED else style.style)


@lru_cache(maxsize=4096)
def _untracked_style(style: Style) -> RunStyle:
    return RunStyle(style)
