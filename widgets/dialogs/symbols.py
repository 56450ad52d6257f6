"""The dialog from which characters are inserted that no key types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from model.text.symbols import NamedSign, find_signs, listed_signs, sign_groups, sign_of
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.clear_button import add_clear_button
from widgets.common.labels import name_choice, plain_label
from widgets.common.sizes import resize_to_fit, set_example
from widgets.common.tasks import debounce
from widgets.theme.design import TITLE
from widgets.theme.fonts import typeface
from widgets.theme.rows import set_row_height

SEARCH_AFTER = 80
"""Milliseconds without a key after which the list is updated."""
_SIGN = Qt.ItemDataRole.UserRole
RECENT = ""


class SymbolsDialog(QDialog):
    """Lists characters by groups and by words of their names; it stays open, since users often need several."""

    chosen = Signal(str)

    def __init__(self, recent: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Symbol"))
        self._recent = list(recent)
        self.search = QLineEdit()
        add_clear_button(self.search)
        set_example(self.search, self.tr("Search by name: no-break, arrow, euro, alpha, U+2011"))
        self.search.setAccessibleName(self.tr("Search for a symbol by its name"))
        self.search.installEventFilter(self)
        self.groups = QComboBox()
        name_choice(self.groups, self.tr("Group of symbols"))
        self.list = QTreeWidget()
        set_row_height(self.list)
        self._lay_out_list()
        self.state_line = plain_label("")
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        self.insert = buttons.addButton(self.tr("&Insert", "button"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.search, 1)
        line.addWidget(self.groups)
        layout = box_column(self)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.state_line)
        layout.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        self.insert.setDefault(True)
        resize_to_fit(self, 560, 480)
        self._fill_groups()
        self._wait = debounce(self, SEARCH_AFTER, self._show)
        self.search.textChanged.connect(self._wait.start)
        self.groups.currentIndexChanged.connect(self._on_group)
        self._show()
        self.search.setFocus()

    def _lay_out_list(self) -> None:
        self.list.setAccessibleName(self.tr("Symbols"))
        self.list.setColumnCount(3)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.list.header()
        header.setStretchLastSection(False)
        for column, mode in enumerate(("Fixed", "Stretch", "ResizeToContents")):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode[mode])
        header.resizeSection(0, round(self.fontMetrics().height() * TITLE * 3))
        self.list.itemDoubleClicked.connect(self._choose)
        self.list.currentItemChanged.connect(lambda: self.insert.setEnabled(self.list.currentItem() is not None))

    def _fill_groups(self) -> None:
        names = {
            "Typographic": self.tr("Typographic"),
            "Spaces and hyphens": self.tr("Spaces and hyphens"),
            "Arrows": self.tr("Arrows"),
            "Mathematics": self.tr("Mathematics"),
            "Currency": self.tr("Currency"),
            "Greek": self.tr("Greek"),
            "Arabic": self.tr("Arabic punctuation"),
            "Chinese": self.tr("Chinese punctuation"),
        }
        self.groups.addItem(self.tr("Recently used"), RECENT)
        for group in sign_groups():
            self.groups.addItem(names.get(group, group), group)
        self.groups.setCurrentIndex(0 if self._recent else 1)

    # -- the list

    def _on_group(self) -> None:
        self.search.clear()
        self._show()

    def _signs(self) -> list[NamedSign]:
        words = self.search.text()
        if words.strip():
            return find_signs(words, self._recent)
        group = self.groups.currentData()
        if group == RECENT:
            return [sign_of(text) for text in self._recent]
        return [sign for sign in listed_signs() if sign.group == group]

    def _show(self) -> None:
        self.list.clear()
        large = typeface(self.list.font(), TITLE)
        signs = self._signs()
        for sign in signs:
            item = QTreeWidgetItem([sign.shown, sign.name, sign.code])
            item.setData(0, _SIGN, sign.text)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, sign.name)
            item.setFont(0, large)
            item.setTextAlignment(0, Qt.AlignmentFlag.AlignCenter)
            self.list.addTopLevelItem(item)
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first)
        self.insert.setEnabled(bool(signs))
        if signs:
            self.state_line.setText(self.tr("Enter inserts the symbol; Esc closes the dialog."))
        elif self.search.text().strip():
            self.state_line.setText(self.tr("No symbol has these words in its name."))
        else:
            self.state_line.setText(self.tr("No symbol has been inserted yet."))

    def _show_now(self) -> None:
        """Updates the list at once if it is waiting for more words."""
        if self._wait.isActive():
            self._wait.stop()
            self._show()

    def _choose(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            text = item.data(0, _SIGN)
            self._recent = [text, *(other for other in self._recent if other != text)]
            self.chosen.emit(text)
            self.state_line.setText(self.tr("Inserted: {name}.").format(name=item.text(1)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter inserts a character, and the arrow keys move in the list, while words are typed."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self._show_now()
                self.list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._show_now()
                self._choose()
                return True
        return super().eventFilter(watched, event)
