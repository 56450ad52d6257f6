"""The fields of a text that have all their edges. Of an incomplete field, a reader would take all text up to the end of another
field for code."""

from __future__ import annotations

from collections.abc import Sequence

Edges = Sequence[tuple[str, int]]
"""For each edge in the order of the text: `begin`, `separate` or `end`, and the number of its paragraph."""


def whole_fields(edges: Edges) -> set[int]:
    """The numbers of the edges of fields that have a beginning and an end. If an end is missing, it is that of a field whose end
    is not in its paragraph while a field around it continues, such as a page number in a table of contents; else that of the
    outermost field."""
    whole, is_open = _matching_edges(edges, set())
    if not is_open:
        return whole
    alone = _without_end(edges)
    return _matching_edges(edges, alone)[0] if alone else whole


def _matching_edges(edges: Edges, alone: set[int]) -> tuple[set[int], bool]:
    """The edges of whole fields, and whether a field stays open; skips beginnings that are `alone` inside another field."""
    whole: set[int] = set()
    open_: list[list[int]] = []
    for number, (edge, _) in enumerate(edges):
        if edge == "begin":
            if not (open_ and number in alone):
                open_.append([number])
        elif open_ and edge == "end":
            whole.update((*open_.pop(), number))
        elif open_ and len(open_[-1]) == 1:
            open_[-1].append(number)
    return whole, bool(open_)


def _without_end(edges: Edges) -> set[int]:
    """The beginnings without an end in their own paragraph."""
    found: set[int] = set()
    open_: list[int] = []
    for number, (edge, paragraph) in enumerate(edges):
        while open_ and edges[open_[-1]][1] != paragraph:
            found.add(open_.pop())
        if edge == "begin":
            open_.append(number)
        elif edge == "end" and open_:
            open_.pop()
    return found | set(open_)
