"""Frequency bands as the Table of Frequency Allocations prints them: `2 450-2 483.5`, `8,3-9 kHz`. One that is not agreed is in
square brackets, or one of its limits is: `[2 450-2 483.5]`, `2 450-[2 483.5]`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from model.text.lazy_regex import late
from resources import read_table

_UNIT_SIZES = {"kHz": Decimal(1), "MHz": Decimal(1000), "GHz": Decimal(1_000_000)}
_SPACES = " \u00a0\u2009\u202f"
_NUMBER = rf"(?:\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d{{1,9}})(?:[.,]\d{{1,6}})?(?!\d)"
_GAP, _DASH = f"[{_SPACES}]*", "[-‐‑‒–—−]"
_IN_BRACKETS = rf"\[{_GAP}{_NUMBER}{_GAP}\]"
_BAND = late(
    rf"(?P<open>(?:\[{_GAP}){{0,2}})(?P<low>{_IN_BRACKETS}|{_NUMBER}){_GAP}(?P<dash>{_DASH}){_GAP}"
    rf"(?P<high>{_IN_BRACKETS}|\[?{_GAP}{_NUMBER})"
)
_CHOICE = rf"(?:\[{_GAP}{_NUMBER}(?:{_GAP}/{_GAP}{_NUMBER})*{_GAP}\](?:{_GAP}/?{_GAP}(?=\[))?)+"
_LIMITS = rf"(?:{_CHOICE}|\[?{_GAP}{_NUMBER})"
_CHOICE_OF_LIMITS = rf"(?:\[{_GAP}){{0,2}}{_LIMITS}{_GAP}{_DASH}{_GAP}{_LIMITS}(?:{_GAP}[^\W\d_]{{3}}(?={_GAP}\]))?(?:{_GAP}\])*"
_OPTIONS = late(rf"{_CHOICE_OF_LIMITS}(?:{_GAP}(?:(?:[^\W\d_]{{1,3}}|[/\]]){_GAP}){{0,3}}{_CHOICE_OF_LIMITS})*")
"""Between two bands there may be a unit and a word such as `or`."""
_ALONE = late(_NUMBER)
NO_BREAK_SPACE = "\u00a0"


class Band(Struct, frozen=True):
    """A frequency band in the unit of its table."""

    low: Decimal
    high: Decimal
    text: str
    """As printed with its brackets, without its unit; a bracket that goes on after the band is not closed in it."""
    unit: str = ""
    """`kHz`, `MHz` or `GHz` if it is printed beside the band."""

    @property
    def limits(self) -> tuple[Decimal, Decimal]:
        """Its two frequencies."""
        return self.low, self.high

    def contains(self, frequency: Decimal) -> bool:
        """Whether a frequency is inside the band, not at its limits."""
        return self.low < frequency < self.high


@cache
def _units() -> dict[str, str]:
    """The unit that each printed form means, in all languages."""
    rows = [row for row in read_table("tables/allocation-words.tsv") if row["use"].startswith("unit ")]
    return {row["form"].casefold(): row["use"].removeprefix("unit ") for row in rows}


def unit_at(text: str, start: int) -> tuple[str, int]:
    """The unit that a text prints at a place, and the place after it; ('', start) if there is none."""
    place = start
    while place < len(text) and text[place] in _SPACES:
        place += 1
    found = re.compile(r"\w{3}(?!\w)").match(text, place)
    unit = _units().get(found[0].casefold(), "") if found is not None else ""
    return (unit, place + 3) if unit else ("", start)


def band_at(text: str, start: int = 0) -> tuple[Band, int] | None:
    """The band that a text prints at a place, and the place after it with its unit; None if there is none, or if there are
    options in brackets."""
    found = _band_at(text, start)
    return found if found is not None and not options_at(text, start) else None


def _band_at(text: str, start: int) -> tuple[Band, int] | None:
    """The same, whatever is after the band."""
    found = _BAND.match(text, start)
    if found is None:
        return None
    low, high = (parse_frequency(found[name].strip("[]")) for name in ("low", "high"))
    if low is None or high is None:
        return None
    stop, depth = _after_brackets(text, found.end(), found[0].count("[") - found[0].count("]"))
    unit, after = unit_at(text, stop)
    return Band(low, high, text[start:stop], unit), _after_brackets(text, after, depth)[0]


def _after_brackets(text: str, place: int, depth: int) -> tuple[int, int]:
    """The place after the brackets that close at a place, at most `depth`, and how many do not."""
    while depth:
        closing = place + len(text[place:]) - len(text[place:].lstrip(_SPACES))
        if text[closing : closing + 1] != "]":
            break
        place, depth = closing + 1, depth - 1
    return place, depth


def options_at(text: str, start: int = 0) -> int:
    """The place after options in brackets that a text prints instead of a band at a place, `[2 450-2 483.5][2 450-2 490]` or
    `2 450-[2 483.5][2 490]`; 0 if there are none."""
    found = _OPTIONS.match(text, start) if "[" in text else None
    if found is None or "[" not in found[0]:
        return 0
    band = _band_at(text, start)
    stop = start + len(found[0].rstrip(f"]{_SPACES}"))
    if band is not None and (stop <= band[1] or _is_number_of_note(text[band[1] : stop], band[0])):
        return 0
    return unit_at(text, found.end())[1]


def _is_number_of_note(text: str, band: Band) -> bool:
    """Whether what follows a band is a footnote in brackets, 5.150: a number below it."""
    number = parse_frequency(text.strip(f"[]{_SPACES}"))
    return number is not None and number < band.low


def find_band(text: str) -> Band | None:
    """The first band with a unit that a text contains, such as the title of a block of the table; None if there is none."""
    if "[" in text and any(options_at(text, found.start()) for found in _OPTIONS.finditer(text)):
        return None
    for found in _BAND.finditer(text):
        read = band_at(text, found.start())
        if read is not None and read[0].unit:
            return read[0]
    return None


def parse_frequency(text: str) -> Decimal | None:
    """A frequency without its unit, with spaces between groups of digits; None if the text is not one."""
    text = text.strip()
    if not _ALONE.fullmatch(text):
        return None
    return Decimal(re.sub(rf"[{_SPACES}]", "", text).replace(",", "."))


def in_unit(frequency: Decimal, unit: str, other: str) -> Decimal:
    """A frequency in another unit; as it is if one of the units is unknown."""
    if unit not in _UNIT_SIZES or other not in _UNIT_SIZES:
        return frequency
    return frequency * _UNIT_SIZES[unit] / _UNIT_SIZES[other]


def print_band(low: Decimal, high: Decimal, like: str, bracketed: tuple[bool, bool] = (False, False)) -> str:
    """A band as text, with the spaces, decimal sign, dash and outer brackets of another one.

    bracketed: whether each limit is in brackets of its own
    """
    found = _BAND.match(like)
    limits = (print_frequency(limit, like) for limit in (low, high))
    first, last = (f"[{limit}]" if is_marked else limit for limit, is_marked in zip(limits, bracketed, strict=True))
    if found is None:
        return f"{first}-{last}"
    return f"{found['open']}{first}{found['dash']}{last}{like[found.end() :]}"


class BandBrackets(Struct, frozen=True):
    """The square brackets of a printed band."""

    outer: bool
    """Whether one opens before the band."""
    limits: tuple[bool, bool]
    """Whether each limit is in brackets of its own."""
    is_closed: bool
    """Whether all of them close in the band."""


def brackets_of(text: str) -> BandBrackets:
    """The brackets of a band.

    text: the band as printed
    """
    found = _BAND.match(text)
    outer, low, high = (found["open"], found["low"], found["high"]) if found is not None else ("", "", "")
    is_closed = text.count("[") == text.count("]")
    return BandBrackets(bool(outer), (low.startswith("["), high.startswith("[")), is_closed)


def print_frequency(frequency: Decimal, like: str) -> str:
    """A frequency as text, with the spaces and the decimal sign of a band; groups of digits have no-break spaces unless the
    band shows another custom."""
    whole, _, part = format(frequency.normalize(), "f").partition(".")
    space = next((sign for sign in like if sign in _SPACES), NO_BREAK_SPACE)
    if re.search(r"(?<![.,\d])\d{4}", like):
        space = ""
    sign = "," if "," in like else "."
    grouped = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", space, whole)
    return grouped + (sign + part if part else "")
