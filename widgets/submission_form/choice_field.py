"""A field with a fixed set of values."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from widgets.common.elided_choice import ElidedChoice
from widgets.common.foreign_text import as_tooltip
from widgets.common.labels import name_choice
from widgets.common.store import MergeKey, MergeRule


class ChoiceField(ElidedChoice):
    """Offers values, each with its text; an unknown value is shown as it is. The choices of one visit are one undo step, however
    many the arrow keys passed."""

    edited = Signal(object, object)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_choice(self, name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        for value, words in choices:
            self.addItem(words, value)
        self._known = len(choices)
        self.activated.connect(lambda _row: self._tell())
        self.currentTextChanged.connect(lambda words: self.setToolTip(as_tooltip(words)))
        self._value = ""
        self._visit = 0
        self.show_value("")

    def show_value(self, value: str) -> None:
        """Shows a value; an unknown one gets a row of its own."""
        self._value = value
        row = self.findData(value)
        if row < 0:
            while self.count() > self._known:
                self.removeItem(self._known)
            self.addItem(self.tr("{name} (not known)").format(name=value), value)
            row = self._known
        self.setCurrentIndex(row)

    def _tell(self) -> None:
        value = self.currentData()
        if value != self._value:
            self._value = value
            self.edited.emit(value, MergeKey(MergeRule.FIELD, self._visit))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._visit += 1
        super().focusInEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Lets the form scroll: the wheel over a field does not change its value."""
        event.ignore()
