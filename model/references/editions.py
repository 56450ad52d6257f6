"""The table of editions: which edition of an instrument was in force at a date, with the source of each row.

The shipped table is `tables/editions.tsv`. A user's own rows are kept apart, in the same form, and outweigh shipped ones of
the same edition, so that an update of the program loses none. A row is one edition:

| column | meaning |
|---|---|
| instrument, body, number | `resolution`, `PP`, `71`; of the Radiocommunication Assembly the number without its suffix |
| form | how a citation names the edition: `place` (`Rev. Dubai, 2018`), `year` (`modified 2019`), `suffix` (`61-3`) |
| place, year, suffix | in English; empty if the form has none |
| date | ISO, the first day of the conference that adopted it |
| revised | `yes`, or `no` of a first edition |
| title | in English |
| status | `in force`, `abrogated`, or another word, which is shown as it is |
| checked | ISO: up to when the row's number is known to have no later edition |
| source, verified | where it is from; whether that was seen |
| group | the heading under which a collection has it; the column may lack |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict, replace

from model.errors import FileError
from model.message import Message
from model.references.text_head import TextEdition
from resources import read_text

COLUMNS = (
    "instrument", "body", "number", "form", "place", "year", "suffix", "date", "revised", "title", "status", "checked",
    "source", "verified", "group",
)  # fmt: skip
SHIPPED = "tables/editions.tsv"
_LARGEST = 5_000_000
FORMS = ("place", "year", "suffix", "")


class EditionRow(Struct, frozen=True):
    """One edition of an instrument."""

    instrument: str
    body: str
    number: str
    form: str
    place: str
    year: int
    suffix: str
    date: str
    revised: bool
    title: str = ""
    status: str = "in force"
    checked: str = ""
    source: str = ""
    verified: bool = False
    is_users: bool = False
    """Whether it is a user's."""
    group: str = ""
    """The heading under which a collection or a list of contents has it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """The instrument of the row, by which its editions belong together."""
        return self.instrument, self.body, self.number.casefold()

    @property
    def same(self) -> tuple[object, ...]:
        """The key in which two rows of one edition agree."""
        return *self.key, self.place, self.year, self.suffix


class Editions(Struct, frozen=True):
    """All rows, by instrument, each in chronological order."""

    by_key: Mapping[tuple[str, str, str], tuple[EditionRow, ...]]

    @staticmethod
    def of(rows: Iterable[EditionRow]) -> Editions:
        """The table of these rows; if two rows have the same edition, the later one is used."""
        known = {row.same: row for row in rows}
        by_key: dict[tuple[str, str, str], list[EditionRow]] = {}
        for row in known.values():
            by_key.setdefault(row.key, []).append(row)
        return Editions({key: tuple(sorted(found, key=lambda row: row.date)) for key, found in by_key.items()})

    def rows(self, instrument: str, body: str, number: str) -> tuple[EditionRow, ...]:
        """The editions of an instrument; none if it is not in the table."""
        return self.by_key.get((instrument, body, number.casefold()), ())

    def latest(self, instrument: str, body: str, number: str, at: str) -> EditionRow | None:
        """The edition that was in force at a date (ISO), including the day of its conference; None if none is known."""
        before = [row for row in self.rows(instrument, body, number) if row.date <= at]
        return before[-1] if before else None


@cache
def shipped_editions() -> tuple[EditionRow, ...]:
    """The rows that come with the program."""
    return tuple(_parse(read_text(SHIPPED), Path(SHIPPED), is_users=False))


def read_rows(path: Path) -> tuple[EditionRow, ...]:
    """A user's table; FileError names the invalid line and its fault."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise FileError(
            path, Message.of("the table of editions cannot be read ({error})", error=str(error.strerror or error))
        ) from error
    if len(raw) > _LARGEST:
        raise FileError(
            path,
            Message.of("the table of editions is larger than {size} MB; keep the rows that you need", size=_LARGEST // 1000000),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(
            path, Message.of("the table of editions is not UTF-8 text; save it as tab-separated values in UTF-8")
        ) from error
    return tuple(_parse(text, path, is_users=True))


def printed_rows(rows: Iterable[EditionRow]) -> str:
    """A table as `read_rows` reads it."""
    lines = ["\t".join(COLUMNS)]
    for row in rows:
        lines.append("\t".join(" ".join(field.split()) for field in fields_of(row).values()))
    return "\n".join(lines) + "\n"


def fields_of(row: EditionRow) -> dict[str, str]:
    """A row by the names of the columns, each as it is written."""
    values = (
        row.instrument, row.body, row.number, row.form, row.place, str(row.year or ""), row.suffix, row.date,
        "yes" if row.revised else "no", row.title, row.status, row.checked, row.source, "yes" if row.verified else "no",
        row.group,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _parse(text: str, path: Path, *, is_users: bool) -> Iterable[EditionRow]:
    lines = text.splitlines()
    names = lines[0].split("\t") if lines else []
    missing = [name for name in COLUMNS[:8] if name not in names]
    if missing:
        message = Message.of(
            "the first line of the table of editions does not name the column {column}; the file is of another version, or "
            "not such a table: delete it, and add the rows in the window of editions",
            column=missing[0],
        )
        raise FileError(path, message)
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) > len(names):
            message = Message.of(
                "line {line} of the table of editions has {columns} columns, the first line names {named}; delete the extra tabs",
                line=number,
                columns=len(cells),
                named=len(names),
            )
            raise FileError(path, message)
        fields = dict(zip(names, cells, strict=False))
        yield _row(fields, path, number, is_users=is_users)


def _row(fields: Mapping[str, str], path: Path, line: int, *, is_users: bool) -> EditionRow:
    wrong = problem_with(fields)
    if wrong is not None:
        raise FileError(
            path,
            Message.of("line {line} of the table of editions: {wrong}; correct the line or delete it", line=line, wrong=wrong),
        )
    return row_of(fields, is_users=is_users)


_MISSING = {
    "instrument": Message.of("the instrument is missing"),
    "body": Message.of("the body is missing"),
    "number": Message.of("the number is missing"),
}


def problem_with(fields: Mapping[str, str]) -> Message | None:
    """The reason why fields by the names of the columns are not a row, part of a sentence; None if they are."""
    year, day, form = (fields.get(name, "").strip() for name in ("year", "date", "form"))
    for name, message in _MISSING.items():
        if not fields.get(name, "").strip():
            return message
    if year and not (year.isdecimal() and year.isascii() and 1850 <= int(year) <= 2200):
        return Message.of("“{year}” is not a year", year=year)
    if form not in FORMS:
        return Message.of("“{form}” is none of place, year, suffix", form=form)
    with suppress(ValueError):
        if date.fromisoformat(day).isoformat() == day:
            return None
    return Message.of("“{day}” is not a date like 2022-09-26", day=day)


def row_of(fields: Mapping[str, str], *, is_users: bool) -> EditionRow:
    """Fields with which there is no problem as a row."""
    texts: dict[str, Any] = {name: fields.get(name, "").strip() for name in COLUMNS}
    texts |= {name: fields.get(name, "") == "yes" for name in ("revised", "verified")}
    texts |= {"year": int(texts["year"] or 0), "status": texts["status"] or "in force"}
    return EditionRow(**texts, is_users=is_users)


def row_of_text(instrument: str, edition: TextEdition, title: str, source: str) -> EditionRow | None:
    """The row of an instrument that a known conference adopted under a number; else None.

    instrument: `resolution` …
    edition: as its head names it
    title: as printed
    source: the name of the file
    """
    if not edition.date or not edition.form or not edition.number or edition.number.startswith("["):
        return None
    row = EditionRow(instrument, **asdict(edition), title=title, checked=edition.date, source=source)
    return replace(row, verified=True, is_users=True)
