"""The clause tree with a line above it that says which clauses it shows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.clause_tree import ClauseTree

AMENDED, OTHERS = 1, 2
FILTER_AFTER = 150
"""Milliseconds after the last change until the filter is applied again."""


class ClausePanel(QWidget):
    """Narrows the tree to what was amended, to what contains some words, or to both."""

    def __init__(self, tree: ClauseTree, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = tree
        self.which = QComboBox()
        self.which.addItems([self.tr("All clauses"), self.tr("Only amended")])
        self.which.setAccessibleName(self.tr("Which clauses"))
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter"))
        self.words.setAccessibleName(self.tr("Words in the clauses shown"))
        self.words.setClearButtonEnabled(True)
        line = QHBoxLayout()
        line.addWidget(self.which)
        line.addWidget(self.words, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(line)
        layout.addWidget(tree)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FILTER_AFTER)
        self._timer.timeout.connect(self.apply)
        self.which.currentIndexChanged.connect(self.apply)
        self.words.textChanged.connect(self._timer.start)
        for changed in (tree.clauses.dataChanged, tree.clauses.followed, tree.clauses.modelReset):
            changed.connect(self._apply_soon)

    def show_others(self, others: Mapping[str, str]) -> None:
        """Shows what others propose, a sentence for each clause by its id, and lets the tree be narrowed to it."""
        self.tree.clauses.show_others(others)
        if others and self.which.count() == OTHERS:
            self.which.addItem(self.tr("Touched by others"))
        elif not others and self.which.count() > OTHERS:
            if self.which.currentIndex() == OTHERS:
                self.which.setCurrentIndex(0)
            self.which.removeItem(OTHERS)

    def _apply_soon(self) -> None:
        if self.which.currentIndex() or self.words.text():
            self._timer.start()

    def apply(self) -> None:
        """Shows what the line says."""
        self._timer.stop()
        which = self.which.currentIndex()
        self.tree.show_only(amended=which == AMENDED, words=self.words.text(), others=which == OTHERS)
