"""A search that runs in small portions between the events of the window, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from model.errors import EditError
from model.submission.search import Finder, Hit, Passage, Query, passages, stories
from model.submission.transactions import story_clauses
from model.submission.values import Submission

PORTION = 0.01
"""Seconds of work at a time."""
MOST = 20_000
"""Hits that are listed; nobody reads more."""

Key = tuple[int, int, int]
"""Where a place comes in a submission: the number of its story, of its clause, its offset."""


class PlaceOrder:
    """Tells which place of a submission comes before which."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._stories = {story: number for number, story in enumerate(stories(submission))}
        self._clauses: dict[str, dict[str, int]] = {}

    def key(self, story: str, clause: str, offset: int) -> Key:
        """The place of an offset; that of what is not there any more is before everything of its story."""
        if story not in self._stories:
            return -1, -1, 0
        if story not in self._clauses:
            clauses = story_clauses(self._submission, story)
            self._clauses[story] = {each.id: index for index, each in enumerate(clauses)}
        return self._stories[story], self._clauses[story].get(clause, -1), offset


class Search(QObject):
    """Finds all hits of a query."""

    found = Signal(list, list)
    """Some hits, in order, and the keys of their starts."""
    finished = Signal()
    failed = Signal(str)
    """The sentence that says why the query cannot be used."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        self._finder: Finder | None = None
        self._order = PlaceOrder(Submission())
        self._passages: Iterator[Passage] = iter(())
        self._left = MOST

    @property
    def running(self) -> bool:
        """Whether there is more to be searched."""
        return self._timer.isActive()

    def start(self, submission: Submission, query: Query) -> None:
        """Looks from the beginning; what was looked for before is dropped."""
        self.stop()
        try:
            self._finder = Finder(query)
        except EditError as error:
            self.failed.emit(str(error))
            return
        self._order = PlaceOrder(submission)
        self._passages = passages(submission, query.where)
        self._left = MOST
        self._timer.start()

    def stop(self) -> None:
        """Ends the search; hits that were told stay."""
        self._timer.stop()
        self._passages = iter(())

    def _go_on(self) -> None:
        hits: list[Hit] = []
        until = perf_counter() + PORTION
        finder = self._finder
        assert finder is not None
        try:
            for passage in self._passages:
                hits += finder.hits(passage, self._left - len(hits))
                if perf_counter() > until or len(hits) >= self._left:
                    break
            else:
                self._timer.stop()
        except EditError as error:
            self.stop()
            self.failed.emit(str(error))
            return
        self._left -= len(hits)
        if not self._left:
            self.stop()
        if hits:
            self.found.emit(hits, [self._order.key(hit.story, hit.clause, hit.start) for hit in hits])
        if not self.running:
            self.finished.emit()
