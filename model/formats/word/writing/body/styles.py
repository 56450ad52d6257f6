"""The styles of the package that is written: found by their names, added from the house's if it lacks them, copied from another
package if text comes from there."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from itertools import chain, count

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from model.formats.page.house_styles import HouseStyle
from model.formats.word.package.styles import SourceStyles, style_name
from model.formats.word.package.wordml import VAL, W, fragment
from model.formats.xml_escape import quoteattr


class StyleRegistry(Struct, dict=True):
    """The styles of one written package."""

    house: Mapping[str, HouseStyle]
    root: etree._Element | None = None
    """The `w:styles` of the package, None if it is new, with all the house's styles."""
    _ids: dict[tuple[str, str], str] = field(default_factory=dict)
    _elements: dict[str, etree._Element] = field(default_factory=dict)
    _added: dict[str, str] = field(default_factory=dict)
    _default: str = ""

    def __post_init__(self) -> None:
        if self.root is None:
            self._ids = {(style.type, style.name.lower()): style.id for style in self.house.values()}
            self._default = "Normal"
            return
        for element in self.root.iterchildren(W + "style"):
            id, kind = element.get(W + "styleId", ""), element.get(W + "type", "paragraph")
            self._elements.setdefault(id, element)
            self._ids.setdefault((kind, style_name(element)), id)
            if kind == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = id

    def of_house(self, id: str) -> str:
        """The id here of one of the house's styles; '' for the default paragraph style, which needs no naming."""
        style = self.house[id]
        if id == "Normal":
            return ""
        known = self._ids.get((style.type, style.name.lower()))
        if known is None:
            known = self._add(style)
        return "" if known == self._default else known

    def has(self, id: str) -> bool:
        """Whether the package itself has a style of that id; ids of added styles come from `of_house` and `bring`."""
        return id in self._elements

    def house_id(self, name: str) -> str:
        """The id of the house's paragraph style of that name, '' if it has none."""
        return self._house_names.get(name.lower(), "")

    @cached_property
    def _house_names(self) -> Mapping[str, str]:
        return {style.name.lower(): style.id for style in self.house.values() if style.type == "paragraph"}

    @property
    def additions(self) -> str:
        """The `w:style` elements that must be added to the package."""
        return "".join(self._added.values())

    def bring(self, source: SourceStyles, id: str) -> str:
        """The id that a style of another package has here. If no style has its name, it and its ancestors are copied."""
        missing: list[tuple[str, etree._Element]] = []
        met: set[tuple[str, str]] = set()
        known = ""
        while (element := source.elements.get(id)) is not None:
            key = element.get(W + "type", ""), style_name(element)
            known = self._ids.get(key, "")
            if known or key in met or key[0] not in ("character", "table", "paragraph"):
                break
            met.add(key)
            missing.append((id, element))
            based = element.find(W + "basedOn")
            id = "" if based is None else based.get(VAL, "")
        for missing_id, element in reversed(missing):
            known = self._bring_style(missing_id, element, known)
        return known

    def _bring_style(self, id: str, element: etree._Element, parent: str) -> str:
        """Adds a style of another package whose name this package does not have, based on `parent`, and returns its new id."""
        kind, shown = element.get(W + "type", ""), element.find(W + "name")
        free = self._free_id(id)
        self._ids[kind, style_name(element)] = free
        parts = element.iterchildren(*(W + part for part in ("pPr", "rPr", "tblPr", "tblStylePr", "trPr", "tcPr")))
        content = "".join(fragment([_without_number(part)]) for part in parts)
        custom = ' w:customStyle="1"' if kind != "paragraph" or element.get(W + "customStyle") else ""
        based_on = f"<w:basedOn w:val={quoteattr(parent)}/>" if parent else ""
        self._added[free] = (
            f'<w:style w:type="{kind}"{custom} w:styleId={quoteattr(free)}>'
            f"<w:name w:val={quoteattr(id if shown is None else shown.get(VAL, id))}/>{based_on}{content}</w:style>"
        )
        return free

    def _add(self, style: HouseStyle) -> str:
        free = self._free_id(style.id)
        self._ids[style.type, style.name.lower()] = free
        based = ""
        if style.based_on in self.house:
            based = self.of_house(style.based_on) or self._default
        from model.formats.word.writing.from_template.styles import style_xml  # loads python-docx

        self._added[free] = style_xml(replace(style, id=free, based_on=based, next=""))
        return free

    def _free_id(self, id: str) -> str:
        taken = (self._elements, self._added, self.house if self.root is None else {})
        candidates = chain((id,), (f"{id}{number}" for number in count(1)))
        return next(candidate for candidate in candidates if not any(candidate in ids for ids in taken))


def _without_number(part: etree._Element) -> etree._Element:
    if part.find(W + "numPr") is None:
        return part
    part = deepcopy(part)
    etree.strip_elements(part, W + "numPr", with_tail=False)
    return part
