"""Left-to-right stretches of a right-to-left document.

The house's Arabic style marks its runs as right to left. The standard leaves open how strong left-to-right text is set in such
a run (ISO 29500-1 §17.3.2.30), and Word sets it in the complex-script font; so `A/RES/70/125` and `35-A` get separate runs that
are left to right. A run that sets its direction itself stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from model.formats.page.house_styles import properties_of
from model.formats.word.package.wordml import VAL, W, child_of, elements, fragment, local
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.xml_escape import escape

OFF = '<w:rtl w:val="0"/>'
BEHIND = frozenset("rtl cs em lang eastAsianLayout specVanish oMath rPrChange".split())
"""`w:rtl` and the properties that follow it in the order of the schema."""
_LATIN = re.compile(r"(?:\d+(?:\.\d+)*[./\-]?)?[A-Za-zÀ-ɏ](?:[\w ./,:@+()\-\u2011]*[A-Za-zÀ-ɏ\d])?", re.ASCII)
_R, _PROPERTIES, _RTL = W + "r", W + "rPr", W + "rtl"
_TEXTS, _SIGNS = (W + "t", W + "delText"), tuple(W + name for name in ("tab", "br", "noBreakHyphen", "softHyphen"))
_HYPHEN = "noBreakHyphen"
_PRESERVED = [("{http://www.w3.org/XML/1998/namespace}space", "preserve")]


class Sign(Struct, frozen=True):
    """A child of a run: characters, or an element without content."""

    name: str
    """`t`, `delText`, `tab`, `br`, `noBreakHyphen` or `softHyphen`."""
    text: str = ""

    def xml(self) -> str:
        return f'<w:{self.name} xml:space="preserve">{escape(self.text)}</w:{self.name}>' if self.text else f"<w:{self.name}/>"


def right_to_left(styles: etree._Element | None) -> bool:
    """Whether the default paragraph style marks its runs as right to left."""
    for style in () if styles is None else styles.iterfind(W + "style"):
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            mark = style.find(f"{W}rPr/{W}rtl")
            return mark is not None and mark.get(VAL, "1") not in ("0", "false", "off")
    return False


def is_right_to_left(registry: StyleRegistry) -> bool:
    """Whether the package that is written marks its runs as right to left."""
    return (
        right_to_left(registry.root) if registry.root is not None else "rtl" in properties_of(registry.house["Normal"].characters)
    )


def stretches(text: str) -> Iterator[tuple[str, bool]]:
    """The text in parts, each with whether it is written from left to right."""
    at = 0
    for found in _LATIN.finditer(text):
        yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    yield text[at:], False


def parts_of(signs: Iterable[Sign], *, is_number: bool = False) -> Iterator[tuple[Sign, bool]]:
    """The children of a run in groups, one for each new run, with whether its text runs from left to right.

    signs: the children
    is_number: whether they are a margin number, all of which does, so that 9.1 and 9.3A are in one font
    """
    latin = False
    for sign in signs:
        if not sign.text:
            yield sign, latin and sign.name == _HYPHEN
            continue
        if is_number:
            yield sign, True
            continue
        for text, is_latin in stretches(sign.text):
            if text:
                latin = is_latin
                yield Sign(sign.name, text), latin


def signs_of(children: Iterable[etree._Element]) -> list[Sign] | None:
    """The children of a run except its properties if all are characters; else None."""
    signs = []
    for child in children:
        if child.tag in _TEXTS and child.text and not len(child) and child.items() == _PRESERVED:
            signs.append(Sign(local(child.tag), child.text))
        elif child.tag in _SIGNS and not child.attrib and not child.text and not len(child):
            signs.append(Sign(local(child.tag)))
        else:
            return None
    return signs or None


def part_runs(root: etree._Element) -> None:
    """Puts each Latin stretch in the runs under an element into a separate run."""
    for run in list(root.iter(_R)):
        if run.attrib or run.text or any(child.tail for child in run):
            continue
        properties = child_of(run, _PROPERTIES)
        if properties is not None and (properties is not run[0] or not _is_silent(properties)):
            continue
        signs = signs_of(run.iterchildren() if properties is None else properties.itersiblings())
        parts = list(parts_of(signs)) if signs else []
        if len(parts) > 1 or any(latin for _, latin in parts):
            _replace(run, properties, parts)


def _is_silent(properties: etree._Element) -> bool:
    """Whether the properties of a run set no direction."""
    tags = [child.tag for child in properties]
    if W + "rPrChange" in tags:
        tags = tags[: tags.index(W + "rPrChange")]
    return len(properties) > 0 and _RTL not in tags and not any("\n" in text for text in properties.itertext())


def _replace(run: etree._Element, properties: etree._Element | None, parts: Iterable[tuple[Sign, bool]]) -> None:
    new = run
    for sign, latin in parts:
        new = etree.Element(_R)
        if properties is not None:
            new.append(deepcopy(properties))
        if latin:
            replaced = new[0] if properties is not None else etree.SubElement(new, _PROPERTIES)
            behind = next((at for at, child in enumerate(replaced) if local(child.tag) in BEHIND), len(replaced))
            replaced.insert(behind, etree.Element(_RTL, {VAL: "0"}))
        child = etree.SubElement(new, W + sign.name)
        if sign.text:
            child.set(*_PRESERVED[0])
            child.text = sign.text
        run.addprevious(new)
    new.tail, run.tail = run.tail, None
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)


def with_directions(xml: str) -> str:
    """The matter around the texts, which is made without a word on directions, with such runs."""
    parts = elements(xml)
    holder = parts[0].getparent() if parts else None
    if holder is None:
        return xml
    part_runs(holder)
    return fragment(holder)
