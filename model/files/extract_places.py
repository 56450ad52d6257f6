"""The places of a text in force to which the parts of an extract belong: by their numbers, by their words, by what is around."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cached_property
from itertools import chain

from model.cuts.passages import CutPassage, PassageKind, Passages
from model.files.extract_clauses import words_of
from model.numbering import Labelling
from model.numbering.provision_numbers import MarginNumber, ProvisionNumber, parse_margin
from model.numbering.units import UNIT_KINDS, parse_unit
from model.redline import NOTE, Clause, Redline

ARTICLE_RANK = UNIT_KINDS.index("article")
"""The rank of an article: lines like `Section I` are searched in the article that was reached."""
_UNNUMBERED: Set[PassageKind] = {"head", "front", "text"}
"""The kinds of passages that only their styles distinguish, which an extract may not have."""


class ExtractPlaces:
    """The passages of a text in force, found by what an extract says of them."""

    def __init__(self, base: Redline) -> None:
        self.labels = Labelling.of(base)
        self._all = Passages.of(base.clauses, self.labels.numbers)
        self.passages: Sequence[CutPassage] = self._all.all
        self.by_number: dict[str, list[int]] = {}
        """The passages with each number: several only in a text that has a number twice."""
        for at, passage in enumerate(self.passages):
            for id in passage.beginnings:
                if (pair := self.labels.numbers.get(id)) is not None and pair.base is not None:
                    self.by_number.setdefault(pair.base, []).append(at)
        self._in_order = sorted(
            ((margin, places[-1]) for text, places in self.by_number.items() if (margin := parse_margin(text)) is not None),
            key=lambda pair: pair[0].last.order,
        )
        self._numbered = frozenset(chain.from_iterable(self.by_number.values()))

    def with_number(self, number: str, words: Sequence[str]) -> list[int]:
        """The passages in force with a number; of several, those with the words, if there are any."""
        places = self.by_number.get(number, [])
        if len(places) < 2:
            return places
        return [at for at in places if self._words[at] == [*words]] or places

    def is_footnote(self, at: int) -> bool:
        """Whether a passage in force has the number of a footnote."""
        numbers = (self.labels.number("base", id) for id in self.passages[at].beginnings)
        return any((margin := parse_margin(number)) is not None and margin.first.is_note for number in numbers if number)

    def is_numbered(self, at: int) -> bool:
        """Whether a passage in force has a number."""
        return at in self._numbered

    def by_words(self, passage: CutPassage, labels: Labelling, last: int, *, is_clean: bool) -> list[int]:
        """The passages with the words that one without a number has in force, in the article that was reached if there are some
        in several.

        passage: the one of the extract
        labels: the labels of the extract
        last: the passage that was found before it
        is_clean: whether the extract has its draft alone, so that a unit is found by its line if its title is another one
        """
        words, places = words_of(passage.clauses, "base", labels), range(len(self.passages))
        alike = [at for at in places if self._has_words(at, words)]
        if not alike and is_clean and passage.rank is not None:
            of_rank = [at for at in places if self.passages[at].rank == passage.rank]
            alike = [at for at in of_rank if _line_of_unit(self._words[at]) == _line_of_unit(words)]
        same_kind = [at for at in alike if self.passages[at].kind == passage.kind]
        alike = same_kind or [at for at in alike if {passage.kind, self.passages[at].kind} <= _UNNUMBERED]
        if len(alike) < 2:
            return alike
        outer = (
            at for at, other in enumerate(self.passages) if at > last and other.rank is not None and other.rank <= ARTICLE_RANK
        )
        stop = next(outer, len(self.passages))
        return [at for at in alike if last < at < stop]

    def _has_words(self, at: int, words: Sequence[str]) -> bool:
        """Whether a passage, with those after it that share a paragraph with it in the extract, has some paragraphs."""
        found = [*self._words[at]]
        if found != [*words[: len(found)]]:
            return False
        at += 1
        while at < len(self.passages) and len(found) < len(words):
            added = self._words[at]
            if list(words[len(found) : len(found) + len(added)]) != added:
                return False
            found += added
            at += 1
        return len(found) == len(words)

    @cached_property
    def _words(self) -> Sequence[list[str]]:
        return [words_of(passage.clauses, "base", self.labels) for passage in self.passages]

    def has_unit(self, line: Clause) -> bool:
        """Whether the text in force has the unit of a line, whatever its title and its notes."""
        wanted = parse_unit(line.words_on("base"))
        lines = (parse_unit(passage.clauses[0].words_on("base")) for passage in self.passages if passage.rank is not None)
        return any(
            unit is not None and wanted is not None and (unit.kind, unit.number) == (wanted.kind, wanted.number) for unit in lines
        )

    def after_number(self, margin: MarginNumber, rank: int | None, last: int, *, is_headed: bool) -> tuple[int, bool]:
        """The passage after which a new number belongs, and whether that is another place than the number has.

        margin: the number
        rank: that of the unit that begins before it; None if none does
        last: the passage that was found before it
        is_headed: whether that is the heading under which it stands
        """
        before = [at for known, at in self._in_order if known.last < margin.first]
        at = before[-1] if before else min(self._numbered, default=0) - 1
        if at < last and not any(at < other <= last for other in self._numbered):
            at = last  # the headings of the extract say that it stands under one that follows that number
        unit = range(last, self._all.end_of_unit(last)) if is_headed else range(0)
        if unit and at not in unit:
            return unit[-1], True
        return (at if rank is None else self._end_of_unit(at, rank)), False

    def after_unit(self, last: int, rank: int, line: str) -> int:
        """The passage after which a new unit without provisions begins: the end of those of its rank with lower numbers.

        last: the passage that was found before it
        rank: its rank
        line: its first line
        """
        for place in range(last + 1, len(self.passages)):
            other = self.passages[place].rank
            if other is None or other > rank:
                continue
            if other < rank or not _is_before(self.passages[place].clauses[0].text_on("base"), line):
                return place - 1
        return len(self.passages) - 1

    def _end_of_unit(self, at: int, rank: int) -> int:
        """The last passage before the place of a unit that is inserted after a provision: headings and paragraphs up to the next
        unit, or up to the end, belong to the unit before it; others belong to the provision that follows them."""
        for place in range(at + 1, len(self.passages)):
            other = self.passages[place].rank
            if other is not None and other <= rank:
                return place - 1
            if place in self._numbered:
                return at
        return len(self.passages) - 1


def _line_of_unit(words: Sequence[str]) -> str:
    """The line of a unit without its footnotes, which a draft alone may have changed."""
    return words[0].replace(NOTE, "") if words else ""


def _is_before(known: str, line: str) -> bool:
    """Whether the first line of a unit has a lower number than another one of its kind."""
    first, second = (parse_unit(text) for text in (known, line))
    if first is None or second is None or first.kind != second.kind:
        return False
    return ProvisionNumber((first.number,)) < ProvisionNumber((second.number,))
