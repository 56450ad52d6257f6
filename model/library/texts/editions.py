"""Editions of the library: their names as a text of a language prints them, and as rows of the table of editions."""

from __future__ import annotations

from model.library.texts.values import TextIdentity
from model.references.citations import Edition
from model.references.editions import EditionRow
from model.references.verdicts import printed_edition

Rank = tuple[int, int]
EDITION_FIELDS = tuple(name for name in TextIdentity.__struct_fields__ if name in EditionRow.__struct_fields__)
"""The fields that name an edition, in an identity as in a row of the table of editions."""


def edition_name(edition: TextIdentity | EditionRow, language: str, like: str = "") -> str:
    """The words in the brackets of a citation of an edition, `Rev. Dubai, 2018`; spaces and capitals are those of `like`."""
    if edition.form == "suffix":
        return f"{edition.number}-{edition.suffix}" if edition.suffix else edition.number
    row = edition if isinstance(edition, EditionRow) else row_of_edition(edition)
    return printed_edition(row, language, like)


def row_of_edition(edition: TextIdentity, title: str = "", status: str = "in force", source: str = "") -> EditionRow:
    """An edition in the library as a row of the table of editions; later editions are unknown."""
    day = moment(edition)
    fields = {name: getattr(edition, name) for name in EDITION_FIELDS} | {"date": day}
    return EditionRow(**fields, title=title, status=status, checked=day, source=source, verified=True)


def rank(identity: TextIdentity | EditionRow) -> Rank:
    """By which the editions of an instrument follow each other: those of ITU-R by their suffix, all others by the year."""
    suffix = identity.suffix if identity.suffix.isdecimal() else "0"
    return int(suffix), identity.year or int(identity.date[:4] or 0)


def moment(edition: TextIdentity) -> str:
    """The day (ISO) of an edition; the last day of its year if only the year is known, '' if nothing is known."""
    return edition.date or (f"{edition.year}-12-31" if edition.year else "")


def is_cited_edition(text: TextIdentity, edition: Edition) -> bool:
    """Whether a citation names the edition of a text."""
    if edition.form == "suffix":
        return text.suffix == edition.suffix
    return text.year == edition.year and (edition.form != "place" or not text.place or text.place == edition.place)
