"""Announcements reach Qt as accessibility events: a listener in the process takes them on their way to the platform, which passes
them on to screen readers. Also run under Wine, on the platform of Windows (packaging/windows/wine_tests.py)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest

from app.program import Program
from app.window.action_ids import ActionId
from widgets.common import announcements

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
Key = Qt.Key


class Listener:
    """Stands between the program and Qt, and keeps the announcements that it passes on."""

    isActive = QAccessible.isActive
    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self) -> None:
        self.sentences: list[str] = []

    def updateAccessibility(self, event: QAccessibleEvent) -> None:
        assert isinstance(event, QAccessibleAnnouncementEvent)
        assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite
        assert event.object() is not None
        self.sentences.append(event.message())
        QAccessible.updateAccessibility(event)


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch):
    made, was = Listener(), QAccessible.isActive()
    monkeypatch.setattr(announcements, "QAccessible", made)
    QAccessible.setActive(True)
    yield made
    QAccessible.setActive(was)


def test_lines_changes_amendments_and_messages_are_passed_to_qt(active: Program, listener: Listener) -> None:
    editor = active.window.editor
    editor.setFocus()
    QTest.keyClick(editor, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    listener.sentences.clear()
    for _ in range(2):
        QTest.keyClick(editor, Key.Key_Down)
    assert listener.sentences == ["a), deleted old, inserted new", "new paragraph, b)"]
    active.window.list.amendments.follow()
    active.actions[ActionId.NEXT_AMENDMENT].trigger()
    assert listener.sentences[-1].endswith(" of 2")
    active.window.tell("A sentence of the status bar.")
    assert listener.sentences[-1] == "A sentence of the status bar."


def test_nothing_is_passed_to_qt_while_nobody_listens(active: Program, listener: Listener) -> None:
    QAccessible.setActive(False)
    active.window.editor.setFocus()
    QTest.keyClick(active.window.editor, Key.Key_Down)
    active.window.tell("A sentence of the status bar.")
    assert listener.sentences == []
