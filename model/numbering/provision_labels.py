"""The labels of provisions, `§ 2 1)`, `1.1 a)`: read at the head of a text, and their levels in the lists of articles."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.numbering.schemes import TAILS, Numeral, parse_label
from model.numbering.typed_labels import PlacedLabel, TypedLabel, read_label, resolve_schemes
from model.redline import Scheme
from model.text.lazy_regex import late

_SCHEMES: tuple[Scheme, ...] = ("decimal", "letter", "roman")
_BULLETS = "–—•-−"
_GAP = "[ \u00a0\u2002\u2003]"
_HEAD = rf"\d{{1,3}}(?:\.\d{{1,3}})*(?:[A-Z]|{_GAP}?(?:{'|'.join(TAILS)}))?[.)]?"
_COMPOUND = late(rf"(?P<label>(?:§{_GAP}?)?{_HEAD}(?:{_GAP}|\t)[^\W_]{{1,3}}[)）])(?P<after>\t+|{_GAP}+)")
_SECTION = late(rf"(?P<label>§{_GAP}?{_HEAD})(?P<after>\t+|{_GAP}+)")


class LabelLevel(Struct, frozen=True):
    """The place of a paragraph in the lists of its article."""

    level: int = 1
    scheme: Scheme = "none"


def read_provision_label(text: str, language: str = "") -> TypedLabel | None:
    """The label at the head of a provision, which may be compound or of sections; None if there is none."""
    found = _COMPOUND.match(text) or _SECTION.match(text)
    numerals = _numerals(found["label"]) if found is not None else []
    if found is None or not numerals:
        return read_label(text, language)
    return TypedLabel(found["label"], found["after"], tuple(numerals))


def levels_of(labels: Sequence[str]) -> list[LabelLevel]:
    """The levels of the paragraphs of one article by their labels, '' for none; a compound label is below what its lead opens."""
    labelled = [label for label in labels if label]
    levels = iter(_levels(labelled))
    return [next(levels) if label else LabelLevel() for label in labels]


def _levels(labels: Sequence[str]) -> list[LabelLevel]:
    typed: list[TypedLabel | None] = []
    last: list[int] = []
    """For each label, the place in `typed` of its last part."""
    for label in labels:
        numerals = _numerals(label)
        lead = next((numeral.lead.strip() for numeral in numerals), "")
        outer = parse_label(lead, "decimal") if lead else None
        if outer is not None:
            typed.append(TypedLabel(lead, " ", (outer,)))
        last.append(len(typed))
        typed.append(_typed(label, numerals))
    placed = resolve_schemes(typed)
    return [_level(placed[place]) for place in last]


def _numerals(label: str) -> list[Numeral]:
    return [numeral for scheme in _SCHEMES if (numeral := parse_label(label, scheme)) is not None]


def _typed(label: str, numerals: Sequence[Numeral]) -> TypedLabel | None:
    if label in _BULLETS:
        return TypedLabel(label, "\t", (Numeral("bullet", sign=label),))
    return TypedLabel(label, "\t", tuple(numerals)) if numerals else None


def _level(placed: PlacedLabel | None) -> LabelLevel:
    return LabelLevel(placed.depth + 1, placed.numeral.scheme) if placed is not None else LabelLevel()
