"""Frequency bands as the Table of Frequency Allocations prints them: `2 450-2 483.5`, `8,3-9 kHz`."""

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
_BAND = late(rf"(?P<low>{_NUMBER})[{_SPACES}]*(?P<dash>[-‐‑‒–—−])[{_SPACES}]*(?P<high>{_NUMBER})")
_ALONE = late(_NUMBER)
NO_BREAK_SPACE = "\u00a0"


class Band(Struct, frozen=True):
    """A frequency band in the unit of its table."""

    low: Decimal
    high: Decimal
    text: str
    """As printed, without its unit."""
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
    """The band that a text prints at a place, and the place after it with its unit; None if there is none."""
    found = _BAND.match(text, start)
    if found is None:
        return None
    low, high = parse_frequency(found["low"]), parse_frequency(found["high"])
    if low is None or high is None:
        return None
    unit, stop = unit_at(text, found.end())
    return Band(low, high, found[0], unit), stop


def find_band(text: str) -> Band | None:
    """The first band with a unit that a text contains, such as the title of a block of the table; None if there is none."""
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


def print_band(low: Decimal, high: Decimal, like: str) -> str:
    """A band as text, with the spaces, decimal sign and dash of another one."""
    dash = found["dash"] if (found := _BAND.match(like)) is not None else "-"
    return print_frequency(low, like) + dash + print_frequency(high, like)


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
