"""Sizes of windows, fields and columns, from the screen and from the width of a digit."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QLayout, QLineEdit, QWidget

from widgets.theme.design import GAP


def digit_width(font: QFont) -> float:
    """The width of the digit 0 in pixels, a unit for widths that depend on the font: `ch` in CSS Values 4, § 6.1.1.

    The average width of a font's characters is not suitable: in a font with Chinese characters it is their width, twice the
    width of the Latin letters that most texts consist of.
    """
    return QFontMetricsF(font).horizontalAdvance("0")


BESIDE_WORDS = 22
"""Pixels of a field that are not available to its text."""
FRAME = 8, 40
"""Approximate width and height of a window frame in pixels: the exact size is known only when the window is shown."""


def resize_to_fit(window: QWidget, width: int, height: int) -> None:
    """Resizes a window, at most to the size of its screen."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - FRAME[0]), min(height, room.height() - FRAME[1]))


def fit_height(window: QWidget) -> None:
    """Reduces a window to the height of its wrapped lines. Qt assumes narrower lines and makes it too high."""
    layout = window.layout()
    if layout is not None:
        width = max(window.minimumWidth(), layout.sizeHint().width())
        resize_to_fit(window, width, layout.totalHeightForWidth(width))


def set_example(field: QLineEdit, words: str) -> None:
    """Shows an example in a field while it is empty, and makes the field wide enough for it."""
    field.setPlaceholderText(words)
    button = field.sizeHint().height() if field.isClearButtonEnabled() else 0
    field.setMinimumWidth(field.fontMetrics().horizontalAdvance(words) + button + BESIDE_WORDS)


class BreakingLine(QBoxLayout):
    """Two groups of controls side by side, or one below the other if the width is not enough for both."""

    def __init__(self, first: QLayout, second: QLayout) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self.setSpacing(GAP)
        self._groups = first, second
        self.addLayout(first)
        self.addLayout(second)

    def minimumSize(self) -> QSize:
        """The minimum size when the groups are one below the other."""
        now = super().minimumSize()
        return QSize(min(now.width(), max(group.minimumSize().width() for group in self._groups)), now.height())

    def fit(self, room: int) -> None:
        """Chooses between one line and two for a width in pixels."""
        sides = self.contentsMargins()
        wanted = sum(group.sizeHint().width() for group in self._groups) + self.spacing() + sides.left() + sides.right()
        direction = QBoxLayout.Direction
        self.setDirection(direction.LeftToRight if room >= wanted else direction.TopToBottom)
