"""The list of shortcuts, made from the actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLayout,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from widgets.common.actions import key_names, name_without_keys
from widgets.common.announcements import describe_levels
from widgets.common.box_layout import box_column
from widgets.common.button_box import ButtonBox
from widgets.common.clear_button import add_clear_button
from widgets.common.empty_note import EmptyNote
from widgets.common.sizes import resize_to_fit
from widgets.common.translation import join_words, with_label
from widgets.theme.rows import set_row_height

LEAST, HEIGHT = 640, 640
"""The size of the dialog in pixels, if the longest name and its keys need no more."""


class ShortcutList(QDialog):
    """Shows the keys of every action, menu by menu, and those that only the text handles; typing filters them."""

    def __init__(
        self, menus: Sequence[tuple[str, Sequence[QAction]]], in_text: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """`menus` are titles with their actions; `in_text` keys with their effects."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Filter by name or key"))
        self.filter.setAccessibleName(self.tr("Filter by name or key"))
        add_clear_button(self.filter)
        self.rows = QTreeWidget()
        set_row_height(self.rows)
        self.rows.setAccessibleName(self.tr("Shortcuts"))
        self.rows.setHeaderLabels([self.tr("Action"), self.tr("Keys")])
        self.rows.setRootIsDecorated(False)
        self.rows.setItemsExpandable(False)
        for title, actions in menus:
            keyed = [(name_without_keys(action.text()), shown_keys(action)) for action in actions]
            self._add(name_without_keys(title), [(name, keys) for name, keys in keyed if name])
        self._add(self.tr("In the text"), [(does, keys) for keys, does in in_text])
        describe_levels(self.rows)
        self.rows.expandAll()
        self.note = EmptyNote(self.rows, "", self.tr("No action has this name or key."), self._is_empty, self._is_empty)
        self.note.cleared.connect(self.filter.clear)
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = ButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = box_column(self)
        layout.addWidget(self.filter)
        layout.addWidget(self.rows)
        layout.addWidget(buttons)
        self.filter.textChanged.connect(self._filter)
        resize_to_fit(self, max(LEAST, self._width_of_rows(layout)), HEIGHT)

    def _width_of_rows(self, layout: QLayout) -> int:
        """The width in pixels at which each name and its keys are fully visible."""
        rows = sum(map(self.rows.sizeHintForColumn, range(self.rows.columnCount())))
        around = layout.contentsMargins()
        bar = self.rows.verticalScrollBar().sizeHint().width() + 2 * self.rows.frameWidth()
        return rows + bar + around.left() + around.right()

    def _add(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        head = QTreeWidgetItem([title])
        font = head.font(0)
        font.setBold(True)
        head.setFont(0, font)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.rows.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for name, keys in rows:
            item = QTreeWidgetItem([name, keys])
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, with_label(name, keys) if keys else name)
            head.addChild(item)

    def _is_empty(self) -> bool:
        heads = filter(None, map(self.rows.topLevelItem, range(self.rows.topLevelItemCount())))
        return all(head.isHidden() for head in heads)

    def _filter(self, text: str) -> None:
        wanted = text.casefold()
        for at in range(self.rows.topLevelItemCount()):
            head = self.rows.topLevelItem(at)
            assert head is not None
            left = 0
            for child in filter(None, (head.child(row) for row in range(head.childCount()))):
                hidden = wanted not in f"{child.text(0)} {child.text(1)}".casefold()
                child.setHidden(hidden)
                left += not hidden
            head.setHidden(not left)
        self.note.follow()


def shown_keys(action: QAction) -> str:
    """The keys of an action as the system writes them, without rare keys: X11 lists F14 and a key called Undo."""
    usual = {f"F{number}" for number in range(1, 13)}
    names = ((keys, keys.toString()) for keys in action.shortcuts())  # some languages call such a key by two words
    return join_words(key_names([keys for keys, name in names if not name.isalnum() or name in usual]))
