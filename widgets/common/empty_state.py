"""The explanation that a page shows while it has no contents: what it gives, and buttons that lead to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from widgets.common.labels import plain_label
from widgets.theme.design import GAP, PADDING, PAGE, SECTION, SEMIBOLD, TIGHT, TITLE
from widgets.theme.fonts import typeface
from widgets.theme.icons import icon

WIDEST = 560
"""The most width of the words in pixels."""


class Offer(Struct, frozen=True):
    """A button, and a sentence that says what it gives."""

    words: str
    more: str
    icon: str
    carry_out: Callable[[], object]


class EmptyState(QScrollArea):
    """Shows a heading, a text and offers below each other in the middle of its room."""

    def __init__(self, head: str, words: str, offers: Sequence[Offer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(head)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        heading = QLabel(head)
        heading.setWordWrap(True)
        heading.setFont(typeface(heading.font(), TITLE, SEMIBOLD))
        self.buttons: list[QPushButton] = []
        self._parts: list[QWidget] = []
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(PADDING, PAGE, PADDING, PAGE)
        column.setSpacing(SECTION)
        column.addWidget(heading)
        column.addWidget(plain_label(words))
        for offer in offers:
            column.addWidget(self._part(offer))
        column.addStretch(1)
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        self.setWidget(middle)
        if self.buttons:
            self.setFocusProxy(self.buttons[0])

    def _part(self, offer: Offer) -> QWidget:
        button = QPushButton(icon(offer.icon), offer.words)
        button.setAutoDefault(True)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.setAccessibleDescription(offer.more)
        button.clicked.connect(lambda _checked: offer.carry_out())
        self.buttons.append(button)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, GAP, 0, 0)
        column.setSpacing(TIGHT)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(plain_label(offer.more))
        self._parts.append(part)
        return part

    def show_offer(self, place: int, shown: bool) -> None:
        """Shows or hides an offer and its sentence, by its place from 0."""
        self._parts[place].setVisible(shown)
        first = next((button for button, part in zip(self.buttons, self._parts, strict=True) if not part.isHidden()), None)
        if first is not None:
            self.setFocusProxy(first)
