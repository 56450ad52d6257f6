"""The history of a shared draft: a set of commits, and the state that follows from any part of it.

The state of a vector is a pure function of the commits, so all participants with the same files have the same text:

* none: the submission as it was shared, the root;
* one commit in which all others are contained: its change, applied to the state of what its author knew;
* several such commits, sorted by line: the first ones merged with the last on the state of what both contain.

Each state is kept with the origins of its inserted text, so that a merge recognises what both sides contain (`insertions.py`).

A commit waits until all on which it builds have arrived. Two different commits under one number of a participant (a fork:
somebody ran a copy of the whole computer) are two lines: the one with the lower hash keeps the id of the participant.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.formats.amend.repair import repair
from model.journal.deltas import lengthen
from model.merging.origins import origin_of_commit
from model.merging.submissions import merge_submissions
from model.message import Message
from model.redline import NOTE, Clause
from model.sharing.commit_index import CommitIndex, Heads, heads_of, needs_of
from model.sharing.insertions import State, merged_state, with_origins
from model.sharing.values import Commit, Parent, Participant, Vector, union
from model.submission.transactions import SetField, Splice, Step
from model.submission.values import Submission

_MOST_STATES = 1_000
"""The number of states that are kept, in addition to the checkpoints; any other is computed again when it is needed."""
_CHECKPOINT = 32
"""The state of a commit is kept for good if its depth is a multiple of this."""


class SharedHistory:
    """The commits of a shared draft, to which those that arrive are added, and the states that follow from them.

    `state_of` may run in another thread than the rest; adding meanwhile is safe, since a state once computed stays true.
    """

    def __init__(self, root: Submission) -> None:
        self.root = root
        """The submission as it was when the draft was shared."""
        self._index = CommitIndex()
        self._states = _States()
        self._broken: dict[Parent, Message] = {}

    # Commits

    def add(self, commits: Iterable[Commit]) -> tuple[Commit, ...]:
        """Adds commits, in any order and however often, and returns those that can be used now and could not before."""
        added: list[Commit] = []
        for commit in commits:
            if commit.name in self._index.arrived:
                continue
            if self._index.arrive(commit):
                added += self._indexed_again()
            else:
                added += [entry.commit for entry in self._index.use(commit)]
        return tuple(added)

    def _indexed_again(self) -> list[Commit]:
        """Index all commits again after the continuation of a line has changed, and return those that are newly usable."""
        before, index = self._index, CommitIndex()
        for commit in before.arrived.values():
            index.arrive(commit)
        for commit in before.arrived.values():
            index.use(commit)
        self._index, self._states, self._broken = index, _States(), {}
        return [entry.commit for name, entry in index.by_name.items() if name not in before.by_name]

    @property
    def frontier(self) -> Vector:
        """The vector of all commits that can be used."""
        return dict(self._index.frontier)

    @property
    def commits(self) -> tuple[Commit, ...]:
        """The commits that can be used, each after those on which it builds."""
        return tuple([entry.commit for entry in list(self._index.by_name.values())])

    @property
    def waiting_commits(self) -> tuple[Commit, ...]:
        """The commits that wait for others to arrive."""
        return tuple([commit for commits in list(self._index.waiting.values()) for commit in commits])

    @property
    def forks(self) -> tuple[Commit, ...]:
        """The first commit of each line that branched off: a second commit with the same participant and number."""
        return tuple(
            [entry.commit for entry in list(self._index.by_name.values()) if entry.line.endswith(f"~{entry.commit.hash}")]
        )

    @property
    def broken_commits(self) -> Mapping[Parent, Message]:
        """The commits whose change does not fit, with the reason, as far as `state_of` has reached them; they change nothing."""
        return dict(self._broken)

    def problems(self, participants: Mapping[str, Participant]) -> tuple[Message, ...]:
        """A sentence for each reason why the shared draft may be incomplete. `participants` supplies the names in it."""
        out: list[Message] = []
        for commit in self.forks:
            out.append(
                Message.of(
                    "two windows write the changes of {name} as if they were one; both are in the draft, but close one of them "
                    "and open the draft there again",
                    name=_name_of(commit.participant, participants),
                )
            )
        for place, reason in list(self._broken.items()):
            out.append(
                Message.of(
                    "change {number} of {name} does not fit and is omitted ({reason}); ask for the words and enter them again",
                    number=place.number,
                    name=_name_of(place.participant, participants),
                    reason=reason,
                )
            )
        waiting = self.waiting_commits
        if waiting:
            out.append(
                Message.counted(
                    "{n} change waits for others that have not arrived; make sure that the folder is synchronised",
                    "{n} changes wait for others that have not arrived; make sure that the folder is synchronised",
                    len(waiting),
                )
            )
        return tuple(out)

    def line_of(self, commit: Commit) -> str:
        """The line of a commit that can be used: the id of its participant, unless there is a fork."""
        return self._index.by_name[commit.name].line

    def last_of(self, line: str) -> Commit | None:
        """The newest commit of a line that can be used; None if there is none."""
        number = self._index.frontier.get(line)
        return self._index.entries[line, number].commit if number is not None else None

    # Vectors

    def contains(self, vector: Vector) -> bool:
        """Whether all commits of a vector can be used, so that it has a state."""
        return all(place in self._index.entries for place in vector.items())

    def known_part(self, vector: Vector) -> Vector:
        """The commits of a vector that can be used: what is left of it if files of the folder were lost."""
        frontier = self._index.frontier
        return {line: min(number, frontier[line]) for line, number in vector.items() if line in frontier}

    def closure(self, vector: Vector) -> Vector:
        """The vector with all commits that its commits contain."""
        entries = self._index.entries
        out: dict[str, int] = {}
        for line, number in sorted(vector.items(), key=lambda place: -entries[place].depth):
            if out.get(line, 0) < number:
                out = union(out, entries[line, number].history)
        return out

    def history_of(self, commit: Commit) -> Vector:
        """The vector of a commit that can be used: the commit itself and everything that it contains."""
        return self._index.by_name[commit.name].history

    def names_of(self, vector: Vector) -> tuple[Parent, ...]:
        """The names of the commits in which all others of a vector are contained. Unlike ids of lines, they mean the same after a
        fork."""
        return tuple([self._index.entries[place].commit.name for place in heads_of(self._index, self.closure(vector))])

    def vector_of(self, names: Iterable[Parent]) -> Vector:
        """The vector of commits that can be used, with all that is contained in them."""
        out: dict[str, int] = {}
        for name in names:
            out = union(out, self._index.by_name[name].history)
        return out

    def next_of(self, vector: Vector, participant: str) -> tuple[int, str, tuple[Parent, ...]]:
        """The number of the next commit of a participant who knows a vector, the hash of the commit that it continues, and its
        parents."""
        known = self.closure(vector)
        number = known.get(participant, 0)
        of = self._index.entries[participant, number].commit.hash if number else ""
        heads = heads_of(self._index, known)
        parents = tuple([self._index.entries[place].commit.name for place in heads if place[0] != participant])
        return number + 1, of, parents

    # States

    def state_of(self, vector: Vector) -> Submission:
        """The submission after all commits of a vector and those contained in them. EditError if one has not arrived."""
        index = self._index
        if not self.contains(vector):
            raise EditError.of("some changes of the shared draft have not arrived yet; wait until the folder is complete")
        return self._state(index, heads_of(index, self.closure(vector))).submission

    def _state(self, index: CommitIndex, heads: Heads) -> State:
        """The state of heads. The states on which it depends, which may be thousands deep, are computed first with a stack,
        since recursion would exceed its limit."""
        states = self._states
        frames = [_Frame(heads, needs_of(index, heads))]
        root = State(self.root, self.root)
        found: State | None = states.get(heads) if heads else root
        if found is not None:
            return found
        while True:
            frame = frames[-1]
            while len(frame.found) < len(frame.needs):
                needed = frame.needs[len(frame.found)]
                found = states.get(needed) if needed else root
                if found is None:
                    frames.append(_Frame(needed, needs_of(index, needed)))
                    break
                frame.found.append(found)
            else:
                state = self._compute(index, frame)
                depth = index.entries[frame.heads[0]].depth if len(frame.heads) == 1 else 1
                states.keep(frame.heads, state, depth)
                frames.pop()
                if not frames:
                    return state
                frames[-1].found.append(state)

    def _compute(self, index: CommitIndex, frame: _Frame) -> State:
        if len(frame.heads) > 1:
            base, first, second = frame.found
            return merged_state(merge_submissions(base.known, first.known, second.known), first, second)
        before, entry = frame.found[0], index.entries[frame.heads[0]]
        commit = entry.commit
        try:
            after = state_after(commit, before.submission)
            return State(after, with_origins(before, after, origin_of_commit(entry.depth, entry.line)))
        except EditError as error:
            self._broken[commit.name] = error.message
        except RecursionError:
            self._broken[commit.name] = Message.of("{where} does not fit the text", where="transaction")
        return before


def _name_of(participant: str, participants: Mapping[str, Participant]) -> str:
    known = participants.get(participant)
    return known.name if known is not None and known.name else participant


class _Frame(Struct):
    """Heads whose state is wanted, with the states that are needed for it."""

    heads: Heads
    needs: tuple[Heads, ...]
    found: list[State] = []


class _States:
    """A cache of computed states: the latest ones, and checkpoints that are never dropped."""

    def __init__(self) -> None:
        self._latest: OrderedDict[Heads, State] = OrderedDict()
        self._checkpoints: dict[Heads, State] = {}

    def get(self, heads: Heads) -> State | None:
        found = self._latest.get(heads)
        return found if found is not None else self._checkpoints.get(heads)

    def keep(self, heads: Heads, state: State, depth: int) -> None:
        if depth % _CHECKPOINT == 0:
            self._checkpoints[heads] = state
            return
        self._latest[heads] = state
        if len(self._latest) > _MOST_STATES:
            self._latest.popitem(last=False)


def state_after(commit: Commit, before: Submission) -> Submission:
    """The submission after a commit, computed from that before it. EditError if the change does not fit. Duplicate ids and
    marks without a note are repaired as when a file is read."""
    if commit.sources:
        before = replace(before, sources={**before.sources, **commit.sources})
    transaction, after = lengthen(commit.change, before)
    return repair(after) if any(map(_may_be_unsound, transaction.steps)) else after


def _may_be_unsound(step: Step) -> bool:
    """Whether a step adds clauses, marks or notes."""
    if isinstance(step, SetField):
        return step.path == "proposals" or "/notes/" in step.path
    old, new = (step.old, step.new) if isinstance(step, Splice) else ((step.old,), (step.new,))
    return bool({clause.id for clause in new} - {clause.id for clause in old}) or _marks(new) > _marks(old)


def _marks(clauses: tuple[Clause, ...]) -> int:
    return sum(run.text == NOTE for clause in clauses for run in clause.runs)
