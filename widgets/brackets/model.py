"""The open texts as rows of a list, those at fault first, with a filter by clause, kind and owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from model.submission.story import StoryId
from widgets.brackets.phrases import fault_sentence, kind_name, level_name, owners_line
from widgets.brackets.places import PlacedFault
from widgets.common.foreign_text import as_tooltip, isolated
from widgets.common.translation import line_of, with_label

if TYPE_CHECKING:
    from model.brackets.values import OpenText

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
LEVEL = Qt.ItemDataRole.UserRole
FAULTS = "faults"
"""The kind of rows that are brackets at fault, in the filter."""
Row: TypeAlias = "PlacedFault | OpenText"
Facet = Literal["clause", "kind", "owner"]
FACETS: tuple[Facet, ...] = ("clause", "kind", "owner")
NOBODY = ""
"""The owner of what nobody is named for."""


class BracketFilter(Struct, frozen=True):
    """Which rows are shown; None: all."""

    clause: str | None = None
    """The place of a clause."""
    kind: str | None = None
    owner: str | None = None


class BracketModel(QAbstractListModel):
    """The rows. `place` returns the place of a clause of a story in words, `words` those of an open text; both are called only
    for what is seen, and `place` for the counts."""

    def __init__(
        self, place: Callable[[StoryId, str], str], words: Callable[[OpenText], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._words = words
        self._all: list[Row] = []
        self._counts: dict[Facet, dict[str, int]] = {facet: {} for facet in FACETS}
        self._names: dict[tuple[StoryId, str], str] = {}
        """The places of clauses that were asked for."""
        self.rows: list[Row] = []
        """The shown rows."""
        self.only = BracketFilter()

    def show(self, faults: Sequence[PlacedFault], open_texts: Sequence[OpenText]) -> None:
        """Shows other open texts."""
        self._all, self._names = [*faults, *open_texts], {}
        self._counts = {facet: Counter(value for row in self._all for value in self.values(row, facet)) for facet in FACETS}
        self._fill()

    def show_only(self, only: BracketFilter) -> None:
        """Shows the rows that a filter lets through."""
        self.only = only
        self._fill()

    def _fill(self) -> None:
        only = self.only
        wanted: dict[Facet, str | None] = {"clause": only.clause, "kind": only.kind, "owner": only.owner}
        facets = [facet for facet in FACETS if wanted[facet] is not None]
        self.beginResetModel()
        self.rows = [row for row in self._all if all(wanted[facet] in self.values(row, facet) for facet in facets)]
        self.endResetModel()

    def values(self, row: Row, facet: Facet) -> tuple[str, ...]:
        """The clause, the kind or the owners of a row, as they are counted."""
        if facet == "clause":
            return (self._place_of(row),)
        if isinstance(row, PlacedFault):
            return (FAULTS,) if facet == "kind" else ()
        return (row.kind,) if facet == "kind" else row.owners or (NOBODY,)

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many rows there are of each clause, kind or owner, in the order of the text."""
        return self._counts[facet]

    def _place_of(self, row: Row) -> str:
        at = spot(row)[:2]
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
        near = [at for at, row in enumerate(self.rows) if spot(row)[:2] == spot(wanted)[:2] and type(row) is type(wanted)]
        return min(near, key=lambda at: abs(spot(self.rows[at])[2] - spot(wanted)[2]), default=-1)

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
        if role == LEVEL:
            return 1 if isinstance(row, PlacedFault) else row.level
        return None

    def _lines(self, row: Row) -> tuple[str, str]:
        """Where it is and of what kind; its words."""
        place = isolated(self._place_of(row))
        if isinstance(row, PlacedFault):
            return line_of((place, self.tr("Problem"))), fault_sentence(row.fault.kind, row.fault.sign)
        level = level_name(row.level) if row.level > 1 else ""
        return line_of((place, kind_name(row.kind), owners_line(row), level)), isolated(self._words(row))


def spot(row: Row) -> tuple[StoryId, str, int]:
    """Where a row begins: story, clause, code points."""
    if isinstance(row, PlacedFault):
        return row.story, row.fault.clause, row.fault.offset
    return row.story, row.span.first, row.span.start
