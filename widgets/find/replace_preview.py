"""The preview of replacing all hits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QPushButton, QTreeView, QWidget

from model.edits.replace_all import Replacement
from model.submission.search import Hit
from widgets.common import announcements
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.foreign_text import on_one_line
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import counted, line_of
from widgets.theme.rows import set_row_height

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
AROUND = 28
"""Characters shown on either side of a hit."""


class PreviewModel(QAbstractTableModel):
    """The replacements, each with a box to omit it."""

    def __init__(self, found: Sequence[Replacement], name: Callable[[Hit], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = found
        self._name = name
        self._left_out = {row for row, replacement in enumerate(found) if replacement.reason_kept}
        self._offered = len(found) - len(self._left_out)

    chosen_changed = Signal()

    @property
    def chosen(self) -> list[Hit]:
        """The chosen hits, in order."""
        return [replacement.hit for row, replacement in enumerate(self._found) if row not in self._left_out]

    @property
    def count(self) -> int:
        """The number of chosen hits."""
        return len(self._found) - len(self._left_out)

    @property
    def offered(self) -> int:
        """The number of hits that can be replaced."""
        return self._offered

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self._found)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 3

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Place"), self.tr("Old"), self.tr("New"))[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and not self._found[index.row()].reason_kept:
            flags |= Qt.ItemFlag.ItemIsEnabled
            if index.column() == 0:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        replacement = self._found[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._cell(replacement, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                shown = range(3) if index.column() == 0 else (index.column(),)
                words = line_of(self._cell(replacement, column) for column in shown)
                return announcements.with_tick(words, self.data(index, Qt.ItemDataRole.CheckStateRole))
            case Qt.ItemDataRole.CheckStateRole if index.column() == 0:
                left_out = index.row() in self._left_out
                return Qt.CheckState.Unchecked if left_out else Qt.CheckState.Checked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or self._found[index.row()].reason_kept:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._left_out.discard(index.row())
        else:
            self._left_out.add(index.row())
        self.dataChanged.emit(index, index)
        self.chosen_changed.emit()
        return True

    def _cell(self, replacement: Replacement, column: int) -> str:
        if column == 0:
            return self._name(replacement.hit)
        if column == 2 and replacement.reason_kept:
            reasons = {
                "note": self.tr("stays: it contains a footnote or a picture"),
                "struck": self.tr("stays: it contains deleted text"),
            }
            return reasons[replacement.reason_kept]
        return on_one_line(
            f"{_head(replacement.hit)}{replacement.old if column == 1 else replacement.new}{_tail(replacement.hit)}"
        )


def _head(hit: Hit) -> str:
    """The last words before a hit."""
    before = hit.before[-AROUND:]
    return before if len(hit.before) < AROUND else f"… {before.partition(' ')[2] or before}"


def _tail(hit: Hit) -> str:
    """The first words after a hit."""
    after = hit.after[:AROUND]
    return after if len(hit.after) < AROUND else f"{after.rpartition(' ')[0] or after} …"


class ReplaceDialog(QDialog):
    """Shows the replacements and asks whether to make them; `chosen` are the hits that were not omitted."""

    def __init__(self, found: Sequence[Replacement], name: Callable[[Hit], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Replace all"))
        resize_to_fit(self, 860, 480)
        self._rows = PreviewModel(found, name, self)
        layout = box_column(self)
        self._head = plain_label("")
        layout.addWidget(self._head)
        self.list = QTreeView()
        set_row_height(self.list)
        self.list.setAccessibleName(self.tr("Replacements"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setTabKeyNavigation(False)
        self.list.setModel(self._rows)
        announcements.announce_ticks(self.list)
        header = self.list.header()
        header.resizeSection(0, 220)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        layout.addWidget(self.list)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._replace: QPushButton = buttons.addButton(self.tr("&Replace"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)
        self._replace.setDefault(True)  # inside the dialog: before, its size is unknown
        self._rows.chosen_changed.connect(self._count)
        self._count()
        self._replace.setFocus()

    @property
    def chosen(self) -> list[Hit]:
        """The chosen hits, in order."""
        return self._rows.chosen

    def _count(self) -> None:
        count, offered = self._rows.count, self._rows.offered
        self._replace.setEnabled(count > 0)
        self._head.setText(
            counted(
                "{count:,} of {n:,} hit is replaced, as one tracked step that can be undone.",
                "{count:,} of {n:,} hits are replaced, as one tracked step that can be undone.",
                offered,
                count=count,
            )
        )
