"""The grammar of citations of other instruments, in six languages.

    citation  = [body] instrument [sector] [body] numbers [",", history] | article-or-No. numbers ["of"] treaty | symbol
              | body "-" year                                       a conference, `WTDC-17`
    numbers   = number [edition] { ("," | "and") number [edition] } ["of" (body | "this conference")]
    edition   = "(" [rev] place "," year ")" | "(" [modified] year ")" | "(" "Rev." body "-" year ")"
    history   = … modified … year                                   `and last amended at its 2019 session`

In Chinese the body goes before and the instrument behind its numbers, and the year before the place. Each number is one
citation; numbers of one list share the edition and the body that follow the last of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from model.references.bodies import SESSIONS, body_of, is_session_number, is_year
from model.references.citations import Certainty, Citation, Edition
from model.references.edition_parser import edition_of
from model.references.past_tense import is_told
from model.references.tokens import Token, TokenReader, scan
from model.references.words import INSTRUMENTS, terms_of
from model.text.lazy_regex import late

REMEMBERED = 16_384
"""Texts whose citations are kept: twice as many paragraphs as the longest document seen has."""
_WORTH = late(r"[\d\[]")
"""What every number holds, and so every citation."""
_LOOK_BACK = 6
"""Tokens before a citation in which its body may stand: `the General Assembly, in its resolution 70/125`."""
_PARENTHESIS = 40
"""Tokens between the number of an article and the treaty that is named behind a parenthesis."""
_HISTORY = 45
"""Tokens behind a number in which `last amended in its 2019 session` may stand."""


@lru_cache(REMEMBERED)
def cite(text: str, language: str) -> tuple[Citation, ...]:
    """The citations in a text, in order; remembered, since rules and views ask for those of one paragraph again and again."""
    if not _WORTH.search(text):
        return ()
    tokens = scan(text, language)
    return tuple(_Parser(tokens, language).citations())


class _Parser(TokenReader):
    """Reads tokens from left to right; each rule takes the place where it begins and gives what it found and where the
    next may begin, or None."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        super().__init__(tokens)
        self._language = language
        self._found: list[Citation] = []
        self._looked = 0
        self._assembly = False

    def citations(self) -> list[Citation]:
        at = 0
        while at < len(self._tokens):
            known = len(self._found)
            after = self._chinese(at) or self._instrument(at) or self._treaty(at) or self._single(at) or at + 1
            if len(self._found) > known and is_told(self._tokens, at, after, self._language):
                self._found[known:] = [replace(citation, told=True) for citation in self._found[known:]]
            at = after
        return self._found

    def _mark(self, place: int, marks: str) -> bool:
        token = self._at(place)
        return token is not None and token.shape == "mark" and token.text in marks

    def _number(self, place: int) -> Token | None:
        token = self._at(place)
        return token if token is not None and token.shape == "number" else None

    # -- Resolution 71 (Rev. Dubai, 2018) of the Plenipotentiary Conference

    def _instrument(self, at: int) -> int | None:
        token = self._tokens[at]
        kind = next((name for name in INSTRUMENTS if name in token.terms), "")
        if not kind:
            return None
        place, sector = at + 1, ""
        if self._is(place, "sector:R", "sector:T", "sector:D"):
            sector = terms_of("sector:", self._tokens[place].terms)[0]
            place += 1
        elif self._is(at - 1, "sector:R", "sector:T", "sector:D"):
            sector = terms_of("sector:", self._tokens[at - 1].terms)[0]
        between, place = self._body_between(place)
        while self._is(place, "provision") or self._mark(place, "№"):
            place += 1
        listed = self._numbers(place)
        if listed is None:
            return None
        numbers, place = listed
        body, here, place = (between, False, place) if between else self._body_behind(place)
        before = self._body_before(at)
        start = before[1] if before and before[2] and not body else token.start
        if not body and not here and before and before[2]:
            body = before[0]
        self._add(kind, sector, body, here, numbers, start, at, near=before[0] if before else "", place=place)
        return place

    def _numbers(self, place: int) -> tuple[list[tuple[Token, Edition | None]], int] | None:
        """A list of numbers, each with the edition behind it, and where it ends; a year behind one is none of them."""
        numbers: list[tuple[Token, Edition | None]] = []
        while (token := self._number(place)) is not None and not (numbers and is_year(token)):
            edition, place = self._edition(place + 1)
            numbers.append((token, edition))
            ahead = place
            while self._mark(ahead, ",") or self._is(ahead, "and", "to"):
                ahead += 1
            if ahead == place or self._number(ahead) is None:
                break
            place = ahead
        return (numbers, place) if numbers else None

    def _edition(self, place: int) -> tuple[Edition | None, int]:
        """The edition in brackets that begins at a place, and where the text goes on."""
        if not self._mark(place, "("):
            return None, place
        stop = place + 1
        while stop < len(self._tokens) and stop - place < 16 and not self._mark(stop, "()"):
            stop += 1
        inside = self._tokens[place + 1 : stop]
        if not self._mark(stop, ")") or not inside:
            return None, place
        edition = edition_of(inside, self._language)
        return (edition, stop + 1) if edition is not None else (None, place)

    def _body_behind(self, place: int) -> tuple[str, bool, int]:
        """The body that follows (`of the Plenipotentiary Conference`), whether it is this conference, and where the text
        goes on."""
        ahead = place
        comma = self._mark(ahead, ",")
        ahead += comma
        linked = False
        while self._is(ahead, "of"):
            ahead, linked = ahead + 1, True
        token = self._at(ahead)
        if token is None or (comma and not linked):
            return "", False, place
        if token.has("here"):
            return "", True, ahead + 1
        bodies = terms_of("body:", token.terms)
        genitive = self._language in ("ru", "ar") and not comma
        if bodies and (linked or genitive) and not (self._is(ahead + 1, "to") and self._number(ahead + 2)):
            return bodies[0], False, ahead + 1
        return "", False, place

    def _body_between(self, place: int) -> tuple[str, int]:
        """The body between an instrument and its number, `resolution of the General Assembly 70/125`, and where the number
        stands; '' where none is, or where the number may be of something else."""
        ahead = place
        while self._is(ahead, "of"):
            ahead += 1
        token, number = self._at(ahead), self._number(ahead + 1)
        bodies = terms_of("body:", token.terms) if token is not None else []
        if bodies and number is not None and (self._language == "ar" or "/" in number.text):
            return bodies[0], ahead + 1
        return "", place

    def _body_before(self, at: int) -> tuple[str, int, bool] | None:
        """The body before an instrument, where it begins, and whether it stands directly before it."""
        for back in range(at - 1, max(-1, at - 1 - _LOOK_BACK), -1):
            token = self._tokens[back]
            if token.has(*INSTRUMENTS) or (token.shape == "mark" and token.text in ";.:"):
                return None
            bodies = terms_of("body:", token.terms)
            if bodies and not (self._is(back + 1, "to") and self._number(back + 2)):
                return bodies[0], token.start, back == at - 1
        return None

    def _add(
        self,
        kind: str,
        sector: str,
        body: str,
        here: bool,
        numbers: Sequence[tuple[Token, Edition | None]],
        start: int,
        at: int,
        near: str,
        place: int,
    ) -> None:
        """Adds one citation a number; an edition is said of the numbers before it that have none."""
        stop = self._tokens[place - 1].stop
        editions = [edition for _, edition in numbers]
        shared = [False] * len(numbers)
        for index in range(len(numbers) - 2, -1, -1):
            following = editions[index + 1]
            if editions[index] is None and following is not None and following.form != "suffix":
                editions[index] = following
                shared[index] = shared[index + 1] = True
        for index, (token, _) in enumerate(numbers):
            edition = editions[index]
            named, number, sure = body_of(kind, sector, body, here, token.text, edition, near)
            certainty: Certainty = "sure" if sure else "likely" if named or edition else "guess"
            if named == "RA" and "-" in number:
                number, _, suffix = number.partition("-")
                cut = token.start + len(number)
                if edition is None:
                    edition = Edition("suffix", True, "", 0, cut + 1, token.stop, suffix)
                else:
                    edition = replace(edition, suffix=suffix)
            if edition is None and kind == "resolution" and not here:
                edition = self._history(place, named or body)
            self._found.append(
                Citation(
                    instrument=kind, body=named, number=number, start=start, stop=stop, number_start=token.start,
                    number_stop=token.stop, edition=edition, here=here, certainty=certainty, shared=shared[index],
                )
            )  # fmt: skip

    def _history(self, place: int, body: str) -> Edition | None:
        """The year in which an instrument is said to have been amended last, told behind its number in the same
        sentence."""
        if body not in ("Council", ""):
            return None
        for ahead in range(place, min(place + _HISTORY, len(self._tokens))):
            token = self._tokens[ahead]
            if token.has(*INSTRUMENTS) or (token.shape == "mark" and token.text in ";:"):
                return None
            if token.has("modified"):
                for behind in range(ahead + 1, min(ahead + 10, len(self._tokens))):
                    year = self._tokens[behind]
                    if is_year(year):
                        return Edition("year", True, "", int(year.text), year.start, year.stop)
        return None

    # -- 全权代表大会第71号决议（2018年，迪拜，修订版）

    def _chinese(self, at: int) -> int | None:
        if self._language != "zh":
            return None
        place, sector = at, ""
        bodies = terms_of("body:", self._tokens[at].terms)
        here = self._is(at, "here")
        if bodies or here:
            place += 1
            while self._is(place, "of"):
                place += 1
            between, after = self._edition(place)
            if between is not None:
                place = after
        else:
            between = None
        if self._is(place, "sector:R", "sector:T", "sector:D"):
            sector = terms_of("sector:", self._tokens[place].terms)[0]
            place += 1
        first = place
        numbers: list[tuple[Token, Edition | None]] = []
        while True:
            while self._is_word(place, "第") or self._is(place, "sector:R", "sector:T"):
                place += 1
            token = self._number(place)
            if token is None:
                break
            place += 1
            if self._is_word(place, "号"):
                place += 1
            edition, place = self._edition(place)
            numbers.append((token, edition))
            ahead = place
            while self._mark(ahead, ",") or self._is(ahead, "and", "to"):
                ahead += 1
            if ahead == place:
                break
            place = ahead
        if not numbers or not (sector or self._is_word(first, "第")):
            return None
        kind = next((name for name in INSTRUMENTS if self._is(place, name)), "")
        if not kind:
            return None
        place += 1
        edition, place = self._edition(place)
        if edition is not None:
            numbers[-1] = (numbers[-1][0], edition)
        elif between is not None:
            numbers[-1] = (numbers[-1][0], between)
        near = self._body_before(at)
        self._add(
            kind, sector, bodies[0] if bodies else "", here, numbers, self._tokens[at].start, at,
            near=near[0] if near else "", place=place,
        )  # fmt: skip
        return place

    def _is_word(self, place: int, text: str) -> bool:
        token = self._at(place)
        return token is not None and token.text == text

    # -- Article 19 of the Convention, No. 224 of the Constitution

    def _treaty(self, at: int) -> int | None:
        if self._language == "zh":
            return self._chinese_treaty(at)
        if not self._is(at, "article", "provision"):
            return None
        listed = self._numbers(at + 1)
        if listed is None:
            return None
        numbers, place = listed
        kind = "article" if self._is(at, "article") else "provision"
        ahead, linked = place, False
        while self._is(ahead, "of"):
            ahead, linked = ahead + 1, True
        token = self._at(ahead)
        if token is None:
            return None
        treaties = terms_of("treaty:", token.terms)
        if not treaties and token.has("article") and linked:  # No. 114 in Article 18 of the Constitution
            after = self._treaty(ahead)
            if after is None:
                return None
            body, stop = self._found[-1].body, self._tokens[after - 1].stop
        elif treaties and (linked or self._language in ("ru", "ar")):
            body, stop, after = treaties[0], token.stop, ahead + 1
        elif named := self._treaty_behind(place):
            body, stop, after = named, self._tokens[place - 1].stop, place
        else:
            return None
        start = self._tokens[at].start
        for number, _ in numbers:
            self._found.append(Citation(kind, body, number.text, start, stop, number.start, number.stop))
        return after

    def _treaty_behind(self, place: int) -> str:
        """The treaty that is named after words between commas: `Article 6, on networks, of the Regulations`, or at once:
        `in Article 17, the Constitution says`; '' where none is."""
        if not self._mark(place, ","):
            return ""
        for ahead in range(place + 1, min(len(self._tokens), place + _PARENTHESIS)):
            if self._mark(ahead, ";.:"):
                break
            treaties = terms_of("treaty:", self._tokens[ahead].terms)
            if not treaties:
                continue
            at_once = ahead - place <= 2 and not self._is(ahead - 1, "of")
            behind = self._is(ahead - 1, "of") and self._mark(ahead - 2, ",")
            if at_once or behind or (self._language in ("ru", "ar") and self._mark(ahead - 1, ",")):
                return treaties[0]
        return ""

    def _chinese_treaty(self, at: int) -> int | None:
        treaties = terms_of("treaty:", self._tokens[at].terms)
        place = at + 1
        while treaties and (self._is_word(place, "第") or self._is(place, "of")):
            place += 1
        listed = self._numbers(place)
        if not treaties or listed is None:
            return None
        numbers, place = listed
        if not self._is(place, "article", "provision"):
            return None
        kind = "article" if self._is(place, "article") else "provision"
        start, stop = self._tokens[at].start, self._tokens[place].stop
        for number, _ in numbers:
            self._found.append(Citation(kind, treaties[0], number.text, start, stop, number.start, number.stop))
        return place + 1

    # -- A/78/L.49 alone, WTDC-17, and 72/279 behind `Resolutions 71/243 …`

    def _single(self, at: int) -> int | None:
        token = self._tokens[at]
        bodies = terms_of("body:", token.terms)
        dash, year = self._at(at + 1), self._number(at + 2)
        if bodies and year is not None and dash is not None and dash.has("to") and dash.glued and year.glued:
            if year.text.isdecimal() and len(year.text) in (2, 4):
                self._found.append(Citation("conference", bodies[0], year.text, token.start, year.stop, year.start, year.stop))
                return at + 3
            return None
        if token.shape != "number":
            return None
        if token.text[:2].upper() in ("A/", "E/", "S/"):
            kind = "resolution" if token.text.upper().startswith(("A/RES", "E/RES", "S/RES")) else "document"
            body = SESSIONS[token.text[0].upper()]
            self._found.append(Citation(kind, body, token.text, token.start, token.stop, token.start, token.stop))
            return at + 1
        if is_session_number(token.text) and self._knows_assembly():
            self._found.append(
                Citation("resolution", "UNGA", token.text, token.start, token.stop, token.start, token.stop, certainty="likely")
            )
            return at + 1
        return None

    def _knows_assembly(self) -> bool:
        """Whether a resolution of the General Assembly was found before; each citation is looked at once."""
        while self._looked < len(self._found) and not self._assembly:
            citation = self._found[self._looked]
            self._assembly = citation.body == "UNGA" and citation.instrument == "resolution"
            self._looked += 1
        return self._assembly
