"""Answers of the library to the checks: its texts, and the twins of the clauses of the draft, found while the user does not
type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.controllers.library.open_library import OpenLibrary
from app.controllers.problems.live_preflight import log_error
from app.window.context import Context
from model.errors import ClausewrightError
from widgets.common.tasks import SlicedWork, debounce

if TYPE_CHECKING:
    from model.library.queries.library_lookup import KnownTwin, LibraryLookup
    from model.library.store.library_records import LibraryRecord

REST = 1500
"""Milliseconds from the last check to the search for twins of changed clauses."""
BIT = 0.004
"""Seconds for which a step may block the window; one clause takes up to 20 ms."""


class LibraryLookupController(QObject):
    """Answers the checks. Without a library it knows nothing and loads nothing."""

    changed = Signal()
    """More is known than was asked for last."""

    def __init__(self, context: Context, open_library: OpenLibrary) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._open = open_library
        self._held: tuple[LibraryRecord, ...] | None = None
        self._known: LibraryLookup | None = None
        self._twins: dict[str, tuple[KnownTwin, ...]] = {}
        """The twins of each clause that was searched for, by its words."""
        self._work = SlicedWork(BIT, self)
        self._work.failed.connect(log_error)
        self._soon = debounce(self, REST, lambda: self._work.start(self._find_twins()))
        context.window.parts.append(self)

    def close_story(self) -> None:
        """Stops the work in progress."""
        self._soon.stop()
        self._work.stop()

    def lookup(self) -> LibraryLookup:
        """The present results."""
        from model.library.queries.library_lookup import EMPTY_LOOKUP, lookup_of

        if not self._open.is_used:
            return EMPTY_LOOKUP
        try:
            held = self._open.library.texts()
        except ClausewrightError:
            return EMPTY_LOOKUP
        if self._known is None or held is not self._held:
            self._held, self._twins = held, {}
            self._known = lookup_of(held)
        return self._known

    def look(self) -> None:
        """Searches after a pause for twins of the clauses of the draft that were not searched for yet."""
        if self._open.is_used:
            self._work.stop()
            self._soon.start()

    def _find_twins(self) -> Iterator[None]:
        from model.library.queries.library_twins import steps_to_known_twins

        known = self.lookup()
        if not known.texts:
            return
        drafts = [proposal.redline for proposal in self._session.submission.proposals]
        library = self._open.library
        steps = steps_to_known_twins(library, drafts, self._twins)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                found: dict[str, tuple[KnownTwin, ...]] = end.value
                break
            yield
            if not self._open.is_open(library):  # another library is in use, or the same was opened again
                self._soon.start()
                return
        if found.keys() != self._twins.keys() and self._known is known:
            self._twins = found
            self._known = known.with_twins(found)
            self.changed.emit()
