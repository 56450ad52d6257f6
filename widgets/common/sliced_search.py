"""A search that runs in small portions between the events of the window, so that no key waits for it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from model.errors import EditError
from model.submission.search import Finder, Hit, Passage, Query, passages
from model.submission.story import StoryId, stories, story_clauses
from model.submission.values import Submission
from widgets.common.sliced_work import SlicedWork
from widgets.common.translation import say

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
        self._clauses: dict[StoryId, dict[str, int]] = {}

    def key(self, story: StoryId, clause: str, offset: int) -> Key:
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
        self._work = SlicedWork(PORTION, self)
        self._work.sliced.connect(self._hand_over)
        self._work.finished.connect(self.finished)
        self._work.failed.connect(self._fail)
        self._order = PlaceOrder(Submission())
        self._hits: list[Hit] = []
        """Those of the portion that is at work."""

    @property
    def running(self) -> bool:
        """Whether there is more to be searched."""
        return self._work.running

    def start(self, submission: Submission, query: Query) -> None:
        """Looks from the beginning; what was looked for before is dropped."""
        self.stop()
        try:
            finder = Finder(query)
        except EditError as error:
            self.failed.emit(say(error.message))
            return
        self._order = PlaceOrder(submission)
        self._work.start(self._looking(finder, passages(submission, query.where)))

    def stop(self) -> None:
        """Ends the search; hits that were told stay."""
        self._work.stop()
        self._hits = []

    def _looking(self, finder: Finder, places: Iterator[Passage]) -> Iterator[None]:
        left = MOST
        for passage in places:
            hits = finder.hits(passage, left)
            self._hits += hits
            left -= len(hits)
            if not left:
                return
            yield

    def _hand_over(self) -> None:
        hits, self._hits = self._hits, []
        if hits:
            self.found.emit(hits, [self._order.key(hit.story, hit.clause, hit.start) for hit in hits])

    def _fail(self, error: Exception) -> None:
        self._hits = []
        if not isinstance(error, EditError):
            raise error
        self.failed.emit(say(error.message))
