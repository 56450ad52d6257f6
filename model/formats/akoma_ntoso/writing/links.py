"""The links of a text: its citations, by IRI if the table of editions knows the first adoption, and its references to its own
clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from model.formats.akoma_ntoso.schema.vocabulary import ALPHA_3
from model.formats.akoma_ntoso.writing.identity import number_in_iri
from model.numbering import Labelling
from model.redline import Redline, Side, Status
from model.references.citation_parser import cite
from model.references.citations import Citation
from model.references.editions import EditionRow, Editions, shipped_editions
from model.references.mention_index import verb_of
from model.references.self_reference_parser import refer
from model.references.self_references import CallOutline
from model.text.lazy_regex import late

Link = tuple[int, int, str]
"""Its beginning and end in a text, and its address."""
_DIGIT = late(r"\d")
_SHORTEST = 10
"""Characters of a text that may contain a citation or a reference."""
_PLACE_ADDRESS = "#cw-place-"
_PLACE = late(rf'(?<=<ref )href="{_PLACE_ADDRESS}(\d+)"')
"""The address of a link; the words of a text have no `<`."""


class LinkFinder(Struct, frozen=True, dict=True):
    """Finds the links in the runs of a text. The address of an own clause is its place until all clauses have their eIds."""

    redline: Redline
    labelling: Labelling

    def found_in(self, text: str, status: Status) -> list[Link]:
        """The links in characters of a status, in order, none inside another."""
        if len(text) < _SHORTEST:
            return []
        found = [*self._internal_links(text, status), *self._citations(text)]
        if len(found) < 2:
            return found
        found.sort()
        out: list[Link] = []
        for link in found:
            if not out or link[0] >= out[-1][1]:
                out.append(link)
        return out

    def _citations(self, text: str) -> Iterator[Link]:
        language = self.redline.language
        for citation in cite(text, language) if language and _DIGIT.search(text) else ():
            iri = _iri(citation, language) if citation.certainty == "sure" else ""
            if iri:
                yield citation.start, citation.stop, iri

    def _internal_links(self, text: str, status: Status) -> Iterator[Link]:
        folded = text.casefold()
        if not any(verb in folded for verb in self._verbs):
            return
        side: Side = "draft" if status is Status.INSERTED else "base"
        outline, words = self._outlines[side]
        for reference in refer(text, self.redline.language, words):
            call = outline.calls[reference.calls[0]] if reference.calls else None
            if call is None:
                continue
            target = call.items.get(reference.items[0].path) if reference.items else call.id
            if target is not None:
                yield reference.start, reference.stop, f"{_PLACE_ADDRESS}{self.redline.places[target]}"

    @cached_property
    def _outlines(self) -> dict[Side, tuple[CallOutline, tuple[str, ...]]]:
        """The calls of each side, with their words."""
        sides: tuple[Side, Side] = ("base", "draft")
        outlines = {side: CallOutline.of(self.redline, self.labelling, side) for side in sides}
        return {side: (outline, tuple(call.text for call in outline.calls)) for side, outline in outlines.items()}

    @cached_property
    def _verbs(self) -> frozenset[str]:
        """The beginnings of the calls; a text with a reference contains one of these."""
        calls = (words for _, texts in self._outlines.values() for words in texts)
        return frozenset({verb_of(words, self.redline.language) for words in calls} - {""})


def with_addresses(xml: str, redline: Redline, addresses: Mapping[str, str]) -> str:
    """Written elements with the eIds of the clauses that they refer to."""
    if _PLACE_ADDRESS not in xml:
        return xml
    return _PLACE.sub(lambda found: f'href="#{addresses.get(redline.clauses[int(found[1])].id, "")}"', xml)


@cache
def _editions() -> Editions:
    return Editions.of(shipped_editions())


@lru_cache(maxsize=4096)
def _rows(instrument: str, body: str, number: str) -> tuple[EditionRow, ...]:
    return _editions().rows(instrument, body, number)


def _iri(citation: Citation, language: str) -> str:
    """The address of the cited edition, or of the instrument if none is named; '' if the table does not know its first edition,
    whose date every address contains."""
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
