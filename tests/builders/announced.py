"""The announcements to a screen reader, collected."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtGui import QAccessible

from widgets.common import announcements


@contextmanager
def announced(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced while a screen reader listens."""
    found: list[str] = []
    monkeypatch.setattr(announcements, "announce", lambda _, sentence: found.append(sentence))
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield found
    QAccessible.setActive(was)
