"""The settings of the proposals of a treaty text as XML: `<cut at="c7" symbol="(MOD)"><reasons>…</reasons></cut>`."""

from __future__ import annotations

from lxml import etree

from model.formats.amend.xml_text import read_attributes, read_text
from model.formats.amend.xml_values import Attributes, choose, read_number, take_flag
from model.submission.values import SYMBOLS, CutSettings

CUT_TEXTS = ("reasons", "agenda")
"""The children of the element."""


def cut_attributes(key: str, settings: CutSettings) -> dict[str, str | None]:
    """The attributes of the settings under a key."""
    out: dict[str, str | None] = {"at": key, "symbol": settings.symbol or None}
    out |= {name: "1" for name in ("underlined", "separate") if getattr(settings, name)}
    out |= {name: getattr(settings, name) or None for name in ("number", "last")}
    return out | {name: str(value) for name in ("serial", "order") if (value := getattr(settings, name))}


def read_cut(node: etree._Element) -> tuple[str, CutSettings, Attributes]:
    """The key of settings, the settings, and the attributes that are not known. ValueError if one is wrong."""
    attributes = read_attributes(node)
    texts = {str(child.tag): read_text(child) for child in node.iterchildren(*CUT_TEXTS)}
    key = attributes.pop("at", "")
    settings = CutSettings(
        symbol=choose(attributes.pop("symbol", ""), ("", *SYMBOLS), "symbol"),
        underlined=take_flag(attributes, "underlined"),
        separate=take_flag(attributes, "separate"),
        number=attributes.pop("number", ""),
        last=attributes.pop("last", ""),
        serial=read_number(attributes.pop("serial", "0")),
        order=read_number(attributes.pop("order", "0")),
        reasons=texts.get("reasons", ""),
        agenda=texts.get("agenda", ""),
    )
    return key, settings, attributes
