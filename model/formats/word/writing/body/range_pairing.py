"""Bookmarks, comment ranges and fields completed after an edit or a view removed half of them."""

from __future__ import annotations

from collections.abc import Sequence

from model.formats.word.writing.body.pending_marks import RANGES, PendingMark, parted
from model.formats.word.writing.body.whole_fields import whole_fields

_LAST_CURSOR = "_GoBack"
"""Word's own bookmark, which may occur in a file more than once."""


def balanced(xml: str, comments: frozenset[str] | None = None) -> str:
    """The text of a part with every range paired, bookmarks with ids of their own and names that occur once; ranges
    and references of comments that are not in `comments` go."""
    pieces, marks = parted(xml)
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
