"""The clause tree with its filter above it."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.clause_tree.view import ClauseTree
from widgets.common.clear_button import add_clear_button
from widgets.common.empty_note import EmptyNote
from widgets.common.labels import name_choice
from widgets.common.qt_fixes import PassesFocus
from widgets.common.tasks import debounce
from widgets.theme.design import GAP

AMENDED, MINE = 1, 2
FILTER_AFTER = 150
"""Milliseconds between the last change and applying the filter again."""


class ClausePanel(PassesFocus):
    """Filters the tree by amendments, of anyone or of the user, and by words."""

    def __init__(self, tree: ClauseTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = tree
        self.main_part = tree
        self.which = QComboBox(self)
        self.which.addItems([self.tr("All clauses"), self.tr("Only amended"), self.tr("Only mine")])
        name_choice(self.which, self.tr("Which clauses"))
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Filter"))
        self.words.setAccessibleName(self.tr("Words in the clauses shown"))
        add_clear_button(self.words)
        self._found = True
        """Whether the filter leaves a clause."""
        self.note = EmptyNote(
            tree, "", self.tr("No clause matches this filter."), lambda: not self._found, lambda: not self._found
        )
        self.note.cleared.connect(self._clear)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        line = QHBoxLayout()
        line.setContentsMargins(GAP, GAP, GAP, 0)
        line.setSpacing(GAP)
        line.addWidget(self.which)
        line.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(line)
        layout.addWidget(tree)
        self._author = ""
        self._timer = debounce(self, FILTER_AFTER, self.apply)
        self.which.currentIndexChanged.connect(self.apply)
        self.words.textChanged.connect(self._timer.start)
        for changed in (tree.clauses.dataChanged, tree.clauses.followed, tree.clauses.modelReset):
            changed.connect(self._apply_soon)

    def show_author(self, name: str) -> None:
        """Sets the name of the user, whose amendments can be shown alone; '' if there is none."""
        self._author = name
        entries = self.which.model()
        assert isinstance(entries, QStandardItemModel)
        entries.item(MINE).setEnabled(bool(name))
        entries.item(MINE).setToolTip("" if name else self.tr("First enter your name with Review › Your name."))
        if not name and self.which.currentIndex() == MINE:
            self.which.setCurrentIndex(0)
        self._apply_soon()

    def show_marked(self, sign: str, name: str, words_by_clause: Mapping[str, str]) -> None:
        """Shows a sign at clauses, with a sentence for each by its id, and adds a filter for them under `name`."""
        self.tree.clauses.show_marked(sign, words_by_clause)
        self._offer(sign, name, offered=bool(words_by_clause))

    def show_group(self, key: str, name: str, hint: str, ids: Collection[str]) -> None:
        """Adds a filter for some clauses under `name`, by their ids, with a hint what it shows; without any, the filter goes."""
        self.tree.clauses.show_group(key, ids)
        self._offer(key, name, offered=bool(ids))
        if ids:
            self.which.setItemData(self.which.findData(key), hint, Qt.ItemDataRole.ToolTipRole)

    def _offer(self, sign: str, name: str, *, offered: bool) -> None:
        entry = self.which.findData(sign)
        if offered and entry < 0:
            self.which.addItem(name, sign)
        elif not offered and entry > 0:
            if self.which.currentIndex() == entry:
                self.which.setCurrentIndex(0)
            self.which.removeItem(entry)
        self._apply_soon()

    def _apply_soon(self) -> None:
        if self.which.currentIndex() or self.words.text():
            self._timer.start()

    def apply(self) -> None:
        """Applies the filter of the line."""
        self._timer.stop()
        entry = self.which.currentIndex()
        author, sign = self._author if entry == MINE else "", self.which.currentData() or ""
        self._found = self.tree.show_only(amended=entry == AMENDED, words=self.words.text(), author=author, sign=sign)
        self.note.follow()

    def _clear(self) -> None:
        self.which.setCurrentIndex(0)
        self.words.clear()
        self.apply()
