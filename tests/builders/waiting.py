"""Waiting for a window to come to rest, in place of waiting for a time that a slow machine does not keep."""

from __future__ import annotations

import time

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 5
"""Seconds after which a window that does not come to rest fails the test."""


def settle(window: QWidget) -> None:
    """Carries out events and timers that are due until two rounds change neither size nor place of anything in a window."""
    end, before, quiet = time.monotonic() + PATIENCE, _places(window), 0
    while quiet < 2:
        assert time.monotonic() < end, f"{type(window).__name__} does not come to rest"
        QApplication.processEvents()
        now = _places(window)
        quiet = quiet + 1 if now == before else 0
        before = now


def _places(window: QWidget) -> list[tuple[QRect, bool]]:
    return [(widget.geometry(), widget.isVisible()) for widget in (window, *window.findChildren(QWidget))]
