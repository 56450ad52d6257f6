"""The verdict of the table of editions on a citation at a date."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from model.lexicon.words import place_name
from model.references.citations import Citation, Edition
from model.references.conference_history import Held, conference_at, held, latest
from model.references.editions import EditionRow, Editions

State = Literal[
    "current", "superseded", "abrogated", "unknown", "impossible", "contradicting", "draft", "undated", "history", "outside"
]
"""`contradicting`: says two things that cannot both be (`of this conference` with another's place, `61-3` with the year of
61-2); `draft`: the symbol of a draft that was adopted under another; `undated`: cited without an edition; `history`: its own
earlier edition, or what is told of the past; `outside`: not of a kind that has editions."""
_BODIES_WITH_PLACES = ("PP", "WTSA", "WTDC", "WRC", "WTPF", "WCIT")


class CitingInstrument(Struct, frozen=True):
    """The instrument that cites: its body, number, and the place (English) and year of the conference that it is for."""

    body: str = ""
    instrument: str = "resolution"
    number: str = ""
    place: str = ""
    year: int = 0


class Verdict(Struct, frozen=True):
    """The verdict on a citation."""

    state: State
    row: EditionRow | None = None
    """The edition that is in force; what the draft became."""
    conference: Held | None = None
    """The conference that superseded a cited one, or that is meant."""
    sure: bool = True
    """Whether the table is known to be complete for the number up to the date."""
    told: bool = False
    """Whether the citation tells of the past, so that an older edition may be meant."""


def judge(citation: Citation, editions: Editions, at: str, own: CitingInstrument) -> Verdict:
    """The verdict of the table on a citation at a date (ISO)."""
    told = citation.told
    if citation.instrument == "conference":
        return _judged_conference(citation, at, own)
    body = citation.body or (own.body if citation.here else "")
    edition = citation.edition
    if body and citation.number == own.number and (body, citation.instrument) == (own.body, own.instrument):
        return Verdict("history")
    if citation.here and edition is not None and edition.form == "place" and own.year and _differs(edition, own):
        row = editions.latest(citation.instrument, own.body, citation.number, at)
        return Verdict("contradicting", row, told=told)
    if edition is not None and edition.form == "place" and not citation.here:
        if body in _BODIES_WITH_PLACES and _never_held(body, edition):
            return Verdict("impossible", editions.latest(citation.instrument, body, citation.number, at))
        if not body and not conference_at(edition.place, edition.year) and _is_known_place(edition.place):
            return Verdict("impossible")
    instrument = "document" if "/L." in citation.number.upper() else citation.instrument
    rows = editions.rows(instrument, body, citation.number)
    if not rows:
        return _judged_unlisted(citation, body)
    return _judged_listed(citation, rows, editions.latest(instrument, body, citation.number, at), at, told)


def _judged_listed(citation: Citation, rows: tuple[EditionRow, ...], row: EditionRow | None, at: str, told: bool) -> Verdict:
    edition = citation.edition
    if row is None:
        return Verdict("unknown" if rows[0].revised else "impossible", rows[0])
    sure = row.checked >= at
    if row.status not in ("in force", "abrogated"):
        return Verdict("draft", row)
    if row.status == "abrogated":
        return Verdict("abrogated", row, sure=sure, told=told)
    if edition is None:
        return Verdict("undated", row, sure=sure, told=told)
    if citation.body == "RA" and edition.form == "place":
        named = [each for each in rows if each.suffix == edition.suffix]
        if not named:
            return Verdict("impossible", row, sure=sure, told=told)
        if named[0].place and (named[0].place, named[0].year) != (edition.place, edition.year):
            return Verdict("contradicting", named[0] if named[0].date <= at else row, told=told)
    if edition.form == "suffix" or citation.body == "RA":
        if edition.suffix == row.suffix:
            return Verdict("current", row, sure=sure)
        known = any(each.suffix == edition.suffix for each in rows) or edition.suffix.isdecimal()
        later = edition.suffix.isdecimal() and int(edition.suffix) > int(row.suffix or 0)
        return Verdict("superseded" if known and not later else "impossible", row, sure=sure, told=told)
    if edition.year == row.year and (edition.form != "place" or edition.place == row.place):
        return Verdict("current", row, sure=sure)
    if edition.year > row.year:
        return Verdict("impossible" if sure else "unknown", row, sure=sure)
    return Verdict("superseded", row, sure=sure, told=told)


def _judged_unlisted(citation: Citation, body: str) -> Verdict:
    if "/L." in citation.number.upper():
        return Verdict("draft")
    if citation.instrument not in ("resolution", "decision", "opinion") or not body:
        return Verdict("outside")
    if body == "RA" and citation.instrument == "resolution" and citation.number.isdecimal():
        return Verdict("impossible")  # the table holds them all
    if body in ("UNGA", "ECOSOC", "UNSC", "HRC"):
        return Verdict("outside")
    return Verdict("unknown")


def _judged_conference(citation: Citation, at: str, own: CitingInstrument) -> Verdict:
    cited = next((each for each in held() if each.body == citation.body and _is_named(each, citation.number)), None)
    if cited is None:
        return Verdict("outside")
    last = latest(citation.body, at)
    if last is None or last.start <= cited.start:
        return Verdict("current", conference=cited)
    return Verdict("superseded", conference=last, told=True)


def _is_named(conference: Held, number: str) -> bool:
    return number[-2:] in (conference.name[-2:], f"{conference.year % 100:02}")


def _differs(edition: Edition, own: CitingInstrument) -> bool:
    return (edition.place, edition.year) != (own.place, own.year)


def _never_held(body: str, edition: Edition) -> bool:
    """Whether a body is known not to have met at a place in a year; one of a year that the table does not reach may have."""
    years = [each.year for each in held() if each.body == body]
    if not years or not min(years) <= edition.year <= max(years):
        return False
    return not any(each.body == body for each in conference_at(edition.place, edition.year))


def _is_known_place(place: str) -> bool:
    return any(each.place == place for each in held())


# Printing


def printed_edition(row: EditionRow, language: str, like: str = "") -> str:
    """The contents of the brackets for an edition, in the form of a language, with the spaces and capitals of `like`:
    `Rev. Bucharest, 2022`, `Пересм. Бухарест, 2022 г.`, `2022年，布加勒斯特，修订版`."""
    place, year = place_name(row.place, language), str(row.year)
    if row.form == "year":
        return year
    if language == "zh":
        comma = next((sign for sign in "，,、" if sign in like), "，")
        return comma.join([f"{year}年", place, *(["修订版"] if row.revised else [])])
    if language == "ar":
        return f"المراجَع في {place}، {year}" if row.revised else f"{place}، {year}"
    mark = {"fr": "Rév.", "ru": "Пересм."}.get(language, "Rev.")
    printed = re.match(r"\w+\.(\s+)", like)
    space = printed[1] if printed else " "
    text = f"{mark}{space}{place}, {year}" if row.revised else f"{place}, {year}"
    if language == "ru":
        text += " г." if " г" in like else "\u00a0г."
    return text.upper() if like.isupper() else text
