"""The part of the session that widgets use: the value, the one method that changes it, the signal of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import SignalInstance

from model.numbering import Labelling
from model.redline import Clause, Stamp
from model.redline.runs import common_ends
from model.submission.story import StoryId, clauses_of
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission

Origin = Literal["edit", "undo", "redo", "load"]


class Change(Struct, frozen=True):
    """One value in, one value out. `transaction` is None where another submission was put in the place of the first."""

    before: Submission
    after: Submission
    transaction: Transaction | None
    origin: Origin


class MergeRule(Enum):
    """When a transaction becomes one undo step with the last one, which was committed under the same key."""

    TYPE = auto()
    """Within a phrase and a pause, the caret not moved."""
    BACKSPACE = auto()
    """Within a pause, the caret not moved; so with DELETE and TEXT_FIELD."""
    DELETE = auto()
    TEXT_FIELD = auto()
    FIELD = auto()
    """As long as both change the same field."""
    COMPOSITION = auto()
    """Always: what an input method puts in for what it struck. The caret is that of the last one."""
    PARTS = auto()
    """Always: the parts of a long transaction. The caret is that of the first one, so with REFERENCES."""
    REFERENCES = auto()
    """Always: a transaction, and what its references want that it made stale."""


class MergeKey(Struct, frozen=True):
    """Under which transactions in a row may become one undo step."""

    rule: MergeRule
    of: int = 0
    """Which one: those of different numbers never merge."""


TYPING = MergeKey(MergeRule.TYPE)


class Store(Protocol):
    """The session as widgets see it."""

    changed: SignalInstance
    """Carries a Change."""

    @property
    def submission(self) -> Submission:
        """The submission as it is now."""

    def stamp(self) -> Stamp:
        """The author and the time of a change that is made now."""

    def labelling(self, number: int) -> Labelling:
        """The labels of the text of the proposal with a number, from 1."""

    def paths(self, number: int) -> Mapping[str, str]:
        """The path of each clause of that text, by its id."""

    def places(self, number: int) -> Mapping[str, str]:
        """Where each clause of that text stands, for people, by its id."""

    def commit(self, transaction: Transaction, merge: MergeKey | None = None) -> None:
        """Carries a transaction out. One with the same `merge` as the last one becomes one undo step with it,
        where its rule lets it. Raises EditError, and then nothing has changed."""

    def withdraw(self, merge: MergeKey) -> None:
        """Takes back what was last committed with that `merge`, so that no step of it is left to undo or redo."""


def heads_of(submission: Submission) -> list[tuple[str, str]]:
    """Symbol and number of each proposal."""
    return [(proposal.symbol, proposal.number) for proposal in submission.proposals]


def changed_window(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[int, int, int]:
    """Where two clause tuples differ: (at, clauses of old, clauses of new)."""
    head, tail = common_ends(old, new)
    return head, len(old) - head - tail, len(new) - head - tail


def changed_clauses(change: Change, story: StoryId) -> tuple[int, int, int]:
    """Where a change touched the clauses of a story, as `changed_window`; most often its transaction says it."""
    steps = change.transaction.steps if change.transaction is not None else ()
    if len(steps) == 1 and isinstance(steps[0], Splice) and steps[0].story == story:
        return steps[0].at, len(steps[0].old), len(steps[0].new)
    return changed_window(clauses_of(change.before, story), clauses_of(change.after, story))
