"""A number in the formats of Word's lists (ISO 29500-1 §17.18.59, ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

from resources import read_table

_ROMAN_SIZES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_HEBREW_VALUES = (400, 300, 200, 100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth"}
_ORDINALS |= {"twelve": "twelfth"}
_GREEKS = {"α": "αβγδεζηθικλμνξοπρστυφχψω", "Α": "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"}


def format_number(value: int, format: str) -> str:
    """The number as a list in that format prints it; in a format that is not known, or out of its range, in decimal."""
    if format in ("none", "bullet"):
        return ""
    if format in ("decimal", "") or value < 0:
        return str(value)
    maker = _formats().get(format)
    return (maker(value) if maker else None) or str(value)


def _roman(value: int) -> str:
    if value > 32767:
        return ""
    out = []
    for size, sign in zip(_ROMAN_SIZES, _ROMAN_SIGNS, strict=True):
        count, value = divmod(value, size)
        out.append(sign * count)
    return "".join(out)


def _repeat_letters(alphabet: str, value: int) -> str:
    """a … z, aa, bb …: after the last letter each is doubled, then tripled, as Word does."""
    if value < 1 or value > 780:
        return ""
    times, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _cycle(signs: str, value: int) -> str:
    return signs[(value - 1) % len(signs)] if value > 0 else ""


def _sign(signs: str, value: int) -> str:
    return signs[value - 1] if 1 <= value <= len(signs) else ""


def _digits(digits: str, value: int) -> str:
    return "".join(digits[int(digit)] for digit in str(value))


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _words(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens, ones = divmod(value, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= size:
            many, rest = divmod(value, size)
            return f"{_words(many)} {name}" + (f" {_words(rest)}" if rest else "")
    return ""


def _ordinal_words(value: int) -> str:
    words = _words(value)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    last = words[cut:]
    ordinal = _ORDINALS.get(last) or (last[:-1] + "ieth" if last.endswith("y") else last + "th")
    return (words[:cut] + ordinal).capitalize()


def _hebrew(value: int) -> str:
    """Hebrew numerals; 15 and 16 are written 9 + 6 and 9 + 7."""
    if not 1 <= value <= 999:
        return ""
    out = []
    for size, sign in zip(_HEBREW_VALUES, reversed(_HEBREW), strict=True):
        while value >= size and value not in (15, 16):
            out.append(sign)
            value -= size
    return "".join(out) + {15: "טו", 16: "טז"}.get(value, "")


def _counting(signs: str, value: int, *, lone_ten: bool = False) -> str:
    """Chinese and Japanese counting up to 9,999; `signs` are the digits, then the words for ten, hundred and thousand.
    With `lone_ten`, 10 to 19 begin with the word for ten alone, and a gap between digits is a zero."""
    if value > 9999:
        return ""
    if value == 0:
        return signs[0]
    out = ""
    gap = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            out += (signs[0] if gap and out and lone_ten else "") + signs[digit] + (signs[9 + power] if power else "")
            gap = False
        else:
            gap = True
    return out[1:] if lone_ten and value < 20 and out.startswith(signs[1] + signs[10]) else out


def _japanese(value: int) -> str:
    """As Chinese counting, without zeros and without a one before ten, hundred and thousand."""
    counted = _counting("〇一二三四五六七八九十百千", value)
    return counted.replace("一十", "十").replace("一百", "百").replace("一千", "千")


_RULES: Mapping[str, Callable[[str, int], str]] = {
    "letters": _repeat_letters,
    "cycle": _cycle,
    "sign": _sign,
    "digits": _digits,
    "counting": _counting,
    "lone ten": partial(_counting, lone_ten=True),
}
_COMPUTED: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda value: str(value).zfill(2),
    "decimalHalfWidth": str,
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda value: _words(value).capitalize(),
    "ordinalText": _ordinal_words,
    "hex": lambda value: f"{value:X}",
    "numberInDash": lambda value: f"- {value} -",
    "hebrew1": _hebrew,
    "japaneseCounting": _japanese,
}


@cache
def _formats() -> Mapping[str, Callable[[int], str]]:
    """All formats; those of the table are a rule with the signs that it prints."""
    table = read_table("word/number-formats.tsv")
    return {**_COMPUTED, **{row["format"]: partial(_RULES[row["rule"]], row["signs"]) for row in table}}


FORMATS_BY_CODE = ("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal")
"""The first number formats by the code that `w:numberingChange` uses for them."""


def format_custom(value: int, pattern: str) -> str:
    """A number in a custom format, given by its first numbers (`w:format`): `001, 002, 003, ...` or `α, β, γ, ...`."""
    shown = [sample.strip() for sample in pattern.split(",") if sample.strip(" .")]
    if 1 <= value <= len(shown):
        return shown[value - 1]
    first = shown[0] if shown else ""
    if first in _GREEKS:
        return _repeat_letters(_GREEKS[first], value) or str(value)
    return str(value).zfill(len(first)) if first.isdecimal() else str(value)
