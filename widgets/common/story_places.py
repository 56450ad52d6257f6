"""The places of something in the shown proposal, kept with the text: the part shared by brackets, comments, layers, positions."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QObject, Signal

from model.redline import Clause
from model.text.common_prefix import equal_prefix
from widgets.common.store import Change, Store
from widgets.common.tasks import debounce

FOLLOW_AFTER = 200
"""Milliseconds between the last change and the update."""


class StoryPlaces(QObject):
    """Follows the shown proposal. A subclass finds the places in `follow`, and decides in `_on_changed` when that is due."""

    followed = Signal()
    """The places have been updated, or belong to another text."""

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self.number = 1
        """The number of the proposal, from 1."""
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        store.changed.connect(self._on_changed)

    def close_story(self) -> None:
        """Disconnects from the session."""
        self._timer.stop()
        self._store.changed.disconnect(self._on_changed)

    def show(self, number: int) -> None:
        """Follows the text of another proposal."""
        self.number = number
        self.follow()

    def settle(self) -> None:
        """Updates the places now, if they wait for a pause."""
        if self._timer.isActive():
            self.follow()

    @abstractmethod
    def follow(self) -> None:
        """Updates the places."""

    @abstractmethod
    def _on_changed(self, change: Change) -> None:
        """Begins to wait for a pause, if a change concerns the places."""
        raise NotImplementedError


class OffsetShift:
    """The way from offsets in a clause as it was to the same places as it is now."""

    def __init__(self, known: Clause, clause: Clause) -> None:
        self.length = len(clause.text)
        self._by = 0 if known is clause else self.length - len(known.text)
        self._same = equal_prefix(known.text, clause.text) if known is not clause else self.length

    def now(self, offset: int) -> int:
        """The present offset."""
        return offset if offset <= self._same else max(0, min(offset + self._by, self.length))
