"""Calls that wait until what asks for them is over: the last change of several, the last key of a word."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def debounced(parent: QObject, interval: int, call: Callable[[], object]) -> QTimer:
    """A timer that calls once, `interval` milliseconds after its last `start`, and dies with its parent."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(interval)
    timer.timeout.connect(call)
    return timer
