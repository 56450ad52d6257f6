"""Values out of the attributes of a project file; ValueError says in words what is wrong with one."""

from __future__ import annotations

from typing import Any, get_args

from lxml import etree

from model.formats.amend.xml_text import UnfitValue
from model.message import Message
from model.redline import Kind, NewCell, Props, Scheme, Status, Style
from model.redline.table_shape import MOST_SPANNED, WIDEST

STATUSES = {status.value: status for status in Status}
Attributes = dict[str, str]


def element_name(node: etree._Element) -> str:
    """The name of an element for a message, cut off where it is long."""
    return str(node.tag)[:60]


def choose(value: str, allowed: tuple[Any, ...], what: str) -> Any:
    """The value, if it is one of those allowed; else ValueError, which names `what` it is."""
    if value not in allowed:
        raise UnfitValue(Message.of("{what} “{value}” is not one of {allowed}", what=what, value=value[:40], allowed=allowed))
    return value


def choose_status(value: str, what: str) -> Status:
    """The status of a name; ValueError where there is none of that name."""
    choose(value, tuple(STATUSES), what)
    return STATUSES[value]


def take_flag(attributes: Attributes, name: str) -> bool:
    """Takes an attribute out and says whether it is set; ValueError where it is neither 0 nor 1."""
    return is_set(attributes.pop(name, ""), name)


def is_set(value: str, name: str) -> bool:
    """Whether a value is 1, False where it is empty; ValueError where it is neither 0 nor 1."""
    return value != "" and choose(value, ("0", "1"), name) == "1"


def style_of(italic: str, bold: str, underline: str, vertical: str, name: str, other: str) -> Style:
    """The character format that six attributes say; ValueError where one is wrong.

    italic: 0 or 1
    bold: 0 or 1
    underline: 0 or 1
    vertical: nothing, `superscript` or `subscript`
    name: the name of a style
    other: other properties, as XML
    """
    return Style(
        italic=is_set(italic, "italic"),
        bold=is_set(bold, "bold"),
        underline=is_set(underline, "underline"),
        vertical=choose(vertical, ("", "superscript", "subscript"), "vertical"),
        name=name,
        other=other,
    )


def props_of(kind: str, level: str, scheme: str, style: str, other: str) -> Props:
    """The properties of a paragraph that five attributes say; ValueError where one is wrong.

    kind: a kind of clause
    level: a number from 0
    scheme: a scheme of labels
    style: the name of a style
    other: other properties, as XML
    """
    known_kind, known_scheme = choose(kind, get_args(Kind), "kind"), choose(scheme, get_args(Scheme), "scheme")
    return Props(known_kind, read_number(level), known_scheme, style, other)


def read_number(value: str) -> int:
    """The whole number from 0 that digits say; ValueError where they are none or more than nine."""
    if not (value.isascii() and value.isdigit() and len(value) < 10):
        raise UnfitValue(Message.of("“{value}” is not a whole number from 0", value=value[:40]))
    return int(value)


def read_cell(value: str) -> tuple[int, int, int]:
    """The table, row and column that three numbers say; ValueError where there are not three."""
    numbers = [read_number(number) for number in value.split()]
    if len(numbers) != 3:
        raise UnfitValue(Message.of("cell “{value}” is not a table, a row and a column", value=value[:40]))
    return numbers[0], numbers[1], numbers[2]


def take_shape(attributes: Attributes) -> NewCell | None:
    """Takes the shape of a new cell out, None where there is none; ValueError where it is none that Word knows."""
    if "width" not in attributes:
        return None
    width, columns = read_number(attributes.pop("width")), read_number(attributes.pop("columns", "1"))
    if width > WIDEST or not 1 <= columns <= MOST_SPANNED:
        raise UnfitValue(
            Message.of("a cell of width {width} over {columns} columns is none that Word knows", width=width, columns=columns)
        )
    return NewCell(width, columns, take_flag(attributes, "heads"))
