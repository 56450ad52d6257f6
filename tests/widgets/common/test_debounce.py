"""A call that waits until what asks for it is over."""

from __future__ import annotations

from PySide6.QtCore import QObject

from widgets.common.debounce import debounced


def test_many_starts_are_one_call_after_the_last(qtbot) -> None:
    parent, calls = QObject(), []
    timer = debounced(parent, 30, lambda: calls.append(1))
    for _ in range(5):
        timer.start()
    assert calls == []
    qtbot.waitUntil(lambda: calls == [1], timeout=1000)
    assert not timer.isActive()
    assert timer.parent() is parent
