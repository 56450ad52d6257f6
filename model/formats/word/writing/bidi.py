"""Left-to-right stretches of a right-to-left document.

The house's Arabic style marks its runs as right to left. What strong left-to-right text does in such a run the standard leaves
open (ISO 29500-1 §17.3.2.30), and Word sets it in the complex-script font; so `A/RES/70/125` and `35-A` get runs of their own
that say otherwise.
"""

from __future__ import annotations

import re

from lxml import etree

from model.formats.word.wordml import VAL, W

_RUN = re.compile(
    r"<w:r>(?P<properties><w:rPr>(?:(?!</w:r>).)*?</w:rPr>)?"
    r'(?P<inside>(?:<w:(?:t|delText) xml:space="preserve">[^<]*</w:(?:t|delText)>|<w:(?:tab|br|noBreakHyphen|softHyphen)/>)+)'
    r"</w:r>"
)
_PIECE = re.compile(r'<w:(?P<name>t|delText) xml:space="preserve">(?P<text>[^<]*)</w:(?:t|delText)>|<w:\w+/>')
_LATIN = re.compile(r"(?:&\w+;)|((?:\d+[./\-])?[A-Za-zÀ-ɏ](?:[\w ./,:@+()\-\u2011]*[A-Za-zÀ-ɏ\d])?)", re.ASCII)
_BEHIND = re.compile(r"<w:(?:rtl|cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)\b|</w:rPr>$")
"""What stands behind `w:rtl` in the order of the schema."""
_OFF = '<w:rtl w:val="0"/>'


def right_to_left(styles: etree._Element | None) -> bool:
    """Whether the paragraph style that stands where none is named marks its runs as right to left."""
    for style in () if styles is None else styles.iterfind(W + "style"):
        if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true", "on"):
            mark = style.find(f"{W}rPr/{W}rtl")
            return mark is not None and mark.get(VAL, "1") not in ("0", "false", "off")
    return False


def with_directions(xml: str) -> str:
    """The paragraphs of an Arabic document with a run of its own, marked left to right, for each Latin stretch."""
    return _RUN.sub(_parted, xml)


def _parted(run: re.Match[str]) -> str:
    properties = run["properties"] or ""
    if "<w:rtl" in properties.partition("<w:rPrChange")[0]:
        return run[0]
    out: list[str] = []
    latin = False
    for piece in _PIECE.finditer(run["inside"]):
        name = piece["name"]
        if name is None:
            joins = latin and piece[0] == "<w:noBreakHyphen/>"
            out.append(_run(_off(properties) if joins else properties, piece[0]))
            continue
        at = 0
        for found in _LATIN.finditer(piece["text"]):
            if found[1] is not None:
                out += [_text(properties, name, piece["text"][at : found.start()]), _text(_off(properties), name, found[1])]
                at = found.end()
        rest = piece["text"][at:]
        latin = not rest
        out.append(_text(properties, name, rest))
    return "".join(out)


def _off(properties: str) -> str:
    if not properties:
        return f"<w:rPr>{_OFF}</w:rPr>"
    place = _BEHIND.search(properties)
    assert place is not None
    return properties[: place.start()] + _OFF + properties[place.start() :]


def _text(properties: str, name: str, text: str) -> str:
    return _run(properties, f'<w:{name} xml:space="preserve">{text}</w:{name}>') if text else ""


def _run(properties: str, inside: str) -> str:
    return f"<w:r>{properties}{inside}</w:r>"
