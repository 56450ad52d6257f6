"""The levels and schemes of the paragraph labels of a treaty text, article by article."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.numbering import Numeral, PlacedLabel, TypedLabel, parse_label, resolve_schemes
from model.redline import Scheme

_SCHEMES: tuple[Scheme, ...] = ("decimal", "letter", "roman")
_BULLETS = "–—•-−"
_MOST = 200
"""Labels beyond that many in one block are read in a new sequence: each costs time by the length of its sequence."""


class LabelLevel(Struct, frozen=True):
    """The place of a paragraph in the lists of its article."""

    level: int = 1
    scheme: Scheme = "none"


def levels_of(labels: Sequence[str]) -> list[LabelLevel]:
    """The levels of the paragraphs of one article by their labels, '' for none; a compound label is below what its lead opens."""
    return [level for start in range(0, len(labels), _MOST) for level in _levels(labels[start : start + _MOST])]


def _levels(labels: Sequence[str]) -> list[LabelLevel]:
    typed: list[TypedLabel | None] = []
    last: list[int] = []
    """For each label, the place in `typed` of its last part."""
    for label in labels:
        numerals = [numeral for scheme in _SCHEMES if (numeral := parse_label(label, scheme)) is not None]
        lead = next((numeral.lead.strip() for numeral in numerals), "")
        outer = parse_label(lead, "decimal") if lead else None
        if outer is not None:
            typed.append(TypedLabel(lead, " ", (outer,)))
        last.append(len(typed))
        typed.append(_typed(label, numerals))
    placed = resolve_schemes(typed)
    return [_level(placed[place]) for place in last]


def _typed(label: str, numerals: Sequence[Numeral]) -> TypedLabel | None:
    if label and label in _BULLETS:
        return TypedLabel(label, "\t", (Numeral("bullet", sign=label),))
    return TypedLabel(label, "\t", tuple(numerals)) if numerals else None


def _level(placed: PlacedLabel | None) -> LabelLevel:
    return LabelLevel(placed.depth + 1, placed.numeral.scheme) if placed is not None else LabelLevel()
