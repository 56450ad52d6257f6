"""A submission that nobody edits, for widgets that only show it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from model.errors import EditError
from model.numbering import Labelling
from model.redline import NOBODY, Stamp
from model.submission.clause_paths import paths, places
from model.submission.story import StoryId, redline_of
from model.submission.transactions import Transaction
from model.submission.values import Submission
from widgets.common.store import Change, MergeKey


class ReadOnlyStore(QObject):
    """A `Store` whose submission is replaced, never edited."""

    changed = Signal(object)

    def __init__(self, submission: Submission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._submission = submission
        self._labellings: dict[int, Labelling] = {}

    @property
    def submission(self) -> Submission:
        """The submission that is looked at."""
        return self._submission

    def show(self, submission: Submission) -> None:
        """Puts another submission in the place of the one that is looked at."""
        before, self._submission = self._submission, submission
        self._labellings.clear()
        self.changed.emit(Change(before, submission, None, "load"))

    def stamp(self) -> Stamp:
        """The stamp of nobody."""
        return NOBODY

    def labelling(self, number: int) -> Labelling:
        """The labels of the text of a proposal, counted from 1; made once."""
        if number not in self._labellings:
            self._labellings[number] = Labelling.of(redline_of(self._submission, StoryId(number)))
        return self._labellings[number]

    def paths(self, number: int) -> Mapping[str, str]:
        """The path of each clause of a proposal, by its id."""
        return paths(redline_of(self._submission, StoryId(number)), self.labelling(number))

    def places(self, number: int) -> Mapping[str, str]:
        """The place of each clause of a proposal in words, by its id."""
        return places(redline_of(self._submission, StoryId(number)), self.labelling(number))

    def commit(self, transaction: Transaction, merge: MergeKey | None = None) -> None:
        """Raises EditError: nothing here can be changed."""
        raise EditError(self.tr("This is only to be looked at."))

    def withdraw(self, merge: MergeKey) -> None:
        """Nothing was ever committed."""
