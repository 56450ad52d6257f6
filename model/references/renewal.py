"""Replacements in a citation: the edition in force, and the name of the conference if it is another one than this."""

from __future__ import annotations

import re

from model.references.citations import Citation, Edition
from model.references.conference_history import conference_at
from model.references.conference_names import named_conference
from model.references.editions import EditionRow
from model.references.verdicts import Verdict, printed_edition

Replacement = tuple[int, int, str]
"""Start, stop and new words in a text, code points."""


def renewals(text: str, citation: Citation, verdict: Verdict, language: str) -> tuple[Replacement, ...]:
    """The replacements in a text after which a citation names the edition in force, and the conference that adopted it if it was
    said to be of this one, in the form of the language. There are none if the citation is in force or has no edition, or if only
    a person knows what is meant."""
    edition = _renewed_edition(text, citation, verdict, language)
    if citation.this_conference is None or not (edition or verdict.state == "contradicting"):
        return edition
    if not verdict.body:  # the edition in force is of this conference, or its conference is unknown
        return edition if verdict.state != "contradicting" else ()
    start, stop = citation.this_conference
    name = named_conference(text[start:stop], verdict.body, language)
    if not name:
        return ()
    return tuple(sorted((*edition, (start, stop, name.replace("'", "’") if "’" in text else name))))


def _renewed_edition(text: str, citation: Citation, verdict: Verdict, language: str) -> tuple[Replacement, ...]:
    row, edition = verdict.row, citation.edition
    if row is None or edition is None or verdict.state not in ("superseded", "contradicting", "impossible"):
        return ()
    if verdict.state == "contradicting" and edition.suffix and edition.suffix != row.suffix:
        return ()
    if edition.form == "suffix":
        return ((edition.start, edition.stop, row.suffix),) if verdict.state == "superseded" else ()
    if edition.form == "place" and row.form != "year" and not row.place:
        return ()
    printed = text[edition.start : edition.stop]
    new = printed_like(edition, row, language, printed)
    return (*_renewed_number(text, citation, row), (edition.start, edition.stop, new)) if new not in ("", printed) else ()


def _renewed_number(text: str, citation: Citation, row: EditionRow) -> tuple[Replacement, ...]:
    """The suffix of a number that names the edition beside a place and year: `61-3 (Rev. Dubai, 2023)`."""
    edition = citation.edition
    if row.form != "suffix" or edition is None or edition.form == "suffix" or edition.suffix == row.suffix:
        return ()
    number = f"{citation.number}-{row.suffix}" if row.suffix else citation.number
    printed = text[citation.number_start : citation.number_stop]
    return ((citation.number_start, citation.number_stop, number),) if printed != number else ()


def printed_like(edition: Edition, row: EditionRow, language: str, printed: str) -> str:
    """The edition of a row in the form in which another is printed: `Rev. Dubai, 2018`, or `Rev.WRC-07` as radio conferences
    have it; '' if its conference is unknown."""
    if edition.form != "conference":
        return printed_edition(row, language, printed)
    held = next((conference for conference in conference_at(row.place, row.year) if conference.body == row.body), None)
    number = re.search(r"\d+$", printed)
    if held is None or number is None:
        return ""
    mark = "Rev." if row.revised and not edition.revised else ""
    return mark + printed[: number.start()] + held.name[-2:]
