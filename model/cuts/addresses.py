"""The addresses of cuts: the margin number of a provision, the path of a head or of another paragraph."""

from __future__ import annotations

from collections.abc import Mapping

from model.cuts.passages import ANNEX_RANK, CutPassage, Passages
from model.numbering import Labelling
from model.numbering.units import parse_unit
from model.redline import Redline
from model.submission.clause_paths import paths
from model.submission.path_namers import escape_part, join_path, split_path, words_of

_FIRST_INNER_RANK = 2
"""The rank of a section: the path of what is above does not begin with that of a unit around it."""
_INNERMOST = 99
"""A rank that is greater than that of any unit."""


class CutAddresses:
    """Finds the addresses of the passages of a text."""

    def __init__(
        self, redline: Redline, labelling: Labelling, passages: Passages, known: Mapping[tuple[int, str], str] | None = None
    ) -> None:
        """Addresses that are found when they are asked for.

        redline: the text
        labelling: its labels and numbers
        passages: its passages
        known: addresses that are known, by the number of the passage and the clause
        """
        self._redline = redline
        self._labelling = labelling
        self._passages = passages
        self._local_paths: dict[int, Mapping[str, str]] = {}
        """The paths of the paragraphs of each unit, by the number of its passage."""
        self.known = dict(known or {})
        """What was asked for, by the number of the passage and the clause."""

    def first(self, at: int) -> str:
        """The address of the first provision or head of a passage, by its number."""
        return self._known_address(at, self._passages.all[at].beginnings[0])

    def last(self, at: int) -> str:
        """The address of its last one."""
        return self._known_address(at, self._passages.all[at].beginnings[-1])

    def _known_address(self, at: int, id: str) -> str:
        if (at, id) not in self.known:
            self.known[at, id] = self._address(at, id)
        return self.known[at, id]

    def _address(self, at: int, id: str) -> str:
        number = self._labelling.number("draft", id) or self._labelling.number("base", id)
        if number is not None:
            return escape_part(number)
        passage = self._passages.all[at]
        if passage.kind in ("unit", "head") and id == passage.beginnings[0] and _words(passage).strip():
            return self._path_of_head(at)
        return self._path_of_text(at, id)

    def _path_of_head(self, at: int) -> str:
        passage = self._passages.all[at]
        if passage.rank == ANNEX_RANK:
            return f"annex[{sum(other.rank == ANNEX_RANK for other in self._passages.all[: at + 1])}]"
        unit = parse_unit(_words(passage))
        if unit is None or passage.rank is None:
            return join_path(self._around(at, _INNERMOST), escape_part(words_of(_words(passage))))
        around = self._around(at, passage.rank) if passage.rank >= _FIRST_INNER_RANK else ""
        return join_path(around, escape_part(words_of(unit.text)))

    def _path_of_text(self, at: int, id: str) -> str:
        """The path of a paragraph outside of provisions, without the mark of an insertion. Only its unit is read for it."""
        unit = next((before for before in range(at, -1, -1) if self._passages.all[before].rank is not None), 0)
        if unit not in self._local_paths:
            after = range(unit + 1, len(self._passages.all))
            stop = next((place for place in after if self._passages.all[place].rank is not None), len(self._passages.all))
            starts = self._passages.starts
            text = Redline(self._redline.clauses[starts[unit] : starts[stop]])
            self._local_paths[unit] = paths(text, self._labelling)
        path = "/".join(part.removeprefix("+") for part in split_path(self._local_paths[unit][id]))
        if self._passages.all[unit].rank is None:
            return path
        local, around = parse_unit(_words(self._passages.all[unit])), self._path_of_head(unit)
        before = escape_part(words_of(local.text)) if local is not None else "annex[1]"
        is_below = path == before or path.startswith(f"{before}/")
        return around + path.removeprefix(before) if is_below else path  # what is under a provision has its number

    def _around(self, at: int, rank: int) -> str:
        """The path of the unit that contains a head of a rank."""
        struck = self._passages.all[at].state == "struck"
        for before in range(at - 1, -1, -1):
            passage = self._passages.all[before]
            other_side = passage.state == ("new" if struck else "struck")
            if passage.rank is not None and passage.rank < rank and not other_side:
                return self._path_of_head(before)
        return ""


def _words(passage: CutPassage) -> str:
    head = passage.clauses[0]
    return head.text_on("draft") or head.text_on("base")
