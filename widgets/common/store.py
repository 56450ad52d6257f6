"""The part of the session that widgets use: the submission, the method that changes it, the signal of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, SignalInstance

from model.errors import EditError
from model.numbering import Labelling
from model.redline import NOBODY, Clause, Stamp
from model.redline.runs import common_ends
from model.submission.clause_paths import paths, places
from model.submission.story import StoryId, clauses_of, redline_of
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission

Origin = Literal["edit", "undo", "redo", "arrived", "load"]


class Change(Struct, frozen=True):
    """A change from one submission to another. `transaction` is None if the submission was replaced."""

    before: Submission
    after: Submission
    transaction: Transaction | None
    origin: Origin


class MergeRule(Enum):
    """The conditions under which a transaction and the previous one with the same key become one undo step."""

    TYPE = auto()
    """Within a phrase and without a pause, if the caret was not moved."""
    BACKSPACE = auto()
    """Without a pause, if the caret was not moved; likewise DELETE and TEXT_FIELD."""
    DELETE = auto()
    TEXT_FIELD = auto()
    FIELD = auto()
    """If both change the same field."""
    COMPOSITION = auto()
    """Always: the text of an input method and what it replaces. The caret is that of the last transaction."""
    PARTS = auto()
    """Always: the parts of a long transaction. The caret is that of the first one; likewise REFERENCES."""
    REFERENCES = auto()
    """Always: a transaction, and the update of the references that it made stale."""


class MergeKey(Struct, frozen=True):
    """The key of transactions that may become one undo step."""

    rule: MergeRule
    of: int = 0
    """A number; keys with different numbers never merge."""


TYPING = MergeKey(MergeRule.TYPE)


class SessionPart(Protocol):
    """A part of the window that shows something of the session, and releases it when the window closes."""

    def close_story(self) -> None:
        """Releases the session."""


class Store(Protocol):
    """The session as widgets see it."""

    changed: SignalInstance
    """Carries a Change."""

    @property
    def submission(self) -> Submission:
        """The current submission."""

    def stamp(self) -> Stamp:
        """The author and the time of a change made now."""

    def labelling(self, number: int) -> Labelling:
        """The labels of the text of a proposal, by its number from 1."""

    def paths(self, number: int) -> Mapping[str, str]:
        """The path of each clause of that text, by its id."""

    def places(self, number: int) -> Mapping[str, str]:
        """The place of each clause of that text in words, by its id."""

    def commit(self, transaction: Transaction, merge: MergeKey | None = None) -> None:
        """Applies a transaction. It becomes one undo step with the previous one if both have the same `merge` and its rule allows
        it. Raises EditError and changes nothing if the transaction cannot be applied."""

    def withdraw(self, merge: MergeKey) -> None:
        """Withdraws what was last committed with that `merge`, so that no step of it can be undone or redone."""


def heads_of(submission: Submission) -> list[tuple[str, str]]:
    """Symbol and number of each proposal."""
    return [(proposal.symbol, proposal.number) for proposal in submission.proposals]


def changed_window(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[int, int, int]:
    """The range in which two tuples of clauses differ: (start, number of old clauses, number of new clauses)."""
    head, tail = common_ends(old, new)
    return head, len(old) - head - tail, len(new) - head - tail


def changed_clauses(change: Change, story: StoryId) -> tuple[int, int, int]:
    """The range in which a change touched the clauses of a story, as `changed_window`; usually taken from its transaction."""
    steps = change.transaction.steps if change.transaction is not None else ()
    if len(steps) == 1 and isinstance(steps[0], Splice) and steps[0].story == story:
        return steps[0].at, len(steps[0].old), len(steps[0].new)
    return changed_window(clauses_of(change.before, story), clauses_of(change.after, story))


class ReadOnlyStore(QObject):
    """A `Store` whose submission is replaced, never edited."""

    changed = Signal(object)

    def __init__(self, submission: Submission, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._submission = submission
        self._labellings: dict[int, Labelling] = {}

    @property
    def submission(self) -> Submission:
        """The shown submission."""
        return self._submission

    def show(self, submission: Submission) -> None:
        """Shows another submission."""
        before, self._submission = self._submission, submission
        self._labellings.clear()
        self.changed.emit(Change(before, submission, None, "load"))

    def stamp(self) -> Stamp:
        """The stamp of nobody."""
        return NOBODY

    def labelling(self, number: int) -> Labelling:
        """The labels of the text of a proposal, by its number from 1; computed once."""
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
        """Raises EditError: this submission cannot be changed."""
        raise EditError(self.tr("This text is read-only."))

    def withdraw(self, merge: MergeKey) -> None:
        """Does nothing, since nothing is ever committed."""
