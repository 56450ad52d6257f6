"""A table of provisions: tab-separated lines, the first of which names the columns.

`number` and `text` are required, `label`, `kind`, `marks`, `instrument` and `parent` (of a footnote) are optional, other columns
are ignored. There are no quotation marks around cells. Without a kind, a line with a number is a provision, one like `Article 9`
is a unit with its title in the next line, and any other continues the provision before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

from msgspec import Struct

from model.errors import EditError, shorten_value
from model.formats.treaty.columns import TAB, column_names, rows_by_column
from model.lexicon import is_number_line, read_call
from model.numbering.margin_shape import margin_numbers_in
from model.numbering.provision_labels import read_provision_label
from model.numbering.units import TextUnit, parse_unit

RowKind = Literal[
    "instrument", "chapter", "chapter_title", "article", "article_title", "section", "section_title", "sub-section",
    "sub-section_title", "appendix", "appendix_title", "annex", "annex_title", "heading", "text", "note", "provision",
    "continuation", "footnote", "table_row",
]  # fmt: skip
ROW_KINDS: tuple[RowKind, ...] = get_args(RowKind)
UNIT_ROWS: tuple[RowKind, ...] = ("chapter", "article", "section", "sub-section", "appendix")
"""The kinds of lines that number a unit; its title, if it has one, is in a line of its own."""
_NEEDED = ("number", "text")
_MARKS = ("marks", "edition")


class ProvisionRow(Struct, frozen=True):
    """One line of the table."""

    line: int
    """Its number in the file, from 1."""
    kind: RowKind
    number: str
    label: str
    text: str
    marks: str
    instrument: str
    parent: str = ""
    """Of a footnote: the number of the provision that has its mark, if its own number does not name it."""


def is_table_of_provisions(text: str) -> bool:
    """Whether the first line of a text names the columns of such a table."""
    names = column_names(text.lstrip("\ufeff").split("\n", 1)[0])
    return all(name in names for name in _NEEDED)


def read_rows(text: str) -> list[ProvisionRow]:
    """The rows of a table; EditError names the line that cannot be used."""
    first, *lines = text.split("\n")
    names = column_names(first)
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise EditError.of(
            "its first line names no column “{name}”; name the columns number, label, text and, if there are any, kind and "
            "marks, with tabs between them",
            name=missing[0],
        )
    return list(_with_kinds(rows_by_column(names, lines)))


def rows_of_lines(text: str) -> list[ProvisionRow]:
    """The rows of a plain text in which a tab follows each margin number, and perhaps each label: `61<tab>a)<tab>text`. None if
    the text has another shape."""
    lines = [(number, line.strip()) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    if any(is_number_line(line) or read_call(line) for _number, line in lines):
        return []
    sizes = margin_numbers_in([line for _number, line in lines])
    return list(_with_kinds(_cells_of_lines(lines, sizes))) if sizes else []


def _cells_of_lines(lines: Sequence[tuple[int, str]], sizes: Mapping[int, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for place, (number, line) in enumerate(lines):
        size = sizes.get(place)
        words = line if size is None else line[size + 1 :].lstrip()
        label = read_provision_label(words) if size is not None else None
        cells = {"number": line[: size or 0], "label": label.label if label is not None else ""}
        yield number, {**cells, "text": (words[label.length :] if label is not None else words).replace(TAB, " ").strip()}


def _with_kinds(cells: Iterator[tuple[int, dict[str, str]]]) -> Iterator[ProvisionRow]:
    unit: TextUnit | None = None
    """The unit whose title the next line may be."""
    for line, row in cells:
        named = row.get("kind", "").casefold()
        if named and named not in ROW_KINDS:
            raise EditError.of(
                "line {line}: the kind “{kind}” is not known; there are {kinds}",
                line=line,
                kind=shorten_value(named),
                kinds=ROW_KINDS,
            )
        text, number = row["text"], row["number"]
        opened = parse_unit(text) if not number or named else None
        kind = next((known for known in ROW_KINDS if known == named), None) or _kind_by_shape(number, opened, unit)
        unit = opened if kind in UNIT_ROWS and not (opened and opened.rest.strip()) else None
        marks = next((row[name] for name in _MARKS if row.get(name)), "")
        yield ProvisionRow(
            line, kind, number, row.get("label", ""), text, marks, row.get("instrument", ""), row.get("parent", "")
        )


def _kind_by_shape(number: str, opened: TextUnit | None, before: TextUnit | None) -> RowKind:
    """The kind of a line that does not name it, by the unit that it opens or whose title it may be."""
    if number:
        return "provision"
    if opened is not None:
        return "sub-section" if opened.kind == "subsection" else opened.kind
    if before is None:
        return "continuation"
    titles: dict[str, RowKind] = {
        "chapter": "chapter_title", "article": "article_title", "section": "section_title",
        "subsection": "sub-section_title", "appendix": "appendix_title",
    }  # fmt: skip
    return titles[before.kind]
