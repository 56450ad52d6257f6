"""The contact persons of a submission, one per row."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.submission.values import Contact
from widgets.common.foreign_text import as_tooltip
from widgets.common.store import MergeKey, MergeRule
from widgets.common.translation import with_label
from widgets.editor.clipboard import paragraphs_of
from widgets.theme.design import TIGHT
from widgets.theme.rows import set_row_height, set_table_style

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
KEYS = ("name", "organization", "country", "email", "phone")
_LINES = 3
"""The least number of visible rows."""


class ContactsModel(QAbstractTableModel):
    """The contacts, and below them an empty row for another one."""

    changed = Signal(object)
    """The contacts after an edit of the user."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.contacts: tuple[Contact, ...] = ()

    def show(self, contacts: tuple[Contact, ...]) -> None:
        """Shows contacts; rows are added and removed at the end, so that a cell being edited remains."""
        before, after = len(self.contacts), len(contacts)
        if after > before:
            self.beginInsertRows(TOP, before + 1, after)
            self.contacts = contacts
            self.endInsertRows()
        elif after < before:
            self.beginRemoveRows(TOP, after + 1, before)
            self.contacts = contacts
            self.endRemoveRows()
        self.contacts = contacts
        self.dataChanged.emit(self.index(0, 0), self.index(after, len(KEYS) - 1))

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.contacts) + 1

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(KEYS)

    def _words(self) -> Sequence[str]:
        return (self.tr("Name"), self.tr("Organization"), self.tr("Country"), self.tr("E-mail"), self.tr("Telephone"))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._words()[section]
        return str(section + 1) if section < len(self.contacts) else "+"

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid() or index.row() > len(self.contacts):
            return None
        text = getattr(self.contacts[index.row()], KEYS[index.column()]) if index.row() < len(self.contacts) else ""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return str(text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return with_label(self._words()[index.column()], text)
        return as_tooltip(text) or None if role == Qt.ItemDataRole.ToolTipRole else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or value == self.data(index):
            return False
        contacts = [*self.contacts, Contact()]
        text = " ".join(paragraphs_of(str(value)))
        contacts[index.row()] = replace(contacts[index.row()], **{KEYS[index.column()]: text})
        while contacts and contacts[-1] == Contact():
            contacts.pop()
        self.changed.emit(tuple(contacts))
        return True


class _Cells(QStyledItemDelegate):
    """Commits a cell while it is edited, so that nothing is lost if the file is saved before the cell is left."""

    opened = Signal()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setFrame(False)
        editor.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        editor.textEdited.connect(lambda _text: self.commitData.emit(editor))
        self.opened.emit()
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        if editor.text() != index.data():
            editor.setText(index.data())

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QLineEdit)
        model.setData(index, editor.text())


class ContactsTable(QWidget):
    """A table with an empty last row for another contact; what is typed in one cell is one undo step."""

    edited = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visit = 0
        self.contacts = ContactsModel(self)
        self.contacts.changed.connect(lambda contacts: self.edited.emit(contacts, MergeKey(MergeRule.FIELD, self._visit)))
        self.view = QTableView(self)
        self.view.setModel(self.contacts)
        self.view.setAccessibleName(name)
        self.view.setTabKeyNavigation(False)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.view.setEditTriggers(
            triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed | triggers.SelectedClicked
        )
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(TIGHT)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.viewport().installEventFilter(self)
        set_row_height(self.view)
        set_table_style(self.view, grid=True)
        height = self.view.verticalHeader().defaultSectionSize()
        self.view.setMinimumHeight(header.sizeHint().height() + _LINES * height + TIGHT)
        self.view.setMaximumHeight(2 * self.view.minimumHeight())
        cells = _Cells(self.view)
        cells.opened.connect(self._begin)
        self.view.setItemDelegate(cells)
        self.remove = QPushButton(self.tr("Remove contact"), self)
        self.remove.clicked.connect(self._remove)
        self.view.selectionModel().currentChanged.connect(lambda _new, _old: self._judge())
        for changed in (self.contacts.dataChanged, self.contacts.modelReset):
            changed.connect(lambda *_: self._share_width(self.view.viewport().width()))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.view)
        self._judge()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._share_width(self.view.viewport().width())
        return False

    def _share_width(self, room: int) -> None:
        """Gives each column the width of its heading, then what its words need, then a share of the rest: all are visible."""
        header = self.view.horizontalHeader()
        wanted = [header.sectionSizeHint(column) for column in range(len(KEYS))]
        more = [max(self.view.sizeHintForColumn(column) - width, 0) for column, width in enumerate(wanted)]
        rest = max(room - sum(wanted), 0)
        if sum(more):
            given = min(rest, sum(more))
            wanted = [width + given * wish // sum(more) for width, wish in zip(wanted, more, strict=True)]
        rest, at = room - sum(wanted), 0
        for column, width in enumerate(wanted):
            share = width + rest // len(KEYS) if rest > 0 else width * room // sum(wanted)
            header.resizeSection(column, share if column < len(KEYS) - 1 else room - at)
            at += share

    def show_value(self, value: tuple[Contact, ...]) -> None:
        """Shows other contacts and checks them."""
        if value != self.contacts.contacts:
            self.contacts.show(value)
            self._judge()

    def _begin(self) -> None:
        self._visit += 1

    def _judge(self) -> None:
        self.remove.setEnabled(0 <= self.view.currentIndex().row() < len(self.contacts.contacts))

    def _remove(self) -> None:
        row = self.view.currentIndex().row()
        contacts = self.contacts.contacts
        if 0 <= row < len(contacts):
            self.edited.emit((*contacts[:row], *contacts[row + 1 :]), None)
            self.view.setFocus()
