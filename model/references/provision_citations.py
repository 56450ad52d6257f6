"""The citations of provisions by their margin numbers, in six languages.

    citation = sign numbers [near] ["of" ["this"] treaty]     `No. 9.7A`, `Nos. 9.12 to 9.16`, `No. 224 of the Constitution`
    numbers  = number { ("," | "and" | "or" | "to") number }

In Chinese the numbers are between 第 and 款, and the treaty is before them. The words are data (`tables/provision-words.tsv`).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.lexicon.words import LANGUAGES
from model.numbering.provision_numbers import ProvisionNumber, joint_at, number_at
from model.numbering.provision_words import joining_words, words_of
from model.references.tokens import Token, scan
from model.references.words import INSTRUMENTS, terms_of
from model.text.lazy_regex import late

OTHER = "?"
"""The treaty of a citation of an appendix, a resolution or the like, whose provisions have other numbers."""
_BEHIND, _BEFORE = 90, 24
"""Characters after and before the numbers in which the treaty is named."""
_BETWEEN = 8
"""Words between the numbers and the treaty: `No. 114 in Article 18 of the Constitution`."""
_WORTH = late(r"\d")
ORDINAL = "第"
COMMAS = (",", "、", "،")
_OTHERS = (*INSTRUMENTS, "appendix", "annex")


class CitedNumber(Struct, frozen=True):
    """A number in a citation; `first` and `last` are the ends of a range."""

    number: ProvisionNumber
    start: int
    stop: int
    role: Literal["single", "first", "last"] = "single"


class ProvisionCitation(Struct, frozen=True):
    """Provisions that are cited together; offsets are code points in the text given."""

    numbers: tuple[CitedNumber, ...]
    start: int
    treaty: str = ""
    """The instrument that is named (CS, CV, RR, ITR), `OTHER` if it is none of them; '' if none is named."""
    of_this_text: bool = False
    """Whether it is said to be this one: `No. 161B of this Constitution`."""
    ambiguous: bool = False
    """Whether the sign may also mean a paragraph of a resolution: `п. 1.2`."""

    @property
    def stop(self) -> int:
        """The end of the last number."""
        return self.numbers[-1].stop

    @property
    def dotted(self) -> bool:
        """Whether the numbers begin with that of an article."""
        return is_dotted(self.numbers[0].number)


def is_dotted(number: ProvisionNumber) -> bool:
    """Whether a number has the form of those of the Radio Regulations."""
    return bool(number.article or number.head)


@lru_cache(maxsize=16_384)
def provision_citations(text: str, language: str) -> tuple[ProvisionCitation, ...]:
    """The citations of provisions in a text as read, in order."""
    if not _WORTH.search(text):
        return ()
    language = language if language in LANGUAGES else "en"
    found: list[ProvisionCitation] = []
    for sign in _signs(language).finditer(text):
        if found and sign.start() < found[-1].stop:
            continue
        numbers = _numbers(text, sign.end())
        if numbers and (language != "zh" or _is_closed(text, numbers[-1].stop)):
            treaty, is_own = (
                treaty_before(text, sign.start()) if language == "zh" else treaty_behind(text, numbers[-1].stop, language)
            )
            found.append(ProvisionCitation(numbers, sign.start(), treaty, is_own, bool(sign["unclear"])))
    return tuple(found)


@cache
def _signs(language: str) -> re.Pattern[str]:
    """The words and signs before numbers, up to the first of these."""
    if language == "zh":
        return re.compile(rf"{ORDINAL}(?P<unclear>)[ \u00a0]?(?=[\d\[])")
    prefix = "(?:و|ف)?(?:ب|ك|ل)?(?:ال|ل)?" if language == "ar" else ""
    clear, unclear = (_either(use, language) for use in ("number", "number or paragraph"))
    return re.compile(rf"(?<!\w){prefix}(?:(?P<unclear>{unclear})|{clear})[ \u00a0]*(?=[\d\[]|[AC]\.\w)", re.IGNORECASE)


def _either(use: str, language: str) -> str:
    forms = sorted((form for of, form in words_of(use) if of == language), key=len, reverse=True)
    return "|".join(re.escape(form) + (r"(?!\w)" if form[-1].isalpha() else "") for form in forms) or "(?!)"


def _is_closed(text: str, place: int) -> bool:
    return any(text.startswith(form, place) for of, form in words_of("number") if of == "zh")


def _numbers(text: str, place: int) -> tuple[CitedNumber, ...]:
    """The list of numbers at a place. Numbers without points are joined by a comma only if a word joins a later one."""
    found: list[CitedNumber] = []
    sure = 1
    role: Literal["single", "first", "last"] = "single"
    joined = False
    while (read := number_at(text, place)) is not None:
        number, stop = read
        if found and is_dotted(number) is not is_dotted(found[0].number):
            break
        if role == "last":
            found[-1] = replace(found[-1], role="first")
        found.append(CitedNumber(number, place, stop, role))
        if is_dotted(number) or role == "last" or joined:
            sure = len(found)
        place, role, joined = stop, "single", False
        while (joint := joint_at(text, place, alternatives=True)) is not None:
            word, place = joint
            role = "last" if joining_words(alternatives=True)[word] == "to" else role
            joined = joined or word not in COMMAS
        while text.startswith(ORDINAL, place):
            place += 1
        if place == stop:
            break
    return tuple(found[:sure])


def treaty_behind(text: str, place: int, language: str) -> tuple[str, bool]:
    """The treaty that is named after numbers, and whether it is said to be this one: `of this Constitution`."""
    tokens = scan(text[place : place + _BEHIND], language)
    at = 0
    while at < len(tokens) and tokens[at].has("near"):
        at += 1
    if at == len(tokens) or not (
        tokens[at].has("of") or tokens[at].text.casefold() in _own_words(language) or _treaty(tokens[at])
    ):
        return "", False
    is_own = False
    for token in tokens[at : at + _BETWEEN]:
        if token.shape == "mark" and token.text not in "«\"“'":
            break
        if _treaty(token):
            return _treaty(token), is_own
        is_own = is_own or token.text.casefold() in _own_words(language)
        if token.has(*_OTHERS):
            return OTHER, False
    return "", False


def treaty_before(text: str, place: int) -> tuple[str, bool]:
    """The treaty that is named before Chinese numbers: `《公约》第161B款`, `本《组织法》第54款`."""
    tokens = scan(text[max(0, place - _BEFORE) : place], "zh")
    while tokens and (tokens[-1].has("of") or tokens[-1].text in "》”"):
        tokens.pop()
    if not tokens:
        return "", False
    if tokens[-1].has(*_OTHERS):
        return OTHER, False
    return _treaty(tokens[-1]), len(tokens) > 1 and tokens[-2].text in _own_words("zh")


@cache
def _own_words(language: str) -> frozenset[str]:
    """The words by which a text names itself: `this`, `настоящего`."""
    return frozenset(form for of, form in words_of("this") if of == language)


def _treaty(token: Token) -> str:
    """The treaty that a token names; '' if it names none."""
    return next(iter(terms_of("treaty:", token.terms)), "")
