"""The positions as rows of a list, with a filter by stance and by party."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from model.submission.position_places import PlacedPosition
from widgets.common.facet_rows import FacetModel
from widgets.common.foreign_text import isolated
from widgets.common.names import short_place
from widgets.common.translation import line_of
from widgets.positions.phrases import parties_line, remark_line, stance_name

FACETS = ("stance", "party")
NOBODY = ""
"""The party of a position that names none."""


class PositionModel(FacetModel[PlacedPosition]):
    """The rows. `place` returns the place of a position in words, `words` those that it is about; both are called only for what
    is seen."""

    def __init__(
        self,
        place: Callable[[PlacedPosition], str],
        words: Callable[[PlacedPosition], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(FACETS, parent)
        self._place = place
        self._words = words

    def values(self, row: PlacedPosition, facet: str) -> tuple[str, ...]:
        """The stance of a row, or its parties, as they are counted."""
        if facet == "stance":
            return (row.position.stance,)
        return tuple(dict.fromkeys(filter(None, (row.position.party, *row.position.owners)))) or (NOBODY,)

    def lines(self, row: PlacedPosition) -> tuple[str, str]:
        """Its stance, where it is and who wants it; the words that it is about, or what it says."""
        head = (stance_name(row.position.stance), isolated(short_place(self._place(row))), parties_line(row.position))
        return line_of(filter(None, head)), isolated(self._words(row)) or remark_line(row.position)

    def row_of(self, wanted: PlacedPosition) -> int:
        """The number of the shown row with the same key; −1 if there is none."""
        return next((at for at, row in enumerate(self.rows) if row.key == wanted.key), -1)
