"""Lists that filter by one of several values, one by itself or one for each facet of some rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from widgets.common.elided_choice import ElidedChoice
from widgets.common.even_layout import EvenLayout
from widgets.common.labels import set_tooltip
from widgets.theme.design import GAP

Choices = Sequence[tuple[str | None, str]]
"""The choices: a key and its text each."""
NARROWEST = 72
"""The least width in pixels of a list in a row of them."""


class FilterBox(ElidedChoice):
    """Offers values, of which the first filters nothing. If the width is not enough for the text, that ends in dots and a tooltip
    shows it."""

    def __init__(self, name: str, choices: Choices, letters: int = 6, parent: QWidget | None = None) -> None:
        """A list with a least width.

        name: what it filters by
        choices: the values that are always offered
        letters: its least width in digits
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

    def offer(self, choices: Choices) -> bool:
        """Offers these values after the first one, without a signal, and keeps the current one. Returns whether that is gone, so
        that nothing is filtered any more."""
        if [*choices] == [(self.itemData(row), self.itemText(row)) for row in range(1, self.count())]:
            return False
        filtering, chosen = self.currentIndex() > 0, self.currentData()
        row = next((row for row, (key, _) in enumerate(choices, 1) if key == chosen), 0) if filtering else 0
        self.blockSignals(True)
        while self.count() > 1:
            self.removeItem(1)
        for key, words in choices:
            self.addItem(words, key)
        self.setCurrentIndex(row)
        self.blockSignals(False)
        self._tell(self.currentText())
        return filtering and not row

    def _tell(self, words: str) -> None:
        set_tooltip(self, f"{self._name}\n{words}")


class FacetBox(FilterBox):
    """Wants the room in which its first choice is whole; a longer one may be elided."""

    def sizeHint(self) -> QSize:
        return self.size_for(self.itemText(0))


class FilterRow(EvenLayout):
    """A list for each facet of some rows, in as many lines as they need."""

    changed = Signal()
    """The user filters by something else."""

    def __init__(self, facets: Mapping[str, tuple[str, str]], letters: int) -> None:
        """Lists that filter nothing.

        facets: by facet, what its list filters by, and the text of its first choice, which filters nothing
        letters: the least width that each list wants, in digits; it is smaller if there is no room
        """
        super().__init__()
        self.setSpacing(GAP)
        self.boxes = {facet: FacetBox(name, [(None, every)], letters) for facet, (name, every) in facets.items()}
        for box in self.boxes.values():
            box.setMinimumWidth(NARROWEST)
            box.activated.connect(self.changed)
            self.addWidget(box)

    @property
    def chosen(self) -> dict[str, str]:
        """The value of each facet that is filtered by."""
        return {facet: box.currentData() for facet, box in self.boxes.items() if box.currentIndex() > 0}

    def offer(self, facet: str, choices: Choices) -> None:
        """Offers the values of a facet; with one alone there is nothing to filter."""
        self.boxes[facet].offer(choices)
        self.boxes[facet].setEnabled(len(choices) > 1)

    def clear(self) -> None:
        """Filters nothing any more."""
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self.changed.emit()
