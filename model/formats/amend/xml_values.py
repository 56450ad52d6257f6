"""Values from the attributes of a project file; ValueError names the fault in words."""

from __future__ import annotations

from typing import Any, get_args

from model.formats.amend.xml_text import UnfitValue
from model.message import Message
from model.redline import Kind, NewCell, Props, Scheme, Status, Style
from model.redline.table_shape import MOST_SPANNED, WIDEST

STATUSES = {status.value: status for status in Status}
Attributes = dict[str, str]


def choose(value: str, allowed: tuple[Any, ...], what: str) -> Any:
    """The value, if it is one of those allowed; else ValueError, in which `what` names it."""
    if value not in allowed:
        raise UnfitValue(Message.of("{what} “{value}” is not one of {allowed}", what=what, value=value[:40], allowed=allowed))
    return value


def choose_status(value: str, what: str) -> Status:
    """The status with a name. ValueError if there is no such status."""
    choose(value, tuple(STATUSES), what)
    return STATUSES[value]


def take_flag(attributes: Attributes, name: str) -> bool:
    """Removes an attribute and returns whether it is set; ValueError if it is neither 0 nor 1."""
    return is_set(attributes.pop(name, ""), name)


def is_set(value: str, name: str) -> bool:
    """Whether a value is 1, False if it is empty; ValueError if it is neither 0 nor 1."""
    return value != "" and choose(value, ("0", "1"), name) == "1"


def style_of(attributes: tuple[str, str, str, str, str, str]) -> Style:
    """The character format of its attributes; ValueError if one is wrong."""
    italic, bold, underline, vertical, name, other = attributes
    return Style(
        italic=is_set(italic, "italic"),
        bold=is_set(bold, "bold"),
        underline=is_set(underline, "underline"),
        vertical=choose(vertical, ("", "superscript", "subscript"), "vertical"),
        name=name,
        other=other,
    )


def props_of(attributes: tuple[str, str, str, str, str, str]) -> Props:
    """The properties of a paragraph in its attributes; ValueError if one is wrong."""
    kind, level, scheme, style, other, provision = attributes
    known_kind, known_scheme = choose(kind, get_args(Kind), "kind"), choose(scheme, get_args(Scheme), "scheme")
    return Props(known_kind, read_number(level), known_scheme, style, other, is_set(provision, "provision"))


def read_number(value: str) -> int:
    """The whole number from 0 in digits; ValueError if there are none or more than nine."""
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise UnfitValue(Message.of("“{value}” is not a whole number from 0", value=value[:40]))
    return int(value)


def read_cell(value: str) -> tuple[int, int, int]:
    """The table, row and column in three numbers; ValueError if there are not three."""
    numbers = [read_number(number) for number in value.split()]
    if len(numbers) != 3:
        raise UnfitValue(Message.of("cell “{value}” is not a table, a row and a column", value=value[:40]))
    return numbers[0], numbers[1], numbers[2]


def take_shape(attributes: Attributes) -> NewCell | None:
    """Removes and returns the shape of a new cell, None if there is none; ValueError if Word knows no such shape."""
    if "width" not in attributes:
        return None
    width, columns = read_number(attributes.pop("width")), read_number(attributes.pop("columns", "1"))
    if width > WIDEST or not 1 <= columns <= MOST_SPANNED:
        raise UnfitValue(
            Message.of("a cell of width {width} over {columns} columns is none that Word knows", width=width, columns=columns)
        )
    return NewCell(width, columns, take_flag(attributes, "heads"))
