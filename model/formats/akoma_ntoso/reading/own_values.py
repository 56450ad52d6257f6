"""The values of our own attributes; one that makes no sense says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from lxml import etree

from model.formats.akoma_ntoso.schema.vocabulary import OWN, format_of, is_label
from model.redline import KEPT_END, NOBODY, End, Kind, Label, NewCell, Props, Scheme, Stamp, Status
from model.redline.table_shape import MOST_SPANNED, WIDEST

Said = Mapping[str, str]
"""Attributes of an element, by name."""
_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
_SCHEMES: Mapping[str, Scheme] = {scheme: scheme for scheme in get_args(Scheme)}
_STATUSES = {status.value: status for status in Status}
_MOST = 1_000_000
"""Numbers in our attributes are smaller."""
Cell = tuple[int, int, int]


def attributes_of(element: etree._Element) -> dict[str, str]:
    """The attributes of an element, ours as `cw:name`."""
    said: dict[str, str] = {}
    for key, value in element.items():
        name = str(key)
        said[f"cw:{name[len(OWN) :]}" if name.startswith(OWN) else name] = str(value)
    return said


@lru_cache(maxsize=1024)
def stamp_of(by: str, at: str) -> Stamp:
    """The stamp of an author and a time."""
    return Stamp(by, at) if by or at else NOBODY


def taken_stamp(said: Said, prefix: str = "") -> Stamp:
    """The stamp that attributes say, `cw:by` and `cw:at` behind a prefix."""
    return stamp_of(said.get(f"cw:{prefix}by", ""), said.get(f"cw:{prefix}at", ""))


def number_of(text: str) -> int | None:
    """The whole number from 0 that digits say; None where they say none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) < _MOST else None


@lru_cache(maxsize=1024)
def props_of(kind: Kind, level: int, scheme: Scheme, said: tuple[str, str, str]) -> Props:
    """The properties of a clause.

    kind: what its element stands for
    level: what its place means
    scheme: what its label is taken for
    said: what attributes say of the three, '' where nothing
    """
    own_kind, own_level, own_scheme = said
    number = number_of(own_level)
    return Props(_KINDS.get(own_kind, kind), level if number is None else number, _SCHEMES.get(own_scheme, scheme))


def former_props(said: Said) -> Props | None:
    """What a clause was in the base, where that differs."""
    words = said.get("cw:was", "").split()
    if len(words) != 3:
        return None
    kind, level, scheme = _KINDS.get(words[0]), number_of(words[1]), _SCHEMES.get(words[2])
    return Props(kind, level, scheme) if kind is not None and level is not None and scheme is not None else None


def label_of(said: Said, name: str, shown: str) -> Label | None:
    """A label with its look; None where it has no text.

    said: the attributes
    name: `label` or `own`
    shown: the label that the element shows
    """
    text = said.get(f"cw:{name}", shown)
    text = text if is_label(text) else shown
    if not text and f"cw:{name}" not in said:
        return None
    words = said.get(f"cw:{name}-look", "")
    after = said.get(f"cw:{name}-after", "\t")
    return Label(text, after, "automatic" in words, "locked" in words, format_of(words)) if words else Label(text, after)


def status_of(text: str) -> Status:
    """The status of a name; kept where there is none of it."""
    return _STATUSES.get(text, Status.KEPT)


def end_of(said: Said) -> End:
    """The end of a clause."""
    status = status_of(said.get("cw:end", ""))
    if status is Status.KEPT:
        return KEPT_END
    back = taken_stamp(said, "end-back-") if status is Status.RETRACTED else NOBODY
    return End(status, taken_stamp(said, "end-"), back, said.get("cw:move", ""))


def cell_of(said: Said, place: Cell) -> Cell:
    """Table, row and column of a cell: as it says, else by its place."""
    numbers = [number_of(word) for word in said.get("cw:cell", "").split()]
    if len(numbers) != 3 or None in numbers:
        return place
    return numbers[0] or 0, numbers[1] or 0, numbers[2] or 0


def shape_of(said: Said) -> NewCell | None:
    """The shape of a cell that the draft brings."""
    width, columns = number_of(said.get("cw:width", "")), number_of(said.get("cw:columns", "1"))
    if width is None or columns is None or width > WIDEST or not 1 <= columns <= MOST_SPANNED:
        return None
    return NewCell(width, columns, said.get("cw:heads") == "1")
