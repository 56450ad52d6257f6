"""The verdict of the table of editions on a citation at a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.lexicon.words import place_name
from model.references.citations import Citation, Edition
from model.references.conference_history import HeldConference, adopting_bodies, conference_at, held_conferences, latest
from model.references.editions import EditionRow, Editions

State = Literal[
    "current", "superseded", "abrogated", "unknown", "impossible", "contradicting", "draft", "undated", "history", "outside"
]
"""`contradicting`: says two things that cannot both be (`of this conference` with another's place, `61-3` with the year of
61-2); `draft`: the symbol of a draft that was adopted under another; `undated`: cited without an edition; `history`: its own
earlier edition, or a statement about the past; `outside`: not of a kind that has editions."""
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
    """The edition that is in force; the text that the draft became."""
    conference: HeldConference | None = None
    """The conference that superseded a cited one, or that is meant."""
    sure: bool = True
    """Whether the table is known to be complete for the number up to the date."""
    in_past_tense: bool = False
    """Whether the citation refers to the past, so that an older edition may be meant."""
    body: str = ""
    """The body to name if `of this conference` is wrong, or will be wrong with the edition in force; '' if it is unknown."""


class _Case(Struct, frozen=True):
    """A citation to be judged, with the data that the rules need."""

    citation: Citation
    edition: Edition | None
    body: str
    instrument: CitingInstrument
    editions: Editions
    at: str

    def latest(self, body: str) -> EditionRow | None:
        """The edition in force of the cited instrument if it were of that body."""
        return self.editions.latest(self.citation.instrument, body, self.citation.number, self.at)


class _Listed(Struct, frozen=True):
    """A citation of an instrument in the table, with its row in force and all of its rows."""

    citation: Citation
    edition: Edition | None
    row: EditionRow
    rows: tuple[EditionRow, ...]
    at: str

    @property
    def sure(self) -> bool:
        return self.row.checked >= self.at

    def verdict(self, state: State, *, may_tell: bool = True) -> Verdict:
        """The verdict with the row in force; without `may_tell`, one that no telling of the past excuses."""
        return Verdict(state, self.row, sure=self.sure, in_past_tense=may_tell and self.citation.in_past_tense)


def judge(citation: Citation, editions: Editions, at: str, instrument: CitingInstrument) -> Verdict:
    """The verdict of the table on a citation at a date (ISO): that of the first rule that gives one."""
    case = _Case(
        citation,
        citation.edition,
        citation.body or (instrument.body if citation.of_this_conference else ""),
        instrument,
        editions,
        at,
    )
    verdict = _verdict(case)
    row = verdict.row if verdict.state in ("superseded", "impossible") and citation.of_this_conference else None
    if row is None or verdict.body or not instrument.year or (row.place, row.year) == (instrument.place, instrument.year):
        return verdict
    return replace(verdict, body=case.body)


def _verdict(case: _Case) -> Verdict:
    citation, editions, at = case.citation, case.editions, case.at
    for rule in _BEFORE_THE_TABLE:
        if (verdict := rule(case)) is not None:
            return verdict
    instrument = "document" if _is_draft(case) else citation.instrument
    rows = editions.rows(instrument, case.body, citation.number)
    if not rows:
        return Verdict(next((state for applies, state in _UNLISTED if applies(case)), "unknown"))
    row = editions.latest(instrument, case.body, citation.number, at)
    if row is None:
        return Verdict("unknown" if rows[0].revised else "impossible", rows[0])
    listed = _Listed(citation, citation.edition, row, rows, at)
    return next(verdict for rule in _LISTED if (verdict := rule(listed)) is not None)


# Before the table is asked


def _of_conference(case: _Case) -> Verdict | None:
    """`WTDC-17` is superseded once the next one was held."""
    citation = case.citation
    if citation.instrument != "conference":
        return None
    cited = next(
        (
            conference
            for conference in held_conferences()
            if conference.body == citation.body and _is_named(conference, citation.number)
        ),
        None,
    )
    if cited is None:
        return Verdict("outside")
    last = latest(citation.body, case.at)
    if last is None or last.start <= cited.start:
        return Verdict("current", conference=cited)
    return Verdict("superseded", conference=last, in_past_tense=True)


def _of_itself(case: _Case) -> Verdict | None:
    """A resolution that names itself speaks of its earlier edition."""
    citation, instrument = case.citation, case.instrument
    itself = (case.body, citation.instrument, citation.number) == (instrument.body, instrument.instrument, instrument.number)
    return Verdict("history") if case.body and itself else None


def _of_this_conference_elsewhere(case: _Case) -> Verdict | None:
    """`of this conference` with the place or year of another one."""
    edition, instrument = case.edition, case.instrument
    if (
        not case.citation.of_this_conference
        or edition is None
        or edition.form != "place"
        or not instrument.year
        or not _differs(edition, instrument)
    ):
        return None
    body = _body_that_met(edition, instrument.body)
    named = judge(replace(case.citation, body=body, this_conference=None), case.editions, case.at, instrument)
    if named.state in ("abrogated", "impossible"):
        return replace(named, body=body)
    is_older = named.state == "superseded" and not named.in_past_tense
    return replace(named, state="contradicting", row=named.row if is_older else None, body=body)


def _body_that_met(edition: Edition, own_body: str) -> str:
    """The body whose conference an edition names: the citing text's if it may have met there, else the only one, or ''."""
    if own_body and not _never_held(own_body, edition):
        return own_body
    bodies = adopting_bodies(edition.place, edition.year)
    return next(iter(bodies)) if len(bodies) == 1 else ""


def _where_none_met(case: _Case) -> Verdict | None:
    """An edition of a place and year in which no such conference was held."""
    edition, body = case.edition, case.body
    if edition is None or edition.form != "place" or case.citation.of_this_conference:
        return None
    if body in _BODIES_WITH_PLACES and _never_held(body, edition):
        return Verdict("impossible", case.latest(body))
    if not body and not conference_at(edition.place, edition.year) and _is_known_place(edition.place):
        return Verdict("impossible")
    return None


_BEFORE_THE_TABLE: tuple[Callable[[_Case], Verdict | None], ...] = (
    _of_conference,
    _of_itself,
    _of_this_conference_elsewhere,
    _where_none_met,
)


# for instruments that are not in the table


def _is_draft(case: _Case) -> bool:
    return "/L." in case.citation.number.upper()


def _has_no_editions(case: _Case) -> bool:
    return case.citation.instrument not in ("resolution", "decision", "opinion") or not case.body


def _is_of_radio_assembly(case: _Case) -> bool:
    """Of the Radiocommunication Assembly the table holds all resolutions."""
    return case.body == "RA" and case.citation.instrument == "resolution" and case.citation.number.isdecimal()


def _is_of_united_nations(case: _Case) -> bool:
    return case.body in ("UNGA", "ECOSOC", "UNSC", "HRC")


_UNLISTED: tuple[tuple[Callable[[_Case], bool], State], ...] = (
    (_is_draft, "draft"),
    (_has_no_editions, "outside"),
    (_is_of_radio_assembly, "impossible"),
    (_is_of_united_nations, "outside"),
)
"""The first that applies decides; `unknown` if none does."""


# for instruments in the table


def _adopted_under_another_number(listed: _Listed) -> Verdict | None:
    return Verdict("draft", listed.row) if listed.row.status not in ("in force", "abrogated") else None


def _if_abrogated(listed: _Listed) -> Verdict | None:
    return listed.verdict("abrogated") if listed.row.status == "abrogated" else None


def _without_edition(listed: _Listed) -> Verdict | None:
    return listed.verdict("undated") if listed.edition is None else None


def _suffix_beside_place(listed: _Listed) -> Verdict | None:
    """`61-3` of the Radiocommunication Assembly with the place and year of another suffix."""
    edition = listed.edition
    if listed.citation.body != "RA" or edition is None or edition.form != "place":
        return None
    named = [row for row in listed.rows if row.suffix == edition.suffix]
    if not named:
        return listed.verdict("impossible")
    if named[0].place and (named[0].place, named[0].year) != (edition.place, edition.year):
        return Verdict(
            "contradicting", named[0] if named[0].date <= listed.at else listed.row, in_past_tense=listed.citation.in_past_tense
        )
    return None


def _by_suffix(listed: _Listed) -> Verdict | None:
    """Editions that only a suffix identifies: `61-3`."""
    edition, row = listed.edition, listed.row
    if edition is None or (edition.form != "suffix" and listed.citation.body != "RA"):
        return None
    if edition.suffix == row.suffix:
        return listed.verdict("current", may_tell=False)
    known = any(listed_row.suffix == edition.suffix for listed_row in listed.rows) or edition.suffix.isdecimal()
    later = edition.suffix.isdecimal() and int(edition.suffix) > int(row.suffix or 0)
    return listed.verdict("superseded" if known and not later else "impossible")


def _by_year(listed: _Listed) -> Verdict | None:
    edition, row = listed.edition, listed.row
    if edition is None:
        return None
    if edition.year == row.year and (edition.form != "place" or edition.place == row.place):
        return listed.verdict("current", may_tell=False)
    if edition.year > row.year:
        return listed.verdict("impossible" if listed.sure else "unknown", may_tell=False)
    return listed.verdict("superseded")


_LISTED: tuple[Callable[[_Listed], Verdict | None], ...] = (
    _adopted_under_another_number,
    _if_abrogated,
    _without_edition,
    _suffix_beside_place,
    _by_suffix,
    _by_year,
)
"""The last one gives a verdict on every edition."""


def _is_named(conference: HeldConference, number: str) -> bool:
    return number[-2:] in (conference.name[-2:], f"{conference.year % 100:02}")


def _differs(edition: Edition, instrument: CitingInstrument) -> bool:
    return (edition.place, edition.year) != (instrument.place, instrument.year)


def _never_held(body: str, edition: Edition) -> bool:
    """Whether a body is known not to have met at a place in a year; one of a year that the table does not reach may have."""
    years = [conference.year for conference in held_conferences() if conference.body == body]
    if not years or not min(years) <= edition.year <= max(years):
        return False
    return not any(conference.body == body for conference in conference_at(edition.place, edition.year))


def _is_known_place(place: str) -> bool:
    return any(conference.place == place for conference in held_conferences())


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
