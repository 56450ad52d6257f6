"""The chapters, articles, sections and appendices of a treaty text on each side, in which cited ones are looked up."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from model.numbering.provision_numbers import Element, OrderKey, ProvisionNumber
from model.numbering.units import UNIT_KINDS, UnitKind, parse_unit
from model.redline import Clause, Redline, Side, paragraphs
from model.redline.runs import common_ends

_HEADINGS = ("heading", "annex", "title")
_INNER = ("section", "subsection")
Key = tuple[UnitKind, OrderKey, str]
"""The kind of a unit, its number, and the unit that contains it: a section has its number in an article only."""


class UnitIndex(Struct, frozen=True):
    """The units of one side."""

    places: Mapping[Key, str] = field(default_factory=dict)
    """The clause that bears the line of each unit."""
    numbers: Mapping[str, Element] = field(default_factory=dict)
    """The number of each unit by that clause."""
    lines: tuple[tuple[int, str], ...] = ()
    """The chapters, articles and appendices by the indices of their lines, each with its clause."""

    @staticmethod
    def of(clauses: tuple[Clause, ...], side: Side) -> UnitIndex:
        """The index of a side of a text."""
        if not any(clause.props_on(side).kind in _HEADINGS for clause in clauses):
            return UnitIndex()
        at = {clause.id: place for place, clause in enumerate(clauses)}
        places: dict[Key, str] = {}
        numbers: dict[str, Element] = {}
        lines: list[tuple[int, str]] = []
        for paragraph in paragraphs(clauses, side):
            if paragraph.props.kind not in _HEADINGS or paragraph.closing.cell is not None:
                continue
            unit = parse_unit(paragraph.text)
            if unit is None:
                continue
            id = paragraph.bearer.id
            outer = (lines[-1][1] if lines else "") if unit.kind in _INNER else ""
            places.setdefault((unit.kind, _order(unit.number), outer), id)
            numbers[id] = unit.number
            if unit.kind not in _INNER:
                lines.append((at[id], id))
        return UnitIndex(places, numbers, tuple(lines))

    def find(self, kind: UnitKind, number: Element, outer: str = "") -> str | None:
        """The clause that bears the line of a unit; None if there is none.

        outer: of a section, that of the article, appendix or chapter that contains it
        """
        return self.places.get((kind, _order(number), outer))

    def outer_at(self, index: int) -> str:
        """The article, appendix or chapter that contains the clause at an index; '' if none does."""
        place = bisect_right(self.lines, (index, "\U0010ffff"))
        return self.lines[place - 1][1] if place else ""

    def is_between(self, kind: UnitKind, number: Element, outer: str = "") -> bool:
        """Whether a unit would be between others of its kind, or in a unit that has others, so that the text should have it."""
        known = [order for of, order, within in self.places if of == kind and within == outer]
        return bool(known) and (kind in _INNER or min(known) < _order(number) < max(known))


def changed_unit_numbers(was: Redline, now: Redline) -> Iterator[str]:
    """The numbers that units of the draft had and have no more."""
    head, tail = common_ends(was.clauses, now.clauses)
    touched = (*was.clauses[head : len(was.clauses) - tail], *now.clauses[head : len(now.clauses) - tail])
    if not any(clause.props.kind in _HEADINGS or clause.props_on("base").kind in _HEADINGS for clause in touched):
        return
    before, after = (UnitIndex.of(redline.clauses, "draft").numbers for redline in (was, now))
    yield from (number.text for id, number in before.items() if after.get(id) != number)


def is_unit_line(*clauses: Clause) -> bool:
    """Whether one of some clauses is the line of a unit in the draft."""
    return any(parse_unit(clause.text_on("draft")) is not None for clause in clauses)


def name_of_unit(kind: UnitKind, number: Element, words: Iterable[tuple[str, str]], language: str) -> str:
    """A unit as it is called in a message: `Article 9`.

    words: the forms of its kind, each with its language
    """
    forms = [form for of, form in words if of == language]
    form = forms[0] if forms else UNIT_KINDS[UNIT_KINDS.index(kind)].title()
    return form.replace("{n}", number.text) if "{n}" in form else f"{form} {number.text}"


def _order(number: Element) -> OrderKey:
    return ProvisionNumber((number,)).order
