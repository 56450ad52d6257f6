"""Editions of the library: their names as a text of a language prints them, and as rows of the table of editions."""

from __future__ import annotations

from collections.abc import Mapping

from model.library.values import TextIdentity
from model.references.editions import EditionRow
from model.references.verdicts import printed_edition
from resources import read_table

_WITH_ARTICLE = {"ar": "ال"}
_SECTORS = {"RA": {"ru": "МСЭ-R "}}


def edition_name(edition: TextIdentity | EditionRow, language: str, like: str = "") -> str:
    """What stands in the brackets of a citation of an edition, `Rev. Dubai, 2018`, or its suffix; with the spaces and capitals of
    `like`."""
    if edition.form == "suffix":
        return f"{edition.number}-{edition.suffix}" if edition.suffix else edition.number
    row = edition if isinstance(edition, EditionRow) else row_of_edition(edition)
    return printed_edition(row, language, like)


def text_name(identity: TextIdentity, language: str) -> str:
    """`Resolution 139 (Rev. Dubai, 2018)`."""
    words = (row["form"] for row in read_table("tables/reference-words.tsv") if _is_word(row, identity.instrument, language))
    word = next(words, identity.instrument)
    edition = edition_name(identity, language)
    if language == "zh":
        return f"第{identity.number}号{word}（{edition}）" if edition else f"第{identity.number}号{word}"
    number = identity.number
    if identity.form == "suffix":
        number, edition = _SECTORS.get(identity.body, {}).get(language, "ITU-R ") + edition, ""
    named = f"{_WITH_ARTICLE.get(language, '')}{word[:1].upper()}{word[1:]} {number}"
    return f"{named} ({edition})" if edition else named


def row_of_edition(edition: TextIdentity, title: str = "", status: str = "in force", source: str = "") -> EditionRow:
    """An edition that is held, as a row of the table of editions: it is not known what came after it."""
    day = moment(edition)
    return EditionRow(
        instrument=edition.instrument,
        body=edition.body,
        number=edition.number,
        form=edition.form,
        place=edition.place,
        year=edition.year,
        suffix=edition.suffix,
        date=day,
        revised=edition.revised,
        title=title,
        status=status,
        checked=day,
        source=source,
        verified=True,
    )


def moment(edition: TextIdentity) -> str:
    """The day (ISO) of an edition; the last of its year where that alone is known, '' where nothing is."""
    return edition.date or (f"{edition.year}-12-31" if edition.year else "")


def _is_word(row: Mapping[str, str], instrument: str, language: str) -> bool:
    return row["term"] == instrument and row["language"] == language
