"""A panel of the side pane with filtered rows, and below them the details of the chosen row."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Generic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QSplitter, QVBoxLayout, QWidget

from widgets.common.empty_note import EmptyNote
from widgets.common.even_layout import EvenLayout
from widgets.common.facet_rows import FacetList, FacetModel, Row
from widgets.common.filter_box import FilterRow
from widgets.common.labels import ElidedLabel
from widgets.common.qt_fixes import PassesFocus
from widgets.theme.design import GAP


class FacetPanel(PassesFocus, Generic[Row]):
    """Counts, filters, the list, the details of the chosen row, and buttons. A subclass fills the filters and the details."""

    went_to = Signal(object)
    """A row is to be shown in the text."""
    left_for = Signal(object)
    """The same, and the text gets the focus."""
    marked = Signal(object)
    """Another row is chosen, or None."""

    def _lay_out(
        self,
        rows: FacetModel[Row],
        view: FacetList[Row],
        filters: FilterRow,
        details: QFrame,
        sentences: tuple[str, str],
        buttons: Sequence[QWidget],
    ) -> None:
        """Makes and places the parts; to be called once.

        rows: the rows
        view: their list
        filters: a filter for each of their facets
        details: what shows the chosen row
        sentences: those of a list that is empty without a filter, and by the filter
        buttons: those below the details
        """
        self._rows = rows
        self.list = view
        self.main_part = view
        self.filters = filters
        self.count = ElidedLabel()
        self.count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._details = details
        details.setFrameShape(QFrame.Shape.NoFrame)
        filters.changed.connect(lambda: rows.show_only(filters.chosen))
        view.chosen.connect(self._on_chosen)
        view.left_for.connect(self._leave)
        self.note = EmptyNote(view, *sentences, lambda: bool(filters.chosen))
        self.note.cleared.connect(filters.clear)
        line = EvenLayout()
        line.setSpacing(GAP)
        for button in buttons:
            line.addWidget(button)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(view)
        self.parts.addWidget(details)
        self.parts.setStretchFactor(0, 3)
        self.parts.setStretchFactor(1, 1)
        self.parts.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.count)
        layout.addLayout(filters)
        layout.addWidget(self.parts, 1)
        layout.addLayout(line)
        for part in (self.count, filters, line):
            part.setContentsMargins(GAP, 0, GAP, 0)

    def _show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows. The row that is chosen may be another one now."""
        self._rows.show_rows(rows)
        for facet in self.filters.boxes:
            self.filters.offer(facet, [(value, f"{name} ({count})") for value, name, count in self._choices(facet)])
        self._rows.show_only(self.filters.chosen)
        for part in (self.count, self._details, *self.filters.boxes.values()):
            part.setVisible(bool(rows))
        self.note.follow()
        self._show_details()

    @abstractmethod
    def _choices(self, facet: str) -> Sequence[tuple[str, str, int]]:
        """The values of a facet, each with its name and the number of its rows."""

    @abstractmethod
    def _show_details(self) -> None:
        """Shows what the chosen row says, and emits `marked`."""

    def current(self) -> Row | None:
        """The chosen row."""
        return self.list.current()

    def choose(self, row: Row | None) -> None:
        """Chooses a row without showing it in the text; none if it is not among the shown ones."""
        if row is None or row != self.list.current():
            self.list.choose_quietly(self._rows.row_of(row) if row is not None else -1)
        self._show_details()

    def _on_chosen(self, row: Row | None) -> None:
        self._show_details()
        if row is not None and self.isVisible():
            self.went_to.emit(row)

    def _leave(self) -> None:
        if (row := self.list.current()) is not None:
            self.left_for.emit(row)
