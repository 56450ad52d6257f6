"""Bookmarks, comment ranges and fields made whole again where an edit or a view took one half of them away."""

from __future__ import annotations

import re

_RANGE = re.compile(r"<w:(bookmark|commentRange|perm)(Start|End)\b[^>]*?/>")
_ID = re.compile(r'\bw:id="([^"]*)"')
_NAME = re.compile(r'\bw:name="([^"]*)"')
_FIELD = re.compile(r'<w:fldChar\b[^>]*?w:fldCharType="(begin|separate|end)"[^>]*?(?:/>|>.*?</w:fldChar>)', re.DOTALL)


def balanced(xml: str, comments: frozenset[str] | None = None) -> str:
    """The text of a part with every range paired, bookmarks with ids of their own and names that occur once; ranges
    and references of comments that are not in `comments` go."""
    if "Start" in xml or "End " in xml:
        xml = _paired(xml, comments)
    if comments is not None and "commentReference" in xml:
        xml = re.sub(
            r'<w:commentReference\b[^>]*?w:id="([^"]*)"[^>]*?/>',
            lambda match: match[0] if match[1] in comments else "",
            xml,
        )
    return _fields(xml) if "fldChar" in xml else xml


def _paired(xml: str, comments: frozenset[str] | None) -> str:
    marks = list(_RANGE.finditer(xml))
    open_: dict[tuple[str, str], int] = {}
    partner: dict[int, int] = {}
    names: set[str] = set()
    for place, mark in enumerate(marks):
        kind, edge, id = mark[1], mark[2], _id(mark[0])
        if edge == "Start":
            name = _NAME.search(mark[0])
            if kind == "bookmark" and name and name[1] != "_GoBack":
                if name[1] in names:
                    continue
                names.add(name[1])
            if kind != "commentRange" or comments is None or id in comments:
                open_[kind, id] = place
        elif (kind, id) in open_:
            start = open_.pop((kind, id))
            partner[start], partner[place] = place, start
    numbers: dict[int, int] = {}
    for place, mark in enumerate(marks):
        if mark[1] == "bookmark" and place in partner and mark[2] == "Start":
            numbers[place] = numbers[partner[place]] = len(numbers) // 2 + 1
    out, at = [], 0
    for place, mark in enumerate(marks):
        out.append(xml[at : mark.start()])
        at = mark.end()
        if place in partner:
            number = numbers.get(place)
            out.append(mark[0] if number is None else _ID.sub(f'w:id="{number}"', mark[0], count=1))
    return "".join([*out, xml[at:]])


def _fields(xml: str) -> str:
    """Edges of fields without their other edges go; what stood between them stays."""
    marks = list(_FIELD.finditer(xml))
    whole: set[int] = set()
    open_: list[list[int]] = []
    for place, mark in enumerate(marks):
        if mark[1] == "begin":
            open_.append([place])
        elif open_:
            open_[-1].append(place)
            if mark[1] == "end":
                whole.update(open_.pop())
    if len(whole) == len(marks):
        return xml
    out, at = [], 0
    for place, mark in enumerate(marks):
        if place not in whole:
            out.append(xml[at : mark.start()])
            at = mark.end()
    return "".join([*out, xml[at:]])


def _id(xml: str) -> str:
    match = _ID.search(xml)
    return match[1] if match else ""
