"""The list of amendments: kind, place, old and new words, author; in the order of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from model.amendments import Amendment, Amendments
from widgets.colours import colours
from widgets.store import Change, Store, redline_of
from widgets.tooltips import as_tooltip

TOP = QModelIndex()
FOLLOW_AFTER = 150
"""Milliseconds after the last change until the list follows."""
WORDS = 60


class AmendmentModel(QAbstractTableModel):
    """The amendments of one story; they follow the text a moment after it."""

    followed = Signal()
    """The list is up to date again."""

    def __init__(self, store: Store, story: str, palette: QPalette, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._story = story
        self._colours = colours(palette)
        self._found: Amendments | None = None
        self._paths: Mapping[str, str] = {}
        self._rows: tuple[Amendment, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FOLLOW_AFTER)
        self._timer.timeout.connect(self.follow)
        self.show_story(story)
        store.changed.connect(self._on_changed)

    def show_story(self, story: str) -> None:
        self.beginResetModel()
        self._story, self._found = story, None
        self._rows = self._rows_now()
        self.endResetModel()

    def close_story(self) -> None:
        self._store.changed.disconnect(self._on_changed)

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._show_later()
        elif redline_of(change.after, self._story) is not redline_of(change.before, self._story):
            self._timer.start(FOLLOW_AFTER)

    def _show_later(self) -> None:
        """Shows nothing of the old text and the new one as soon as the first screen stands."""
        self.beginResetModel()
        self._rows, self._found = (), None
        self.endResetModel()
        self._timer.start(0)

    def follow(self) -> None:
        """Brings the list up to date at once; rows that stay are the same rows."""
        if self._found is None:
            self.show_story(self._story)
        else:
            self._put(self._rows_now())
        self.followed.emit()

    def _rows_now(self) -> tuple[Amendment, ...]:
        self._timer.stop()
        if not self._store.submission.proposals:
            self._paths = {}
            return ()
        number = int(self._story)
        redline, labelling = redline_of(self._store.submission, self._story), self._store.labelling(number)
        self._paths = self._store.paths(number)
        known = self._found
        self._found = known.update(redline, labelling) if known is not None else Amendments.of(redline, labelling)
        return tuple(self._found)

    def _put(self, new: tuple[Amendment, ...]) -> None:
        """Puts other rows in the place of those that differ: one that only says something else is changed, the rest comes
        or goes."""
        old = self._rows
        head, tail = _common(old, new)
        first, last = _common([row.key for row in old[head : len(old) - tail]], [row.key for row in new[head : len(new) - tail]])
        start, gone, come = head + first, len(old) - head - tail - first - last, len(new) - head - tail - first - last
        if gone:
            self.beginRemoveRows(TOP, start, start + gone - 1)
            self._rows = old[:start] + old[start + gone :]
            self.endRemoveRows()
        if come:
            self.beginInsertRows(TOP, start, start + come - 1)
            self._rows = new
            self.endInsertRows()
        self._rows = new
        for low, count in ((head, first), (start + come, last)):
            if count:
                self.dataChanged.emit(self.index(low, 0), self.index(low + count - 1, 4))

    def recolour(self, palette: QPalette) -> None:
        self._colours = colours(palette)

    @property
    def rows(self) -> tuple[Amendment, ...]:
        """The amendments of the text as it is."""
        if self._timer.isActive():
            self.follow()
        return self._rows

    def amendment(self, index: QModelIndex | QPersistentModelIndex) -> Amendment | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def path_of(self, id: str) -> str:
        """The path of a clause, as of when the list followed."""
        return self._paths.get(id, "")

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = TOP) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = TOP) -> int:
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Kind"), self.tr("Place"), self.tr("Old"), self.tr("New"), self.tr("Author"))[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.amendment(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(row, index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = ", ".join(filter(None, (self._cell(row, column) for column in range(5))))
            return as_tooltip(told) if role == Qt.ItemDataRole.ToolTipRole else told
        if role == Qt.ItemDataRole.ForegroundRole and index.column() in (2, 3):
            return self._colours.deleted if index.column() == 2 else self._colours.inserted
        return None

    def _cell(self, row: Amendment, column: int) -> str:
        kinds = {
            "insertion": self.tr("+ insertion"),
            "deletion": self.tr("− deletion"),
            "replacement": self.tr("~ replacement"),
            "move": self.tr("⇄ move"),
            "split": self.tr("¶ split"),
            "merge": self.tr("¶ merge"),
            "format": self.tr("A format"),
            "kind": self.tr("kind"),
            "label": self.tr("# label"),
            "row": self.tr("table row"),
            "renumbering": self.tr("# renumbering"),
        }
        place = row.story.replace("notes/", self.tr("note ")) or self.path_of(row.clause)
        return (kinds[row.kind], isolated(place), isolated(row.old), isolated(row.new), row.stamp.author)[column]


def _common(old: Sequence[object], new: Sequence[object]) -> tuple[int, int]:
    """How many are equal at the head and at the tail, not overlapping."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    return head, next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)


def isolated(text: str) -> str:
    """Text for one cell, in its own direction, so that the bracket of an Arabic label stands on its side."""
    text = shortened(text)
    return text if text.isascii() else f"\u2068{text}\u2069"


def shortened(text: str) -> str:
    """Text for one cell: on one line, its middle left out where it is long."""
    text = " ".join(text.translate({1: None, 0xFFFC: "▣", 0x2060: None, 0x2028: " ", 0x202E: None}).split())
    return text if len(text) <= WORDS else f"{text[: WORDS // 2].rstrip()} … {text[-WORDS // 3 :].lstrip()}"


class AmendmentList(QTreeView):
    """Shows the amendments; says which one was chosen."""

    chosen = Signal(object)
    """The Amendment that the user went to."""
    menu_asked = Signal(object)

    def __init__(self, store: Store, story: str = "1", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.amendments = AmendmentModel(store, story, self.palette(), self)
        self.setModel(self.amendments)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAccessibleName(self.tr("Amendments"))
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate((120, 190, 260, 260)):
            header.resizeSection(column, width)
        self.activated.connect(self._choose)
        self.clicked.connect(self._choose)

    def current(self) -> Amendment | None:
        return self.amendments.amendment(self.currentIndex())

    def step(self, by: int) -> None:
        """Goes to the next or previous amendment, from the last to the first."""
        count = len(self.amendments.rows)
        if count:
            row = self.currentIndex().row() if self.currentIndex().isValid() else (-1 if by > 0 else 0)
            index = self.amendments.index((row + by) % count, 0)
            self.setCurrentIndex(index)
            self._choose(index)

    def _choose(self, index: QModelIndex) -> None:
        amendment = self.amendments.amendment(index)
        if amendment is not None:
            self.chosen.emit(amendment)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "amendments"):
            self.amendments.recolour(self.palette())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())
