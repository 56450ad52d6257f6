"""The head of an instrument, from its number line to its opening line, and the edition that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

from msgspec import Struct

from model.lexicon.lines import NumberLine, is_history, opening_body, read_number_line
from model.lexicon.words import LANGUAGES
from model.references.bodies import is_session_number
from model.references.conference_history import HeldConference, conference_at, conference_named, held_conferences
from model.references.words import place_keys
from model.text.lazy_regex import late

HEAD = 6
"""Paragraphs after a number line that may contain its title and its opening line."""
_YEAR = late(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")
_COUNCIL_YEAR = late(r"(?<![A-Za-zА-я])[CС]-?(\d\d)(?!\d)")
"""`C19` is the Council of 2019, also with the Cyrillic letter; `C-1985` has its year whole."""
_REVISED = late(r"rev|rév|пересм|修订|المراجَع|المراجع|modif|amend|mod\b|mod\.|enmend|измен|修正|修改|تعديل|المعد", re.IGNORECASE)
_MODIFIED = late(r"modif|amend|enmend|измен|修正|修改|تعديل", re.IGNORECASE)
"""Words by which the Council alone names its editions: `modified 2019`."""
_SECTOR = late(r"(?:itu|uit|мсэ|国际电联)[-‑ ]?([rtd]|р|т)(?![a-zа-я])", re.IGNORECASE)
_BEFORE = late(r"(?:no\.? ?|n° ?|رقم |第 ?)?(?:(?:itu|uit|мсэ|国际电联)[-‑ ]?(?:[rtd]|р|т)[ ‑-]?)?第? ?", re.IGNORECASE)
"""The words before the number itself: `No. 75`, `ITU-R 1-9`."""
_LAST_PIECE = late(r"[;；؛]|(?<=\d\d\d\d)\s?[-–—‑,]\s?(?=\d\d\d\d)")
_NAMED = late(r"(?<![^\W\d_])([A-Z]{2,5}-\d\d(?:\d\d)?)(?!\d)")


class TextHead(Struct, frozen=True):
    """The lines of a head, each as read; '' if there is none."""

    number: NumberLine
    title: str = ""
    history: str = ""
    opening: str = ""
    body: str = ""
    """Whose opening line it is."""


class TextEdition(Struct, frozen=True):
    """The edition of an instrument that its head names, in the terms of the table of editions."""

    body: str
    number: str
    form: str = ""
    place: str = ""
    year: int = 0
    suffix: str = ""
    date: str = ""
    """ISO, the first day of its conference; '' if unknown."""
    revised: bool = False


def read_head(number: NumberLine, behind: Sequence[str], language: str) -> TextHead | None:
    """The head that begins with a number line before the lines `behind`; None if no opening line follows it."""
    title: list[str] = []
    history = ""
    for text in behind[:HEAD]:
        body = opening_body(text, language) or opening_body(text)
        if body:
            return TextHead(number, " ".join(" ".join(title).split()), history, text, body)
        if read_number_line(text) is not None:
            return None
        if is_history(text):
            history = text
        else:
            title.append(text)
    return None


def edition_named(head: TextHead, language: str) -> TextEdition:
    """The edition that a head names: by the conference of its opening line, or by place and year alone."""
    printed = head.number.number
    number = printed if printed.startswith("[") else _BEFORE.sub("", printed, count=1)
    edition = head.number.edition
    lines = [edition, head.opening, _LAST_PIECE.split(head.history.strip("()（） "))[-1]]
    body = head.body or _body_by_number(head.number) or _body_by_edition(edition, language)
    meeting = _meeting(body, lines, language)
    suffix = ""
    if body == "RA":
        number, _, suffix = number.partition("-")
    form = "year" if body == "Council" else "suffix" if body == "RA" else "place"
    revised = bool(suffix or _REVISED.search(edition + head.history) or _LAST_PIECE.search(head.history.strip("()（） ")))
    if meeting is not None:
        place = meeting.place if form != "year" else ""
        return TextEdition(body, number, form, place, meeting.year, suffix, meeting.start, revised)
    year = max(_years(edition) or _years(head.opening), default=0)
    place = next(iter(_places([edition, head.opening], language)), "") if form == "place" else ""
    known = bool(place or year) or form == "suffix"
    return TextEdition(body, number, form if known else "", place, year, suffix, "", revised)


def _body_by_number(number: NumberLine) -> str:
    """The body that the form of a number identifies: that of the sector, the General Assembly by its sessions."""
    sector = _SECTOR.match(number.number)
    if sector is not None:
        letter = {"р": "R", "т": "T"}.get(sector[1].lower(), sector[1].upper())
        return "RA" if letter == "R" and number.instrument in ("resolution", "opinion", "decision") else f"ITU-{letter}"
    return "UNGA" if is_session_number(_BEFORE.sub("", number.number, count=1)) else ""


def _body_by_edition(edition: str, language: str) -> str:
    """The body whose conference was held at the place and time of an edition; '' if there were several, or none is known."""
    named = _NAMED.search(edition)
    if named is not None and (held := conference_named(named[1])) is not None:
        return held.body
    if _COUNCIL_YEAR.search(edition) or re.match(r"[CС]-?\d{4}", edition):
        return "Council"
    if _MODIFIED.search(edition) and _years(edition) and not _places([edition], language):
        return "Council"
    met = [held for place in _places([edition], language) for year in _years(edition) for held in conference_at(place, year)]
    bodies = {held.body for held in met} - {"WRC", "WCIT", "WTPF"} or {held.body for held in met}
    return bodies.pop() if len(bodies) == 1 else ""


def _years(text: str) -> set[int]:
    """The years that a text names; those of `C19` are of the Council."""
    short = (int(year) for year in _COUNCIL_YEAR.findall(text))
    return {int(year) for year in _YEAR.findall(text)} | {year + (1900 if year >= 47 else 2000) for year in short}


def _places(texts: Iterable[str], language: str) -> list[str]:
    """The English names of the places in texts; for texts in an unknown language, names in all languages are tried."""
    folded = " ".join(texts).casefold()
    spoken = (language, "en") if language in LANGUAGES else LANGUAGES
    keys = chain.from_iterable(place_keys(code).items() for code in spoken)
    return list(dict.fromkeys(name for key, name in keys if key in folded))


def _meeting(body: str, texts: Sequence[str], language: str) -> HeldConference | None:
    """The conference of a body whose place and year the first line that has some names; None if there is none."""
    for text in texts:
        named = _NAMED.search(text)
        if named is not None and (held := conference_named(named[1])) is not None and held.body == body:
            return held
        years = _years(text)
        names = _places([text], language)
        met = [meeting for meeting in held_conferences() if meeting.body == body and meeting.year in years]
        if names:
            met = [meeting for meeting in met if meeting.place in names]
        if len(met) == 1:
            return met[0]
        if body == "Council" and years:
            year = max(years)  # `C-1985, last amended C19`
            return HeldConference(body, "Geneva", year, f"{year}-06-30", f"C-{year % 100:02}")
    return None
