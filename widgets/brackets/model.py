"""The open texts as rows of a list, those at fault first, with a filter by clause, kind and owner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Qt

from model.submission.story import StoryId
from widgets.brackets.phrases import fault_sentence, kind_name, level_name, owners_line
from widgets.brackets.places import PlacedFault
from widgets.common.facet_rows import FacetModel, Index
from widgets.common.foreign_text import isolated
from widgets.common.names import short_place
from widgets.common.translation import line_of

if TYPE_CHECKING:
    from model.brackets.values import OpenText

LEVEL = Qt.ItemDataRole.UserRole
FAULTS = "faults"
"""The kind of rows that are brackets at fault, in the filter."""
Row: TypeAlias = "PlacedFault | OpenText"
FACETS = ("clause", "kind", "owner")
NOBODY = ""
"""The owner of what nobody is named for."""


class BracketModel(FacetModel[Row]):
    """The rows. `place` returns the place of a clause of a story in words, `words` those of an open text; both are called only
    for what is seen, and `place` for the counts."""

    def __init__(
        self, place: Callable[[StoryId, str], str], words: Callable[[OpenText], str], parent: QObject | None = None
    ) -> None:
        super().__init__(FACETS, parent)
        self._place = place
        self._words = words
        self._names: dict[tuple[StoryId, str], str] = {}
        """The places of clauses that were asked for."""

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._names = {}
        super().show_rows(rows)

    def values(self, row: Row, facet: str) -> tuple[str, ...]:
        """The clause, the kind or the owners of a row, as they are counted."""
        if facet == "clause":
            return (self._place_of(row),)
        if isinstance(row, PlacedFault):
            return (FAULTS,) if facet == "kind" else ()
        return (row.kind,) if facet == "kind" else row.owners or (NOBODY,)

    def _place_of(self, row: Row) -> str:
        at = beginning_of(row)[:2]
        if at not in self._names:
            self._names[at] = self._place(*at)
        return self._names[at]

    @property
    def total(self) -> tuple[int, int]:
        """How many open texts, and how many brackets at fault there are, shown or not."""
        faults = sum(isinstance(row, PlacedFault) for row in self._all)
        return len(self._all) - faults, faults

    def row_of(self, wanted: Row) -> int:
        """The row of an open text or a fault, or of the one that is nearest in its clause after an edit; −1 if there is none."""
        if wanted in self.rows:
            return self.rows.index(wanted)
        near = [
            at
            for at, row in enumerate(self.rows)
            if beginning_of(row)[:2] == beginning_of(wanted)[:2] and type(row) is type(wanted)
        ]
        return min(near, key=lambda at: abs(beginning_of(self.rows[at])[2] - beginning_of(wanted)[2]), default=-1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == LEVEL and index.isValid() and index.row() < len(self.rows):
            row = self.rows[index.row()]
            return 1 if isinstance(row, PlacedFault) else row.level
        return super().data(index, role)

    def lines(self, row: Row) -> tuple[str, str]:
        """Where it is and of what kind; its words."""
        place = isolated(short_place(self._place_of(row)))
        if isinstance(row, PlacedFault):
            return line_of((place, self.tr("Problem"))), fault_sentence(row.fault.kind, row.fault.sign)
        level = level_name(row.level) if row.level > 1 else ""
        return line_of((place, kind_name(row.kind), owners_line(row), level)), isolated(self._words(row))


def beginning_of(row: Row) -> tuple[StoryId, str, int]:
    """Where a row begins: story, clause, code points."""
    if isinstance(row, PlacedFault):
        return row.story, row.fault.clause, row.fault.offset
    return row.story, row.span.first, row.span.start
