"""The parts and settings that are copied from the package that a text was read from: those of a white list, without other
programs' traces.

Not written: macros, OLE and other embeddings, attached templates, custom XML, custom properties, thumbnails, glossary, revision
ids (rsids), embedded fonts, links to external files, pictures whose content cannot be determined. An element that needs one of
them is removed too; its picture stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from lxml import etree
from msgspec.structs import replace

from model.formats.word.package.field_codes import SAFE_LINKS, without_credentials
from model.formats.word.package.opc_package import SPARED, Package, Relationship
from model.formats.word.package.package_parts import MAIN_TYPE, OFFICE, Parts
from model.formats.word.package.wordml import MC, PREFIXES, VAL, R, W, elements, fragment, local
from model.formats.word.writing.body.paragraphs import PPR_ORDER
from model.formats.word.writing.into_source.trace_removal import MARKS, remove_extension, strip_traces
from model.formats.word.writing.pictures.metadata import bare_picture

_KEPT = frozenset(
    "styles settings numbering theme fontTable footnotes endnotes header footer comments image chart chartUserShapes "
    "themeOverride chartStyle chartColorStyle diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing".split()
)
"""The last words of the relationship types that are followed."""
_CHART, _DRAWING = (
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}",
)
_NEEDED = frozenset(
    {
        *(W + name for name in ("headerReference", "footerReference", "printerSettings")),
        *(_CHART + name for name in ("externalData", "userShapes")),
        "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip",
        *(_DRAWING + name for name in ("hlinkClick", "hlinkHover", "hlinkMouseOver", "snd", "audioFile", "videoFile")),
    }
)
"""The elements that are nothing without the part that they refer to: the schema wants their relationship id."""
_OF_TARGET = tuple(W + name for name in ("tooltip", "docLocation", "tgtFrame"))
"""The attributes of a link that describe its target."""
_SETTINGS = frozenset(
    "mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop trackRevisions "
    "hideSpellingErrors hideGrammaticalErrors defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps evenAndOddHeaders drawingGridHorizontalSpacing drawingGridVerticalSpacing footnotePr endnotePr "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin "
    "characterSpacingControl noLineBreaksAfter noLineBreaksBefore hdrShapeDefaults compat mathPr themeFontLang "
    "clrSchemeMapping shapeDefaults decimalSymbol listSeparator".split()
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
"""For text that was parsed before."""


@dataclass
class SourcePackage:
    """A package that text comes from, and the parts of it that are used."""

    package: Package
    judges: bool = True
    """Whether pictures are cleaned and judged: not for a package that stays inside the program."""
    left_out: dict[tuple[str, str], str] = field(default_factory=dict)
    """The pictures that did not go along: their part by the part and the id that refer to them."""
    _pictures: dict[str, bytes | None] = field(default_factory=dict)
    _brought: dict[str, str] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """The name of the part that contains the text."""
        return self.package.main

    @cached_property
    def style_root(self) -> etree._Element | None:
        """The `w:styles` of the package; it must not be changed."""
        name = self.part("styles")
        return self.package.shared_root(name) if name else None

    def has_style(self, name: str) -> bool:
        """Whether the package has a style of that name, given in lower case."""
        root = self.style_root
        if root is None:
            return False
        names = (style.find(W + "name") for style in root.iterchildren(W + "style"))
        return any(element is not None and element.get(VAL, "").lower() == name for element in names)

    def part(self, kind: str) -> str:
        """The name of the part of a kind (`styles`, `footnotes` …) of the main document, '' if it has none."""
        return next(iter(self.package.related_parts(self.main, kind)), "")

    def copied_parts(self) -> Parts:
        """All parts that go along but the main one, under their names."""
        parts = Parts()
        parts.relate("", OFFICE + "officeDocument", self.main)
        parts.types[self.main] = MAIN_TYPE
        for name in list(self._follow(self.main, parts)):
            self._copy(name, parts)
        return parts

    def _follow(self, part: str, parts: Parts, seen: set[str] | None = None) -> Iterator[str]:
        seen = seen if seen is not None else {part}
        for relation in self.package.relationships(part).values():
            kept = self._kept_target(part, relation)
            if kept is None:
                continue
            parts.relations.setdefault(part, []).append(replace(relation, target=kept))
            if not relation.external and kept not in seen:
                seen.add(kept)
                yield kept
                yield from self._follow(kept, parts, seen)

    def _copy(self, name: str, parts: Parts) -> None:
        kind = self.package.content_type(name) or "application/octet-stream"
        parts.add(name, self._without_traces(name, kind, lambda root: self.clean(root, name, parts)), kind)

    def _without_traces(self, name: str, kind: str, clean: Callable[[etree._Element], None]) -> bytes:
        """The data of a part that is copied, without traces."""
        if kind.endswith("settings+xml"):
            return settings_part(self.package.xml(name))
        if name in self._pictures or not (kind.endswith("+xml") or name.endswith(".xml")):
            return self._picture(name) or b""
        root = self.package.xml(name)
        clean(root)
        return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))

    def _picture(self, name: str) -> bytes | None:
        """A picture without its metadata, None if its content cannot be determined."""
        if name not in self._pictures:
            data = self.package.part(name)
            self._pictures[name] = bare_picture(data) if self.judges else data
        return self._pictures[name]

    def _kept_target(self, part: str, relation: Relationship) -> str | None:
        """The target of a relationship of a part if it is copied, else None."""
        kind = relation.type.rpartition("/")[2]
        if relation.external:
            is_safe = kind == "hyperlink" and relation.target.lower().startswith(SAFE_LINKS)
            return without_credentials(relation.target) if is_safe else None
        if kind not in _KEPT or relation.target.endswith("stylesWithEffects.xml"):
            return None
        name = self.package.archive.find(relation.target)
        if name is not None and kind in SPARED and self.package.damage(name):
            return None
        if name is not None and kind == "image" and self._picture(name) is None:
            self.left_out[part, relation.id] = name
            return None
        return name

    def _loses(self, name: str, parts: Parts) -> bool:
        return len(parts.relations.get(name, ())) < len(self.package.relationships(name))

    def clean(self, root: etree._Element, part: str, parts: Parts) -> None:
        """Removes from a part's tree what is not copied."""
        self.clean_tables(root)
        kept = {relation.id for relation in parts.relations.get(part, ())}
        if self._loses(part, parts) or any(id not in kept for id in self.package.relationships(part)):
            drop_references(root, kept)

    def clean_foreign(self, root: etree._Element) -> None:
        """As `clean`, for a part that is copied to another package without anything that it refers to."""
        self.clean_tables(root)
        drop_references(root, set())

    @staticmethod
    def clean_tables(root: etree._Element) -> None:
        """Removes from a tree what is never written; the targets of its references are handled when a fragment is copied."""
        strip_traces(root)
        put_in_order(root)

    def back_into(self, parts: Parts) -> Callable[[str], str]:
        """A function that adapts a fragment of the main part to the copy of it: without what is not copied."""

        def clean(xml: str) -> str:
            if not MARKS.search(xml):
                return xml
            root = _holder(xml)
            strip_traces(root)
            drop_references(root, {relation.id for relation in parts.relations.get(self.main, ())})
            return fragment(root)

        return clean

    def bring_into(self, parts: Parts, part: str) -> Callable[[str], str]:
        """A function that adapts a fragment of the main part of this package to another package's part: its relationships get
        new ids there, pictures are copied; anything that is not copied loses its reference."""

        def bring(xml: str) -> str:
            if not MARKS.search(xml):
                return xml
            if xml not in self._brought:
                root = _holder(xml)
                self._bring(root, parts, part)
                self._brought[xml] = fragment(root)
            return self._brought[xml]

        return bring

    def _bring(self, root: etree._Element, parts: Parts, part: str) -> None:
        strip_traces(root)
        relations = self.package.relationships(self.main)
        for element in list(root.iter(etree.Element)):
            for name in [name for name in element.attrib if str(name).startswith(R)]:
                relation = relations.get(element.get(name, ""))
                target = self._kept_target(self.main, relation) if relation is not None else None
                if relation is None or target is None:
                    _lose_reference(element, name)
                elif relation.external:
                    element.set(name, parts.relate(part, relation.type, target, external=True))
                else:
                    element.set(name, parts.relate(part, relation.type, self._bring_part(target, parts)))

    def _bring_part(self, name: str, parts: Parts) -> str:
        key = f"\x00{name}"
        known = self._brought.get(key)
        if known is None:
            known = parts.free_name(name if name.startswith("word/") else f"word/media/{name.rpartition('/')[2]}")
            self._brought[key] = known
            parts.types[known] = ""
            brought = Parts(data=parts.data, types=parts.types, relations=parts.relations)
            kind = self.package.content_type(name) or "application/octet-stream"
            for relation in self.package.relationships(name).values():
                target = self._kept_target(name, relation)
                if target is not None:
                    goal = target if relation.external else self._bring_part(target, parts)
                    brought.relations.setdefault(known, []).append(replace(relation, target=goal))
            kept = {relation.id for relation in brought.relations.get(known, ())}
            parts.add(known, self._without_traces(name, kind, lambda root: _clean_extension(root, kept)), kind)
        return known


def drop_references(root: etree._Element, kept: set[str]) -> None:
    """Removes the relationship ids that lead nowhere."""
    for element in list(root.iter(etree.Element)):
        for name in [name for name in element.attrib if str(name).startswith(R)]:
            if element.get(name) in kept or not element.get(name):
                continue
            _lose_reference(element, name)


def _lose_reference(element: etree._Element, name: str | bytes) -> None:
    if element.tag in _NEEDED:
        remove_extension(element)
        return
    del element.attrib[name]
    if element.tag == W + "hyperlink":
        etree.strip_attributes(element, *_OF_TARGET)


def _holder(xml: str) -> etree._Element:
    """An element with the elements of a fragment in it, so that each can be removed or replaced by its content."""
    holder = etree.Element("fragment")
    holder.extend(elements(xml))
    return holder


def _clean_extension(root: etree._Element, kept: set[str]) -> None:
    strip_traces(root)
    drop_references(root, kept)


def settings_part(root: etree._Element) -> bytes:
    """A settings part with the source's settings of the layout."""
    for child in [setting for setting in root if local(setting.tag) not in _SETTINGS]:
        root.remove(child)
    strip_traces(root)
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def root_with_prefixes(root: etree._Element) -> etree._Element:
    """The root of a main part with the prefixes of fragments bound, and `mc:Ignorable` with the same namespaces as before."""
    nsmap = {prefix: uri for prefix, uri in root.nsmap.items() if prefix and prefix not in PREFIXES}
    nsmap |= PREFIXES
    new = etree.Element(root.tag, nsmap=nsmap)
    for name, value in root.attrib.items():
        new.set(name, value)
    ignorable = root.get(MC + "Ignorable")
    if ignorable:
        prefix_of = {uri: prefix for prefix, uri in nsmap.items()}
        uris = [root.nsmap.get(prefix) for prefix in ignorable.split()]
        new.set(MC + "Ignorable", " ".join(prefix_of[uri] for uri in uris if uri in prefix_of))
    if len(root) and all(prefix and nsmap[prefix] == uri for prefix, uri in root.nsmap.items()):
        return _refill(new, root)
    new.extend(list(root))
    return new


def _refill(new: etree._Element, root: etree._Element) -> etree._Element:
    """The new root with the content of the old one, whose prefixes mean the same there: as text, since moving elements
    from tree to tree takes ten times as long (measured: 15,000 paragraphs in 4.5 s)."""
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    head = etree.tostring(new, encoding="unicode").removesuffix("/>")
    inside = text[text.index(">") : text.rindex("</")]
    return etree.fromstring(f"{head}{inside}</{head[1:].split(maxsplit=1)[0]}>", _PARSER)


_ORDERS: Mapping[str, Mapping[str, int]] = {
    W + properties: {W + name: place for place, name in enumerate(names)}
    for properties, names in {
        "pPr": (*PPR_ORDER, "rPr", "sectPr", "pPrChange"),
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange".split(),
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers "
        "cellIns cellDel cellMerge tcPrChange".split(),
    }.items()
}
_PROPERTIES = tuple(_ORDERS)


def put_in_order(root: etree._Element) -> None:
    """Puts the properties in a tree in the order of the schema, each unknown one after the one before it."""
    for properties in root.iter(*_PROPERTIES):
        places = list(_places(properties))
        if any(first > second for first, second in pairwise(places)):
            ranked = sorted(zip(places, range(len(places)), properties, strict=True), key=lambda ranking: ranking[:2])
            properties[:] = [child for _, _, child in ranked]


def _places(properties: etree._Element) -> Iterator[int]:
    order, place = _ORDERS[properties.tag], 0
    for child in properties:
        place = order.get(child.tag, place)
        yield place
