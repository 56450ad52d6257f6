"""The values of fields, in one line each, and their parts between semicolons."""

from __future__ import annotations

from model.formats.notation.marks import escape_marks


def field_value(text: str) -> str:
    """A text as the value of a field, in which nothing is a mark and whose end is kept."""
    written = escape_marks(text)
    return f"{written[:-1]}\\u{{{ord(text[-1]):X}}}" if text[-1:].isspace() and written[-1:].isspace() else written


def part_value(text: str) -> str:
    """A text as a part of a value."""
    return field_value(text).replace(";", "\\;")


def parts_of(value: str) -> list[str]:
    """The parts between `; `, an escaped semicolon left in its part."""
    parts = [""]
    place = 0
    while place < len(value):
        if value[place] == "\\":
            parts[-1] += value[place : place + 2]
            place += 2
        elif value[place] == ";":
            parts.append("")
            place += 2 if value.startswith("; ", place) else 1
        else:
            parts[-1] += value[place]
            place += 1
    return parts
