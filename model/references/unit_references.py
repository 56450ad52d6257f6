"""References to chapters, articles, sections and appendices of treaty texts: whether each still names what it means.

What a reference means follows from who wrote it, as with provisions: words of the text in force name the units of the text in
force, inserted words those that the draft had when they were written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from model.numbering.provision_words import words_of
from model.references.faulty_numbers import FaultyNumber, written
from model.references.numbered_texts import NumberedTexts, ProvisionText
from model.references.numbered_units import UnitIndex, name_of_unit
from model.references.provision_citations import OTHER
from model.references.unit_citations import CitedUnit, UnitCitation, unit_citations
from model.submission.search import Passage
from model.text.legible import Legible

_INNER = ("section", "subsection")


def unit_faults(
    texts: NumberedTexts, before: NumberedTexts | None, passage: Passage, proposal: int, language: str
) -> Iterator[FaultyNumber]:
    """The citations of units in a passage that do not name what they mean.

    texts: the texts that have margin numbers
    before: those when the inserted words were written, if known
    passage: a paragraph
    proposal: the number of the proposal that contains it
    language: that of the words
    """
    legible = Legible(passage.text)
    for citation in unit_citations(legible.text, language):
        text = cited_text(texts, citation, proposal)
        if text is None:
            continue
        then = before.of_proposal(text.proposal) if before is not None else None
        for cited in citation.numbers:
            kept, _date = written(passage, *legible.span(cited.start, cited.stop))
            new = then.units_of("draft") if then is not None else text.units_of("draft")
            sides = (text.units_of("base"),) if kept else (new, text.units_of("base"))
            fault = _judge(text, citation, cited, sides, _home(passage, text, proposal))
            if fault is not None:
                kind, number = fault
                label = name_of_unit(citation.kind, cited.number, words_of(citation.kind), language)
                yield FaultyNumber(None, cited.start, cited.stop, kind, label, number, kept=kept)


def cited_text(texts: NumberedTexts, citation: UnitCitation, proposal: int) -> ProvisionText | None:
    """The text whose units a citation in the text of a proposal means; None if it is not among these."""
    if citation.treaty == OTHER:
        return None
    if citation.of_this_text or not citation.treaty:
        return texts.of_proposal(proposal)
    return next((text for text in texts.texts if text.redline.instrument == citation.treaty), None)


def cited_unit(
    texts: NumberedTexts, words: str, proposal: int, language: str, at: int, home: int | None
) -> tuple[ProvisionText, str] | None:
    """The unit that is cited at a place of some words as read: the text that has it, and the clause of its line.

    texts: the texts that have margin numbers
    words: those of a paragraph
    proposal: the number of the proposal that contains it
    language: that of the words
    at: the place, in code points
    home: the index of the clause that has the words; None in a note
    """
    for citation in unit_citations(words, language):
        if citation.start <= at <= citation.stop:
            cited = next(number for number in citation.numbers if at <= number.stop)
            text = cited_text(texts, citation, proposal)
            if text is None:
                return None
            sides = text.units_of("draft"), text.units_of("base")
            id = _find(citation, cited, sides, home if text.proposal == proposal else None)
            return (text, id) if id is not None else None
    return None


def _home(passage: Passage, text: ProvisionText, proposal: int) -> int | None:
    """The place of a passage in the text that it cites; None if it is in another one."""
    if text.proposal != proposal or passage.story.note or not passage.clauses:
        return None
    return text.redline.places.get(passage.clauses[0].id)


def _find(citation: UnitCitation, cited: CitedUnit, sides: tuple[UnitIndex, ...], home: int | None) -> str | None:
    """The clause of the line of a cited unit on the first of some sides that has it."""
    for side in sides:
        outer = _outer(citation, side, home)
        id = side.find(citation.kind, cited.number, outer) if outer is not None else None
        if id is not None:
            return id
    return None


def _outer(citation: UnitCitation, side: UnitIndex, home: int | None) -> str | None:
    """The unit that contains a cited one, '' for none; None if it is not known."""
    if citation.kind not in _INNER:
        return ""
    if citation.within is not None:
        return side.find(*citation.within)
    return side.outer_at(home) if home is not None else None


def _judge(
    text: ProvisionText, citation: UnitCitation, cited: CitedUnit, sides: tuple[UnitIndex, ...], home: int | None
) -> tuple[Literal["deleted", "renamed", "missing"], str] | None:
    """The fault of a cited unit, with the number that it has now."""
    id = _find(citation, cited, sides, home)
    if id is None:
        outer = _outer(citation, sides[-1], home)
        if outer is None or not sides[-1].is_between(citation.kind, cited.number, outer):
            return None
        return "missing", ""
    now = text.units_of("draft").numbers.get(text.now(id))
    if now is None:
        return "deleted", ""
    return ("renamed", now.text) if now != cited.number else None
