"""References to provisions by their margin numbers: whether each still names what it means.

As with references to clauses, the author of a reference determines its meaning: words of the text in force name the numbers of
the text in force, inserted words those that the draft had when they were written. Numbers of the text in force never change;
that of an insertion does if another one is inserted before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from model.redline import Redline, groups
from model.references.faulty_numbers import FaultyNumber, NumberFault, written
from model.references.numbered_texts import NumberedTexts, NumberIndex, ProvisionText
from model.references.provision_citations import CitedNumber, ProvisionCitation, provision_citations
from model.references.self_references import Fault, Stale
from model.references.unit_references import cited_unit, unit_faults
from model.submission.search import Passage
from model.submission.story import StoryId
from model.text.legible import Legible


class ProvisionReferences(Struct, frozen=True):
    """The references in the text of one proposal to provisions of all."""

    story: StoryId
    language: str
    texts: NumberedTexts
    before: NumberedTexts | None = None
    """The texts when the inserted words were written, if known."""

    def faults(self, passage: Passage) -> Iterator[FaultyNumber]:
        """The numbers in a passage that do not name their provisions or units."""
        legible = Legible(passage.text)
        for citation in provision_citations(legible.text, self.language):
            text = self.texts.cited(citation, self.story.proposal)
            if text is None:
                continue
            first: CitedNumber | None = None
            for cited in citation.numbers:
                kept, date = written(passage, *legible.span(cited.start, cited.stop))
                fault = self._judge(text, citation, cited, kept, date)
                if fault is not None:
                    yield fault
                elif cited.role == "last" and first is not None:
                    found = _judge_range(text, citation, first, cited, kept)
                    if found is not None:
                        yield found
                first = cited if cited.role == "first" and fault is None else None
        yield from unit_faults(self.texts, self.before, passage, self.story.proposal, self.language)

    def _judge(
        self, text: ProvisionText, citation: ProvisionCitation, cited: CitedNumber, kept: bool, date: str
    ) -> FaultyNumber | None:
        number = cited.number

        def faulty(fault: NumberFault, new: str = "") -> FaultyNumber:
            return FaultyNumber(citation, cited.start, cited.stop, fault, number.text, new, kept=kept)

        id = text.base.find(number) if kept else self._written(text, date).find(number) or text.base.find(number)
        if id is None:
            return faulty("missing") if text.has_article_of(number) else None
        now = text.now(id)
        if text.draft.find(number) == now:
            return faulty("unused") if now in text.unused else None
        new = text.labelling.number("draft", now)
        if new is None:
            return faulty("deleted")
        if new == number.text:  # two provisions have it
            return None
        return faulty("moved" if now != id else "renamed", new)

    def _written(self, text: ProvisionText, date: str) -> NumberIndex:
        """The numbers of the draft when words were written."""
        before = self.before.of_proposal(text.proposal) if self.before is not None else None
        return before.draft if before is not None else text.draft_at(date)


def _judge_range(
    text: ProvisionText, citation: ProvisionCitation, first: CitedNumber, last: CitedNumber, kept: bool
) -> FaultyNumber | None:
    label = f"{first.number.text}–{last.number.text}"
    if last.number < first.number:
        return FaultyNumber(citation, first.start, last.stop, "reversed", label, kept=kept)
    between = text.changes_between(first.number, last.number) if kept else []
    if between:
        return FaultyNumber(citation, first.start, last.stop, "changed", label, between=tuple(between), kept=kept)
    return None


def stale_numbers(references: ProvisionReferences, redline: Redline, only: Iterable[str] | None = None) -> Iterator[Stale]:
    """The references whose provisions have another number now, or none, as those to clauses are told of.

    references: those of the text
    redline: the text
    only: if given, only in paragraphs of these clauses
    """
    wanted = None if only is None else set(only)
    for group in groups(redline.clauses, "draft"):
        if wanted is None or any(clause.id in wanted for clause in group):
            passage = Passage(references.story, group, "draft")
            for faulty in references.faults(passage):
                if faulty.fault in _FOLLOWED:
                    yield _stale(passage, faulty)


_FOLLOWED: Mapping[NumberFault, Fault | None] = {"deleted": "deleted", "moved": None, "renamed": None, "missing": "missing"}
"""The faults that are told of in the window, each as that of a reference to a clause; None if the number is put right."""


def _stale(passage: Passage, faulty: FaultyNumber) -> Stale:
    start, stop = Legible(passage.text).span(faulty.start, faulty.stop)
    fixes = ((start, stop, faulty.new),) if faulty.new else ()
    return Stale(passage, start, stop, fixes, _FOLLOWED[faulty.fault], faulty.label)


def cited_at(
    texts: NumberedTexts, proposal: int, language: str, text: str, offset: int, home: int | None = None
) -> tuple[ProvisionText, str] | None:
    """The provision or unit that is cited at a place of a text: the text that has it, and the clause that bears its number.

    texts: the texts that have margin numbers
    proposal: the number of the proposal that contains the words
    language: that of the words
    text: the words
    offset: the place in them, in code points
    home: the index of the clause that has the words, to whose article a cited section belongs; None in a note
    """
    legible = Legible(text)
    at = legible.place(offset)
    for citation in provision_citations(legible.text, language):
        if citation.start <= at <= citation.stop:
            cited = next(number for number in citation.numbers if at <= number.stop)
            found = texts.cited(citation, proposal)
            id = (found.draft.find(cited.number) or found.base.find(cited.number)) if found is not None else None
            return (found, id) if found is not None and id is not None else None
    return cited_unit(texts, legible.text, proposal, language, at, home)
