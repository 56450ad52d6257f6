"""The undo steps of a session, and their stack. A step that was done before a colleague changed the text is fitted to the present
text when it is undone or redone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand

from app.session.undo_stack import UndoStack
from model import edits
from model.errors import EditError
from model.message import Message
from model.submission.transactions import Transaction, apply, invert, merge
from model.submission.values import Submission
from widgets.common.store import MergeKey, MergeRule, Origin
from widgets.common.translation import say

PAUSE = 1.0
"""Seconds without a key after which typing starts another undo step."""
MOST_MERGED = 30
"""The number of keys after which a step of typed text ends with the present word; at four times as many it ends within the
word."""
_PHRASE_ENDS = frozenset(",;:.!?…،؛؟、，；：。！？")
"""Signs with which a phrase ends: text typed after them and a space is another undo step."""
PlaceOf = Callable[[], Message | None]


class SteppedSession(Protocol):
    """What a step needs of its session."""

    stack: StepStack

    @property
    def submission(self) -> Submission:
        """The submission as it is now."""

    def name_made(self) -> None:
        """Names the steps that were made since steps were named."""

    def replay(self, transaction: Transaction, origin: Origin) -> None:
        """Carries out a transaction that is on the stack already."""


class StepStack(UndoStack):
    """The stack of a session. A step that cannot be undone or redone, since a colleague changed the same words, is refused. If
    the user undoes or redoes again, it is passed over: it keeps its effect, and the step beyond it is undone or redone."""

    refused = Signal(str)
    """The names of the colleagues, with commas."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._arrivals: list[str] = []
        """The authors of what arrived from colleagues, in order."""

    @property
    def arrival_count(self) -> int:
        """How many changes of colleagues arrived."""
        return len(self._arrivals)

    def note_arrival(self, before: Submission, author: str) -> None:
        """Remembers that changes of a colleague are about to arrive: the steps beside them remember the text for which they were
        made."""
        for at, is_done in ((self.index() - 1, True), (self.index(), False)):
            step = self.step(at)
            if step is not None:
                step.keep_state(before, is_done=is_done)
        self._arrivals.append(author)

    def step(self, at: int) -> Step | None:
        """The step of an index; None if there is none."""
        command = self.command(at) if 0 <= at < self.count() else None
        return command if isinstance(command, Step) else None

    def undo(self) -> None:
        self._carry_out(undo=True)

    def redo(self) -> None:
        self._carry_out(undo=False)

    def _carry_out(self, *, undo: bool) -> None:
        while self.pass_over(undo=undo):
            pass
        if self.fit(undo=undo):
            self._move(undo=undo)

    def _move(self, *, undo: bool) -> None:
        if undo:
            super().undo()
        else:
            super().redo()

    def setIndex(self, index: int) -> None:
        """Undoes or redoes one step after the other, up to one that is refused."""
        index = max(0, min(index, self.count()))
        while (at := self.index()) != index:
            if self.pass_over(undo=index < at):
                continue
            if not self.fit(undo=index < at):
                return
            self._move(undo=index < at)

    def next_step(self, *, undo: bool) -> Step | None:
        """The next step that is undone or redone; None if there is none."""
        return self.step(self.index() - 1 if undo else self.index())

    def pass_over(self, *, undo: bool) -> bool:
        """Passes over the next step, without a change of the text, if it was refused in the present text, or was passed over in
        the other direction. Returns whether it did."""
        step = self.next_step(undo=undo)
        if step is None or not step.is_to_pass:
            return False
        step.pass_over()
        self._move(undo=undo)
        return True

    def fit(self, *, undo: bool) -> bool:
        """Fits the next step that is undone or redone to the present text; returns whether that is possible."""
        step = self.next_step(undo=undo)
        if step is None or step.is_current:
            return True
        before, after = step.states()
        beside = self.step(self.index() - 2 if undo else self.index() + 1)
        if beside is not None:
            beside.keep_state(before if undo else after, is_done=undo)
        try:
            step.fit(before, after, undo=undo)
        except EditError:
            step.refuse()
            self.refused.emit(", ".join(dict.fromkeys(self._arrivals[step.arrivals :])))
            return False
        return True


class Step(QUndoCommand):
    """A transaction on the stack. It has been carried out when it is pushed, so its first `redo` does nothing.

    session: the session whose submission it changes
    transaction: what it does
    place: returns where it was done
    merge_key: the key of steps that may become one
    when: the time in seconds, see `Session`
    """

    def __init__(
        self, session: SteppedSession, transaction: Transaction, place: PlaceOf, merge_key: MergeKey | None, when: float
    ) -> None:
        super().__init__()
        self._session = session
        self._transaction = transaction
        self._place = place
        self._merge_key = merge_key
        self._when = when
        self._keys = 1
        self._done = True
        self.arrivals = session.stack.arrival_count
        """How many changes of colleagues had arrived when it was done, or was last fitted to the text."""
        self._states: tuple[Submission | None, Submission | None] = None, None
        """A submission before it and the one after it, if they are needed because colleagues have changed the text since."""
        self._refused_in: Submission | None = None
        """The submission in which it could not be undone or redone."""
        self._is_passed_over = False
        """Whether the text has it although it counts as undone, or the other way round."""
        self._stays = False
        """Whether its next `undo` or `redo` changes nothing."""
        self.withdrawn = False
        """Whether the stack deletes it when it is undone."""

    def redo(self) -> None:
        if self._done or self._stays:
            self._done = self._stays = False
            return
        self._session.replay(self._transaction, "redo")

    def undo(self) -> None:
        if self._stays:
            self._stays = False
            return
        self._session.name_made()
        self._session.replay(invert(self._transaction), "undo")
        self.setObsolete(self.withdrawn)

    @property
    def transaction(self) -> Transaction:
        """What it does."""
        return self._transaction

    @property
    def is_current(self) -> bool:
        """Whether nothing arrived from colleagues since it was done or fitted to the text."""
        return self.arrivals == self._session.stack.arrival_count

    def keep_state(self, state: Submission, *, is_done: bool) -> None:
        """Remembers the submission after it (before it, if it is undone), unless one is remembered already."""
        if not any(self._states):
            self._states = (None, state) if is_done else (state, None)

    def states(self) -> tuple[Submission, Submission]:
        """A submission before it and the one after it; there must be a remembered one."""
        before, after = self._states
        if before is None and after is not None:
            before = apply(after, invert(self._transaction))
        elif after is None and before is not None:
            after = apply(before, self._transaction)
        assert before is not None
        assert after is not None
        self._states = before, after
        return before, after

    def fit(self, before: Submission, after: Submission, *, undo: bool) -> None:
        """Makes its transaction one that undoes or redoes it in the present text. EditError if a colleague changed the same
        words. `before` and `after` are those of `states`."""
        from model.sharing.arrival import fit_step  # only a shared draft needs it

        current = self._session.submission
        self._transaction, other = fit_step(self._transaction, before, after, current, undo=undo)
        self._states = (other, current) if undo else (current, other)
        self.arrivals = self._session.stack.arrival_count

    @property
    def is_to_pass(self) -> bool:
        """Whether the stack passes over it, see `StepStack.pass_over`."""
        return self._is_passed_over or self._refused_in is self._session.submission

    def refuse(self) -> None:
        """Remembers that it cannot be undone or redone in the present text."""
        self._refused_in = self._session.submission

    def pass_over(self) -> None:
        """Lets its next `undo` or `redo` change nothing."""
        self._is_passed_over, self._stays = not self._is_passed_over, True

    def is_of(self, merge_key: MergeKey) -> bool:
        return self._merge_key == merge_key

    def replace_transaction(self, together: Transaction, when: float) -> None:
        """Replaces its transaction by one that merges it with what was done at `when`."""
        self._transaction, self._when, self._keys = together, when, self._keys + 1
        self._states = None, None

    def name(self) -> None:
        """Gives it a name that describes everything it contains."""
        place = self._place()
        self._place = lambda: place  # the text before it can be freed now
        self.setText(say(edits.undo_texts.step_text(self._transaction, place)))

    def take(self, second: Transaction) -> None:
        """Adds a transaction that was part of the same step when it was done."""
        first = self._transaction
        self._transaction = merge(first, second) or replace(first, steps=(*first.steps, *second.steps), after=second.after)
        self._states = None, None

    def is_done_by(self, transaction: Transaction) -> bool:
        return self._transaction.steps == transaction.steps

    def is_taken_back_by(self, transaction: Transaction) -> bool:
        return invert(self._transaction).steps == transaction.steps

    def merged_with(self, second: Transaction, merge_key: MergeKey | None, when: float) -> Transaction | None:
        """This transaction merged with the next one, if a person would call them one: without a pause, an ended phrase or a
        moved caret between them."""
        first = self._transaction
        if merge_key is None or self._merge_key != merge_key:
            return None
        match merge_key.rule:
            case MergeRule.PARTS | MergeRule.REFERENCES:
                return replace(first, steps=(*first.steps, *second.steps))
            case MergeRule.COMPOSITION:
                return replace(first, steps=(*first.steps, *second.steps), after=second.after)
            case MergeRule.FIELD:
                return merge(first, second)
        typed = merge_key.rule is MergeRule.TYPE
        full = _ends_run(first, self._keys) if typed else self._keys >= MOST_MERGED
        if full or when - self._when > PAUSE or first.after != second.before:
            return None
        return merge(first, second)


def _ends_run(transaction: Transaction, keys: int) -> bool:
    """Whether what was typed with so many keys ends a phrase, or is long and ends a word."""
    if transaction.after is None or keys >= 4 * MOST_MERGED:
        return keys >= MOST_MERGED
    id, offset = transaction.after.caret
    for step in transaction.steps:
        for clause in getattr(step, "new", ()):
            if clause.id == id:
                typed = str(clause.text)[:offset]
                return typed[-1:].isspace() and (keys >= MOST_MERGED or typed.rstrip()[-1:] in _PHRASE_ENDS)
    return False
