"""Citations as `ref`: the IRI of a cited instrument, where the table of editions knows its first adoption."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from model.formats.akoma_ntoso.vocabulary import ALPHA_3
from model.formats.akoma_ntoso.writing.identity import number_in_iri
from model.references.citation_parser import cite
from model.references.citations import Citation
from model.references.editions import EditionRow, Editions, shipped

Link = tuple[int, int, str]
"""Where it begins and ends in a text, and its IRI."""


def links_in(text: str, language: str) -> Iterator[Link]:
    """The citations of a text that have an IRI, in order, none inside another."""
    end = 0
    for citation in cite(text, language) if language else ():
        iri = _iri(citation, language) if citation.certainty == "sure" and citation.start >= end else ""
        if iri:
            end = citation.stop
            yield citation.start, citation.stop, iri


@cache
def _editions() -> Editions:
    return Editions.of(shipped())


@lru_cache(maxsize=4096)
def _rows(instrument: str, body: str, number: str) -> tuple[EditionRow, ...]:
    return _editions().rows(instrument, body, number)


def _iri(citation: Citation, language: str) -> str:
    """The address of the cited edition, or of the instrument where none is named; '' where the table does not know its first
    edition, whose date every address holds."""
    rows = _rows(citation.instrument, citation.body, citation.number)
    if not rows or not citation.body or rows[0].revised:
        return ""
    number = number_in_iri(citation.instrument, citation.number)
    work = f"/akn/un/statement/deliberation/itu-{citation.body.casefold()}/{rows[0].date}/{number}"
    named = citation.edition
    if named is None:
        return work
    same = next((row for row in rows if row.year == named.year and (not named.place or row.place == named.place)), None)
    return f"{work}/{ALPHA_3[language]}@{same.date}" if same is not None and language in ALPHA_3 else work
