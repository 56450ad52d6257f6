"""The form of a search in the library: the words, and what narrows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.common.language_names import language_names

Choices = Sequence[tuple[str, str]]
"""What can be chosen: a key and its words each."""


class SearchForm(QWidget):
    """Says what is looked for, and among what."""

    changed = Signal()
    down_asked = Signal()
    """The list below is gone to, from the words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(self.tr("Words, “a phrase”, begin*"))
        self.words.setAccessibleName(self.tr("Search the library"))
        self.words.setAccessibleDescription(self.words.placeholderText())
        self.titles = QCheckBox(self.tr("In titles &only"))
        self.language = self._choice(self.tr("Language"), [("", self.tr("All languages")), *language_names()])
        self.body = self._choice(self.tr("Body"), [("", self.tr("All bodies"))])
        self.status = self._choice(
            self.tr("Status"),
            [
                ("", self.tr("In force or not")),
                ("in_force", self.tr("In force")),
                ("older", self.tr("Replaced")),
                ("abrogated", self.tr("Abrogated")),
            ],
        )
        self.part = self._choice(
            self.tr("Kind of clause"),
            [
                ("", self.tr("All clauses")),
                ("head", self.tr("Number and title")),
                ("preamble", self.tr("Preamble")),
                ("operative", self.tr("Operative part")),
                ("annex", self.tr("Annexes")),
            ],
        )
        self.addressee = self._choice(self.tr("Addressed to"), [("", self.tr("All addressees"))])
        self._lay_out()
        self.words.textChanged.connect(self.changed)
        self.titles.toggled.connect(self.changed)
        self.words.installEventFilter(self)

    def _choice(self, name: str, choices: Choices) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumContentsLength(6)
        _fill(box, choices)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Search"))
        label.setBuddy(self.words)
        grid = QGridLayout()
        grid.addWidget(label, 0, 0)
        grid.addWidget(self.words, 0, 1, 1, 2)
        for place, box in enumerate((self.language, self.body, self.status, self.part, self.addressee, self.titles)):
            grid.addWidget(box, 1 + place // 3, place % 3)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(grid)

    def offer(self, bodies: Choices, addressees: Choices) -> None:
        """Offers the bodies and addressees that the library has; what was chosen stays chosen where it is among them."""
        for box, choices in ((self.body, bodies), (self.addressee, addressees)):
            first = (box.itemData(0), box.itemText(0))
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            _fill(box, [first, *choices])
            box.setCurrentIndex(max(box.findData(chosen), 0))
            box.blockSignals(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in down:
            self.down_asked.emit()
            return True
        return super().eventFilter(watched, event)


def _fill(box: QComboBox, choices: Choices) -> None:
    for key, words in choices:
        box.addItem(words, key)
