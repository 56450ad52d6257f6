"""A list that filters by one of several values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from widgets.common.foreign_text import as_tooltip
from widgets.common.sizes import digit_width

Choices = Sequence[tuple[str, str]]
"""The choices: a key and its text each."""


class FilterBox(QComboBox):
    """Offers values, of which the first filters nothing. If the width is not enough for the text, a tooltip shows it."""

    def __init__(self, name: str, choices: Choices, letters: int = 6, parent: QWidget | None = None) -> None:
        """A list with a least width.

        name: what it filters by
        choices: the values that are always offered
        letters: its least width in digits
        parent: the widget that contains it
        """
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        self.currentTextChanged.connect(self._tell)
        for key, words in choices:
            self.addItem(words, key)
        self._tell(self.currentText())

    def offer(self, choices: Choices) -> None:
        """Offers these values after the first one, without a signal; the current one is kept if it is among them."""
        chosen = self.currentData()
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        for key, words in choices:
            self.addItem(words, key)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.blockSignals(False)
        self._tell(self.currentText())

    def showPopup(self) -> None:
        """Opens the list, as wide as its texts."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + round(2 * digit_width(view.font())))
        super().showPopup()

    def _tell(self, words: str) -> None:
        self.setToolTip(as_tooltip(f"{self._name}\n{words}"))
