"""The dialog for the user's list of outdated terms with their new forms."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from model.preflight.terms import Terms
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit
from widgets.theme.rows import set_row_height, set_table_style

OLD, NEW = range(2)


class TermsDialog(QDialog):
    """A table of two columns with an empty last row for a new term. `terms` is the list after the dialog was accepted."""

    def __init__(self, terms: Terms, unused: str = "", parent: QWidget | None = None) -> None:
        """`unused` describes the lines of the list without effect."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Your terms"))
        resize_to_fit(self, 520, 360)
        self.terms = terms
        self.table = QTableWidget(0, 2)
        set_row_height(self.table)
        self.table.horizontalHeader().setHighlightSections(False)
        set_table_style(self.table, grid=True)
        self.table.setAccessibleName(self.tr("Your terms"))
        self.table.setHorizontalHeaderLabels([self.tr("Outdated term"), self.tr("Newer form")])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        for old, new in terms.newer.items():
            self._add(old, new)
        self._add("", "")
        self.table.cellChanged.connect(lambda *_: self._keep_open())
        self.problem = plain_label(unused)
        self.problem.setVisible(bool(unused))
        self.remove = QPushButton(self.tr("&Remove term"))
        self.remove.clicked.connect(self._remove)
        self.remove.setAutoDefault(False)
        QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table, self._remove, context=Qt.ShortcutContext.WidgetShortcut)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(plain_label(self.tr("The check looks for outdated terms and offers the newer form.")))
        layout.addWidget(self.table, 1)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.problem)
        layout.addWidget(buttons)
        self.table.setCurrentCell(self.table.rowCount() - 1, OLD)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, old: str, new: str) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in ((OLD, old), (NEW, new)):
            self.table.setItem(row, column, QTableWidgetItem(text))

    def _words(self, row: int) -> tuple[str, str]:
        items = (self.table.item(row, column) for column in (OLD, NEW))
        old, new = (" ".join(item.text().split()) if item is not None else "" for item in items)
        return old, new

    def _keep_open(self) -> None:
        """Keeps an empty row at the end."""
        if any(self._words(self.table.rowCount() - 1)):
            self._add("", "")

    def _remove(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < self.table.rowCount() - 1:
            self.table.removeRow(row)

    def accept(self) -> None:
        """Accepts the list. If rows have no effect, reports the first of them instead."""
        newer: dict[str, str] = {}
        for row in range(self.table.rowCount()):
            old, new = self._words(row)
            if not old and not new:
                continue
            why = ""
            if not old or not new:
                why = self.tr("one of the two terms is missing")
            elif old == new:
                why = self.tr("both terms are the same")
            elif old in newer:
                why = self.tr("the outdated term is listed twice")
            elif old.startswith("#"):
                why = self.tr("a term cannot begin with #")
            if why:
                self.problem.setText(self.tr("Row {row}: {why}.").format(row=row + 1, why=why))
                self.problem.setVisible(True)
                self.table.setCurrentCell(row, OLD if not old else NEW)
                self.table.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            newer[old] = new
        self.terms = replace(self.terms, newer=newer)
        super().accept()
