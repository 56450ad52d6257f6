"""Windows that fit their screen: one of 1366 by 768 has room for 683 by 384 where everything is shown at 200 %."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

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
