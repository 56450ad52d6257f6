"""The panel of two language versions: pairs of clauses, missing amendments, and the command to carry them over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from model.submission.language_versions import Pair
from widgets.common.empty_note import EmptyNote
from widgets.common.flow_layout import FlowLayout
from widgets.common.labels import plain_label, set_tooltip
from widgets.common.qt_fixes import PassesFocus
from widgets.common.translation import counted
from widgets.language_versions.model import LanguageVersion, PairModel
from widgets.theme.design import GAP
from widgets.theme.rows import set_row_height, set_table_style


class LanguageVersionsPanel(PassesFocus):
    """Shows the pairs; emits which are to be carried over, and which is to be shown in the text."""

    open_asked = Signal()
    read_asked = Signal()
    """The other version is to be reloaded."""
    chosen = Signal(object)
    """The Pair that the user chose."""
    carry_asked = Signal(list, bool)
    """Pairs, and whether the words of the other version are to be copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Pair] = ()
        self._shown: tuple[tuple[LanguageVersion, LanguageVersion], tuple[str, str]] | None = None
        self.setMinimumWidth(360)
        self.summary = plain_label("")
        self.summary.setWordWrap(True)
        self.warning = plain_label("")
        self.warning.setWordWrap(True)
        self.open = QPushButton(self.tr("&Open the other version …"))
        self.read_again = QPushButton(self.tr("Re&load"))
        self.only = QCheckBox(self.tr("Only what is &not carried over"))
        self.words = QCheckBox(self.tr("With the words of the other version, to be &translated"))
        self.words.setChecked(True)
        set_tooltip(
            self.words,
            self.tr("New paragraphs are copied with the words of the other version, changed words as private comments."),
        )
        self.carry = QPushButton(self.tr("&Carry over here"))
        self.carry_all = QPushButton(self.tr("Carry over &all"))
        self.pairs = PairModel(self.palette(), self)
        self.view = QTableView()
        self.view.setModel(self.pairs)
        self._dress()
        self.note = EmptyNote(self.view, "", self.tr("Every amendment is in both versions."), self.only.isChecked)
        self.note.cleared.connect(lambda: self.only.setChecked(False))
        head, foot = FlowLayout(), FlowLayout()
        for widget in (self.open, self.read_again, self.only):
            head.addWidget(widget)
        for widget in (self.carry, self.carry_all, self.words):
            foot.addWidget(widget)
        for line in (head, foot):
            line.setSpacing(GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        head.setContentsMargins(GAP, GAP, GAP, 0)
        foot.setContentsMargins(GAP, 0, GAP, GAP)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        layout.addLayout(head)
        for sentence in (self.summary, self.warning):
            sentence.setContentsMargins(GAP, 0, GAP, 0)
            layout.addWidget(sentence)
        layout.addWidget(self.view, 1)
        layout.addLayout(foot)
        self.main_part = self.open
        for button in (self.open, self.read_again, self.carry, self.carry_all):
            button.setAutoDefault(False)
        self.open.clicked.connect(self.open_asked)
        self.read_again.clicked.connect(self.read_asked)
        self.only.toggled.connect(lambda _on: self._fill())
        self.words.toggled.connect(lambda _on: self._follow())
        self.carry.clicked.connect(lambda: self.carry_asked.emit(self.selected(), self.words.isChecked()))
        self.carry_all.clicked.connect(lambda: self.carry_asked.emit(self._carriable(self._all), self.words.isChecked()))
        self.view.activated.connect(self._choose)
        self.view.clicked.connect(self._choose)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._follow())
        self.show_nothing()

    def _dress(self) -> None:
        view = self.view
        view.setAccessibleName(self.tr("Clauses of both versions"))
        view.setWordWrap(True)
        set_table_style(view)
        view.setAlternatingRowColors(True)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        set_row_height(view, lines=2)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        for column in (0, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(1, 124)

    def show_nothing(self) -> None:
        """Shows that no other version is open."""
        self._all, self._shown = (), None
        self.summary.setText(self.tr("Open this text in another language to see what is not carried over yet."))
        self.warning.hide()
        for widget in (self.read_again, self.only, self.words, self.carry, self.carry_all, self.view):
            widget.hide()
        self.main_part = self.open

    def show_pairs(
        self, pairs: Sequence[Pair], versions: tuple[LanguageVersion, LanguageVersion], heads: tuple[str, str], *, alike: bool
    ) -> None:
        """Shows pairs, with the open text on the left; `heads` are the names of both. `alike` says whether the texts in force
        have the same structure."""
        self._all, self._shown = pairs, (versions, heads)
        left = sum(not pair.is_carried for pair in pairs)
        some = counted("{n} amendment is not in both versions.", "{n} amendments are not in both versions.", left)
        self.summary.setText(some if left else self.tr("✓ Every amendment is in both versions."))
        self.warning.setText(
            self.tr("⚠ The texts in force are built differently, so pairs may be wrong: check them before carrying over.")
        )
        self.warning.setHidden(alike)
        for widget in (self.read_again, self.only, self.words, self.carry, self.carry_all, self.view):
            widget.show()
        self.main_part = self.view
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        kept = self.view.currentIndex().row()
        pairs = [pair for pair in self._all if not pair.is_carried] if self.only.isChecked() else self._all
        scroll = self.view.verticalScrollBar().value()
        self.pairs.show_pairs(pairs, *self._shown)
        if pairs:
            self.view.setCurrentIndex(self.pairs.index(min(max(kept, 0), len(pairs) - 1), 0))
        self.view.verticalScrollBar().setValue(scroll)
        self._follow()

    def selected(self) -> list[Pair]:
        """The selected pairs that can be carried over to the open text, in order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return self._carriable([self.pairs.pairs[row] for row in rows])

    def _carriable(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs of which only the other version has additional amendments; changed words can only be noted."""
        left_out = set() if self.words.isChecked() else {"changed"}
        return [
            pair
            for pair in pairs
            if pair.right is not None
            and set(mine := pair.left.states if pair.left is not None else ()) <= set(pair.right.states)
            and set(pair.right.states) - set(mine) - left_out
        ]

    def _follow(self) -> None:
        self.carry.setEnabled(bool(self.selected()))
        self.carry_all.setEnabled(bool(self._carriable(self._all)))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.pairs.pairs[index.row()])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "pairs"):
            self.pairs.show_palette(self.palette())
