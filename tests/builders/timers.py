"""Timers that a test need not wait for."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

MOST_ROUNDS = 10
"""The calls that may follow from one another: a timer that is started by what another one did ends in the next round."""


def end_timers(owner: QObject) -> None:
    """Ends the single-shot timers that an object and its children have started, as if their time were over."""
    for _ in range(MOST_ROUNDS):
        timers = [timer for timer in owner.findChildren(QTimer) if timer.isActive() and timer.isSingleShot()]
        if not timers:
            break
        for timer in timers:
            timer.start(0)
        QApplication.processEvents()
