"""Sentences that a screen reader says beside what it is saying: about what happens without the user's doing; and the places of
rows in words, which Qt gives to no screen reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from widgets.common.tasks import debounce
from widgets.common.translation import GroupedNumber, line_of, translate

if TYPE_CHECKING:  # the first window has no such tree
    from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

AT_MOST_EVERY = 5.0
"""The least number of seconds between two announcements."""


def announce(widget: QWidget, sentence: str) -> None:
    """Lets a screen reader say a sentence when it has finished what it is saying."""
    if QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, sentence)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)


@contextmanager
def without_reader(*, unless: bool) -> Iterator[None]:
    """Keeps what Qt would tell a screen reader meanwhile from it; `unless` lets it pass."""
    was_active = QAccessible.isActive() and not unless
    if was_active:
        QAccessible.setActive(False)
    try:
        yield
    finally:
        if was_active:
            QAccessible.setActive(True)


def place_of_all(place: int, count: int) -> str:
    """Which of all entries of a list one is, as "3 of 31"; `place` is counted from 1."""
    shown = translate("Announcements", "{place:,} of {count:,}")
    return shown.format(place=GroupedNumber(place), count=GroupedNumber(count))


def with_tick(words: str, state: object) -> str:
    """The words of a row with its tick, which Orca does not say in a list. `state` is that of the box; None if there is none."""
    if state is None:
        return words
    ticked = translate("Ticks", "ticked") if state == Qt.CheckState.Checked else translate("Ticks", "not ticked")
    return line_of((words, ticked))


def announce_ticks(view: QAbstractItemView) -> None:
    """Lets a screen reader say whether the current row of a list is ticked, whenever that changes. The list has its model."""

    def announce_tick() -> None:
        index = view.currentIndex()
        state = index.siblingAtColumn(0).data(Qt.ItemDataRole.CheckStateRole) if index.isValid() else None
        if view.hasFocus() and state is not None:
            announce(view, with_tick("", state))

    view.model().dataChanged.connect(announce_tick)


def level_words(level: int, place: int, count: int) -> str:
    """The level of a row, and its place among the rows there; both are counted from 1."""
    return line_of((translate("TreeLevels", "level {level}").format(level=level), place_of_all(place, count)))


def describe_levels(tree: QTreeWidget) -> None:
    """Describes each row of a tree by its level and its place; to be called whenever the tree was filled."""
    was_blocked = tree.blockSignals(True)
    _describe_below(tree.invisibleRootItem(), 1)
    tree.blockSignals(was_blocked)


def _describe_below(parent: QTreeWidgetItem, level: int) -> None:
    for row in range(parent.childCount()):
        if (item := parent.child(row)) is not None:
            item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, level_words(level, row + 1, parent.childCount()))
            _describe_below(item, level + 1)


class Announcer(QObject):
    """Announces sentences for a widget, and collects those that come too soon after another into one announcement.

    widget: the widget for which they are announced
    clock: seconds that only grow
    """

    def __init__(self, widget: QWidget, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(widget)
        self._widget = widget
        self._clock = clock
        self._last: float | None = None
        self._waiting: list[str] = []
        self._timer = debounce(self, 0, self._say_waiting)

    def add(self, sentence: str) -> None:
        """Announces a sentence now, or as soon as the last announcement is some seconds old; the same sentence only once."""
        if sentence not in self._waiting:
            self._waiting.append(sentence)
        rest = 0.0 if self._last is None else AT_MOST_EVERY - (self._clock() - self._last)
        if rest <= 0:
            self._say_waiting()
        elif not self._timer.isActive():
            self._timer.start(round(rest * 1000))

    def _say_waiting(self) -> None:
        self._timer.stop()
        waiting, self._waiting, self._last = self._waiting, [], self._clock()
        announce(self._widget, " ".join(waiting))
