"""The contradictions between a clause and its twin in another text: editions of what both cite, and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from model.references.citation_parser import cite
from model.references.citations import Citation, Edition
from model.text.lazy_regex import late

_WORD = late(r"[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+")
_MARKS = ".,;:()[]“”«»\"'、，；：。（）؛،"


class EditionDifference(Struct, frozen=True):
    """One instrument, cited in two editions."""

    citation: Citation
    """In the clause."""
    other: Citation
    """In its twin."""


class NumberDifference(Struct, frozen=True):
    """Two numbers in the same place of two clauses; offsets are code points of the clause."""

    start: int
    stop: int
    mine: str
    theirs: str


def edition_differences(text: str, twin: str, language: str) -> Iterator[EditionDifference]:
    """The texts that both cite in different editions, in the order of the clause."""
    theirs = {_key(twin_citation): twin_citation for twin_citation in cite(twin, language) if twin_citation.edition is not None}
    for citation in cite(text, language):
        other = theirs.get(_key(citation))
        if other is None or citation.edition is None or other.edition is None:
            continue
        if _edition_key(citation.edition) != _edition_key(other.edition):
            yield EditionDifference(citation, other)


def number_differences(text: str, twin: str, language: str) -> Iterator[NumberDifference]:
    """Words with other digits in the same place, without editions of citations; none if other words differ too."""
    mine, theirs = (_words(side_text, language) for side_text in (text, twin))
    if len(mine) != len(theirs):
        return
    differing = [(word, other) for word, other in zip(mine, theirs, strict=True) if word[0] != other[0]]
    if all(_has_digit(word) and _has_digit(other) for (word, _, _), (other, _, _) in differing):
        for (_, start, stop), (other, _, _) in differing:
            yield NumberDifference(start, stop, text[start:stop], other)


def _key(citation: Citation) -> tuple[str, str, str]:
    return citation.instrument, citation.body, citation.number.casefold()


def _edition_key(edition: Edition) -> tuple[str, int, str]:
    return edition.place, edition.year, edition.suffix


def _words(text: str, language: str) -> list[tuple[str, int, int]]:
    """The words of a clause in small letters without the marks around them, each with its place."""
    editions = (citation.edition for citation in cite(text, language) if citation.edition is not None)
    hidden = {at for citation in editions for at in range(citation.start, citation.stop)}
    out = []
    for word in _WORD.finditer(text):
        plain = word[0].strip(_MARKS)
        start = word.start() + word[0].find(plain)
        if plain and start not in hidden:
            out.append((plain.casefold(), start, start + len(plain)))
    return out


def _has_digit(word: str) -> bool:
    return re.search(r"\d", word) is not None
