"""The addresses of cuts: the margin number of a provision, the path of a head or of another paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from model.cuts.passages import Passage, Passages
from model.numbering import Labelling
from model.numbering.units import TextUnit, parse_unit
from model.redline import Redline
from model.submission.clause_paths import paths
from model.submission.path_namers import escape_part, join_path, split_path, words_of

_FIRST_INNER_RANK = 2
"""The rank of a section: the path of what is above does not begin with that of a unit around it."""


class Addresses:
    """Finds the addresses of the passages of a text."""

    def __init__(self, redline: Redline, labelling: Labelling, passages: Passages) -> None:
        self._redline = redline
        self._labelling = labelling
        self._passages = passages

    def first(self, at: int) -> str:
        """The address of the first provision or head of a passage, by its number."""
        return self._address(at, self._passages.all[at].beginnings[0])

    def last(self, at: int) -> str:
        """The address of its last one."""
        return self._address(at, self._passages.all[at].beginnings[-1])

    def _address(self, at: int, id: str) -> str:
        number = self._labelling.number("draft", id) or self._labelling.number("base", id)
        passage = self._passages.all[at]
        if number is not None:
            return escape_part(number)
        if passage.kind in ("unit", "head") and id == passage.beginnings[0] and passage.rank != -1:
            return self._path_of_head(at)
        return self._paths[id]

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """The paths of the text without the mark of an insertion; expensive, and only for paragraphs outside of provisions."""
        found = paths(self._redline, self._labelling)
        return {id: "/".join(part.removeprefix("+") for part in split_path(path)) for id, path in found.items()}

    def _path_of_head(self, at: int) -> str:
        passage = self._passages.all[at]
        unit = _unit_of(passage)
        if unit is None:
            return join_path(self._around(at, 99), escape_part(words_of(_words(passage))))
        around = self._around(at, passage.rank or 0) if (passage.rank or 0) >= _FIRST_INNER_RANK else ""
        return join_path(around, escape_part(words_of(unit.text)))

    def _around(self, at: int, rank: int) -> str:
        """The path of the unit that contains a head of a rank."""
        struck = self._passages.all[at].state == "struck"
        for before in range(at - 1, -1, -1):
            passage = self._passages.all[before]
            other_side = passage.state == ("new" if struck else "struck")
            if passage.rank is not None and passage.rank < rank and not other_side:
                return self._path_of_head(before) if passage.rank >= 0 else self._paths[passage.beginnings[0]]
        return ""


def _unit_of(passage: Passage) -> TextUnit | None:
    return parse_unit(_words(passage))


def _words(passage: Passage) -> str:
    head = passage.clauses[0]
    return head.text_on("draft") or head.text_on("base")
