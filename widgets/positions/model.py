"""The positions as rows of a list, with a filter by stance and by party."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.submission.position_places import PlacedPosition
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.translation import line_of, with_label
from widgets.positions.phrases import parties_line, remark_line, stance_name

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
Facet = Literal["stance", "party"]
FACETS: tuple[Facet, ...] = ("stance", "party")
NOBODY = ""
"""The party of a position that names none."""


class PositionFilter(Struct, frozen=True):
    """Which rows are shown; None: all."""

    stance: str | None = None
    party: str | None = None


class PositionModel(QAbstractListModel):
    """The rows. `place` returns the place of a position in words, `words` those that it is about; both are called only for what
    is seen."""

    def __init__(
        self,
        place: Callable[[PlacedPosition], str],
        words: Callable[[PlacedPosition], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._words = words
        self._all: Sequence[PlacedPosition] = ()
        self.rows: list[PlacedPosition] = []
        """The shown rows."""
        self.only = PositionFilter()

    @property
    def total(self) -> int:
        """How many positions there are, shown or not."""
        return len(self._all)

    def show(self, placed: Sequence[PlacedPosition]) -> None:
        """Shows other positions."""
        self._all = placed
        self._fill()

    def show_only(self, only: PositionFilter) -> None:
        """Shows the rows that a filter lets through."""
        self.only = only
        self._fill()

    def _fill(self) -> None:
        wanted: dict[Facet, str | None] = {"stance": self.only.stance, "party": self.only.party}
        facets = [facet for facet in FACETS if wanted[facet] is not None]
        self.beginResetModel()
        self.rows = [row for row in self._all if all(wanted[facet] in values(row, facet) for facet in facets)]
        self.endResetModel()

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many rows there are of each stance or party."""
        return Counter(value for row in self._all for value in values(row, facet))

    def row_of(self, key: str) -> int:
        """The row of a position by its key; −1 if it is not shown."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), -1)

    # -- Qt

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return "\n".join(self._lines(row))
            case Qt.ItemDataRole.ToolTipRole:
                return as_tooltip("\n".join(self._lines(row)))
            case Qt.ItemDataRole.AccessibleTextRole:
                head, words = self._lines(row)
                return with_label(head, words)
        return None

    def _lines(self, row: PlacedPosition) -> tuple[str, str]:
        """Its stance, where it is and who wants it; the words that it is about, or what it says."""
        head = (stance_name(row.position.stance), isolated(self._place(row)), parties_line(row.position))
        return line_of(filter(None, head)), isolated(self._words(row)) or remark_line(row.position)


def values(row: PlacedPosition, facet: Facet) -> tuple[str, ...]:
    """The stance of a row, or its parties, as they are counted."""
    if facet == "stance":
        return (row.position.stance,)
    return tuple(dict.fromkeys(filter(None, (row.position.party, *row.position.owners)))) or (NOBODY,)
