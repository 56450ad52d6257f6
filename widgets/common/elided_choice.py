"""A choice in less room than its words need: it ends with an ellipsis, and its list is as wide as its words."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox

from widgets.common.sizes import digit_width

BESIDE_WORDS = 2
"""Pixels between the text and the edges."""
ComboBox = QStyle.ComplexControl.CC_ComboBox


class ElidedChoice(QComboBox):
    """Shows as much of its text as there is room for."""

    def showPopup(self) -> None:
        """Opens the list, as wide as its texts."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + round(2 * digit_width(view.font())))
        super().showPopup()

    def sizeHint(self) -> QSize:
        """The size that Qt wants; with `AdjustToContents` one in which every text is whole: in some fonts Qt leaves too little
        room."""
        if self.sizeAdjustPolicy() is not QComboBox.SizeAdjustPolicy.AdjustToContents:
            return super().sizeHint()
        texts = map(self.itemText, range(self.count()))
        return self.size_for(max(texts, key=self.fontMetrics().horizontalAdvance, default=""))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Ends the shown text in dots if there is no room for it; Qt cuts it off within a letter."""
        super().initStyleOption(option)
        room = self._room(option) - BESIDE_WORDS
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)

    def _room(self, option: QStyleOptionComboBox) -> int:
        """The width in pixels for the text of a box that is described by `option`."""
        return self.style().subControlRect(ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self).width()

    def size_for(self, words: str) -> QSize:
        """The size in which the box shows words whole, and at least the size that it wants."""
        hint, option = super().sizeHint(), QStyleOptionComboBox()
        self.initStyleOption(option)
        option.rect.setSize(hint)
        needed = ceil(QFontMetricsF(self.font()).horizontalAdvance(words)) + BESIDE_WORDS
        return hint + QSize(max(needed - self._room(option), 0), 0)
