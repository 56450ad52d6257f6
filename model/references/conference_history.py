"""The conferences that adopted instruments, by place and year: who `(Rev. Dubai, 2018)` is, and whether it ever was."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from resources import read_table


class HeldConference(Struct, frozen=True):
    """A conference that was held or is to be."""

    body: str
    place: str
    """In English."""
    year: int
    start: str
    """ISO date of its first day."""
    name: str
    """`WTSA-20`: the name does not always carry the year in which it was held."""


@cache
def held_conferences() -> tuple[HeldConference, ...]:
    """All conferences of the table, in the order of time for each body."""
    rows = read_table("tables/conference-history.tsv")
    return tuple(HeldConference(row["body"], row["place"], int(row["year"]), row["start"], row["name"]) for row in rows)


def conference_at(place: str, year: int) -> tuple[HeldConference, ...]:
    """The conferences held at a place (English name) in a year; none if there was none."""
    return tuple(
        conference
        for conference in held_conferences()
        if conference.year == year and conference.place.casefold() == place.casefold()
    )


def adopting_bodies(place: str, year: int) -> frozenset[str]:
    """The bodies that met at a place (English name) in a year; if there are several, those whose resolutions are cited most."""
    bodies = frozenset(conference.body for conference in conference_at(place, year))
    return bodies - {"WRC", "WCIT", "WTPF"} or bodies


def conference_named(name: str) -> HeldConference | None:
    """The conference of a short name (`WTSA-20`, `WRC-2000`, `WRC-00`); None if unknown."""
    body, _, number = name.upper().partition("-")
    for conference in held_conferences():
        own_body, _, own_year = conference.name.partition("-")
        if {own_body, conference.body} & {body} and own_year[-2:] == number[-2:]:
            return conference
    return None


def latest(body: str, date: str) -> HeldConference | None:
    """The last conference of a body that began before a date (ISO); None if there was none."""
    before = [conference for conference in held_conferences() if conference.body == body and conference.start < date]
    return before[-1] if before else None
