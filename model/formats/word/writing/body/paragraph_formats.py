"""The formats of clauses' paragraphs in the package that is written: by role in the house's styles, or like similar paragraphs
of the source package."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lxml import etree
from msgspec.structs import replace

from model.formats.page.role_styles import house_style, runs_beyond_style
from model.formats.page.style_ids import CellRole, cell_role, style_of_role
from model.formats.word.package.styles import SourceStyles
from model.formats.word.package.wordml import W, elements, fragment, local
from model.formats.word.writing.body.list_numbering import Automatic, AutomaticLists
from model.formats.word.writing.body.paragraphs import ParagraphProperties
from model.formats.word.writing.body.styles import StyleRegistry
from model.formats.xml_escape import escape
from model.numbering import Labelling
from model.redline import Clause, Kind, Props, Run, Scheme, Side, Status

HOUSE_DROPS = frozenset(
    "rFonts sz szCs lang noProof kern spacing w snapToGrid webHidden color shd effect fitText em eastAsianLayout".split()
)
"""The source's character formats that the house's styles replace."""
_KEPT_PROPERTIES = frozenset("keepNext keepLines pageBreakBefore bidi".split())
_KEPT_IN_CELLS = _KEPT_PROPERTIES | {"jc", "ind", "spacing", "tabs"}
_NOTE_STYLE = "FootnoteText"
_MARGIN = 1871
"""The width of the margin of Final Acts in twips: the second tab of ITU's style Normal."""
NUMBER_INDENT = 1134
"""The place of margin numbers in it: the first tab."""
_HEADINGS = ("heading", "annex", "title", "number")
_NO_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
Role = tuple[Kind, int, Scheme]


@dataclass
class HouseFormats:
    """The house's paragraph formats. The source's are dropped, except breaks and, in tables, alignment."""

    registry: StyleRegistry
    source: SourceStyles
    annexed: frozenset[str] = frozenset()
    """The clauses in an annex."""
    units: Mapping[str, str] = field(default_factory=dict)
    """The styles of the lines of units of a treaty text, by clause."""
    _known: dict[tuple[Props, bool, CellRole, str], ParagraphProperties] = field(default_factory=dict)

    def paragraph_properties(self, clause: Clause, side: Side) -> ParagraphProperties:
        """The properties of a clause's paragraph on one side, by the style that ITU has for it."""
        props = clause.props_on(side)
        key = (props, clause.id in self.annexed, cell_role(clause), self.units.get(clause.id, ""))
        if key not in self._known:
            kept = _properties_named(props.other, _KEPT_IN_CELLS if key[2] else _KEPT_PROPERTIES)
            self._known[key] = ParagraphProperties(self.registry.of_house(key[3] or self._house(*key[:3])), kept)
        return self._known[key]

    def note_properties(self, clause: Clause, side: Side) -> ParagraphProperties:
        """Those of a paragraph of a note."""
        return ParagraphProperties(
            self.registry.of_house(_NOTE_STYLE), _properties_named(clause.props_on(side).other, _KEPT_PROPERTIES)
        )

    def _house(self, props: Props, in_annex: bool, in_cell: CellRole) -> str:
        named = self.registry.house_id(self.source.name(props.style)) if props.style else ""
        return house_style(props, named, in_annex=in_annex, in_cell=in_cell)

    def runs(self, clause: Clause, runs: tuple[Run, ...]) -> tuple[Run, ...]:
        """The runs without formats that the paragraph's style already has."""
        return runs_beyond_style(clause, runs)


@dataclass
class MarginFormats(HouseFormats):
    """The house's paragraph formats in the form of Final Acts: symbols and numbers in a margin, the words indented."""

    beside: str = ""
    """The clause beside whose number the symbol is printed."""
    numbers: Labelling | None = None

    def paragraph_properties(self, clause: Clause, side: Side) -> ParagraphProperties:
        """As the house has them, indented outside of tables and headings."""
        found = super().paragraph_properties(clause, side)
        if clause.cell is not None or clause.id in self.units or clause.props_on(side).kind in _HEADINGS:
            return found
        has_number = self.numbers is not None and self.numbers.number(side, clause.id) is not None
        hanging = _MARGIN if clause.id == self.beside else _MARGIN - NUMBER_INDENT if has_number else 0
        return replace(found, other=f'{found.other}<w:ind w:left="{_MARGIN}" w:hanging="{hanging}"/>')


@dataclass
class SourceFormats:
    """Paragraph formats in the package that the text was read from."""

    registry: StyleRegistry
    lists: AutomaticLists
    equals: Mapping[Role, tuple[str, str]]
    """Style and other properties of the paragraphs of a role, by which new ones are made."""
    automatic: Automatic
    closing: Mapping[str, Clause] = field(default_factory=dict)
    """For a text of one side: the clauses whose end closes a paragraph that another clause bears, by the id of that clause.
    They decide the numbering of the paragraph."""
    keeps_formats: bool = False
    known: frozenset[Props] = frozenset()
    """The properties that paragraphs had when they were read: in the base, another clause may have to close such a paragraph."""
    closing_read: frozenset[str] = frozenset()
    """The new clauses that close such a paragraph in the base with the properties that they have in the draft too."""

    def paragraph_properties(self, clause: Clause, side: Side) -> ParagraphProperties:
        """The properties of a paragraph on one side: the source's or, for a new one, those of similar paragraphs there."""
        props = clause.props_on(side)
        style, other = props.style, props.other
        is_new = clause.source not in self.lists.paragraphs and not self._is_read(clause, side)
        restyled = clause.base_props is not None and side == "draft" and _role(props) != _role(clause.base_props)
        unsaid = (is_new and not style) or (restyled and clause.base_props is not None and style == clause.base_props.style)
        if style and not self.registry.has(style):
            style = ""
        if unsaid and not self.keeps_formats:
            style, other = self._format_of_role(props, style, other, in_cell=clause.cell is not None)
            if clause.shape is not None and props.kind == "paragraph":
                style, other = self.registry.of_house(style_of_role(props, in_cell=cell_role(clause))), props.other
        return ParagraphProperties(style, other, self._numbering(clause, side, style))

    def note_properties(self, clause: Clause, side: Side) -> ParagraphProperties:
        """Those of a paragraph of a note: its own, or the house's for a new one without a style."""
        props = clause.props_on(side)
        if clause.source or props.style or self._is_read(clause, side):
            return ParagraphProperties(props.style if self.registry.has(props.style) else "", props.other)
        return ParagraphProperties(self.registry.of_house(_NOTE_STYLE))

    def _is_read(self, clause: Clause, side: Side) -> bool:
        """Whether a new clause closes on a side a paragraph that was read, with the properties that it had."""
        props = clause.props_on(side)
        return props in self.known and (props is clause.base_props or (side == "base" and clause.id in self.closing_read))

    def may_differ(self, clause: Clause) -> bool:
        """Whether a clause's paragraph may have other properties in the base than in the draft."""
        return clause.base_props is not None or clause.id in self.closing_read or self._is_renumbered(clause)

    def _is_renumbered(self, clause: Clause) -> bool:
        """Whether Word may number a clause's paragraph differently in the base and in the draft."""
        if clause.end.status is not Status.KEPT:
            return False
        return clause.id in self.automatic.uneven or self.lists.place_of(clause, "base") != self.lists.place_of(clause, "draft")

    def _format_of_role(self, props: Props, style: str, other: str, *, in_cell: bool) -> tuple[str, str]:
        known = self.equals.get(_role(props))
        if known is not None:
            return known
        return (style, other) if in_cell else (self.registry.of_house(style_of_role(props)), other)

    def _numbering(self, clause: Clause, side: Side, style: str) -> str:
        if clause.source not in self.lists.paragraphs:
            return _NO_NUMBER if self.lists.of_style(style) else ""
        if not clause.end.status.on(side):
            side = "base" if side == "draft" else "draft"  # it closes a paragraph of that side only
        closing = self.closing.get(clause.id, clause)
        if closing.source not in self.lists.paragraphs:  # all labels of a split or new paragraph are typed
            return _NO_NUMBER if self.lists.of_style(style) else ""
        if closing.id in self.automatic.freed[side]:
            return _NO_NUMBER
        numbering = self.lists.numbering(closing, side)
        if numbering is None and style != clause.props_on(side).style and self.lists.of_style(style):
            return _NO_NUMBER  # the style of its new kind has a list, as that of headings may
        return "" if numbering is None else fragment([_untracked_numbering(numbering)])


def formats_of_roles(clauses: Iterable[Clause]) -> dict[Role, tuple[str, str]]:
    """The commonest style and properties of each role among the clauses that a file gave."""
    seen: dict[Role, Counter[tuple[str, str]]] = {}
    for clause in clauses:
        if clause.source and clause.cell is None:
            props = clause.props_on("base")
            seen.setdefault(_role(props), Counter())[props.style, props.other] += 1
    return {role: counts.most_common(1)[0][0] for role, counts in seen.items()}


def _role(props: Props) -> Role:
    return props.kind, props.level, props.scheme


def _properties_named(other: str, names: frozenset[str]) -> str:
    if not other:
        return ""
    return fragment(element for element in elements(other) if local(element.tag) in names)


def _untracked_numbering(numbering: etree._Element) -> etree._Element:
    """A `w:numPr` without the marks that track it."""
    parts = "".join(
        f'<w:{local(child.tag)} w:val="{escape(child.get(W + "val", "0"))}"/>'
        for child in numbering
        if child.tag in (W + "ilvl", W + "numId")
    )
    return elements(f"<w:numPr>{parts}</w:numPr>")[0]
