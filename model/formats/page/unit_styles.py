"""ITU's styles for what only treaty texts have: the lines of units, and margin numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.numbering.unit_lines import units
from model.numbering.units import UnitKind
from model.redline import Clause, Style

NUMBER_STYLE = Style(name="Artdef")
"""The character style of a margin number where it is defined."""

_STYLES: dict[UnitKind, tuple[str, str]] = {
    "chapter": ("ChapNo", "Chaptitle"),
    "appendix": ("AppendixNo", "Appendixtitle"),
    "article": ("ArtNo", "Arttitle"),
    "section": ("Section1", "Section1"),
    "subsection": ("Section2", "Section2"),
}
"""For each kind of unit the styles of the line with its number and of the line of its title."""


def unit_styles(clauses: Sequence[Clause]) -> Mapping[str, str]:
    """The house's styles, by id, of the lines of units, by the ids of their clauses."""
    out: dict[str, str] = {}
    for unit in units(clauses):
        if unit.kind == "annex":
            continue
        number, title = _STYLES[unit.kind]
        out.update((clauses[line].id, title if place else number) for place, line in enumerate(unit.lines))
    return out
