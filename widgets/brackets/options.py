"""The options of one open text as a list, each with a button that chooses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from widgets.brackets.list import KEYS
from widgets.common.foreign_text import as_tooltip
from widgets.common.text_button import text_button
from widgets.theme.design import GAP
from widgets.theme.rows import row_height, set_row_height

if TYPE_CHECKING:
    from model.brackets.values import OpenText

MOST_BUTTONS = 30
"""Options that get a button; a text with more is decided by the keys and the command."""


class OptionList(QTreeWidget):
    """A row for each option: its owner and its words, and *Choose*, or *Fill in* for a blank."""

    asked = Signal(str)
    """A key or a button asks for one of `widgets.brackets.list.KEYS`."""

    def __init__(self, words: Callable[[OpenText, int], str], parent: QWidget | None = None) -> None:
        """`words` returns the words of an option, by its number from 0."""
        super().__init__(parent)
        self._words = words
        self._shown: tuple[OpenText | None, tuple[str, ...]] = (None, ())
        set_row_height(self)
        self.setAccessibleName(self.tr("Options"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setColumnCount(2)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    @property
    def least_height(self) -> int:
        """The height in pixels of a row."""
        return max(row_height(self.font()), QFontMetrics(self.font()).lineSpacing() + 2 * GAP)

    def show_options(self, open_text: OpenText | None) -> None:
        """Lists the options of an open text; the first one is current, or the same as before if the options are the same."""
        count = len(open_text.options) if open_text is not None else 0
        shown = open_text, tuple(self._words(open_text, at) for at in range(count)) if open_text is not None else ()
        if shown == self._shown:
            return
        kept = self.index if shown[1] == self._shown[1] else 0
        self._shown = shown
        self.clear()
        for at, words in enumerate(shown[1]):
            item = QTreeWidgetItem(self, [words])
            item.setToolTip(0, as_tooltip(words))
            if at < MOST_BUTTONS:
                self.setItemWidget(
                    item, 1, self._button(at, words, is_blank=open_text is not None and open_text.options[at].kind == "blank")
                )
        if count:
            self._go_to(kept)

    def _button(self, at: int, words: str, *, is_blank: bool) -> QToolButton:
        button = text_button(self.tr("Fill in …") if is_blank else self.tr("Choose"), lambda: self._choose(at))
        if not is_blank:
            button.setAccessibleName(self.tr("Choose: {words}").format(words=words))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter in the list does the same
        return button

    def _choose(self, at: int) -> None:
        self._go_to(at)
        self.asked.emit("choose")

    @property
    def index(self) -> int:
        """The number of the current option, from 0."""
        return max(self.currentIndex().row(), 0)

    def _go_to(self, number: int) -> None:
        self.setCurrentIndex(self.model().index(number, 0))

    def step(self, by: int) -> None:
        """Makes another option the current one, round the list."""
        if self.topLevelItemCount():
            self._go_to((self.index + by) % self.topLevelItemCount())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS and self.topLevelItemCount():
            self.asked.emit(KEYS[key])
        else:
            super().keyPressEvent(event)
