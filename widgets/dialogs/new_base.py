"""The dialog that lists the amendments that do not fit a new base, with the words of both texts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from model.consolidation.party_reader import SkippedChange
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.labels import plain_label
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import say
from widgets.theme.rows import set_row_height, set_table_style


class NewBaseDialog(QDialog):
    """Lists the skipped amendments; the list can be copied as a table, since they have to be applied by hand."""

    def __init__(self, message: str, left: Sequence[SkippedChange], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Applied to another text in force"))
        resize_to_fit(self, 900, 420)
        layout = box_column(self)
        layout.addWidget(plain_label(message))
        names = (
            self.tr("Proposed"),
            self.tr("In the previous text in force"),
            self.tr("In the other text in force"),
            self.tr("Reason for omitting it"),
        )
        self._rows = [names, *((skipped.new, skipped.old, skipped.now, say(skipped.reason)) for skipped in left)]
        self.list = QTableWidget(len(left), len(names))
        set_row_height(self.list)
        set_table_style(self.list)
        self.list.setAccessibleName(self.tr("Changes that do not fit the other text in force"))
        self.list.setHorizontalHeaderLabels(names)
        self.list.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.list.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.list.setTabKeyNavigation(False)
        self.list.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        header = self.list.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(max(map(header.sectionSizeHint, range(len(names)))))
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.verticalHeader().hide()
        for row, texts in enumerate(self._rows[1:]):
            for column, text in enumerate(texts):
                item = QTableWidgetItem(_on_one_line(text))
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
                self.list.setItem(row, column, item)
        layout.addWidget(self.list, 1)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton(self.tr("&Copy the list"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy)
        buttons.rejected.connect(self.reject)
        layout.addWidget(buttons)

    def copy(self) -> None:
        """Copies the list to the clipboard: a line for each row, its cells separated by tabs."""
        rows = ("\t".join(_on_one_line(text) for text in row) for row in self._rows)
        QGuiApplication.clipboard().setText("\n".join(rows) + "\n")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
