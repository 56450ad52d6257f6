"""The styles of a package, resolved: the properties of a paragraph style and of those that it is based on (ISO 29500-1
§17.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import VAL, W, is_on, is_on_attribute
from model.text.lazy_regex import late

_UNITS = {"": 1.0, "pt": 20.0, "in": 1440.0, "cm": 1440 / 2.54, "mm": 144 / 2.54, "pc": 240.0, "pi": 240.0}
_VANISH = W + "vanish"
_MEASURE = late(r"\s*([+-]?\d+(?:\.\d+)?)\s*(pt|in|cm|mm|pc|pi|)\s*")
Value = TypeVar("Value")


class ParagraphLayer(Struct, frozen=True):
    """The properties in one `w:pPr`; None for those that it does not set. Measures in twips."""

    justification: str | None = None
    left: int | None = None
    hanging: int | None = None
    """Negative: a first-line indent."""
    outline: int | None = None
    """9 is explicit: body text."""
    num_id: str | None = None
    """`0` takes the numbering away."""
    num_level: int | None = None
    page_break_before: bool | None = None


NOTHING = ParagraphLayer()


class RunProperties(Struct, frozen=True):
    """The properties of characters in a style; None for those that it does not set."""

    italic: bool | None = None
    bold: bool | None = None
    caps: bool | None = None
    size: int | None = None
    """Half-points."""
    hidden: bool | None = None


_NEAREST = 32
"""The most ancestors listed for a style: ITU's styles have at most 5, and a chain of 50,000 must not list 50,000 for each."""


class ParagraphStyle(Struct, frozen=True):
    """A paragraph style."""

    id: str
    name: str
    """Lower case."""
    based_on: str = ""
    """Id of the style that it is based on; '' if there is none, or if it closes a circle."""
    ancestors: tuple[str, ...] = ()
    """Names of the nearest styles that it is based on, lower case, nearest first."""
    layer: ParagraphLayer = NOTHING
    """The properties of paragraphs that the style has itself."""
    num_id: str | None = None
    """The `w:numId` that it has or inherits."""
    run: RunProperties = RunProperties()
    """The properties of characters that it has or inherits, also from the document's defaults."""


class Styles(Struct, frozen=True):
    """The styles of a package by id. A missing, circular or damaged one sets no properties."""

    default: str = ""
    """Id of the default paragraph style, '' if there is none."""
    language: str = ""
    """Two letters, lower case."""
    hidden_characters: frozenset[str] = frozenset()
    """Ids of the character styles that hide text, or show what the paragraph style hides (ISO 29500-1 §17.7.3)."""
    hidden_tables: frozenset[str] = frozenset()
    """Ids of the table styles that hide text, with '' if the default table style does."""
    may_hide: bool = False
    """Whether any style hides text."""
    _elements: Mapping[str, etree._Element] = field(default_factory=dict)
    defaults: ParagraphLayer = NOTHING
    """The document's defaults of paragraphs."""
    _run_defaults: RunProperties = RunProperties()
    _resolved: dict[str, ParagraphStyle] = field(default_factory=dict)

    @classmethod
    def read(cls, package: Package) -> Styles:
        """The styles part of a package; empty styles if it has none."""
        parts = package.related_parts(package.main, "styles")
        return cls.of(package.shared_root(parts[0])) if parts else cls()

    @classmethod
    def of(cls, root: etree._Element) -> Styles:
        """The styles that the root of the styles part defines."""
        found: dict[str, etree._Element] = {}
        default = ""
        for element in root.iterchildren(W + "style"):
            id = element.get(W + "styleId", "")
            found.setdefault(id, element)
            if element.get(W + "type", "paragraph") == "paragraph" and is_on_attribute(element.get(W + "default")):
                default = id
        if not default and "Normal" in found:
            default = "Normal"
        paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        language = _language(found[default].find(W + "rPr") if default else None) or _language(run)
        may_hide = next(root.iter(_VANISH), None) is not None
        hidden = _hiding_styles("character", found) if may_hide else frozenset()
        tables = _hidden_tables(found) if may_hide else frozenset()
        return cls(default, language, hidden, tables, may_hide, found, paragraph_layer(paragraph), run_properties(run))

    def paragraph(self, id: str = "") -> ParagraphStyle:
        """The paragraph style of that id; if it does not exist, an empty style under its id; for '', the default."""
        key = id or self.default
        if key not in self._resolved:
            self._resolve(key)
        return self._resolved[key]

    def numbering_style(self, id: str) -> str | None:
        """The `w:numId` that a numbering style names."""
        element = self._elements.get(id)
        return None if element is None else paragraph_layer(element.find(W + "pPr")).num_id

    def _resolve(self, id: str) -> None:
        """Resolve a style and, before it, those that it is based on."""
        if id not in self._elements:
            name = id.lower() if id else "normal"
            self._resolved[id] = ParagraphStyle(id, name, num_id=self.defaults.num_id, run=self._run_defaults)
            return
        chain, root = self._unresolved_chain(id)
        for at in reversed(chain):
            element = self._elements[at]
            based = "" if at == root else _parent_style(element)
            layer = paragraph_layer(element.find(W + "pPr"))
            run, num_id, ancestors = self._run_defaults, self.defaults.num_id, tuple[str, ...]()
            if not based or based not in self._elements:
                based = ""
            else:
                above = self._resolved[based]
                run, num_id, ancestors = above.run, above.num_id, (above.name, *above.ancestors)[:_NEAREST]
            num_id = num_id if layer.num_id is None else layer.num_id
            run = over(run, run_properties(element.find(W + "rPr")))
            self._resolved[at] = ParagraphStyle(at, _name(element), based, ancestors, layer, num_id, run)

    def _unresolved_chain(self, id: str) -> tuple[list[str], str]:
        """A style with those that it is based on, nearest first, up to one that is resolved; if they are based on each other in a
        circle, the last id of the circle in alphabetical order counts as based on nothing, and is returned beside them."""
        places: dict[str, int] = {}
        at = id
        while at in self._elements and at not in places and at not in self._resolved and (at or not places):
            places[at] = len(places)
            at = _parent_style(self._elements[at])
        chain = list(places)
        if at not in places:
            return chain, ""
        head, circle = chain[: places[at]], chain[places[at] :]
        root = max(circle)
        after = circle.index(root) + 1
        return head + circle[after:] + circle[:after], root


def paragraph_layer(properties: Iterable[etree._Element] | None) -> ParagraphLayer:
    """The properties that matter here in a `w:pPr` or in some of its children."""
    if properties is None:
        return NOTHING
    values: dict[str, object] = {}
    for child in properties:
        tag = child.tag
        if tag == W + "jc":
            values["justification"] = child.get(VAL)
        elif tag == W + "ind":
            values["left"] = twips(child.get(W + "start") or child.get(W + "left"))
            first, hanging = twips(child.get(W + "firstLine")), twips(child.get(W + "hanging"))
            values["hanging"] = hanging if hanging is not None else None if first is None else -first
        elif tag == W + "outlineLvl":
            values["outline"] = number(child.get(VAL))
        elif tag == W + "numPr":
            for part in child:
                if part.tag == W + "numId":
                    values["num_id"] = part.get(VAL)
                elif part.tag == W + "ilvl":
                    values["num_level"] = number(part.get(VAL))
        elif tag == W + "pageBreakBefore":
            values["page_break_before"] = is_on(child)
    return replace(NOTHING, **values) if values else NOTHING


def run_properties(properties: etree._Element | None) -> RunProperties:
    """The properties that matter here in the `w:rPr` of a style."""
    if properties is None:
        return RunProperties()
    italic, bold, caps, hidden = (properties.find(W + name) for name in ("i", "b", "caps", "vanish"))
    size = properties.find(W + "sz")
    return RunProperties(
        None if italic is None else is_on(italic),
        None if bold is None else is_on(bold),
        None if caps is None else is_on(caps),
        None if size is None else half_points(size.get(VAL)),
        None if hidden is None else is_on(hidden),
    )


def over(below: RunProperties, above: RunProperties) -> RunProperties:
    """The look of a style on top of the one that it is based on."""
    values = {name: value for name in RunProperties.__struct_fields__ if (value := getattr(above, name)) is not None}
    return replace(below, **values) if values else below


def twips(text: str | None) -> int | None:
    """A measure in twips; in Strict files it may have a unit (ISO 29500-1 §22.9.2.14). None if the text is no measure."""
    match = _MEASURE.fullmatch(text or "")
    return None if match is None else round(float(match[1]) * _UNITS[match[2]])


def half_points(text: str | None) -> int | None:
    """Half-points from an attribute, which may have a unit; None if it is not a length."""
    value = twips(text)
    return value if value is None or (text or "").strip()[-1:].isdigit() else round(value / 10)


def number(text: str | None) -> int | None:
    """A whole number of reasonable size, None if the text is none."""
    return int(text) if text and re.fullmatch(r"[+-]?\d{1,9}", text) else None


def _name(element: etree._Element) -> str:
    name = element.find(W + "name")
    value = None if name is None else name.get(VAL)
    return (value or element.get(W + "styleId") or "").lower()


def _language(properties: etree._Element | None) -> str:
    found = None if properties is None else properties.find(W + "lang")
    return "" if found is None else found.get(VAL, "")[:2].lower()


def _parent_style(element: etree._Element) -> str:
    based = element.find(W + "basedOn")
    return "" if based is None else based.get(VAL, "")


def _hidden_tables(styles: Mapping[str, etree._Element]) -> frozenset[str]:
    """The ids of the table styles that hide text, with '' if the last default one does."""
    hidden = _hiding_styles("table", styles)
    tables = [id for id, style in styles.items() if style.get(W + "type") == "table"]
    defaults = [id for id in tables if is_on_attribute(styles[id].get(W + "default"))]
    return hidden | {""} if hidden.intersection(defaults[-1:]) else hidden


def _hiding_styles(kind: str, styles: Mapping[str, etree._Element]) -> frozenset[str]:
    """The ids of the styles of a kind that hide text, themselves or through the styles that they are based on."""

    def set_by_itself(id: str) -> bool | None:
        if id not in styles or styles[id].get(W + "type") != kind:
            return False
        toggle = styles[id].find(f"{W}rPr/{_VANISH}")
        return None if toggle is None else is_on(toggle)

    known: dict[str, bool | None] = {}
    return frozenset(id for id in styles if inherited_value(id, set_by_itself, lambda at: _parent_style(styles[at]), known))


def inherited_value(
    id: str, direct: Callable[[str], Value | None], based_on: Callable[[str], str], known: dict[str, Value | None]
) -> Value | None:
    """The value that a style has itself or inherits; None if no style of the chain has one. Each style is
    visited once, however long the chains are; a circle ends where it closes.

    `direct` gives the value of a style itself, None if it has none or does not exist; `based_on` the id of the style that it is
    based on, '' if there is none. The values found are added to `known`.
    """
    path: dict[str, None] = {}
    found: Value | None = None
    while id and id not in path:
        if id in known:
            found = known[id]
            break
        path[id] = None
        found = direct(id)
        if found is not None:
            break
        id = based_on(id)
    known.update(dict.fromkeys(path, found))
    return found


class SourceStyles(Struct, frozen=True):
    """The styles of a package that text comes from, as XML."""

    elements: Mapping[str, etree._Element]
    default: str = ""

    @classmethod
    def of(cls, root: etree._Element | None) -> SourceStyles:
        """The styles that the root of a styles part defines; none if there is no such part."""
        elements: dict[str, etree._Element] = {}
        default = ""
        for element in root.iterchildren(W + "style") if root is not None else ():
            id = element.get(W + "styleId", "")
            elements.setdefault(id, element)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                default = id
        return cls(elements, default)

    def name(self, id: str) -> str:
        """The name of a style in lower case; of '', that of the default paragraph style."""
        element = self.elements.get(id or self.default)
        return style_name(element) if element is not None else ""


def style_name(element: etree._Element) -> str:
    """The name of a `w:style` in lower case; its id if it has no name."""
    name = element.find(W + "name")
    return (name.get(VAL, "") if name is not None else element.get(W + "styleId", "")).lower()
