"""The lines of a cell of the Table of Frequency Allocations: band, services with footnotes, footnotes of the whole cell."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from model.allocations.frequencies import band_at, options_at
from model.allocations.services import category_of, find_service
from model.allocations.values import LineWords, NoteNumber
from model.numbering.provision_numbers import parse_number
from model.redline import NOTE, OBJECT
from model.text.lazy_regex import late

_WORD = late(r"[^\s\u00a0,;]+")
_OPENING = ("(", "（", "[")
_SPACES_FOR_MARKS = str.maketrans({NOTE: " ", OBJECT: " "})


@lru_cache(maxsize=8192)
def read_line(text: str, language: str, *, first: bool = False, bold: bool = False) -> LineWords:
    """The meaning of a line; a band is read only at the beginning of the first line of a cell. Marks of footnotes and pictures
    are read as spaces, and a bracket at its end that opens before the line is not read.

    bold: whether its first word is bold, which some languages print primary services in
    """
    text = without_marks(text)
    if text.count("]") > text.count("["):
        text = text.rstrip("] \t\u00a0")
    found = band_at(text) if first else None
    band, start = found if found is not None else (None, options_at(text) if first else 0)
    options = text[:start] if band is None else ""
    while start < len(text) and text[start].isspace():
        start += 1
    notes = _notes(text, start)
    stop = notes[0].start if notes else len(text)
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in ",;"):
        stop -= 1
    words = text[start:stop]
    made = LineWords("remark", band, start, stop, notes=notes, options=options)
    if not words:
        return replace(made, kind="notes" if notes else "band" if band is not None or options else "remark")
    if words.startswith(_OPENING) or not words.strip("[] "):
        return made
    category = category_of(words, language, bold=bold)
    return replace(made, kind="service", service=find_service(words, language), category=category)


def without_marks(text: str) -> str:
    """A text with a space for each mark of a footnote and each picture, so that its places stay."""
    return text.translate(_SPACES_FOR_MARKS)


def has_marks(text: str) -> bool:
    """Whether a text contains the mark of a footnote, a picture or a formula."""
    return NOTE in text or OBJECT in text


def _notes(text: str, start: int) -> tuple[NoteNumber, ...]:
    """The footnote numbers at the end of a text."""
    found: list[NoteNumber] = []
    for word in reversed(list(_WORD.finditer(text, start))):
        if not is_note_number(word[0]):
            break
        found.append(NoteNumber(word[0], word.start(), word.end()))
    return tuple(reversed(found))


def is_note_number(text: str) -> bool:
    """Whether a text is the number of a footnote, such as 5.441B or 5.[A12]."""
    number = parse_number(text) if re.match(r"\d+\.", text) else None
    return number is not None and len(number.elements) == 2
