"""The order in which names and words stand in a list that is read: that of the language of the window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QCollator, QLocale

T = TypeVar("T")


def in_order(values: Iterable[T], name: Callable[[T], str]) -> list[T]:
    """Values by their names as the language of the window orders them: `Á` beside `A`, `9` before `10`."""
    collator = QCollator(QLocale())
    collator.setNumericMode(True)
    return sorted(values, key=lambda value: collator.sortKey(name(value)))
