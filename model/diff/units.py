"""The units of the alignment: paragraphs, tables and rows of one text, with keys that identify them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from msgspec import Struct

from model.diff import tokens
from model.redline import Clause


@dataclass
class Unit:
    """One thing to be aligned."""

    clauses: tuple[Clause, ...]
    """One paragraph, or all those of a table or a row."""
    text: str
    key: Hashable
    """Equal for equal content."""
    sort: str = "p"
    """Only units of one sort can be a pair: `p` paragraph, `t` table, `r` row."""

    @cached_property
    def words(self) -> list[str]:
        """The words of the text, as the comparison of units counts them."""
        return tokens.words_in(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.words)

    @cached_property
    def distinctive_words(self) -> list[str]:
        """The words of more than three letters, numbers, and signs that are words themselves."""
        return [word for word in self.words if len(word) > 3 or word[0].isdigit() or (len(word) == 1 and word > "\u2e80")]

    @property
    def first(self) -> Clause:
        """The clause with which the unit begins."""
        return self.clauses[0]

    @property
    def label(self) -> str:
        """The label of the first clause, or nothing."""
        label = self.first.label
        return label.text if label is not None else ""

    @property
    def number(self) -> str:
        """The margin number of the first clause, or nothing."""
        number = self.first.number
        return number.text if number is not None else ""


class Group(Struct, frozen=True):
    """Units `a` to `b` of the old text are units `c` to `d` of the new one; several if split or merged, none if one-sided."""

    a: int
    b: int
    c: int
    d: int

    @property
    def is_pair(self) -> bool:
        """Whether both texts have units in the group."""
        return self.a < self.b and self.c < self.d


class Alignment(Struct, frozen=True, dict=True):
    """Two texts, aligned: deleted and inserted units form groups of their own, one unit each, in place."""

    groups: tuple[Group, ...]
    moves: dict[int, int]
    """Units of the old text that are elsewhere in the new one, among those deleted and inserted."""

    @cached_property
    def _origins(self) -> dict[int, int]:
        return {new: old for old, new in self.moves.items()}

    def origin(self, new: int) -> int | None:
        """The old index of a moved unit of the new text."""
        return self._origins.get(new)
