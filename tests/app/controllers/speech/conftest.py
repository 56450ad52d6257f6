"""What tests of announcements share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible

from widgets.common import announcements


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is announced while a screen reader listens."""
    found: list[str] = []
    monkeypatch.setattr(announcements, "announce", lambda _, sentence: found.append(sentence))
    was = QAccessible.isActive()
    QAccessible.setActive(True)
    yield found
    QAccessible.setActive(was)
