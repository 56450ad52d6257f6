"""Clauses by their places on pages."""

from __future__ import annotations

from collections.abc import Mapping

from model.formats.pdf.places import SourcePlace


def clause_at(places: Mapping[str, tuple[SourcePlace, ...]], page: int, x: float, y: float) -> str:
    """The id of the clause at a point of a page, else of the nearest one on it; '' if the page has none.

    places: by clause id
    page: the number of the page, from 1
    x, y: in points from the top left corner
    """
    found = [(_distance(place, x, y), id) for id, boxes in places.items() for place in boxes if place.page == page]
    return min(found, default=(0.0, ""))[1]


def _distance(place: SourcePlace, x: float, y: float) -> float:
    """The distance of a point from a box; 0 inside of it."""
    return max(place.left - x, 0, x - place.right) + max(place.top - y, 0, y - place.bottom)
