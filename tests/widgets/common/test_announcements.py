"""Announcements to a screen reader: polite, and not too many."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from widgets.common import announcements
from widgets.common.announcements import AT_MOST_EVERY, Announcer, announce


class Screen:
    """What is announced, and the time."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.now = 100.0


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Screen:
    made = Screen()
    monkeypatch.setattr(announcements, "announce", lambda _, sentence: made.heard.append(sentence))
    monkeypatch.setattr(announcements, "AT_MOST_EVERY", 0.2)
    return made


@pytest.fixture
def widget(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_first_sentence_is_announced_at_once_and_the_next_ones_together_later(widget: QWidget, screen: Screen, qtbot) -> None:
    announcer = Announcer(widget, lambda: screen.now)
    announcer.add("Ana changed the text.")
    assert screen.heard == ["Ana changed the text."]
    for sentence in ("Ben changed the text.", "Cem changed the text.", "Ben changed the text."):
        announcer.add(sentence)
    assert len(screen.heard) == 1
    qtbot.waitUntil(lambda: len(screen.heard) == 2, timeout=2000)
    assert screen.heard[1] == "Ben changed the text. Cem changed the text."


def test_after_some_seconds_a_sentence_is_announced_at_once_and_nothing_follows(widget: QWidget, screen: Screen, qtbot) -> None:
    announcer = Announcer(widget, lambda: screen.now)
    announcer.add("one.")
    announcer.add("two.")
    screen.now += AT_MOST_EVERY
    announcer.add("three.")
    qtbot.wait(300)
    assert screen.heard == ["one.", "two. three."]


def test_the_screen_reader_finishes_what_it_is_saying(widget: QWidget, monkeypatch: pytest.MonkeyPatch) -> None:
    events: list[tuple[str, object, bool]] = []

    def take(event: QAccessibleAnnouncementEvent) -> None:
        events.append((event.message(), event.politeness(), event.object() is widget))

    class Active(QAccessible):
        isActive = staticmethod(lambda: True)
        updateAccessibility = staticmethod(take)

    monkeypatch.setattr(announcements, "QAccessible", Active)
    announce(widget, "Ana changed the text.")
    assert events == [("Ana changed the text.", QAccessible.AnnouncementPoliteness.Polite, True)]
    monkeypatch.setattr(Active, "isActive", staticmethod(lambda: False))
    announce(widget, "nobody listens")
    assert len(events) == 1
