"""Windows and panels that fit their screen: one of 1366 by 768 has room for 683 by 384 where everything is shown at 200 %."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLayout, QLineEdit, QSizePolicy, QWidget

from widgets.common.foreign_text import as_tooltip, ours

BESIDE_WORDS = 14
"""Pixels of a field that its words do not have."""
FRAME = 8, 40
"""What the frame and the title of a window take, about: it is known only when the window is shown."""


def resize_to_fit(window: QWidget, width: int, height: int) -> None:
    """Gives a window that size, or what its screen has room for."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - FRAME[0]), min(height, room.height() - FRAME[1]))


def fit_height(window: QWidget) -> None:
    """Makes a window no higher than its broken lines need at its width: by itself Qt guesses narrower, and so higher, ones."""
    layout = window.layout()
    if layout is not None:
        width = max(window.minimumWidth(), layout.sizeHint().width())
        resize_to_fit(window, width, layout.totalHeightForWidth(width))


def set_example(field: QLineEdit, words: str) -> None:
    """Shows an example in a field while it is empty, which is at least as wide as that."""
    field.setPlaceholderText(words)
    button = field.sizeHint().height() if field.isClearButtonEnabled() else 0
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance(words) + button + BESIDE_WORDS)


class BreakingLine(QBoxLayout):
    """Two groups of controls beside each other, or the second under the first where there is no room for both."""

    def __init__(self, first: QLayout, second: QLayout) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(3)
        self._groups = first, second
        self.addLayout(first)
        self.addLayout(second)

    def minimumSize(self) -> QSize:
        """Of the broken line, which it may become."""
        now = super().minimumSize()
        return QSize(min(now.width(), max(group.minimumSize().width() for group in self._groups)), now.height())

    def fit(self, room: int) -> None:
        """Breaks the line, or not, for a room of some pixels."""
        wanted = sum(group.sizeHint().width() for group in self._groups) + self.spacing()
        direction = QBoxLayout.Direction
        self.setDirection(direction.LeftToRight if room >= wanted else direction.TopToBottom)


class ElidedLabel(QLabel):
    """A plain line that takes fewer words, or leaves out its end, where it has no room, and says the whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = self._short = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str, short: str = "") -> None:
        """`short` says the same where there is no room for all of it."""
        self._whole, self._short = text, short
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def whole(self) -> str:
        """The text, whatever of it is shown."""
        return self._whole

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._short) + 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics, room = self.fontMetrics(), self.width()
        fitting = self._whole if metrics.horizontalAdvance(self._whole) <= room else self._short or self._whole
        shown = metrics.elidedText(fitting, Qt.TextElideMode.ElideRight, room)
        super().setText(ours(shown))
        self.setToolTip("" if shown == self._whole else as_tooltip(self._whole))
