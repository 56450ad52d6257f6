"""The constructions of citations in Chinese: the body comes first, the instrument after its numbers."""

from __future__ import annotations

from model.references.citation_reader import CitationReader, NamedInstrument, Numbers
from model.references.citations import Citation
from model.references.words import INSTRUMENTS, terms_of

_ORDINAL = "第"
_NUMBER_SIGN = "号"


def instrument(reader: CitationReader, at: int) -> int | None:
    """`全权代表大会第71号决议（2018年，迪拜，修订版）`."""
    place, between = at, None
    token = reader.tokens[at]
    bodies = terms_of("body:", token.terms)
    this_conference = (token.start, token.stop) if token.has("here") else None
    if bodies or this_conference is not None:
        between, place = reader.edition(behind := reader.skip(at + 1, "of"))
        place = place if between is not None else behind
    sector = reader.sector(place)
    place += bool(sector)
    if not sector and not reader.is_word(place, _ORDINAL):
        return None
    numbers, place = _numbers(reader, place)
    kind = next((name for name in INSTRUMENTS if reader.is_one(place, name)), "")
    if not numbers or not kind:
        return None
    edition, place = reader.edition(place + 1)
    if edition is not None or between is not None:
        numbers[-1] = (numbers[-1][0], edition or between)
    before = reader.body_before(at)
    near, start = before[0] if before else "", token.start
    reader.add_each(NamedInstrument(kind, sector, bodies[0] if bodies else "", this_conference, near, start), numbers, place)
    return place


def _numbers(reader: CitationReader, place: int) -> tuple[Numbers, int]:
    """The list of numbers that begins at a place, `第71号和第72号`, and the place after it."""
    numbers: Numbers = []
    while True:
        while reader.is_word(place, _ORDINAL) or reader.is_one(place, "sector:R", "sector:T"):
            place += 1
        token = reader.number(place)
        if token is None:
            return numbers, place
        place += 1
        place += reader.is_word(place, _NUMBER_SIGN)
        edition, place = reader.edition(place)
        numbers.append((token, edition))
        ahead = reader.next_number(place)
        if ahead == place:
            return numbers, place
        place = ahead


def treaty(reader: CitationReader, at: int) -> int | None:
    """`《组织法》第19条`."""
    treaties = terms_of("treaty:", reader.tokens[at].terms)
    if not treaties:
        return None
    place = at + 1
    while reader.is_word(place, _ORDINAL) or reader.is_one(place, "of"):
        place += 1
    listed = reader.numbers(place)
    if listed is None:
        return None
    numbers, place = listed
    if not reader.is_one(place, "article", "provision"):
        return None
    kind = "article" if reader.is_one(place, "article") else "provision"
    start, stop = reader.tokens[at].start, reader.tokens[place].stop
    for number, _ in numbers:
        reader.found.append(Citation(kind, treaties[0], number.text, start, stop, number.start, number.stop))
    return place + 1
