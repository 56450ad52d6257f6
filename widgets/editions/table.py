"""The page of the table of editions: supplied rows, and the user's own, which can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QPushButton, QTableView, QWidget

from model.references.editions import EditionRow, fields_of
from widgets.common.box_layout import page_column
from widgets.common.clear_button import add_clear_button
from widgets.common.empty_note import EmptyNote
from widgets.common.foreign_text import as_tooltip, isolated, without_sign
from widgets.common.labels import plain_label
from widgets.editions.row_form import RowForm
from widgets.editions.states import body_name, instrument_names, named_edition, status_name
from widgets.theme.rows import set_row_height, set_table_style

Index = QModelIndex | QPersistentModelIndex
TOP = QModelIndex()
Role = Qt.ItemDataRole
SOURCE = 7
"""The column after which texts have any length."""
WIDTHS = 100, 70, 70, 170, 90, 80, 80, 260
"""The width in pixels of each column but the last, if its texts need no more."""
WIDEST = 240
"""The width in pixels of a column with longer texts."""
NEW = {"instrument": "resolution", "body": "PP", "form": "place", "revised": "yes", "status": "in force"}


class RowModel(QAbstractTableModel):
    """All rows; those of the user have a mark."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[EditionRow] = []

    def show_rows(self, rows: Sequence[EditionRow]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = TOP) -> int:
        return 0 if parent.isValid() else 9

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> str | None:
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("Instrument"), self.tr("Body"), self.tr("Number"), self.tr("Edition"), self.tr("Since"), self.tr("Status"),
            self.tr("Whose"), self.tr("Source"), self.tr("Title"),
        )[section]  # fmt: skip

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        if not index.isValid() or role not in (Role.DisplayRole, Role.ToolTipRole, Role.AccessibleTextRole, Role.EditRole):
            return None
        row = self.rows[index.row()]
        if role == Role.EditRole:  # the value to sort by
            return int(row.number) if index.column() == 2 and row.number.isdecimal() else self._cell(row, index.column())
        cell = self._cell(row, index.column())
        if role == Role.AccessibleTextRole:
            return without_sign(cell)
        return as_tooltip(cell) if role == Role.ToolTipRole else cell

    def _cell(self, row: EditionRow, column: int) -> str:
        edition = named_edition(row)
        if row.form == "place" and row.revised:
            edition = self.tr("Rev. {edition}").format(edition=edition)
        seen = self.tr("✓ {source}") if row.verified else self.tr("? {source} (not verified)")
        cells = (
            instrument_names().get(row.instrument, row.instrument), body_name(row.body), row.number, edition, row.date,
            status_name(row.status),
            self.tr("● own") if row.is_users else self.tr("shipped"), seen.format(source=row.source or self.tr("no source")),
            isolated(row.title),
        )  # fmt: skip
        return cells[column]


class TablePage(QWidget):
    """Shows the table and emits the changed rows of the user."""

    own_changed = Signal(list)
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shipped: Sequence[EditionRow] = ()
        self._own_rows: list[EditionRow] = []
        self._locked = ""
        self.summary = plain_label("")
        self.summary.setWordWrap(True)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter: 71, Dubai, own …"))
        self.words.setAccessibleName(self.tr("Filter"))
        add_clear_button(self.words)
        self.model = RowModel(self)
        self.proxy = QSortFilterProxyModel(self)
        self.proxy.setSourceModel(self.model)
        self.proxy.setFilterKeyColumn(-1)
        self.proxy.setSortRole(Role.EditRole)
        self.proxy.setSortLocaleAware(True)
        self.proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView()
        set_row_height(self.view)
        self.view.setModel(self.proxy)
        self._dress()
        self.note = EmptyNote(
            self.view,
            self.tr("The table has no rows."),
            self.tr("No edition matches this filter."),
            lambda: bool(self.words.text()),
        )
        self.note.cleared.connect(self.words.clear)
        self.add = QPushButton(self.tr("&Add …"))
        self.correct = QPushButton(self.tr("&Correct …"))
        self.remove = QPushButton(self.tr("Re&move"))
        self.take = QPushButton(self.tr("&Import from Final Acts …"))
        foot = QHBoxLayout()
        for button in (self.add, self.correct, self.remove, self.take):
            button.setAutoDefault(False)
            foot.addWidget(button)
        foot.addStretch(1)
        layout = page_column(self)
        layout.addWidget(self.summary)
        layout.addWidget(self.words)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.words.textChanged.connect(self.proxy.setFilterFixedString)
        self.add.clicked.connect(lambda: self._ask(NEW, None))
        self.correct.clicked.connect(self._correct)
        self.remove.clicked.connect(self._remove)
        self.take.clicked.connect(self.import_asked)
        self.view.activated.connect(lambda _index: self._correct())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._follow())

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName(self.tr("Table of editions"))
        set_table_style(view)
        view.setWordWrap(False)
        view.setAlternatingRowColors(True)
        view.setSortingEnabled(True)
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        for column, width in enumerate(WIDTHS):
            header.resizeSection(column, width)

    def show_rows(self, shipped: Sequence[EditionRow], own_rows: Sequence[EditionRow], locked: str = "") -> None:
        """Shows the table. `locked` is the reason why the user's own rows cannot be changed; '' if they can."""
        self._shipped, self._own_rows, self._locked = shipped, list(own_rows), locked
        mine = {row.same for row in own_rows}
        rows = [*own_rows, *(row for row in shipped if row.same not in mine)]
        self.model.show_rows(sorted(rows, key=lambda row: (row.instrument, row.body, _in_order(row.number), row.date)))
        counted = self.tr("Editions: {all}, your own: {own}. Your own take precedence over shipped ones and survive updates.")
        self.summary.setText(locked or counted.format(all=len(rows), own=len(own_rows)))
        self._widen()
        self._follow()

    def _widen(self) -> None:
        """Widens columns whose texts are longer in this language; tooltips contain the rest."""
        header = self.view.horizontalHeader()
        for column in range(SOURCE):
            wanted = min(max(self.view.sizeHintForColumn(column), header.sectionSizeHint(column)), WIDEST)
            header.resizeSection(column, max(header.sectionSize(column), wanted))

    def show_row(self, row: EditionRow) -> None:
        """Scrolls to a row."""
        at = next((place for place, known in enumerate(self.model.rows) if known.same == row.same), -1)
        index = self.proxy.mapFromSource(self.model.index(at, 0))
        self.view.setCurrentIndex(index)
        self.view.scrollTo(index)

    def current(self) -> EditionRow | None:
        """The current row of the table; None without one."""
        index = self.proxy.mapToSource(self.view.currentIndex())
        return self.model.rows[index.row()] if index.isValid() else None

    def _follow(self) -> None:
        row = self.current()
        for button in (self.add, self.take):
            button.setEnabled(not self._locked)
        self.correct.setEnabled(not self._locked and row is not None)
        self.remove.setEnabled(not self._locked and row is not None and row.is_users)

    def _correct(self) -> None:
        row = self.current()
        if row is not None and not self._locked:
            self._ask(fields_of(row), row)

    def _ask(self, fields: dict[str, str], old: EditionRow | None) -> None:
        form = RowForm(fields, self)
        form.accepted.connect(lambda: self._keep_row(form.row, old))
        form.finished.connect(form.deleteLater)
        form.open()

    def _keep_row(self, row: EditionRow, old: EditionRow | None) -> None:
        gone = {row.same, old.same if old is not None else row.same}
        self.own_changed.emit([*(edition for edition in self._own_rows if edition.same not in gone), row])
        self.show_row(row)

    def _remove(self) -> None:
        row = self.current()
        if row is not None and row.is_users:
            self.own_changed.emit([edition for edition in self._own_rows if edition.same != row.same])


def _in_order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdecimal() else (0, number)
