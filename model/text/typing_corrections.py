"""Autocorrect: replaces straight quotes, dashes and dots with those of the text's language, and typing errors.
Pure: takes the text before the caret, returns the replacement of its end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct

from resources import read_table

SIGNS = "tables/typed-signs.tsv"
WORDS = "tables/autocorrect.tsv"
LONGEST_WORD = 60
"""Characters that a word of a list may have."""
_SPACES = {"{space}": " ", "{nbsp}": "\u00a0"}
_BLANK = frozenset(" \t\u00a0\u202f\u2009\u2028\n")
_BEFORE_OPENING = _BLANK | frozenset("([{-–—/“‘«„（［《")
_ENDS = _BLANK | frozenset(".,;:!?)]}”’»…\"'")
"""The characters that end a word when they are typed after it."""
_JOINER = "\u2060"
"""Has no width; comments hang on it."""
_IN_SYMBOLS = frozenset("/\\@_=#")
"""Characters that make a word a document symbol or an address: `A/RES/70/125`, `name@example.org`."""

_TYPOGRAPHIC = frozenset("“”„«»「」『』")

Quotes = tuple[str, str]


class Correction(Struct, frozen=True):
    """A correction of the text before the caret."""

    length: int
    """The characters before the caret that go."""
    put: str
    """The replacement."""


class TypingRules(Struct, frozen=True):
    """The corrections for texts of one language."""

    quotes: Mapping[str, Quotes] = {}
    """By the straight mark: the one that opens, the one that closes."""
    signs: tuple[tuple[str, str], ...] = ()
    """Typed strings, the longer first, and their replacements."""
    words: Mapping[str, str] = {}
    """Replacements by word as typed, in lower case if the list has it so."""
    unspaced: bool = False
    """Whether words are written without spaces, so that quotes open and close alternately."""

    @property
    def starts(self) -> frozenset[str]:
        """The characters after which a correction is possible."""
        signs = frozenset(typed[-1] for typed, _ in self.signs) | frozenset(self.quotes)
        return signs | _ENDS if self.words else signs


def has_straight_quotes(texts: Iterable[str]) -> bool:
    """Whether a text writes its quotations in straight quotes alone: others beside them would be a mixture."""
    straight = False
    for text in texts:
        if not _TYPOGRAPHIC.isdisjoint(text):
            return False
        straight = straight or '"' in text
    return straight


def rules_of(
    language: str,
    *,
    signs: bool,
    words: bool,
    users_words: Mapping[str, str] | None = None,
    straight: bool = False,
    spaced: bool = False,
) -> TypingRules:
    """The rules of a language.

    language: its code
    signs: whether quotes, dashes and dots are corrected
    words: whether typing errors are corrected
    users_words: the user's own words and their replacements, which take precedence; a word that replaces itself stays as typed
    straight: whether quotes nevertheless stay as typed
    spaced: whether French marks follow spaces
    """
    quotes, strings = _signs(language, spaced) if signs else ({}, ())
    if straight:
        quotes = {}
    known = {**_words(language), **(users_words or {})} if words else {}
    wrong = {typed: put for typed, put in known.items() if typed != put and 0 < len(typed) <= LONGEST_WORD}
    return TypingRules(quotes, strings, wrong, unspaced=language == "zh")


@cache
def _signs(language: str, spaced: bool) -> tuple[Mapping[str, Quotes], tuple[tuple[str, str], ...]]:
    spacing = ("", "spaced" if spaced else "close")
    rows = [
        (_with_spaces(row["typed"]), row["place"], _with_spaces(row["put"]))
        for row in read_table(SIGNS)
        if row["language"] == language and row["spacing"] in spacing
    ]
    opening = {typed: put for typed, place, put in rows if place == "open"}
    closing = {typed: put for typed, place, put in rows if place == "close"}
    strings = sorted(((typed, put) for typed, place, put in rows if place == "any"), key=lambda row: -len(row[0]))
    return {typed: (opening[typed], closing[typed]) for typed in opening}, tuple(strings)


@cache
def _words(language: str) -> Mapping[str, str]:
    return {row["typed"]: row["put"] for row in read_table(WORDS) if row["language"] == language}


def _with_spaces(text: str) -> str:
    for name, space in _SPACES.items():
        text = text.replace(name, space)
    return text


def correction(before: str, rules: TypingRules) -> Correction | None:
    """The correction of a paragraph up to the caret, by the rules of its language; None if there is none."""
    if not before:
        return None
    sign = _sign(before, rules)
    word = _word(before, rules.words) if before[-1] in _ENDS else None
    if word is None or (sign is not None and sign.length > 1):
        return sign
    end = sign.put if sign is not None else before[-1]
    return Correction(len(word[0]) + 1, word[1] + end)


def _sign(before: str, rules: TypingRules) -> Correction | None:
    if before[-1] in rules.quotes:
        return _quote(before, rules)
    for typed, put in rules.signs:
        if before.endswith(typed):
            rest = before[: -len(typed)]
            more = rest.endswith((typed[0], put)) and len(set(typed)) == 1  # a line of them is no dash
            done = (len(put) >= len(typed) and before.endswith(put)) or more or _is_in_symbol(rest)
            return None if done else Correction(len(typed), put)
    return None


def _quote(before: str, rules: TypingRules) -> Correction | None:
    """The quote for a straight one: opening at the beginning of a word, else closing; after a number only if one is open."""
    typed, rest = before[-1], before[:-1]
    opening, closing = rules.quotes[typed]
    is_open = rest.count(opening.strip()) > rest.count(closing.strip())
    last = rest.rstrip(_JOINER)[-1:]
    if rules.unspaced and not (last.isascii() and last.isalnum()):
        return Correction(1, closing if is_open else opening)
    if not last or last in _BEFORE_OPENING:
        if is_open and rest[-1:] == " " and (" " + closing.strip(), closing) in rules.signs:  # the space is removed
            return Correction(2, closing)
        return Correction(1, opening)
    if not is_open and (last.isdigit() or _is_in_symbol(rest)):
        return None
    return Correction(1, closing)


def _word(before: str, words: Mapping[str, str]) -> tuple[str, str] | None:
    """The word that the last character ends, and its replacement, which begins with a capital letter if the word does."""
    start = stop = len(before) - 1
    while start > 0 and stop - start <= LONGEST_WORD and before[start - 1] not in _BLANK:
        start -= 1
    if _is_symbol(before[start:stop]):
        return None
    while start < stop and not before[start].isalnum():
        start += 1
    typed = before[start:stop]
    put = words.get(typed)
    if put is None and typed[:1].isupper():
        put = words.get(typed[0].lower() + typed[1:])
        put = put[0].upper() + put[1:] if put else None
    return (typed, put) if put else None


def _is_in_symbol(rest: str) -> bool:
    """Whether a text ends within a symbol or an address."""
    start = len(rest)
    while start > 0 and rest[start - 1] not in _BLANK:
        start -= 1
    return _is_symbol(rest[start:])


def _is_symbol(word: str) -> bool:
    return not _IN_SYMBOLS.isdisjoint(word) or word[:4].lower() == "www."
