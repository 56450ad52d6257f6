"""Texts whose paragraphs begin with margin numbers, known by their shape alone: units, and numbers that fit them throughout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from model.numbering.provision_numbers import MarginNumber, parse_margin
from model.numbering.units import parse_unit

_LEAST = 10
"""The fewest provisions by which such a text is known."""
_MOST = 0.1
"""The largest share of numbers that do not fit their unit or their order: slips of the print."""


def margin_numbers_in(texts: Sequence[str]) -> Mapping[int, int]:
    """The lengths of the margin numbers at the heads of paragraphs, by their places; nothing if the text has another shape.

    A number is followed by a tab. The text has articles (`Article 9`), and its numbers begin with that of their article
    (9.1), or run through two articles or more (61, 61A, 62).
    """
    found: dict[int, MarginNumber] = {}
    articles: dict[int, str] = {}
    article = ""
    for place, text in enumerate(texts):
        unit = parse_unit(text) if len(text) < 200 else None
        if unit is not None and unit.kind == "article":
            article = unit.number.text
            continue
        head, tab, _ = text.partition("\t")
        margin = parse_margin(head) if tab and len(head) < 40 else None
        if margin is not None:
            found[place], articles[place] = margin, article
    if len(found) < _LEAST or not any(articles.values()):
        return {}
    numbers = [margin.first for margin in found.values() if not margin.first.provisional and not margin.first.is_note]
    ordered = sum(first < second for first, second in pairwise(numbers)) >= (1 - _MOST) * (len(numbers) - 1)
    dotted = sum(bool(margin.first.article) for margin in found.values())
    if dotted == len(found):
        fitting = sum(margin.first.article == articles[place] for place, margin in found.items())
        fits = fitting >= (1 - _MOST) * len(found)
    else:
        fits = not dotted and len({name for name in articles.values() if name}) > 1
    return {place: len(texts[place].partition("\t")[0]) for place in found} if ordered and fits else {}
