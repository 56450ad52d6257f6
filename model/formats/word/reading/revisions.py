"""The status that `w:ins`, `w:del`, `w:moveFrom` and `w:moveTo` around a place give it (ISO 29500-1 §17.13.5)."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree
from msgspec import Struct

from model.formats.word.package.wordml import AUTHOR, DATE, ID, W
from model.redline import KEPT_END, NOBODY, End, Stamp, Status

INSERTIONS = frozenset({W + "ins", W + "moveTo"})
DELETIONS = frozenset({W + "del", W + "moveFrom"})
REVISIONS = INSERTIONS | DELETIONS
MOVES = frozenset({W + "moveFrom", W + "moveTo"})
RANGE_STARTS = frozenset({W + "moveFromRangeStart", W + "moveToRangeStart"})
RANGE_ENDS = frozenset({W + "moveFromRangeEnd", W + "moveToRangeEnd"})
_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?")


class Revision(Struct, frozen=True):
    """The change of a place and its author: the four fields of a run or an end that describe it."""

    status: Status = Status.KEPT
    stamp: Stamp = NOBODY
    retracted: Stamp = NOBODY
    move: str = ""

    def end(self) -> End:
        """The end of a paragraph that is changed so."""
        return KEPT_END if self is UNCHANGED else _end(self)


UNCHANGED = Revision()


@lru_cache(maxsize=4096)
def _end(change: Revision) -> End:
    return End(change.status, change.stamp, change.retracted, change.move)


def stamp_of(element: etree._Element) -> Stamp:
    """Author and date of a tracked change."""
    return _stamp(element.get(AUTHOR, ""), element.get(DATE, ""))


@lru_cache(maxsize=4096)
def _stamp(author: str, date: str) -> Stamp:
    match = _DATE.fullmatch(date.strip())
    return Stamp(author, "" if match is None else match[1] + (match[2] or "Z"))


def revision_inside(outer: Revision, inserted: bool, stamp: Stamp, move: str = "") -> Revision:
    """A place inside an insertion or deletion inside `outer`. Inserted by one and deleted by another is retracted."""
    if outer is UNCHANGED:
        return _changed_once(inserted, stamp.author, stamp.date, move)
    if outer.status is Status.RETRACTED:
        return outer
    if inserted:
        if outer.status is Status.DELETED:
            return Revision(Status.RETRACTED, stamp, outer.stamp, outer.move or move)
        return Revision(Status.INSERTED, stamp, NOBODY, move or outer.move)
    if outer.status is Status.INSERTED:
        return Revision(Status.RETRACTED, outer.stamp, stamp, move or outer.move)
    return Revision(Status.DELETED, stamp, NOBODY, move or outer.move)


@lru_cache(maxsize=4096)
def _changed_once(inserted: bool, author: str, date: str, move: str) -> Revision:
    """The key hashes fast: most changes are in no other change."""
    return Revision(Status.INSERTED if inserted else Status.DELETED, Stamp(author, date), NOBODY, move)


def inside_revision(outer: Revision, element: etree._Element, moves: OpenMoves) -> Revision:
    """The place inside a revision element; anything else changes nothing."""
    tag = element.tag
    if tag not in REVISIONS:
        return outer
    if outer is UNCHANGED and tag not in MOVES:
        return _plain_change(tag in INSERTIONS, element.get(AUTHOR, ""), element.get(DATE, ""))
    return revision_inside(outer, tag in INSERTIONS, stamp_of(element), moves.current(tag) if tag in MOVES else "")


@lru_cache(maxsize=4096)
def _plain_change(inserted: bool, author: str, date: str) -> Revision:
    """The commonest change, by the attributes as the file has them."""
    return revision_inside(UNCHANGED, inserted, _stamp(author, date))


class OpenMoves:
    """The move ranges that are open at the current place of a walk through a part."""

    def __init__(self) -> None:
        self._open: dict[str, list[tuple[str, str]]] = {W + "moveFrom": [], W + "moveTo": []}
        self._last = {W + "moveFrom": "", W + "moveTo": ""}

    def pass_mark(self, element: etree._Element) -> None:
        """Passes a `w:moveFromRangeStart`, `…End` and so on."""
        tag = element.tag
        kind = tag[: -len("RangeStart")] if tag in RANGE_STARTS else tag[: -len("RangeEnd")]
        id = element.get(ID, "")
        if tag in RANGE_STARTS:
            self._open[kind].append((id, element.get(W + "name") or id))
            self._last[kind] = self._open[kind][-1][1]
        else:
            self._open[kind] = [pair for pair in self._open[kind] if pair[0] != id]

    def current(self, kind: str) -> str:
        """The name of the innermost open `w:moveFrom` or `w:moveTo`; of the last one if a file closed it too early."""
        opened = self._open[kind]
        return opened[-1][1] if opened else self._last[kind]


def mark_change(properties: etree._Element | None, outer: Revision, moves: OpenMoves) -> Revision:
    """The change of a paragraph end, from the `w:rPr` in its `w:pPr`."""
    change = outer
    if properties is not None:
        for child in properties:
            if child.tag in REVISIONS:
                change = inside_revision(change, child, moves)
    return change
