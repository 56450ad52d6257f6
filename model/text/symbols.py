"""Signs that no key types, by the names that Unicode gives them and by words that people look for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from msgspec import Struct

from resources import read_table

TABLE = "tables/symbols.tsv"
MOST = 200
"""Signs that a search gives."""
_NAMED = (range(0x21, 0x3400), range(0xFB00, 0xFFFD), range(0x1F100, 0x1FB00))
"""The ranges that are searched: no ideographs and no Hangul syllables, which have their own keyboards."""
_TURNING = (*range(0x202A, 0x202F), *range(0x2061, 0x2070), *range(0xFFF9, 0xFFFC))
_UNFIT = frozenset("\u2028\u2029\ufffc") | frozenset(map(chr, _TURNING))
"""Line ends, characters that change the direction of text, and the placeholder of pictures."""


class NamedSign(Struct, frozen=True):
    """One sign."""

    text: str
    name: str
    """Of Unicode, as a sentence is written: `No-break space`."""
    group: str = ""
    words: str = ""
    """Search words besides its name."""

    @property
    def code(self) -> str:
        """As Unicode writes it: `U+00A0`."""
        return f"U+{ord(self.text):04X}"

    @property
    def shown(self) -> str:
        """The character as shown in a list: a space between brackets, a combining mark on a circle."""
        category = unicodedata.category(self.text)
        if category in ("Zs", "Cf"):
            return f"[{self.text}]"
        return f"\u25cc{self.text}" if category.startswith("M") else self.text


def sign_of(text: str) -> NamedSign:
    """A single sign with its name."""
    return next((sign for sign in listed_signs() if sign.text == text), NamedSign(text, _name(text)))


@cache
def listed_signs() -> tuple[NamedSign, ...]:
    """The signs that drafters need, group by group."""
    rows = ((row["group"], chr(int(row["code"], 16)), row.get("words", "")) for row in read_table(TABLE))
    return tuple(NamedSign(text, _name(text), group, words) for group, text, words in rows)


def sign_groups() -> tuple[str, ...]:
    """The names of the groups, in order."""
    return tuple(dict.fromkeys(sign.group for sign in listed_signs()))


def find_signs(words: str, recent: Iterable[str] = ()) -> list[NamedSign]:
    """The signs that have all the words in their names, recent ones first; that of a code (`U+2011`, `2011`), or itself."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    found = {sign.text: sign for sign in (*map(sign_of, recent), *listed_signs()) if _has(sign, wanted)}
    for text in (words.strip(), _of_code(wanted[0]) if len(wanted) == 1 else ""):
        if len(text) == 1 and _is_fit(text):
            found = {text: sign_of(text), **found}
    if max(map(len, wanted)) > 1:
        for name, text in _all_names():
            if len(found) >= MOST:
                break
            if text not in found and all(word in name for word in wanted):
                found[text] = NamedSign(text, _name(text))
    return list(found.values())[:MOST]


def _has(sign: NamedSign, wanted: list[str]) -> bool:
    known = f" {sign.name} {sign.words}".casefold().replace("-", " ").replace(",", " ")
    return all(f" {word}" in known or f" {word}" in f" {sign.name}".casefold() for word in wanted)


@cache
def _all_names() -> tuple[tuple[str, str], ...]:
    signs = (chr(code) for codes in _NAMED for code in codes)
    return tuple((_name(sign).casefold(), sign) for sign in signs if _is_fit(sign))


def _is_fit(text: str) -> bool:
    """Whether a text may have the sign: it is assigned, no control character, and keeps to its line."""
    return text not in _UNFIT and unicodedata.category(text) not in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")


def _of_code(word: str) -> str:
    digits = word.removeprefix("u+").removeprefix("0x")
    try:
        code = int(digits, 16) if 2 <= len(digits) <= 6 else 0
    except ValueError:
        return ""
    return chr(code) if 0x20 < code < 0x110000 else ""


def _name(text: str) -> str:
    return unicodedata.name(text, f"U+{ord(text):04X}").capitalize()
