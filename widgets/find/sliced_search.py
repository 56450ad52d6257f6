"""A search in small slices between the events of the window, so that it delays no key."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from model.errors import EditError
from model.submission.search import Finder, Hit, Passage, Query, passages
from model.submission.story import StoryId, stories, story_clauses
from model.submission.values import Submission
from widgets.common.tasks import SlicedWork
from widgets.common.translation import say

PORTION = 0.01
"""The length of a slice in seconds."""
MOST = 20_000
"""The largest number of listed hits; nobody reads more."""

Key = tuple[int, int, int]
"""The sort key of a place in a submission: the numbers of its story and of its clause, and its offset."""


class PlaceOrder:
    """The order of places in a submission."""

    def __init__(self, submission: Submission) -> None:
        self._submission = submission
        self._stories = {story: number for number, story in enumerate(stories(submission))}
        self._clauses: dict[StoryId, dict[str, int]] = {}

    def key(self, story: StoryId, clause: str, offset: int) -> Key:
        """The sort key of an offset; a clause that no longer exists is before the others of its story."""
        if story not in self._stories:
            return -1, -1, 0
        if story not in self._clauses:
            clauses = story_clauses(self._submission, story)
            self._clauses[story] = {member.id: index for index, member in enumerate(clauses)}
        return self._stories[story], self._clauses[story].get(clause, -1), offset


class Search(QObject):
    """Finds all hits of a query."""

    found = Signal(list, list)
    """Some hits in order, and the sort keys of their starts."""
    finished = Signal()
    failed = Signal(str)
    """A sentence with the reason why the query is invalid."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = SlicedWork(PORTION, self)
        self._work.sliced.connect(self._hand_over)
        self._work.finished.connect(self.finished)
        self._work.failed.connect(self._fail)
        self._order = PlaceOrder(Submission())
        self._hits: list[Hit] = []
        """The hits of the current slice."""

    @property
    def running(self) -> bool:
        """Whether the search is still running."""
        return self._work.running

    def start(self, submission: Submission, query: Query) -> None:
        """Starts a search; a previous one is dropped."""
        self.stop()
        try:
            finder = Finder(query)
        except EditError as error:
            self.failed.emit(say(error.message))
            return
        self._order = PlaceOrder(submission)
        self._work.start(self._search_steps(finder, passages(submission, query.where)))

    def stop(self) -> None:
        """Ends the search; reported hits remain."""
        self._work.stop()
        self._hits = []

    def _search_steps(self, finder: Finder, places: Iterator[Passage]) -> Iterator[None]:
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
