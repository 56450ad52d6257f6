"""The constructions of citations, a function for each; those of Chinese, which names the instrument after its number, last."""

from __future__ import annotations

from model.references.bodies import SESSIONS, is_session_number
from model.references.citation_reader import SECTORS, CitationReader, NamedInstrument, Numbers
from model.references.citations import Citation
from model.references.words import INSTRUMENTS, terms_of

_PARENTHESIS = 40
"""Tokens between the number of an article and the treaty that is named after a parenthesis."""


def instrument(reader: CitationReader, at: int) -> int | None:
    """`Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference`."""
    token = reader.tokens[at]
    kind = next((name for name in INSTRUMENTS if name in token.terms), "")
    if not kind:
        return None
    sector = reader.sector(at + 1)
    place = at + 1 + bool(sector)
    if not sector and reader.is_one(at - 1, *SECTORS):
        sector = reader.sector(at - 1)
    between, place = _body_between(reader, place)
    while reader.is_one(place, "provision") or reader.is_mark(place, "№"):
        place += 1
    listed = reader.numbers(place)
    if listed is None:
        return None
    numbers, place = listed
    body, this_conference, place = (between, None, place) if between else _body_behind(reader, place)
    near, start, adjoins = reader.body_before(at) or ("", token.start, False)
    if not adjoins or body:
        start = token.start
    if adjoins and not body and this_conference is None:
        body = near
    reader.add_each(NamedInstrument(kind, sector, body, this_conference, near, start), numbers, place)
    return place


def _body_between(reader: CitationReader, place: int) -> tuple[str, int]:
    """The body between an instrument and its number (`resolution of the General Assembly 70/125`; or ''), and its end."""
    ahead = reader.skip(place, "of")
    token, number = reader.at(ahead), reader.number(ahead + 1)
    bodies = terms_of("body:", token.terms) if token is not None else []
    if bodies and number is not None and (reader.language == "ar" or "/" in number.text):
        return bodies[0], ahead + 1
    return "", place


def _body_behind(reader: CitationReader, place: int) -> tuple[str, tuple[int, int] | None, int]:
    """The body (`of the Plenipotentiary Conference`) or the words `of this conference` that follow, and the place after them."""
    comma = reader.is_mark(place, ",")
    ahead = reader.skip(place + comma, "of")
    linked = ahead > place + comma
    token = reader.at(ahead)
    if token is None or (comma and not linked):
        return "", None, place
    if token.has("here"):
        return "", (reader.tokens[place + comma].start, token.stop), ahead + 1
    bodies = terms_of("body:", token.terms)
    is_linked = linked or (reader.has_genitive and not comma)
    if bodies and is_linked and not (reader.is_one(ahead + 1, "to") and reader.number(ahead + 2)):
        return bodies[0], None, ahead + 1
    return "", None, place


def treaty(reader: CitationReader, at: int) -> int | None:
    """`Article 19 of the Convention`, `No. 224 of the Constitution`, `No. 114 in Article 18 of the Constitution`."""
    if not reader.is_one(at, "article", "provision"):
        return None
    listed = reader.numbers(at + 1)
    if listed is None:
        return None
    numbers, place = listed
    kind = "article" if reader.is_one(at, "article") else "provision"
    ahead = reader.skip(place, "of")
    linked = ahead > place
    token = reader.at(ahead)
    if token is None:
        return None
    treaties = terms_of("treaty:", token.terms)
    if not treaties and token.has("article") and linked:
        after = treaty(reader, ahead)
        if after is None:
            return None
        body, stop = reader.found[-1].body, reader.tokens[after - 1].stop
    elif treaties and (linked or reader.has_genitive):
        body, stop, after = treaties[0], token.stop, ahead + 1
    elif named := _treaty_behind(reader, place):
        body, stop, after = named, reader.tokens[place - 1].stop, place
    else:
        return None
    start = reader.tokens[at].start
    for number, _ in numbers:
        reader.found.append(Citation(kind, body, number.text, start, stop, number.start, number.stop))
    return after


def _treaty_behind(reader: CitationReader, place: int) -> str:
    """The treaty named after words between commas: `Article 6, on networks, of the Regulations`, or directly; '' if none."""
    if not reader.is_mark(place, ","):
        return ""
    for ahead in range(place + 1, min(len(reader.tokens), place + _PARENTHESIS)):
        if reader.is_mark(ahead, ";.:"):
            break
        treaties = terms_of("treaty:", reader.tokens[ahead].terms)
        if not treaties:
            continue
        run_to_end = ahead - place <= 2 and not reader.is_one(ahead - 1, "of")
        behind = reader.is_one(ahead - 1, "of") and reader.is_mark(ahead - 2, ",")
        if run_to_end or behind or (reader.has_genitive and reader.is_mark(ahead - 1, ",")):
            return treaties[0]
    return ""


def conference(reader: CitationReader, at: int) -> int | None:
    """`WTDC-17`."""
    token = reader.tokens[at]
    bodies = terms_of("body:", token.terms)
    dash, year = reader.at(at + 1), reader.number(at + 2)
    if not bodies or year is None or dash is None or not (dash.has("to") and dash.glued and year.glued):
        return None
    if not year.text.isdecimal() or len(year.text) not in (2, 4):
        return None
    reader.found.append(Citation("conference", bodies[0], year.text, token.start, year.stop, year.start, year.stop))
    return at + 3


def symbol(reader: CitationReader, at: int) -> int | None:
    """`A/78/L.49` alone."""
    token = reader.tokens[at]
    upper = token.text.upper()
    if token.shape != "number" or upper[:2] not in ("A/", "E/", "S/"):
        return None
    kind = "resolution" if upper.startswith(("A/RES", "E/RES", "S/RES")) else "document"
    reader.found.append(Citation(kind, SESSIONS[upper[0]], token.text, token.start, token.stop, token.start, token.stop))
    return at + 1


def session_number(reader: CitationReader, at: int) -> int | None:
    """A number such as `72/279` after `Resolutions 71/243 …` of the General Assembly."""
    token = reader.tokens[at]
    if token.shape != "number" or not is_session_number(token.text) or not reader.knows_assembly():
        return None
    reader.found.append(
        Citation("resolution", "UNGA", token.text, token.start, token.stop, token.start, token.stop, certainty="likely")
    )
    return at + 1


ORDINAL = "第"
"""Precedes a number in Chinese."""
_NUMBER_SIGN = "号"


def instrument_zh(reader: CitationReader, at: int) -> int | None:
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
    if not sector and not reader.is_word(place, ORDINAL):
        return None
    numbers, place = _numbers_zh(reader, place)
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


def _numbers_zh(reader: CitationReader, place: int) -> tuple[Numbers, int]:
    """The list of numbers that begins at a place, `第71号和第72号`, and the place after it."""
    numbers: Numbers = []
    while True:
        while reader.is_word(place, ORDINAL) or reader.is_one(place, "sector:R", "sector:T"):
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


def treaty_zh(reader: CitationReader, at: int) -> int | None:
    """`《组织法》第19条`."""
    treaties = terms_of("treaty:", reader.tokens[at].terms)
    if not treaties:
        return None
    place = at + 1
    while reader.is_word(place, ORDINAL) or reader.is_one(place, "of"):
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
