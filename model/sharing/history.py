"""The history of a shared draft: a set of commits, and the state that follows from any part of it.

The state of a vector is a pure function of the commits, so all participants with the same files have the same text:

* none: the submission as it was shared, the root;
* one commit in which all others are contained: its change, applied to the state of what its author knew;
* several such commits, sorted by line: the first ones merged with the last on the state of what both contain.

A commit waits until all on which it builds have arrived. Two different commits under one number of a participant (a fork:
somebody ran a copy of the whole computer) are two lines: the one with the lower hash keeps the id of the participant.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from model.errors import EditError
from model.journal.deltas import lengthen
from model.merging.submissions import merge_submissions
from model.message import Message
from model.sharing.values import Commit, Parent, Participant, Vector, shared_part, united
from model.submission.values import Submission

_MOST_STATES = 1_000
"""States that are kept, beside the checkpoints; any other is computed again when it is needed."""
_CHECKPOINT = 32
"""A commit of a depth that this divides keeps its state."""
Heads = tuple[tuple[str, int], ...]
"""The commits of a vector in which all others are contained, by line and number, sorted."""


class _Entry(Struct, frozen=True):
    """A commit that is in use."""

    commit: Commit
    line: str
    others: Vector
    """What its author knew of other lines; most commits share it with the one before."""
    begins: bool
    """Whether it is the first of its line."""
    depth: int
    """One more than the largest depth of those on which it builds."""

    @property
    def known(self) -> dict[str, int]:
        """What its author knew: all that is contained in it, without itself."""
        return dict(self.others) if self.begins else {**self.others, self.line: self.commit.number - 1}

    @property
    def history(self) -> dict[str, int]:
        """All that is contained in it, with itself."""
        return {**self.others, self.line: self.commit.number}


class _Index:
    """The commits of a history by line and number; those that can be used, and those that wait."""

    def __init__(self) -> None:
        self.arrived: dict[Parent, Commit] = {}
        self.entries: dict[tuple[str, int], _Entry] = {}
        self.by_name: dict[Parent, _Entry] = {}
        self.followers: dict[Parent, Parent] = {}
        """The commit that continues the line of a commit: of those of the same participant, the one with the lowest hash."""
        self.frontier: dict[str, int] = {}
        self.waiting: dict[Parent, list[Commit]] = {}
        """Commits by one of those for which they wait."""

    def arrive(self, commit: Commit) -> bool:
        """Takes note of a commit; whether that changes which of two commits continues a line."""
        self.arrived[commit.name] = commit
        before = _before(commit)
        follower = self.followers.get(before)
        if follower is None or commit.hash < follower.hash:
            self.followers[before] = commit.name
        return follower is not None and commit.hash < follower.hash

    def use(self, commit: Commit) -> list[_Entry]:
        """The commits that can be used now that one has arrived."""
        added: list[_Entry] = []
        stack = [commit]
        while stack:
            commit = stack.pop()
            missing = next((name for name in _needed(commit) if name not in self.by_name), None)
            if missing is not None:
                self.waiting.setdefault(missing, []).append(commit)
                continue
            entry = self._entry(commit)
            self.entries[entry.line, commit.number] = self.by_name[commit.name] = entry
            self.frontier[entry.line] = commit.number
            added.append(entry)
            stack += self.waiting.pop(commit.name, ())
        return added

    def _entry(self, commit: Commit) -> _Entry:
        before = self.by_name.get(_before(commit))
        continues = self.followers[_before(commit)] == commit.name
        if not continues:
            line = f"{commit.participant}~{commit.hash}"
        else:
            line = before.line if before is not None else commit.participant
        others: Vector = {} if before is None else before.others if continues else before.history
        for name in commit.parents:
            others = united(others, self.by_name[name].history)
        depth = max([self.by_name[name].depth for name in _needed(commit)], default=0) + 1
        return _Entry(commit, line, others, not continues or before is None, depth)


def _before(commit: Commit) -> Parent:
    """The name of the participant's commit before one; it has number 0 if there is none."""
    return Parent(commit.participant, commit.number - 1, commit.of)


def _needed(commit: Commit) -> Iterator[Parent]:
    """The commits on which a commit builds directly."""
    if commit.number > 1:
        yield _before(commit)
    yield from commit.parents


class SharedHistory:
    """The commits of a shared draft, to which those that arrive are added, and the states that follow from them.

    `state_of` may run in another thread than the rest; adding meanwhile is safe, since a state once computed stays true.
    """

    def __init__(self, root: Submission) -> None:
        self.root = root
        """The submission as it was when the draft was shared."""
        self._index = _Index()
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
        """Index all commits again, since a line has another continuation; what is new among the usable ones."""
        before, index = self._index, _Index()
        for commit in before.arrived.values():
            index.arrive(commit)
        for commit in before.arrived.values():
            index.use(commit)
        self._index, self._states = index, _States()
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
    def waiting(self) -> tuple[Commit, ...]:
        """The commits that wait for others to arrive."""
        return tuple([commit for commits in list(self._index.waiting.values()) for commit in commits])

    @property
    def forks(self) -> tuple[Commit, ...]:
        """The first commit of each line that left another one: a second commit under the same number of a participant."""
        return tuple(
            [entry.commit for entry in list(self._index.by_name.values()) if entry.line.endswith(f"~{entry.commit.hash}")]
        )

    @property
    def broken(self) -> Mapping[Parent, Message]:
        """The commits whose change does not fit, with the reason, as far as `state_of` met them; they change nothing."""
        return dict(self._broken)

    def problems(self, participants: Mapping[str, Participant]) -> tuple[Message, ...]:
        """A sentence for each reason why the shared draft may lack something. `participants` have the names that it mentions."""
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
        waiting = self.waiting
        if waiting:
            out.append(
                Message.counted(
                    "{n} change waits for others that have not arrived; see that the folder is synchronised",
                    "{n} changes wait for others that have not arrived; see that the folder is synchronised",
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

    def closed(self, vector: Vector) -> Vector:
        """The vector with all commits that its commits contain."""
        entries = self._index.entries
        out: dict[str, int] = {}
        for line, number in sorted(vector.items(), key=lambda place: -entries[place].depth):
            if out.get(line, 0) < number:
                out = united(out, entries[line, number].history)
        return out

    def history_of(self, commit: Commit) -> Vector:
        """The vector of a commit that can be used: itself with all that is contained in it."""
        return self._index.by_name[commit.name].history

    def parents_of(self, vector: Vector, participant: str) -> tuple[Parent, ...]:
        """The parents of the next commit of a participant who knows a vector."""
        heads = _heads(self._index, self.closed(vector))
        found = [self._index.entries[place].commit.name for place in heads if place[0] != participant]
        return tuple(found)

    # States

    def state_of(self, vector: Vector) -> Submission:
        """The submission after all commits of a vector and those contained in them. EditError if one has not arrived."""
        index = self._index
        if not self.contains(vector):
            raise EditError.of("some changes of the shared draft have not arrived yet; wait until the folder is complete")
        return self._state(index, _heads(index, self.closed(vector)))

    def _state(self, index: _Index, heads: Heads) -> Submission:
        """The state of heads, those on which it depends first; they may be thousands deep, so no function calls itself."""
        states = self._states
        frames = [_Frame(heads, _needs(index, heads))]
        found: Submission | None = states.get(heads) if heads else self.root
        if found is not None:
            return found
        while True:
            frame = frames[-1]
            while len(frame.found) < len(frame.needs):
                needed = frame.needs[len(frame.found)]
                found = states.get(needed) if needed else self.root
                if found is None:
                    frames.append(_Frame(needed, _needs(index, needed)))
                    break
                frame.found.append(found)
            else:
                state = self._computed(index, frame)
                depth = index.entries[frame.heads[0]].depth if len(frame.heads) == 1 else 1
                states.keep(frame.heads, state, depth)
                frames.pop()
                if not frames:
                    return state
                frames[-1].found.append(state)

    def _computed(self, index: _Index, frame: _Frame) -> Submission:
        if len(frame.heads) > 1:
            base, first, second = frame.found
            return merge_submissions(base, first, second)
        before, commit = frame.found[0], index.entries[frame.heads[0]].commit
        try:
            return changed_by(commit, before)
        except EditError as error:
            self._broken[commit.name] = error.message
            return before


def _name_of(participant: str, participants: Mapping[str, Participant]) -> str:
    known = participants.get(participant)
    return known.name if known is not None and known.name else participant


class _Frame(Struct):
    """Heads whose state is wanted, with the states that are needed for it."""

    heads: Heads
    needs: tuple[Heads, ...]
    found: list[Submission] = []


class _States:
    """The states that were computed: the latest, and some for ever."""

    def __init__(self) -> None:
        self._latest: OrderedDict[Heads, Submission] = OrderedDict()
        self._checkpoints: dict[Heads, Submission] = {}

    def get(self, heads: Heads) -> Submission | None:
        found = self._latest.get(heads)
        return found if found is not None else self._checkpoints.get(heads)

    def keep(self, heads: Heads, state: Submission, depth: int) -> None:
        if depth % _CHECKPOINT == 0:
            self._checkpoints[heads] = state
            return
        self._latest[heads] = state
        if len(self._latest) > _MOST_STATES:
            self._latest.popitem(last=False)


def _heads(index: _Index, vector: Vector) -> Heads:
    """The heads of a vector that contains all that its commits contain. A commit is contained only in a deeper one."""
    places = sorted(vector.items(), key=lambda place: -index.entries[place].depth)
    heads: list[tuple[str, int]] = []
    covered: set[str] = set()
    for line, number in places:
        if line in covered:
            continue
        heads.append((line, number))
        known = index.entries[line, number].known
        covered.update([other for other, least in places if known.get(other, 0) >= least])
    return tuple(sorted(heads))


def _needs(index: _Index, heads: Heads) -> tuple[Heads, ...]:
    """The heads whose states the state of heads is made of: of one, what its author knew; of several, what the last one shares
    with the others, these, and the last one."""
    if not heads:
        return ()
    last = index.entries[heads[-1]]
    if len(heads) == 1:
        return (_heads(index, last.known),)
    others: dict[str, int] = {}
    for place in heads[:-1]:
        others = united(others, index.entries[place].history)
    return _heads(index, shared_part(others, last.history)), heads[:-1], heads[-1:]


def changed_by(commit: Commit, before: Submission) -> Submission:
    """The submission after a commit, from that before it; EditError if the change does not fit."""
    if commit.sources:
        before = replace(before, sources={**before.sources, **commit.sources})
    return lengthen(commit.change, before)[1]
