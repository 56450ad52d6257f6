"""The citations of chapters, articles, sections and appendices of treaty texts, in six languages.

    citation = word numbers [near] ["of" (["this"] treaty | unit)]     `Article 9`, `Articles 9 and 11`, `Section II of Article 9`

In Chinese the numbers are between 第 and the word, and what contains the unit is before it. The words are data
(`tables/provision-words.tsv`, uses `cited article` …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from model.lexicon.words import LANGUAGES
from model.numbering.provision_numbers import Element, joint_at
from model.numbering.provision_words import joining_words, words_of
from model.numbering.units import UNIT_KINDS, UnitKind, unit_number
from model.references.provision_citations import COMMAS, ORDINAL, OTHER, treaty_before, treaty_behind
from model.text.lazy_regex import late

_OUTER = ("chapter", "article", "appendix")
_INNER = ("section", "subsection")
_WORTH = late(r"[\dIVX]")
_NUMBER = late(r"(?:[1-9]\d{0,4}[A-Z]{0,3}|[IVX]{1,7}[A-Z]{0,2})(?![0-9A-Za-z])(?!\.\w)")
_BEFORE_SECTION = late(r"[条章]?[\s,،、的(（]*")
"""What may be between an article and its section: `Article 9, Section II`, `第9条第II节`."""
_WITHIN = late(r"[^.,;:()0-9]{1,24}")
"""What may be between a section and its article: ` of `, ` de l'`; in Russian a blank."""
_FOREIGN = late(r"[ \u00a0]*of the (?=[A-Z])(?!Union\b)")
"""What is before the title of another document in English: `Article 102 of the Charter`."""


class CitedUnit(Struct, frozen=True):
    """A number in a citation."""

    number: Element
    start: int
    stop: int


class UnitCitation(Struct, frozen=True):
    """Units of one kind that are cited together; offsets are code points in the text given."""

    kind: UnitKind
    numbers: tuple[CitedUnit, ...]
    start: int
    treaty: str = ""
    """The instrument that is named (CS, CV, RR, ITR), `OTHER` if it is another document; '' if none is named."""
    of_this_text: bool = False
    """Whether it is said to be this one: `Article 4 of this Constitution`."""
    within: tuple[UnitKind, Element] | None = None
    """The article, appendix or chapter of a section, if it is named."""

    @property
    def stop(self) -> int:
        """The end of the last number."""
        return self.numbers[-1].stop


@lru_cache(maxsize=16_384)
def unit_citations(text: str, language: str) -> tuple[UnitCitation, ...]:
    """The citations of units in a text as read, in order."""
    if not _WORTH.search(text):
        return ()
    language = language if language in LANGUAGES else "en"
    found: list[UnitCitation] = []
    for sign in _signs(language).finditer(text):
        if found and sign.start() < found[-1].stop:
            continue
        kind = cast(UnitKind | None, sign.lastgroup)
        numbers = _numbers(text, sign.end(), is_chinese=kind is None)
        if kind is None:
            kind = _closing_word(text, numbers[-1].stop) if numbers else None
        if numbers and kind is not None:
            found.append(_with_treaty(UnitCitation(kind, numbers, sign.start()), text, language))
    return tuple(_with_outer(found, text, language))


@cache
def _signs(language: str) -> re.Pattern[str]:
    """The words before numbers, in a group with the name of their kind; in Chinese 第 is in none."""
    prefix = "(?:و|ف)?(?:ب|ك|ل)?(?:ال|ل)?" if language == "ar" else ""
    kinds = []
    for kind in sorted(UNIT_KINDS, key=lambda kind: kind != "subsection"):
        forms = sorted((form for of, form in words_of(f"cited {kind}") if of == language and "{n}" not in form), key=len)
        if forms:
            kinds.append(f"(?P<{kind}>{prefix}(?:{'|'.join(map(re.escape, reversed(forms)))}))")
    ordinal = f"|{ORDINAL}" if language == "zh" else ""
    start, blank = ("", "[ \u00a0]?") if language == "zh" else (r"(?<!\w)(?<!\w-)", "[ \u00a0]+")
    return re.compile(rf"{start}(?:{'|'.join(kinds)}{ordinal}){blank}(?=[1-9IVX])", re.IGNORECASE)


def _closing_word(text: str, place: int) -> UnitKind | None:
    """The kind of unit that a Chinese word after numbers names."""
    rest = text[place:].lstrip(" \u00a0")
    for kind in sorted(UNIT_KINDS, key=lambda kind: kind != "subsection"):
        closings = (form.partition("{n}")[2] for of, form in words_of(f"cited {kind}") if of == "zh" and "{n}" in form)
        if any(rest.startswith(closing) for closing in closings):
            return kind
    return None


def _numbers(text: str, place: int, *, is_chinese: bool) -> tuple[CitedUnit, ...]:
    """The list of numbers at a place; they are joined by a comma only if a word joins a later one."""
    found: list[CitedUnit] = []
    sure, joined = 1, False
    while read := _NUMBER.match(text, place):
        number = unit_number(read[0])
        if number is None or (found and number.roman is not found[0].number.roman):
            break
        found.append(CitedUnit(number, place, read.end()))
        if joined or is_chinese:
            sure = len(found)
        place, joined = read.end(), False
        while (joint := joint_at(text, place, alternatives=True)) is not None:
            word, place = joint
            joined = joined or word not in COMMAS
            if joining_words(alternatives=True)[word] == "to":
                joined = True
        while is_chinese and text.startswith(ORDINAL, place):
            place += 1
        if place == read.end():
            break
    return tuple(found[:sure])


def _with_treaty(citation: UnitCitation, text: str, language: str) -> UnitCitation:
    """The citation with the treaty that is named beside it."""
    if language == "zh":
        treaty, is_own = treaty_before(text, citation.start)
    else:
        treaty, is_own = treaty_behind(text, citation.stop, language)
        if not treaty and not is_own and language == "en" and _FOREIGN.match(text, citation.stop):
            treaty = OTHER
    return replace(citation, treaty=treaty, of_this_text=is_own)


def _with_outer(found: Sequence[UnitCitation], text: str, language: str) -> Iterator[UnitCitation]:
    """The citations, those of sections with the article that is named beside them."""
    for place, citation in enumerate(found):
        outer = _outer_of(found, place, text, language) if citation.kind in _INNER else None
        if outer is None:
            yield citation
            continue
        number = outer.numbers[0 if outer.start > citation.start else -1].number
        yield replace(citation, treaty=outer.treaty, of_this_text=outer.of_this_text, within=(outer.kind, number))


def _outer_of(found: Sequence[UnitCitation], place: int, text: str, language: str) -> UnitCitation | None:
    """The citation of the article that is named beside that of a section."""
    citation = found[place]
    before = found[place - 1] if place else None
    behind = found[place + 1] if place + 1 < len(found) and language != "zh" else None
    if behind is not None and behind.kind in _OUTER and _WITHIN.fullmatch(text, citation.stop, behind.start):
        return behind
    if before is not None and before.kind in _OUTER and _BEFORE_SECTION.fullmatch(text, before.stop, citation.start):
        return before
    return None
