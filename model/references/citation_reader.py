"""The common part of the rules of citations: lists of numbers, their editions, the body named before, and the results."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from model.references.bodies import body_of, is_year
from model.references.citations import Certainty, Citation, Edition
from model.references.conference_history import conference_named
from model.references.tokens import Token, TokenReader
from model.references.words import INSTRUMENTS, place_keys, terms_of

SECTORS = ("sector:R", "sector:T", "sector:D")
Numbers: TypeAlias = "list[tuple[Token, Edition | None]]"
"""The numbers of a list, each with the edition after it."""
_LOOK_BACK = 6
"""Tokens before a citation that may name its body: `the General Assembly, in its resolution 70/125`."""
_HISTORY = 45
"""Tokens after a number that may contain `last amended in its 2019 session`."""


class NamedInstrument(Struct, frozen=True):
    """An instrument as it is named around its numbers."""

    kind: str
    sector: str
    body: str
    this_conference: tuple[int, int] | None
    """The words `of this conference`, code points; None if it is not said to be of it."""
    near: str
    """The body that is named a few words before: that of the instrument if nothing else names it."""
    start: int
    """The offset of the citation, in code points."""


class CitationReader(TokenReader):
    """The tokens of a text from left to right, with the citations that were found."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        super().__init__(tokens)
        self.language = language
        self.found: list[Citation] = []
        self._looked = 0
        self._knows_assembly = False

    @property
    def has_genitive(self) -> bool:
        """Whether the language needs no word between an instrument and its body."""
        return self.language in ("ru", "ar")

    def is_mark(self, place: int, marks: str) -> bool:
        token = self.at(place)
        return token is not None and token.shape == "mark" and token.text in marks

    def is_word(self, place: int, text: str) -> bool:
        token = self.at(place)
        return token is not None and token.text == text

    def number(self, place: int) -> Token | None:
        token = self.at(place)
        return token if token is not None and token.shape == "number" else None

    def skip(self, place: int, *terms: str) -> int:
        """The first place from this one on that has none of the terms."""
        while self.is_one(place, *terms):
            place += 1
        return place

    def next_number(self, place: int) -> int:
        """The place after a comma or an *and*, at which a list continues; the same place if there is none."""
        while self.is_mark(place, ",") or self.is_one(place, "and", "to"):
            place += 1
        return place

    def sector(self, place: int) -> str:
        """The sector that is named at a place; '' if none."""
        return terms_of("sector:", self.tokens[place].terms)[0] if self.is_one(place, *SECTORS) else ""

    def numbers(self, place: int) -> tuple[Numbers, int] | None:
        """A list of numbers, each with the edition after it, and its end; a year after a number does not belong to it."""
        numbers: Numbers = []
        while (token := self.number(place)) is not None and not (numbers and is_year(token)):
            edition, place = self.edition(place + 1)
            numbers.append((token, edition))
            ahead = self.next_number(place)
            if ahead == place or self.number(ahead) is None:
                break
            place = ahead
        return (numbers, place) if numbers else None

    def edition(self, place: int) -> tuple[Edition | None, int]:
        """The edition in brackets that begins at a place, and the place after it."""
        if not self.is_mark(place, "("):
            return None, place
        stop = place + 1
        while stop < len(self.tokens) and stop - place < 16 and not self.is_mark(stop, "()"):
            stop += 1
        inside = self.tokens[place + 1 : stop]
        if not self.is_mark(stop, ")") or not inside:
            return None, place
        edition = edition_of(inside, self.language)
        return (edition, stop + 1) if edition is not None else (None, place)

    def body_before(self, place: int) -> tuple[str, int, bool] | None:
        """The body before an instrument, its place, and whether it directly precedes the instrument."""
        for back in range(place - 1, max(-1, place - 1 - _LOOK_BACK), -1):
            token = self.tokens[back]
            if token.has(*INSTRUMENTS) or (token.shape == "mark" and token.text in ";.:"):
                return None
            bodies = terms_of("body:", token.terms)
            if bodies and not (self.is_one(back + 1, "to") and self.number(back + 2)):
                return bodies[0], token.start, back == place - 1
        return None

    def add_each(self, named: NamedInstrument, numbers: Numbers, place: int) -> None:
        """Adds a citation for each number of a list that ends before `place`; an edition applies to those before it too."""
        stop = self.tokens[place - 1].stop
        editions = [edition for _, edition in numbers]
        shared = [False] * len(numbers)
        for index in range(len(numbers) - 2, -1, -1):
            following = editions[index + 1]
            if editions[index] is None and following is not None and following.form != "suffix":
                editions[index] = following
                shared[index] = shared[index + 1] = True
        for (token, _), edition, is_shared in zip(numbers, editions, shared, strict=True):
            self.found.append(self._citation(named, token, edition, is_shared, stop, place))

    def _citation(
        self, named: NamedInstrument, token: Token, edition: Edition | None, shared: bool, stop: int, place: int
    ) -> Citation:
        kind, conference = named.kind, named.this_conference
        body, number, sure = body_of(kind, named.sector, named.body, conference is not None, token.text, edition, named.near)
        certainty: Certainty = "sure" if sure else "likely" if body or edition else "guess"
        if body == "RA" and "-" in number:
            number, _, suffix = number.partition("-")
            cut = token.start + len(number)
            if edition is None:
                edition = Edition("suffix", True, "", 0, cut + 1, token.stop, suffix)
            else:
                edition = replace(edition, suffix=suffix)
        if edition is None and kind == "resolution" and conference is None:
            edition = self._history(place, body or named.body)
        span = named.start, stop, token.start, token.stop
        return Citation(kind, body, number, *span, edition, conference, certainty, shared=shared)

    def _history(self, place: int, body: str) -> Edition | None:
        """The year of the last amendment of an instrument, if given after its number in the same sentence."""
        if body not in ("Council", ""):
            return None
        for ahead in range(place, min(place + _HISTORY, len(self.tokens))):
            token = self.tokens[ahead]
            if token.has(*INSTRUMENTS) or (token.shape == "mark" and token.text in ";:"):
                return None
            if token.has("modified"):
                for behind in range(ahead + 1, min(ahead + 10, len(self.tokens))):
                    year = self.tokens[behind]
                    if is_year(year):
                        return Edition("year", True, "", int(year.text), year.start, year.stop)
        return None

    def knows_assembly(self) -> bool:
        """Whether a resolution of the General Assembly was found before; each citation is checked once."""
        while self._looked < len(self.found) and not self._knows_assembly:
            citation = self.found[self._looked]
            self._knows_assembly = citation.body == "UNGA" and citation.instrument == "resolution"
            self._looked += 1
        return self._knows_assembly


Rule: TypeAlias = Callable[[CitationReader, int], int | None]
"""Adds the citations that begin at a place, and returns the place of the next; None if none of its kind begins there."""


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
