"""The first page: three steps, the sample, the recent files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from widgets.common.plain_label import plain_label
from widgets.common.screen_fit import fit_height
from widgets.window.recent_menu import is_there


class StartPage(QDialog):
    """Stands before the window at a start without a file; the window behind it shows the sample already."""

    open_asked = Signal()
    sample_asked = Signal()
    file_asked = Signal(str)
    again_set = Signal(bool)
    """Whether the page is to be shown at the next start."""

    def __init__(self, recent: Sequence[str], parent: QWidget | None = None, *, again: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome"))
        self.setMinimumWidth(560)
        layout = QVBoxLayout(self)
        head = plain_label(self.tr("Draft amendments to an ITU text in three steps"))
        font = head.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.3)
        head.setFont(font)
        layout.addWidget(head)
        for step in (
            self.tr("1.  Open the text in force: a Word file, or a text that you paste into a file."),
            self.tr("2.  Amend it: type as in Word. What you delete is struck, what you add is marked, labels follow."),
            self.tr("3.  Export it: a Word file in ITU's form with tracked changes, proved before it is left there."),
        ):
            layout.addWidget(plain_label(step))
        row = QHBoxLayout()
        text = QPushButton(self.tr("&Open a text …"))
        sample = QPushButton(self.tr("Look at the &sample"))
        for button in (text, sample):
            row.addWidget(button)
        row.addStretch(1)
        layout.addLayout(row)
        text.setDefault(True)  # in the dialog: before, it would not know
        self.files = QListWidget()
        self.files.setAccessibleName(self.tr("Recent files"))
        self.files.setMaximumHeight(170)
        for path in recent:
            self._add(path)
        if recent:
            layout.addWidget(plain_label(self.tr("Recent files")))
            layout.addWidget(self.files)
        box = QCheckBox(self.tr("Show this page at every start"))
        box.setChecked(again)
        box.toggled.connect(self.again_set)
        layout.addWidget(box)
        text.clicked.connect(self._ask_to_open)
        sample.clicked.connect(self._ask_for_sample)
        self.files.itemActivated.connect(self._ask_for_file)
        fit_height(self)

    def _add(self, path: str) -> None:
        name = f"{Path(path).name} — {Path(path).parent}"
        there = is_there(path)
        item = QListWidgetItem(name if there else self.tr("{file} (missing)").format(file=name))
        item.setData(Qt.ItemDataRole.UserRole, path)
        if not there:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.files.addItem(item)

    def _ask_to_open(self) -> None:
        self.accept()
        self.open_asked.emit()

    def _ask_for_sample(self) -> None:
        self.accept()
        self.sample_asked.emit()

    def _ask_for_file(self, item: QListWidgetItem) -> None:
        self.accept()
        self.file_asked.emit(str(item.data(Qt.ItemDataRole.UserRole)))
