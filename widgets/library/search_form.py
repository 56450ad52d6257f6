"""The form of a search in the library: the words and the filters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.common.flow_layout import FlowLayout
from widgets.common.foreign_text import as_tooltip
from widgets.common.names import language_names
from widgets.library.filter_box import Choices, FilterBox
from widgets.theme.design import GAP

WIDEST = 220
"""The width of a filter in pixels at most."""


class SearchForm(QWidget):
    """Emits the words to search for, and the filters."""

    changed = Signal()
    down_asked = Signal()
    """The user wants to go from the words to the list below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText(self.tr("Words, “a phrase”, begin*"))
        self.words.setAccessibleName(self.tr("Search the library"))
        self.words.setAccessibleDescription(self.words.placeholderText())
        self.words.setToolTip(as_tooltip(self.words.placeholderText()))
        self.titles = QCheckBox(self.tr("In titles &only"))
        self.language = self._choice(self.tr("Language"), [("", self.tr("All languages")), *language_names()])
        self.body = self._choice(self.tr("Body"), [("", self.tr("All bodies"))])
        self.status = self._choice(
            self.tr("Status"),
            [
                ("", self.tr("In force or not")),
                ("in_force", self.tr("In force")),
                ("superseded", self.tr("Superseded")),
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

    def _choice(self, name: str, choices: Choices) -> FilterBox:
        box = FilterBox(name, choices)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMaximumWidth(WIDEST)
        box.currentIndexChanged.connect(self.changed)
        return box

    def _lay_out(self) -> None:
        label = QLabel(self.tr("&Search"))
        label.setBuddy(self.words)
        line = QHBoxLayout()
        line.addWidget(label)
        line.addWidget(self.words, 1)
        filters = FlowLayout()
        filters.setSpacing(GAP)
        for box in (self.language, self.body, self.status, self.part, self.addressee, self.titles):
            filters.addWidget(box)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addLayout(filters)

    def offer(self, bodies: Choices, addressees: Choices) -> None:
        """Offers the bodies and addressees that the library contains; the current choices are kept if they are among them."""
        self.body.offer(bodies)
        self.addressee.offer(addressees)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in down:
            self.down_asked.emit()
            return True
        return super().eventFilter(watched, event)
