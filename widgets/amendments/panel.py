"""The tree of amendments below a line with its filter and commands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from model.submission.transactions import Selection
from widgets.amendments.cells import author_name, spoken_kind
from widgets.amendments.nodes import Filter, Layer, authors_of, kinds_of, layer_of
from widgets.amendments.stepping import next_stop
from widgets.amendments.tree import AmendmentTree
from widgets.common.empty_note import EmptyNote
from widgets.common.filter_box import FilterBox
from widgets.common.icon_button import icon_button
from widgets.common.labels import plain_label
from widgets.common.qt_fixes import PassesFocus
from widgets.common.sizes import BreakingLine
from widgets.common.text_button import action_button
from widgets.common.translation import counted
from widgets.theme.design import GAP

NARROWEST = 56
"""The minimum width of a filter in pixels: three panels side by side fit into 960."""

LEAST_LINES = 3


class AmendmentPanel(PassesFocus):
    """Filters the tree by author and kind, and steps from one amendment to the next."""

    message = Signal(str)
    """A sentence for the status bar."""
    close_asked = Signal()

    def __init__(self, tree: AmendmentTree, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = tree
        self.main_part = tree
        self.authors = FilterBox(self.tr("Whose amendments"), [(None, "")], letters=0)
        self.kinds = FilterBox(self.tr("Which kind of amendment"), [(None, self.tr("All kinds"))], letters=0)
        self.layers = FilterBox(self.tr("Theirs or ours"), [(None, self.tr("Theirs and ours"))], letters=0)
        """Whose amendments are shown; offered where the text amends another party's proposal."""
        for box in (self.authors, self.kinds, self.layers):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(NARROWEST)
        self._count = plain_label("")
        self._count.setWordWrap(False)
        self._count.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note = EmptyNote(
            tree,
            self.tr("Nothing has been amended yet."),
            self.tr("No amendment matches this filter."),
            lambda: any(box.currentIndex() > 0 for box in (self.layers, self.authors, self.kinds)),
        )
        self.note.cleared.connect(self.show_everything)
        self._filters, self._buttons = QHBoxLayout(), QHBoxLayout()
        for part in (self.layers, self.authors, self.kinds, self._count):
            self._filters.addWidget(part)
        self._filters.addStretch(1)
        self._buttons.addStretch(1)
        for action in actions:
            self._buttons.addWidget(action_button(action))
        self.close_button = icon_button("x", self.tr("Close the review table"))
        self.close_button.clicked.connect(lambda _checked: self.close_asked.emit())
        self._buttons.addWidget(self.close_button)
        self._line = BreakingLine(self._filters, self._buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self._line.setContentsMargins(GAP, GAP, GAP, 0)
        tree.setFrameShape(QFrame.Shape.NoFrame)
        layout.addLayout(self._line)
        layout.addWidget(tree)
        tree.setMinimumHeight(LEAST_LINES * self.fontMetrics().lineSpacing())
        self.authors.activated.connect(self._apply)
        self.kinds.activated.connect(self._apply)
        self.layers.activated.connect(self._apply)
        tree.amendments.followed.connect(self._fill)
        tree.amendments.modelReset.connect(self._fill)
        self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line.fit(self.width())

    def _fill(self) -> None:
        """Offers the authors and kinds that occur, each with its number."""
        model = self.tree.amendments
        rows = (*model.last_rows, *model.last_theirs)
        decided = sum(1 for row in rows if row.parts)
        layers = Counter(layer_of(row) for row in rows if row.parts) if model.last_theirs else Counter[Layer]()
        self.layers.setVisible(bool(layers))
        gone = self.layers.offer([(layer, f"{self._layer_name(layer)} ({layers[layer]})") for layer in sorted(layers)])
        self.authors.setItemText(0, self.tr("All authors ({count})").format(count=decided))
        gone |= self.authors.offer([(key, f"{author_name(key)} ({count})") for key, count in authors_of(rows).items()])
        gone |= self.kinds.offer([(key, f"{spoken_kind(key)} ({count})") for key, count in kinds_of(rows).items()])
        if gone:
            self._apply()
        self._tell_count(decided)

    def _tell_count(self, decided: int) -> None:
        shown = len(self.tree.amendments.decidable)
        self._count.setText(counted("{n} shown", "{n} shown", shown) if shown != decided else "")
        self.note.follow()
        self._line.fit(self.width())

    def _apply(self) -> None:
        """Applies the filter of the line."""
        self.tree.amendments.show_only(Filter(self.authors.currentData(), self.kinds.currentData(), self.layers.currentData()))

    def _layer_name(self, layer: Layer) -> str:
        return self.tr("Their changes") if layer == "theirs" else self.tr("Our changes")

    def show_everything(self) -> None:
        """Removes the filter."""
        self.authors.setCurrentIndex(0)
        self.kinds.setCurrentIndex(0)
        self.layers.setCurrentIndex(0)
        self._apply()

    def step(self, by: int, caret: Selection | None) -> None:
        """Goes to the amendment after (`by` 1) or before (−1) a selection of the text; wraps around at the ends."""
        model = self.tree.amendments
        rows = model.rows
        current = self.tree.current()
        found = next_stop(model.decidable, model.redline, caret, by, current.key if current is not None else "")
        if found is None:
            filtered = any(row.parts for row in rows)
            self.message.emit(
                self.tr("No amendment is of that author and kind.") if filtered else self.tr("Nothing has been amended yet.")
            )
            return
        self.tree.show_amendment(found.amendment)
        self.tree.chosen.emit(found.amendment)
        if found.wrapped:
            last, first = self.tr("Continued from the first amendment."), self.tr("Continued from the last amendment.")
            self.message.emit(last if by > 0 else first)
