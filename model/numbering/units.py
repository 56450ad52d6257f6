"""The units above provisions: `CHAPTER IVA`, `Article 9`, `ARTICLE 28A`, `Sub-Section IIB`, `APPENDIX 30A`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from model.numbering.instruments import Instrument
from model.numbering.number_insertion import TakenNumbers, number_after
from model.numbering.provision_numbers import Element, MarginNumber, ProvisionNumber, parse_number, roman_element
from model.numbering.provision_words import unit_words
from model.text.lazy_regex import late

UnitKind = Literal["chapter", "article", "section", "subsection", "appendix"]
UNIT_KINDS: tuple[UnitKind, ...] = ("chapter", "article", "section", "subsection", "appendix")
"""From the outermost to the innermost; an appendix stands beside chapters."""
_LINE = late(r"(?P<word>[^\W\d_][\w-]*?(?: الفرعي)?)(?P<gap>[ \u00a0]+)(?P<number>[0-9IVX]\w*)(?P<rest>.*)", re.DOTALL)
_CHINESE = late(r"第(?P<gap>[ \u00a0]?)(?P<number>[0-9IVX]\w*?)(?P<close>[ \u00a0]?(?:章|条|节|分节))(?P<rest>.*)", re.DOTALL)


_LONGEST_LINE = 300
"""Characters of a number line with a title behind it."""


class TextUnit(Struct, frozen=True):
    """The number line of a unit."""

    kind: UnitKind
    number: Element
    before: str
    """What is printed before the number: `ARTICLE `."""
    after: str = ""
    """What is printed directly after it: `条` in Chinese."""
    rest: str = ""
    """The rest of the line: a mark of edition, or the title if it is on the same line."""

    @property
    def text(self) -> str:
        """The line as printed, without the rest."""
        return self.before + self.number.text + self.after


def parse_unit(text: str) -> TextUnit | None:
    """The unit that a line numbers; None if it is none, or a sentence that begins like one (`Article 5 applies …`)."""
    return _parse_line(text) if len(text) < _LONGEST_LINE else None


@lru_cache(maxsize=1024)
def _parse_line(text: str) -> TextUnit | None:
    line = text.strip(" \u00a0\t")
    chinese = _CHINESE.fullmatch(line)
    found = chinese or _LINE.fullmatch(line)
    if found is None:
        return None
    word = f"第{{n}}{found['close'].strip()}" if chinese else found["word"]
    kind = unit_words().get(word.casefold())
    number = unit_number(found["number"])
    rest = found["rest"]
    if kind is None or number is None or not _is_rest_of_head(rest):
        return None
    before = line[: found.start("number")]
    return TextUnit(cast(UnitKind, kind), number, before, found["close"] if chinese else "", rest)


def unit_number(text: str) -> Element | None:
    """The number of a unit, `28A` or `IVA`; None if a text is not one."""
    roman = roman_element(text)
    if roman is not None:
        return roman
    number = parse_number(text)
    return number.last if number is not None and len(number.elements) == 1 and not number.provisional else None


def _is_rest_of_head(rest: str) -> bool:
    """Whether what follows the number may stand in a number line: nothing, a mark in brackets, or a title behind a dash."""
    rest = rest.strip(" \u00a0")
    return not rest or rest[0] in "–—−-([" or rest.startswith("*")


def unit_after(before: Element, behind: Element | None, taken: Iterable[Element], instrument: Instrument) -> Element | None:
    """The number of an article, chapter, section or appendix that is inserted between two; None if the rule gives none."""
    roman = before.roman
    plain = [ProvisionNumber((replace(element, roman=False),)) for element in taken]
    found = number_after(
        ProvisionNumber((replace(before, roman=False),)),
        ProvisionNumber((replace(behind, roman=False),)) if behind is not None else None,
        TakenNumbers(MarginNumber((number,)) for number in plain),
        TakenNumbers(),
        instrument,
    )
    return replace(found.last, roman=roman) if found is not None else None
