"""The successive editions of one text: the changes of each, and the origin of each clause."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from model.redline import Redline
from widgets.common.empty_state import EmptyState, Offer
from widgets.common.foreign_text import as_tooltip, isolated, on_one_line
from widgets.common.labels import plain_label
from widgets.library.reader import LibraryReader
from widgets.theme.design import BODY, GAP, SEMIBOLD
from widgets.theme.fonts import typeface
from widgets.theme.rows import set_row_height, set_table_style


class ShownEdition(Struct, frozen=True):
    """An edition as a redline on the previous one."""

    name: str
    redline: Redline


class ShownOrigin(Struct, frozen=True):
    """A clause of the last edition and its origin."""

    place: str
    words: str
    since: str
    """The name of the edition that introduced it."""
    changed: tuple[tuple[str, str], ...] = ()
    """The names of the editions that changed it, each with what it inserted and deleted."""


class ChainPage(QWidget):
    """Shows the text that was last given to `show_chain`; without one, what the page is for."""

    text_asked = Signal()
    """A text is to be chosen among the texts of the library."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = plain_label("")
        self.editions = QComboBox()
        self.editions.setAccessibleName(self.tr("Edition"))
        label = QLabel(self.tr("&Changes in the edition"))
        label.setBuddy(self.editions)
        self.origins = QTableWidget(0, 4)
        set_row_height(self.origins)
        set_table_style(self.origins)
        self.origins.setAccessibleName(self.tr("Clauses and the editions that they are from"))
        self.origins.setHorizontalHeaderLabels([self.tr("Place"), self.tr("Clause"), self.tr("New in"), self.tr("Changed in")])
        self.origins.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.origins.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.origins.setTabKeyNavigation(False)
        self.origins.setWordWrap(False)
        self.origins.verticalHeader().hide()
        header = self.origins.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.reader = LibraryReader(view="markup")
        self.origins.setFrameShape(QFrame.Shape.NoFrame)
        line = QHBoxLayout()
        line.setContentsMargins(GAP, GAP, GAP, GAP)
        line.setSpacing(GAP)
        line.addWidget(label)
        line.addWidget(self.editions)
        line.addStretch(1)
        below = QWidget()
        inside = QVBoxLayout(below)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(line)
        inside.addWidget(self.reader, 1)
        self._contents = QSplitter(Qt.Orientation.Horizontal)
        self._contents.addWidget(self.origins)
        self._contents.addWidget(below)
        self._contents.setChildrenCollapsible(False)
        self._contents.setSizes([500, 500])
        self.empty = EmptyState(
            self.tr("Editions one after another"),
            self.tr(
                "Here you see what each conference changed in a text, word by word, and from which edition each clause is. "
                "Choose a text with an earlier edition among the texts, then Text › Editions one after another."
            ),
            [
                Offer(
                    self.tr("&Choose a text"),
                    self.tr("Leads to the texts of the library; an empty library offers ways to fill it there."),
                    "library",
                    self.text_asked.emit,
                )
            ],
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.state.setFont(typeface(self.state.font(), BODY, SEMIBOLD))
        self.state.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(self.state)
        layout.addWidget(self._contents, 1)
        layout.addWidget(self.empty, 1)
        self._shown: Sequence[ShownEdition] = ()
        self.editions.currentIndexChanged.connect(self._show)
        self.show_chain("", (), ())

    def show_chain(self, name: str, editions: Sequence[ShownEdition], origins: Sequence[ShownOrigin]) -> None:
        """Shows the editions of a text, beginning with the last one."""
        self.state.setText(name)
        self._shown = editions
        for part in (self.state, self._contents):
            part.setVisible(bool(editions))
        self.empty.setVisible(not editions)
        self.editions.clear()
        self.editions.addItems([edition.name for edition in editions])
        self.editions.setCurrentIndex(len(editions) - 1)
        self.origins.setRowCount(len(origins))
        for row, origin in enumerate(origins):
            changed = "; ".join(edition for edition, _ in origin.changed)
            message = "\n".join(f"{edition}: {words}" for edition, words in origin.changed)
            for column, text in enumerate((origin.place, isolated(on_one_line(origin.words)), origin.since, changed)):
                item = QTableWidgetItem(text)
                item.setToolTip(as_tooltip(message if column == 3 and message else text))
                self.origins.setItem(row, column, item)
        self.origins.resizeColumnToContents(2)
        self.origins.resizeColumnToContents(3)

    def clear(self) -> None:
        """Shows no text."""
        self.show_chain("", (), ())
        self.reader.show_text(Redline(), "")

    def _show(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.reader.show_text(self._shown[row].redline, "")
