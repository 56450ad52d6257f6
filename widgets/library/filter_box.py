"""A box that narrows what is shown to one of several values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from widgets.common.foreign_text import as_tooltip
from widgets.common.sizes import digit_width

Choices = Sequence[tuple[str, str]]
"""What can be chosen: a key and its words each."""


class FilterBox(QComboBox):
    """Offers values, the first of which narrows nothing. Where its words have no room, its tooltip has them."""

    def __init__(self, name: str, choices: Choices, letters: int = 6, parent: QWidget | None = None) -> None:
        """Shows at least so many letters.

        name: what is narrowed by it
        choices: the values that are always there
        letters: for which it has room at least
        parent: the widget in which it stands
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
        """Offers these values behind the first one, without a signal; what was chosen stays chosen where it is among them."""
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
        """Opens the list, as wide as its words."""
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + round(2 * digit_width(view.font())))
        super().showPopup()

    def _tell(self, words: str) -> None:
        self.setToolTip(as_tooltip(f"{self._name}\n{words}"))
