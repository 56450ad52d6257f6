"""The form of a search in the library: the words and the filters."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from widgets.common.clear_button import add_clear_button
from widgets.common.even_layout import EvenLayout
from widgets.common.filter_box import Choices, FilterBox
from widgets.common.flow_layout import FlowLayout
from widgets.common.icon_button import icon_button
from widgets.common.labels import set_tooltip
from widgets.common.names import language_names
from widgets.common.translation import counted
from widgets.theme.design import GAP
from widgets.theme.icons import icon

WIDEST = 220
"""The width of a filter in pixels at most."""

LETTERS = 12
"""The least width of a filter in a narrow panel, in digits: two are beside each other."""


class SearchForm(QWidget):
    """Emits the words to search for, and the filters."""

    changed = Signal()
    down_asked = Signal()
    """The user wants to go from the words to the list below."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        """`upright`: for a narrow panel, which shows the filters when a button asks for them."""
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        add_clear_button(self.words)
        self.words.setPlaceholderText(self.tr("Words, “a phrase”, begin*"))
        self.words.setAccessibleName(self.tr("Search the library"))
        self.words.setAccessibleDescription(self.words.placeholderText())
        set_tooltip(self.words, self.words.placeholderText())
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
        self.row = QHBoxLayout()
        """The words, to which a page adds its buttons."""
        self.filters = QWidget()
        self.filter_button = icon_button("list-filter", self.tr("Filters"), checkable=True)
        self._lay_out(upright=upright)
        self.words.textChanged.connect(self.changed)
        self.titles.toggled.connect(self.changed)
        self.titles.toggled.connect(self._show_filtered)
        self.words.installEventFilter(self)

    def _choice(self, name: str, choices: Choices) -> FilterBox:
        box = FilterBox(name, choices)
        box.setMaximumWidth(WIDEST)
        box.currentIndexChanged.connect(self.changed)
        box.currentIndexChanged.connect(self._show_filtered)
        return box

    def _lay_out(self, *, upright: bool) -> None:
        self.row.setSpacing(GAP)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self.filter_button)
        filters = EvenLayout(self.filters) if upright else FlowLayout(self.filters)
        filters.setSpacing(GAP)
        for box in self._boxes:
            if upright:
                box.setMinimumContentsLength(LETTERS)
            else:
                box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            filters.addWidget(box)
        filters.addWidget(self.titles)
        self.filter_button.setVisible(upright)
        self.filters.setVisible(not upright)
        self.filter_button.toggled.connect(self.filters.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(self.row)
        layout.addWidget(self.filters)

    @property
    def _boxes(self) -> tuple[FilterBox, ...]:
        return self.language, self.body, self.status, self.part, self.addressee

    @property
    def is_narrowed(self) -> bool:
        """Whether words or filters leave something out."""
        return bool(self.words.text().strip()) or any(box.currentIndex() > 0 for box in self._boxes)

    def _show_filtered(self) -> None:
        """Says on the button how many filters are set, which may be out of sight."""
        count = self.titles.isChecked() + sum(box.currentIndex() > 0 for box in self._boxes)
        words = counted("{n} filter is set", "{n} filters are set", count) if count else self.tr("Filters")
        styles = Qt.ToolButtonStyle
        self.filter_button.setText(str(count or ""))
        self.filter_button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if count else styles.ToolButtonIconOnly)
        set_tooltip(self.filter_button, words)
        self.filter_button.setAccessibleName(words)

    def clear(self) -> None:
        """Removes the words and all filters."""
        self.words.clear()
        self.titles.setChecked(False)
        for box in self._boxes:
            box.setCurrentIndex(0)

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
