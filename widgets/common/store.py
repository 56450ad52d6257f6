"""The part of the session that widgets use: the value, the one method that changes it, the signal of a change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Literal, Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, SignalInstance

from model.errors import EditError
from model.numbering import Labelling
from model.redline import NOBODY, Clause, Note, Redline, Stamp
from model.redline.runs import common_ends
from model.submission.clause_paths import paths, places
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


def proposal_number(story: str) -> int:
    """The number of the proposal that a story belongs to."""
    return int(story.partition("/")[0])


def heads_of(submission: Submission) -> list[tuple[str, str]]:
    """Symbol and number of each proposal."""
    return [(proposal.symbol, proposal.number) for proposal in submission.proposals]


def redline_of(submission: Submission, story: str) -> Redline:
    """The text that a story is, or is a note of; an empty one where there is no such proposal."""
    number = proposal_number(story)
    return submission.proposals[number - 1].redline if 1 <= number <= len(submission.proposals) else Redline()


def language_of(submission: Submission, story: str) -> str:
    """The language of a text: that of the submission where the text has none of its own."""
    return redline_of(submission, story).language or submission.language


def note_of(submission: Submission, story: str) -> Note | None:
    """The note that a story is; None for the text itself and where there is no such note."""
    key = note_key(story)
    return redline_of(submission, story).notes.get(key) if key is not None else None


def note_key(story: str) -> str | None:
    """The key of the note of a story; None where the story is a text."""
    _, is_note, key = story.partition("/notes/")
    return key if is_note else None


def clauses_of(submission: Submission, story: str) -> tuple[Clause, ...]:
    """The clauses of a story."""
    if note_key(story) is None:
        return redline_of(submission, story).clauses
    note = note_of(submission, story)
    return note.clauses if note else ()


def changed_window(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[int, int, int]:
    """Where two clause tuples differ: (at, clauses of old, clauses of new)."""
    head, tail = common_ends(old, new)
    return head, len(old) - head - tail, len(new) - head - tail


def changed_clauses(change: Change, story: str) -> tuple[int, int, int]:
    """Where a change touched the clauses of a story, as `changed_window`; most often its transaction says it."""
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
            self._labellings[number] = Labelling.of(redline_of(self._submission, str(number)))
        return self._labellings[number]

    def paths(self, number: int) -> Mapping[str, str]:
        """The path of each clause of a proposal, by its id."""
        return paths(redline_of(self._submission, str(number)), self.labelling(number))

    def places(self, number: int) -> Mapping[str, str]:
        """The place of each clause of a proposal in words, by its id."""
        return places(redline_of(self._submission, str(number)), self.labelling(number))

    def commit(self, transaction: Transaction, merge: MergeKey | None = None) -> None:
        """Raises EditError: nothing here can be changed."""
        raise EditError(self.tr("This is only to be looked at."))

    def withdraw(self, merge: MergeKey) -> None:
        """Nothing was ever committed."""
