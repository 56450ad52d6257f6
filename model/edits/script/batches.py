"""Several changes of a clause's text at once: thousands of edits of a paragraph cost one pass. The result is that of the edits
carried out one after the other; if that is not certain, there is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from model.edits.common import index_of
from model.edits.script.tracked_places import TrackedPlaces
from model.edits.structure import NewClause
from model.redline import PLAIN, Clause, Run, Stamp, Status
from model.redline.canonical import canonical_window
from model.redline.runs import struck_run
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission


class ScriptText(Struct, frozen=True):
    """The text that an edit inserts at a place, or that replaces a range."""

    text: str
    is_range: bool


class ScriptInsertion(Struct, frozen=True):
    """The clauses that an edit inserts, and the clause before or after which they come."""

    story: StoryId
    key: str
    """`before` or `after`."""
    anchor: str
    new: tuple[NewClause, ...]


@dataclass
class Batches:
    """The edits of a file that can be carried out together with those that follow them, by number."""

    texts: dict[int, ScriptText] = field(default_factory=dict)
    insertions: dict[int, ScriptInsertion] = field(default_factory=dict)

    def beginning_at(self, number: int) -> range:
        """The numbers of the edits that might be carried out together with this one."""
        stop, place = number + 1, self._place(number)
        while stop in self.texts if number in self.texts else place is not None and self._place(stop) == place:
            stop += 1
        return range(number, stop)

    def _place(self, number: int) -> tuple[StoryId, str, str] | None:
        given = self.insertions.get(number)
        return None if given is None else (given.story, given.key, given.anchor)

    def insertion(self, numbers: range) -> ScriptInsertion:
        """The insertions at one place, as one insertion."""
        given = [self.insertions[number] for number in numbers]
        return replace(given[0], new=tuple(clause for splice in given for clause in splice.new))

    def changes(
        self, numbers: range, submission: Submission, places: TrackedPlaces, stamp: Stamp
    ) -> Iterator[tuple[Transaction, set[int]]]:
        """The changes of text, those of each clause as one transaction with the numbers of the edits that it carries out."""
        by_clause: dict[tuple[StoryId, str], dict[int, TextChange]] = {}
        for number in numbers:
            start, last = places.current((number, "start")), places.current((number, "last"))
            if start is None or last is None or start.clause != last.clause or start.story.note:
                return  # a change in a note may depend on a change of the text that deletes the note
            given = self.texts[number]
            change = TextChange(start.offset, last.offset + 1 if given.is_range else start.offset, given.text)
            by_clause.setdefault((start.story, start.clause), {})[number] = change
        for (story, id), changes in by_clause.items():
            clauses = story_clauses(submission, story)
            index = index_of(clauses, id)
            new = changed_clause(clauses, index, list(changes.values()), stamp) if len(changes) > 1 else None
            if new is not None:
                yield Transaction(TransactionKind.REPLACE, (Splice(story, index, (clauses[index],), (new,)),)), set(changes)


class TextChange(Struct, frozen=True):
    """Text that replaces the text between two offsets of a clause."""

    start: int
    stop: int
    text: str


def changed_clause(clauses: Sequence[Clause], index: int, changes: Sequence[TextChange], stamp: Stamp) -> Clause | None:
    """The clause at `index` after changes, in order; None if they may affect each other or other clauses."""
    clause = clauses[index]
    ordered = sorted(changes, key=lambda change: (change.start, change.stop))
    if not _stands_alone(clauses, index) or not _are_apart(clause, ordered):
        return None
    changed = replace(clause, runs=tuple(_changed_runs(clause.runs, ordered, stamp)))
    return canonical_window((changed,))[0]


def _stands_alone(clauses: Sequence[Clause], index: int) -> bool:
    """Whether the form of a clause depends on no other one: it is a whole paragraph on both sides, outside of tables."""
    clause = clauses[index]
    before = clauses[index - 1].end.status if index else Status.KEPT
    return clause.cell is None and clause.end.status is before is Status.KEPT


def _are_apart(clause: Clause, ordered: Sequence[TextChange]) -> bool:
    """Whether each change is alone between kept characters, or all of them are insertions and no text is deleted."""
    statuses = {run.status for run in clause.runs if run.text}
    if all(change.start == change.stop for change in ordered):
        return statuses <= {Status.KEPT, Status.INSERTED}
    places = pairwise(ordered)
    return statuses <= {Status.KEPT} and all(a.stop < b.start or a.start == a.stop == b.start == b.stop for a, b in places)


def _changed_runs(runs: Sequence[Run], ordered: Sequence[TextChange], stamp: Stamp) -> Iterator[Run]:
    style = next((run.style for run in runs if _gives_format(run)), PLAIN)
    place = at = 0
    for run in _cut(runs, sorted({offset for change in ordered for offset in (change.start, change.stop)})):
        while place < len(ordered) and ordered[place].start == ordered[place].stop == at:
            yield Run(ordered[place].text, Status.INSERTED, style, stamp=stamp)
            place += 1
        change = ordered[place] if place < len(ordered) and ordered[place].start <= at else None
        if _gives_format(run) and (change is None or at == change.start):
            style = run.style
        at += len(run.text)
        if change is None:
            yield run
            continue
        if run.status is not Status.INSERTED:
            yield struck_run(run, stamp)
        if at == change.stop:
            yield Run(change.text, Status.INSERTED, style, stamp=stamp)
            place += 1
            style = run.style if _gives_format(run) else style
    for change in ordered[place:]:
        yield Run(change.text, Status.INSERTED, style, stamp=stamp)


def _gives_format(run: Run) -> bool:
    return run.status.in_draft and bool(run.text) and not run.content


def _cut(runs: Sequence[Run], offsets: Sequence[int]) -> Iterator[Run]:
    """The runs with no offset inside one of them."""
    at = place = 0
    for run in runs:
        stop = at + len(run.text)
        while place < len(offsets) and offsets[place] <= at:
            place += 1
        low = at
        while place < len(offsets) and offsets[place] < stop:
            yield replace(run, text=run.text[low - at : offsets[place] - at])
            low = offsets[place]
            place += 1
        yield run if low == at else replace(run, text=run.text[low - at :])
        at = stop
