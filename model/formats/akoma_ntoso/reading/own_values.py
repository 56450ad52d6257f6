"""The values of our own attributes; one that makes no sense says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import get_args

from lxml import etree

from model.formats.akoma_ntoso.schema.vocabulary import CW_PREFIX, format_of, is_label
from model.redline import KEPT_END, NOBODY, End, Kind, Label, NewCell, Props, Scheme, Stamp, Status
from model.redline.table_shape import MOST_SPANNED, WIDEST

Attributes = Mapping[str, str]
"""Attributes of an element, by name."""
_KINDS: Mapping[str, Kind] = {kind: kind for kind in get_args(Kind)}
_SCHEMES: Mapping[str, Scheme] = {scheme: scheme for scheme in get_args(Scheme)}
_STATUSES = {status.value: status for status in Status}
_MOST = 1_000_000
"""Numbers in our attributes are smaller."""
Cell = tuple[int, int, int]


def attributes_of(element: etree._Element) -> dict[str, str]:
    """The attributes of an element, ours as `cw:name`."""
    values: dict[str, str] = {}
    for key, value in element.items():
        name = str(key)
        values[f"cw:{name[len(CW_PREFIX) :]}" if name.startswith(CW_PREFIX) else name] = str(value)
    return values


@lru_cache(maxsize=1024)
def stamp_of(by: str, at: str) -> Stamp:
    """The stamp of an author and a time."""
    return Stamp(by, at) if by or at else NOBODY


def taken_stamp(attributes: Attributes, prefix: str = "") -> Stamp:
    """The stamp in attributes, `cw:by` and `cw:at` after a prefix."""
    return stamp_of(attributes.get(f"cw:{prefix}by", ""), attributes.get(f"cw:{prefix}at", ""))


def number_of(text: str) -> int | None:
    """The whole number from 0 in digits; None if the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and int(text) < _MOST else None


@lru_cache(maxsize=1024)
def props_of(kind: Kind, level: int, scheme: Scheme, written: tuple[str, str, str]) -> Props:
    """The properties of a clause: those `written` in its attributes ('' for none), else those of its element and label."""
    own_kind, own_level, own_scheme = written
    number = number_of(own_level)
    return Props(_KINDS.get(own_kind, kind), level if number is None else number, _SCHEMES.get(own_scheme, scheme))


def former_props(attributes: Attributes) -> Props | None:
    """The properties of a clause in the base, if they differ."""
    words = attributes.get("cw:was", "").split()
    if len(words) != 3:
        return None
    kind, level, scheme = _KINDS.get(words[0]), number_of(words[1]), _SCHEMES.get(words[2])
    return Props(kind, level, scheme) if kind is not None and level is not None and scheme is not None else None


def label_of(attributes: Attributes, name: str, shown: str) -> Label | None:
    """A label with its look; None if it has no text. `name` is `label` or `own`, `shown` the label that the element shows."""
    text = attributes.get(f"cw:{name}", shown)
    text = text if is_label(text) else shown
    if not text and f"cw:{name}" not in attributes:
        return None
    words = attributes.get(f"cw:{name}-look", "")
    after = attributes.get(f"cw:{name}-after", "\t")
    return Label(text, after, "automatic" in words, "locked" in words, format_of(words)) if words else Label(text, after)


def status_of(text: str) -> Status:
    """The status of a name; kept if the name is unknown."""
    return _STATUSES.get(text, Status.KEPT)


def end_of(attributes: Attributes) -> End:
    """The end of a clause."""
    status = status_of(attributes.get("cw:end", ""))
    if status is Status.KEPT:
        return KEPT_END
    back = taken_stamp(attributes, "end-back-") if status is Status.RETRACTED else NOBODY
    return End(status, taken_stamp(attributes, "end-"), back, attributes.get("cw:move", ""))


def cell_of(attributes: Attributes, place: Cell) -> Cell:
    """Table, row and column of a cell: from its attribute, else from its place."""
    numbers = [number_of(word) for word in attributes.get("cw:cell", "").split()]
    if len(numbers) != 3 or None in numbers:
        return place
    return numbers[0] or 0, numbers[1] or 0, numbers[2] or 0


def shape_of(attributes: Attributes) -> NewCell | None:
    """The shape of a cell that the draft brings."""
    width, columns = number_of(attributes.get("cw:width", "")), number_of(attributes.get("cw:columns", "1"))
    if width is None or columns is None or width > WIDEST or not 1 <= columns <= MOST_SPANNED:
        return None
    return NewCell(width, columns, attributes.get("cw:heads") == "1")
