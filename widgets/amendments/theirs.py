"""The amendments of another party whose proposal the text amends, kept with the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from model.redline import Redline
from model.submission.amendments import Amendment, amendments
from model.submission.values import Proposal

if TYPE_CHECKING:
    from model.layers.marks import StoryMarks


class TheirAmendments(Struct, frozen=True):
    """The amendments of a lower layer, and where they are in the upper one; a value, replaced by `update` after each change."""

    lower: Redline | None = None
    found: tuple[Amendment, ...] = ()
    """Those of the lower layer that can be decided."""
    marks: Mapping[str, StoryMarks] = {}
    rows: tuple[Amendment, ...] = ()
    """The same at their places in the upper layer."""

    def update(self, proposal: Proposal) -> TheirAmendments:
        """Those of a proposal now; what is not changed stays the same object."""
        lower = proposal.theirs
        if lower is None:
            return self if self.lower is None else TheirAmendments()
        from model.layers.marks import layer_marks, placed_amendments

        same = lower is self.lower
        found = self.found if same else tuple([row for row in amendments(lower) if row.parts])
        marks = layer_marks(lower, proposal.redline, self.marks if same else None)
        if same and marks == self.marks:
            return self
        known = {row.key: row for row in self.rows}
        rows = [known[row.key] if known.get(row.key) == row else row for row in placed_amendments(found, marks)]
        return TheirAmendments(lower, found, marks, tuple(rows))


def in_order(rows: Iterable[Amendment], theirs: Iterable[Amendment], places: Mapping[str, int]) -> tuple[Amendment, ...]:
    """The amendments of both layers in the order of the text, those of the other party first in each clause, notes last.

    rows: the amendments of the text
    theirs: those of the other party, at their places in it
    places: the index of each clause of the text
    """

    def place(amendment: Amendment) -> tuple[bool, int]:
        return bool(amendment.note), 0 if amendment.note else places.get(amendment.clause, 0)

    return tuple(sorted((*theirs, *rows), key=place))
