"""The session: one submission, one undo stack, and the only way by which anything changes it (DESIGN.md §5)."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.session.clock import utc_now
from app.session.steps import PlaceOf, Step, StepStack
from model import edits
from model.errors import EditError
from model.journal.lines import How
from model.numbering import Labelling
from model.redline import Stamp
from model.submission.clause_paths import Paths
from model.submission.story import StoryId, clauses_of, redline_of
from model.submission.transactions import Splice, Transaction, apply
from model.submission.transactions import Step as TransactionStep
from model.submission.values import Submission
from widgets.common.store import Change, MergeKey, Origin, changed_clauses
from widgets.common.tasks import debounce

WRITE_AFTER = 10
"""Milliseconds that the effect of a key may wait for the journal, so that it is shown first."""

MOST_PARTS, NEAR, LAYOUT = 60, 20, 30
"""Changes of colleagues are shown in parts, at most so many. Each part costs a walk through all clauses below it, and two changes
in one part the layout of all between them. Those with few clauses between them (`NEAR`) are one part, and with more if `LAYOUT`
times as many are below."""
NAME_AFTER = 50
"""Milliseconds without a key after which steps are named, if no menu that shows their names is opened before."""
Complete = Callable[[Transaction, MergeKey | None], tuple[Transaction, MergeKey | None]]
"""Returns a transaction with what follows from it, and the key under which it merges with the step before."""


class TransactionLog(Protocol):
    """The journal of transactions as they happen; it never raises."""

    def append(self, transaction: Transaction, *, how: How = "", later: bool = False) -> None:
        """Writes a transaction, and what it did to the list of steps; with `later` it may wait until `settle` or the next one."""

    def settle(self) -> None:
        """Writes what waits."""


class Session(QObject):
    """Holds the open submission. `changed` carries a `Change` after each transaction, and after each undo and redo.

    submission: the open submission
    author: the name on amendments
    journal: receives each transaction; None for no journal
    now: returns the time of an amendment, ISO 8601
    clock: returns seconds, to decide whether letters were typed without a pause
    complete: adds to a transaction what follows from it elsewhere in the text, and may give it another merge key
    """

    changed = Signal(object)
    author_changed = Signal(str)

    def __init__(
        self,
        submission: Submission,
        author: str = "",
        journal: TransactionLog | None = None,
        now: Callable[[], str] = utc_now,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
        *,
        complete: Complete = lambda made, merge: (made, merge),
    ) -> None:
        super().__init__(parent)
        self.stack = StepStack(self)
        self._author = author
        self.refusal = ""
        """Why nothing may be changed, a sentence; '' if changes are allowed."""
        self._complete = complete
        self._submission = submission
        self._journal = journal
        self._now = now
        self._clock = clock
        self._labellings: dict[int, Labelling] = {}
        self._paths: dict[int, Paths] = {}
        self._prepared: Labelling | None = None
        """The labels of a text that `load` may be given next."""
        self._tried: tuple[Submission, Transaction, Submission] | None = None
        """The last result of `preview`: before, transaction, after."""
        self._unnamed: list[Step] = []
        """The last steps, whose names do not yet describe everything that they did."""
        self._write = debounce(self, WRITE_AFTER, self._settle)
        self._name = debounce(self, NAME_AFTER, self.name_steps)

    def __del__(self) -> None:
        # If one garbage collection deletes a stack and its commands, the binding deletes the commands twice.
        if isValid(self.stack):
            self.stack.blockSignals(True)
            self.stack.clear()

    @property
    def submission(self) -> Submission:
        """The submission as it is now."""
        return self._submission

    @property
    def author(self) -> str:
        """The name on amendments; '' if none is set."""
        return self._author

    @author.setter
    def author(self, name: str) -> None:
        self._author = name
        self.author_changed.emit(name)

    def stamp(self) -> Stamp:
        """The author and the time of what is done now."""
        return Stamp(self._author, self._now())

    def labelling(self, number: int) -> Labelling:
        """The labels of the text of a proposal, updated when they are asked for; none if there is no such proposal, as when
        its addition was undone while a view shows it."""
        self._labellings[number] = fresh = _labelling_of(self._submission, number, self._labellings)
        return fresh

    def paths(self, number: int) -> Mapping[str, str]:
        """The path of each clause of a proposal, by its id; none if there is no such proposal."""
        return self._named_clauses(number).by_id

    def places(self, number: int) -> Mapping[str, str]:
        """The place of each clause of a proposal, for people, by its id."""
        return self._named_clauses(number).places

    def _named_clauses(self, number: int) -> Paths:
        redline, labelling = redline_of(self._submission, StoryId(number)), self.labelling(number)
        known = self._paths.get(number)
        fresh = known.update(redline, labelling) if known is not None else Paths(redline, labelling)
        self._paths[number] = fresh
        return fresh

    def commit(self, transaction: Transaction, merge: MergeKey | None = None) -> None:
        """Carries out a transaction: applies it first, then pushes it, so that the stack never contains one that failed.
        Raises EditError if it does not fit or would change the base; then nothing has changed."""
        if not transaction.steps:
            return
        if self.refusal:
            raise EditError(self.refusal)
        transaction, merge = self._complete(transaction, merge)
        self._push(edits.dependants.with_dependants(self._submission, transaction), merge)

    def preview(self, transaction: Transaction) -> Submission:
        """The submission after a transaction; it is cached until the transaction is carried out. Raises EditError if the
        transaction does not fit or would change the base."""
        known = self._tried
        if known is None or known[0] is not self._submission or known[1] is not transaction:
            self._tried = known = self._submission, transaction, apply(self._submission, transaction)
        return known[2]

    def _push(self, transaction: Transaction, merge: MergeKey | None = None) -> None:
        when, last = self._clock(), self._last()
        # Merged as the stack would do it, but without a new command, its name and the stack's own work.
        together = last.merged_with(transaction, merge, when) if last is not None else None
        place = self._place_of(transaction)
        self._carry_out(transaction, "edit", "more" if together is not None else "")
        if last is not None and together is not None:
            last.replace_transaction(together, when)
        else:
            last = Step(self, transaction, place, merge, when)
            self.stack.push(last)
        self._name_later(last)

    def _name_later(self, command: Step) -> None:
        """Lets a step be named after a pause, since a key must be seen first."""
        if command not in self._unnamed[-1:]:
            self._unnamed.append(command)
        self._name.start()

    def take_in(self, transaction: Transaction) -> None:
        """Carries out what colleagues did to a shared draft. It is not a step of this window: earlier steps of this window are
        undone as if it had not happened. Raises EditError if it does not fit; then nothing has changed."""
        self.preview(transaction)
        self.stack.note_arrival(self._submission, transaction.author)
        self._write_down(transaction, "arrived")
        for part in _near_parts(transaction, self._submission):
            self._show(part, "arrived")

    def withdraw(self, merge: MergeKey) -> None:
        """Takes back what was last committed under a merge key as if it had never been: no step is left to undo or redo."""
        while (last := self._last()) is not None and last.is_of(merge):
            last.withdrawn = True
            self.stack.undo()

    def _last(self) -> Step | None:
        """The last step, if the next one may be merged into it: no step is undone, and nothing was saved since."""
        stack = self.stack
        index = stack.index()
        if not index or index != stack.count() or index == stack.cleanIndex():
            return None
        step = stack.step(index - 1)
        return step if step is not None and step.is_current else None

    def _place_of(self, transaction: Transaction) -> PlaceOf:
        """The place of a transaction for the undo list, in the text before it: `in recalling d)`."""
        submission, known = self._submission, dict(self._labellings)
        return lambda: edits.undo_texts.place_of_step(
            transaction,
            lambda story: clauses_of(submission, story),
            lambda story: _labelling_of(submission, story.proposal, known),
        )

    def add_packages(self, packages: Mapping[str, bytes]) -> None:
        """Adds Word packages for texts that a transaction is about to add."""
        new = {name: data for name, data in packages.items() if self._submission.sources.get(name) != data}
        if new:
            self._submission = replace(self._submission, sources={**self._submission.sources, **new})

    def write_to(self, journal: TransactionLog) -> None:
        """Continues with another journal; nothing else changes."""
        self._settle()
        self._journal = journal

    def prepare(self, submission: Submission) -> None:
        """Labels the first text of a submission that is to be loaded; may run in another thread."""
        texts = submission.proposals[:1]
        self._prepared = Labelling.of(texts[0].redline) if texts else None

    def load(
        self,
        submission: Submission,
        journal: TransactionLog | None = None,
        done: Sequence[tuple[Transaction, How]] = (),
        *,
        saved: bool = True,
    ) -> None:
        """Replaces the submission. What was `done` to the new one before is carried out again without being written to the
        journal, and can be undone and redone as before. Without `saved`, it counts as changed whatever is undone."""
        before, self._submission = self._submission, submission
        self._journal = None
        self.refusal = ""
        self._labellings.clear()
        prepared, self._prepared = self._prepared, None
        if prepared is not None and submission.proposals and prepared.clauses is submission.proposals[0].redline.clauses:
            self._labellings[1] = prepared
        self._paths.clear()
        self._unnamed.clear()
        self.stack.clear()
        if not saved:
            self.stack.resetClean()
        self.changed.emit(Change(before, submission, None, "load"))
        for transaction, how in done:
            if transaction.steps:
                self._bring_back(transaction, how)
                self.name_steps()
        self._journal = journal

    def _bring_back(self, transaction: Transaction, how: How) -> None:
        """Repeats an earlier change as it was if its steps are the same; otherwise as a new step."""
        stack, last = self.stack, self._last()
        if how == "arrived":
            self.take_in(transaction)
        elif how == "more" and last is not None:
            self._carry_out(transaction, "edit")
            last.take(transaction)
            self._name_later(last)
        elif how == "undo" and (back := self._next_fitting_step(undo=True)) is not None and back.is_taken_back_by(transaction):
            stack.undo()
        elif how == "redo" and (forth := self._next_fitting_step(undo=False)) is not None and forth.is_done_by(transaction):
            stack.redo()
        else:
            self._push(transaction)

    def _next_fitting_step(self, *, undo: bool) -> Step | None:
        """The next step that can be undone or redone, after those that are refused are passed over; None if there is none."""
        while self.stack.pass_over(undo=undo) or not self.stack.fit(undo=undo):
            pass
        return self.stack.next_step(undo=undo)

    def replay(self, transaction: Transaction, origin: Origin) -> None:
        """Carries out a transaction that is on the stack already. Only the stack's commands call it."""
        self._carry_out(transaction, origin, "undo" if origin == "undo" else "redo")

    def _carry_out(self, transaction: Transaction, origin: Origin, how: How = "") -> None:
        self.preview(transaction)
        self._write_down(transaction, how)
        self._show(transaction, origin)

    def _write_down(self, transaction: Transaction, how: How) -> None:
        if self._journal is not None:
            self._journal.append(transaction, how=how, later=True)
        self._write.start()

    def _show(self, transaction: Transaction, origin: Origin) -> None:
        """Applies a transaction that is in the journal, and announces the change."""
        before, after = self._submission, self.preview(transaction)
        self._submission, self._tried = after, None
        change = Change(before, after, transaction, origin)
        self._relabel(change)
        self.changed.emit(change)

    def _settle(self) -> None:
        """Writes to the journal what waited until a key was shown."""
        if self._journal is not None:
            self._journal.settle()

    def done_steps(self) -> tuple[Transaction, ...]:
        """The transactions of the steps that can be undone, the first one first."""
        steps = map(self.stack.step, range(self.stack.index()))
        return tuple(step.transaction for step in steps if step is not None)

    def name_steps(self) -> None:
        """Names the steps that are new or have grown since steps were last named, and tells the views of the stack."""
        self.name_made()
        self.stack.undoTextChanged.emit(self.stack.undoText())

    def name_made(self) -> None:
        """Names these steps without telling the views, since one of them is about to be undone."""
        made, self._unnamed = self._unnamed, []
        for command in made:
            command.name()

    def _relabel(self, change: Change) -> None:
        """Updates the labels of the changed text; those of other texts are updated when asked for."""
        for number, known in self._labellings.items():
            was, now = (redline_of(state, StoryId(number)) for state in (change.before, change.after))
            if known.clauses is was.clauses is not now.clauses:
                self._labellings[number] = known.update(now, changed_clauses(change, StoryId(number)))


def _near_parts(transaction: Transaction, submission: Submission) -> list[Transaction]:
    """A transaction in parts, each of which changes places near each other in a text."""
    groups: list[list[TransactionStep]] = []
    for step in transaction.steps:
        last = groups[-1][-1] if groups else None
        if isinstance(step, Splice) and isinstance(last, Splice) and step.story == last.story:
            below = len(clauses_of(submission, step.story)) - step.at
            is_near = LAYOUT * (abs(step.at - last.at) - NEAR) <= below
        else:
            is_near = False
        if is_near:
            groups[-1].append(step)
        else:
            groups.append([step])
    return [replace(transaction, steps=tuple(steps)) for steps in groups] if len(groups) <= MOST_PARTS else [transaction]


def _labelling_of(submission: Submission, number: int, known: Mapping[int, Labelling]) -> Labelling:
    """The labels of the text of a proposal; those that were known before make it quick."""
    redline, before = redline_of(submission, StoryId(number)), known.get(number)
    return before.update(redline) if before is not None else Labelling.of(redline)
