"""Bookmarks, comment ranges and fields completed after an edit or a view removed half of them."""

from __future__ import annotations

from collections.abc import Sequence

from model.formats.word.writing.body.pending_marks import RANGES, PendingMark, split_at_marks

Edges = Sequence[tuple[str, int]]
"""For each edge in the order of the text: `begin`, `separate` or `end`, and the number of its paragraph."""
_LAST_CURSOR = "_GoBack"
"""Word's own bookmark, which may occur in a file more than once."""


def balance_ranges(xml: str, comments: frozenset[str] | None = None) -> str:
    """The text of a part with every range paired, bookmarks with ids of their own and names that occur once; ranges
    and references of comments that are not in `comments` go."""
    pieces, marks = split_at_marks(xml)
    if not marks:
        return xml
    written = [mark.xml() for mark in marks]
    _pair([place for place, mark in enumerate(marks) if mark.kind in RANGES], marks, written, comments)
    for place, mark in enumerate(marks):
        if mark.kind == "comment" and comments is not None and mark.id not in comments:
            written[place] = ""
    for place in _broken_fields(marks, pieces):
        written[place] = ""
    pieces[1::2] = written
    return "".join(pieces)


def _pair(places: Sequence[int], marks: Sequence[PendingMark], written: list[str], comments: frozenset[str] | None) -> None:
    """Removes edges without a counterpart, and numbers the bookmarks."""
    open_: dict[tuple[str, str], int] = {}
    partner: dict[int, int] = {}
    names: set[str] = set()
    for place in places:
        mark = marks[place]
        key = mark.kind, mark.id
        if mark.edge == "Start":
            if mark.kind == "bookmark" and mark.name and mark.name != _LAST_CURSOR:
                if mark.name in names:
                    continue
                names.add(mark.name)
            if mark.kind != "commentRange" or comments is None or mark.id in comments:
                open_[key] = place
        elif key in open_:
            start = open_.pop(key)
            partner[start], partner[place] = place, start
    number = 0
    for place in places:
        if place not in partner:
            written[place] = ""
        elif marks[place].kind == "bookmark" and marks[place].edge == "Start":
            number += 1
            for edge in (place, partner[place]):
                written[edge] = marks[edge].xml(str(number))


def _broken_fields(marks: Sequence[PendingMark], pieces: Sequence[str]) -> set[int]:
    """The edges of fields without their other edges; the content between them stays."""
    edges: list[int] = []
    paragraphs: list[int] = []
    paragraph = 0
    for place, mark in enumerate(marks):
        paragraph += pieces[2 * place].count("</w:p>")
        if mark.kind == "field":
            edges.append(place)
            paragraphs.append(paragraph)
    whole = whole_fields([(marks[place].edge, number) for place, number in zip(edges, paragraphs, strict=True)])
    return {place for number, place in enumerate(edges) if number not in whole}


def whole_fields(edges: Edges) -> set[int]:
    """The numbers of the edges of fields that have a beginning and an end: of an incomplete field, a reader would take all text
    up to the end of another field for code. If an end is missing, it is that of a field whose end is not in its paragraph while
    a field around it continues, such as a page number in a table of contents; else that of the outermost field."""
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
