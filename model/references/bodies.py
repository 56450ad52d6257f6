"""The body that adopted a cited instrument, by the words around it, by its edition or by the form of its number."""

from __future__ import annotations

from model.references.citations import Edition
from model.references.conference_history import adopting_bodies, conference_at
from model.references.tokens import Token

SESSIONS = {"A": "UNGA", "E": "ECOSOC", "S": "UNSC"}
"""The body of the United Nations by the first letter of its symbols."""


def is_year(token: Token) -> bool:
    """Whether a token is a year from 1800 to 2099."""
    text = token.text
    return token.shape == "number" and len(text) == 4 and text.isdecimal() and text[:2] in ("18", "19", "20")


def is_session_number(text: str) -> bool:
    """Whether a number has the form of a resolution of the General Assembly, `70/125`."""
    session, _, rest = text.partition("/")
    return session.isdecimal() and 30 <= int(session) <= 120 and rest.isdecimal() and len(rest) <= 3


def body_of(
    kind: str, sector: str, body: str, is_at_hand: bool, number: str, edition: Edition | None, near: str
) -> tuple[str, str, bool]:
    """The body of the instrument, the number, and whether the body is certain.

    kind: the kind of the instrument
    sector: `R`, `T` or `D` if the citation names it
    body, is_at_hand: the body that is named, '' for none; whether it is this conference
    number: as printed
    edition: the edition in brackets, if any
    near: the body that is named before
    """
    upper = number.upper()
    if upper[:2] in ("A/", "E/", "S/"):
        return SESSIONS[upper[0]], number, True
    if sector:
        of = "RA" if sector == "R" and kind in ("resolution", "opinion", "decision") else f"ITU-{sector}"
        return of, number, True
    if body:
        return body, number, True
    if is_session_number(number) and kind == "resolution":
        return "UNGA", number, near == "UNGA"
    if is_at_hand:
        return "", number, True
    if edition is not None and edition.body:
        return edition.body, number, True
    if edition is not None and edition.form == "place":
        held = conference_at(edition.place, edition.year)
        bodies = adopting_bodies(edition.place, edition.year)
        if near in {holder.body for holder in held}:
            return near, number, True
        if len(bodies) == 1:
            return next(iter(bodies)), number, True
    if near:
        return near, number, False
    if kind == "resolution" and number.isdecimal() and 1000 <= int(number) < 2000:
        return "Council", number, False
    return "", number, False
