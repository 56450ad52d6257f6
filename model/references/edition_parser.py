"""The brackets after a number that name an edition: `(Rev. Dubai, 2018)`, `(modified 2019)`, `(Rev.WRC-15)`, `(WRC-07)`."""

from __future__ import annotations

from collections.abc import Sequence

from model.references.bodies import is_year
from model.references.citations import Edition
from model.references.conference_history import conference_named
from model.references.tokens import Token
from model.references.words import place_keys, terms_of


def edition_of(inside: Sequence[Token], language: str) -> Edition | None:
    """The edition that the tokens between two brackets name; None if they name none."""
    start, stop = inside[0].start, inside[-1].stop
    years = [token for token in inside if is_year(token)]
    revised = any(token.has("rev") for token in inside)
    bodies = [place for place, token in enumerate(inside) if terms_of("body:", token.terms)]
    if bodies and (revised or len(inside) == 3) and len(inside) - bodies[0] >= 3 and inside[-1].shape == "number":
        name = f"{terms_of('body:', inside[bodies[0]].terms)[0]}-{inside[-1].text}"
        held = conference_named(name)
        if held is not None:
            return Edition("conference", revised, held.place, held.year, start, stop, body=held.body)
    if len(years) != 1:
        return None
    year = years[0]
    rest = [token for token in inside if token is not year and not token.has("rev", "year") and token.text != ","]
    named = "".join(f" {token.text}" for token in rest if not token.has("modified", "of")).strip()
    if any(token.has("place") for token in rest) or (revised and rest):
        printed = next((token.text for token in rest if token.has("place")), named)
        place = place_keys(language).get(printed.lower(), printed)
        return Edition("place", revised, place, int(year.text), start, stop)
    if all(token.has("modified", "of", "adopted") for token in rest):
        return Edition("year", any(token.has("modified") for token in inside), "", int(year.text), year.start, year.stop)
    if len(rest) <= 3 and all(token.shape == "word" and token.text[:1].isupper() for token in rest):
        return Edition("place", revised, named, int(year.text), start, stop)
    return None
