"""The texts with margin numbers in which cited provisions are looked up, those of the base and of the draft."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from model.numbering import Labelling
from model.numbering.margin_numbers import NumberPair, margin_numbers
from model.numbering.provision_numbers import OrderKey, ProvisionNumber, parse_margin
from model.numbering.provision_words import is_struck_text
from model.redline import Redline, Side, Status, paragraphs
from model.references.numbered_units import UnitIndex
from model.references.provision_citations import OTHER, ProvisionCitation, is_dotted
from model.submission.amendments import is_whole


class NumberIndex(Struct, frozen=True):
    """The provisions of one side by their numbers."""

    exact: Mapping[OrderKey, str]
    """The clause that bears each number."""
    ranges: tuple[tuple[OrderKey, OrderKey, str], ...]
    """The clauses that bear a range, `19.117 to 19.126`."""
    articles: frozenset[str]

    @staticmethod
    def of(numbers: Mapping[str, NumberPair], side: Side) -> NumberIndex:
        """The index of a side."""
        exact: dict[OrderKey, str] = {}
        ranges: list[tuple[OrderKey, OrderKey, str]] = []
        articles: set[str] = set()
        for id, both in numbers.items():
            text = both.base if side == "base" else both.draft
            margin = parse_margin(text) if text is not None else None
            for first, last in margin.spans if margin is not None else ():
                exact.setdefault(first.order, id)
                exact.setdefault(last.order, id)
                articles.add(first.article)
                if first is not last:
                    ranges.append((first.order, last.order, id))
        return NumberIndex(exact, tuple(ranges), frozenset(articles))

    def find(self, number: ProvisionNumber) -> str | None:
        """The clause that bears a number; None if no provision has it."""
        key = number.order
        return self.exact.get(key) or next((id for first, last, id in self.ranges if first <= key <= last), None)


class ProvisionText(Struct, frozen=True, dict=True):
    """The text of one proposal that has margin numbers."""

    proposal: int
    """The number of its proposal, from 1."""
    redline: Redline
    labelling: Labelling

    @cached_property
    def base(self) -> NumberIndex:
        """The provisions in force by their numbers."""
        return NumberIndex.of(self.labelling.numbers, "base")

    @cached_property
    def draft(self) -> NumberIndex:
        """The provisions of the draft by their numbers."""
        return NumberIndex.of(self.labelling.numbers, "draft")

    def units_of(self, side: Side) -> UnitIndex:
        """The chapters, articles, sections and appendices of a side."""
        if side not in self._units:
            self._units[side] = UnitIndex.of(self.redline.clauses, side)
        return self._units[side]

    @cached_property
    def _units(self) -> dict[Side, UnitIndex]:
        return {}

    def draft_at(self, date: str) -> NumberIndex:
        """The provisions of the draft by the numbers that they had at a date, before later insertions."""
        if not date or date >= self._last_insertion:
            return self.draft
        if date not in self._drafts:
            kept = [
                clause
                for clause in self.redline.clauses
                if not (is_whole(clause, Status.INSERTED) and clause.end.stamp.date > date)
            ]
            self._drafts[date] = NumberIndex.of(margin_numbers(replace(self.redline, clauses=tuple(kept))), "draft")
        return self._drafts[date]

    @cached_property
    def _drafts(self) -> dict[str, NumberIndex]:
        return {}

    @cached_property
    def _last_insertion(self) -> str:
        numbers = self.labelling.numbers
        dates = (
            clause.end.stamp.date
            for clause in self.redline.clauses
            if clause.id in numbers and numbers[clause.id].base is None and is_whole(clause, Status.INSERTED)
        )
        return max(dates, default="")

    def now(self, id: str) -> str:
        """The clause at the new place of one that was moved; else the clause itself."""
        return self._moved.get(id, id)

    @cached_property
    def _moved(self) -> Mapping[str, str]:
        gone: dict[str, list[str]] = {}
        come: dict[str, list[str]] = {}
        for clause in self.redline.clauses:
            if clause.end.move:
                (gone if clause.end.status is Status.DELETED else come).setdefault(clause.end.move, []).append(clause.id)
        return {old: new for move, ids in gone.items() for old, new in zip(ids, come.get(move, ()), strict=False)}

    @cached_property
    def unused(self) -> frozenset[str]:
        """The provisions of which the text in force says that they are not in force: `(SUP - WRC-03)`, `Not used.`"""
        numbers = self.labelling.numbers
        bearers = ((paragraph.bearer.id, paragraph.text) for paragraph in paragraphs(self.redline.clauses, "base"))
        return frozenset(id for id, text in bearers if id in numbers and is_struck_text(text))

    @cached_property
    def changes(self) -> Sequence[tuple[OrderKey, str]]:
        """The numbers of provisions that are inserted or deleted, in order."""
        found = []
        for both in self.labelling.numbers.values():
            text = both.base if both.draft is None else both.draft if both.base is None else None
            margin = parse_margin(text) if text is not None else None
            if margin is not None and not margin.first.is_note:
                found.append((margin.first.order, margin.text))
        return sorted(found)

    def changes_between(self, first: ProvisionNumber, last: ProvisionNumber) -> list[str]:
        """The numbers of provisions that are inserted or deleted between two, those two not counted."""
        start = bisect_left(self.changes, (first.order, "\U0010ffff"))
        stop = bisect_left(self.changes, (last.order, ""))
        return [text for _, text in self.changes[start:stop]]

    @cached_property
    def dotted(self) -> bool:
        """Whether its numbers begin with that of their article."""
        return bool((self.base.articles | self.draft.articles) - {""})

    def has_article_of(self, number: ProvisionNumber) -> bool:
        """Whether it has other provisions of the article of a number; a text whose numbers run through has all."""
        return not self.dotted or number.article in self.base.articles or number.article in self.draft.articles


class NumberedTexts(Struct, frozen=True):
    """The texts of a submission that have margin numbers."""

    texts: tuple[ProvisionText, ...]

    @staticmethod
    def of(texts: Iterable[tuple[int, Redline, Labelling]]) -> NumberedTexts:
        """Those of some texts that have margin numbers, each given with the number of its proposal."""
        return NumberedTexts(tuple(ProvisionText(*text) for text in texts if text[2].numbers))

    def of_proposal(self, number: int) -> ProvisionText | None:
        """The text of a proposal; None if it has no margin numbers."""
        return next((text for text in self.texts if text.proposal == number), None)

    def cited(self, citation: ProvisionCitation, proposal: int) -> ProvisionText | None:
        """The text whose provisions a citation in the text of a proposal means; None if it is not among these."""
        own_text = self.of_proposal(proposal)
        if citation.treaty == OTHER:
            return None
        if citation.of_this_text:
            return own_text
        number = citation.numbers[0].number
        if citation.treaty:
            named = [text for text in self.texts if text.redline.instrument == citation.treaty]
            return next((text for text in named if text.has_article_of(number)), named[0] if named else None)
        if own_text is not None and own_text.dotted is is_dotted(number):
            return own_text
        if citation.ambiguous or not is_dotted(number):
            return None
        return next((text for text in self.texts if text.dotted and text.has_article_of(number)), None)
