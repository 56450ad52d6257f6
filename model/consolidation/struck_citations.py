"""Citations, in the new words of one party, of provisions that another party deletes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from model.numbering.provision_numbers import parse_margin
from model.redline import Redline, Status, groups
from model.references.faulty_numbers import written
from model.references.provision_citations import OTHER, provision_citations
from model.submission.search import Passage
from model.submission.story import StoryId
from model.text.legible import Legible

_AROUND = 40
"""Characters around a citation that are quoted with it."""


class StruckCitation(Struct, frozen=True):
    """A citation of a provision that other parties delete."""

    party: int
    """The party that cites it."""
    number: str
    by: tuple[int, ...]
    """The parties that delete it."""
    words: str
    """The citation with the words around it."""


def struck_citations(redlines: Sequence[Redline], language: str) -> Iterator[StruckCitation]:
    """The citations of what others delete, party by party.

    redlines: the texts of the parties, on one base
    language: that of the base
    """
    struck = [frozenset(_struck(redline)) for redline in redlines]
    if not any(struck):
        return
    for party, redline in enumerate(redlines):
        for passage in _new_words(redline):
            legible = Legible(passage.text)
            for citation in provision_citations(legible.text, redline.language or language):
                if citation.treaty and (citation.treaty == OTHER or citation.treaty != redline.instrument):
                    continue
                for cited in citation.numbers:
                    number = cited.number.text
                    by = tuple(other for other, numbers in enumerate(struck) if number in numbers and other != party)
                    kept, _ = written(passage, *legible.span(cited.start, cited.stop))
                    if by and not kept and number not in struck[party]:
                        words = legible.text[max(0, citation.start - _AROUND) : cited.stop + _AROUND]
                        yield StruckCitation(party, number, by, words)


def _struck(redline: Redline) -> Iterator[str]:
    """The numbers of the provisions that a party deletes; one that it moves is still there."""
    for clause in redline.clauses:
        if clause.number is not None and not clause.end.move and not clause.is_on("draft"):
            margin = parse_margin(clause.number.text)
            yield from (number.text for number in margin.numbers) if margin is not None else ()


def _new_words(redline: Redline) -> Iterator[Passage]:
    """The paragraphs of the draft that have inserted words."""
    for group in groups(redline.clauses, "draft"):
        if any(run.status is Status.INSERTED for clause in group for run in clause.runs):
            yield Passage(StoryId(1), group, "draft")
