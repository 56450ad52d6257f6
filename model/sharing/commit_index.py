"""An index of the commits of a shared draft: which can be used, which wait for others, and which contain which."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from model.sharing.values import Commit, Parent, Vector, intersection, union

Heads = tuple[tuple[str, int], ...]
"""The commits of a vector that together contain all others, as line and number, sorted."""


class IndexedCommit(Struct, frozen=True):
    """A commit that is in use."""

    commit: Commit
    line: str
    others: Vector
    """The commits of other lines that its author knew; most commits share this value with the one before."""
    begins: bool
    """Whether it is the first of its line."""
    depth: int
    """One more than the largest depth of the commits on which it builds."""

    @property
    def known(self) -> dict[str, int]:
        """The commits that it contains, without itself: those that its author knew."""
        return dict(self.others) if self.begins else {**self.others, self.line: self.commit.number - 1}

    @property
    def history(self) -> dict[str, int]:
        """The commits that it contains, with itself."""
        return {**self.others, self.line: self.commit.number}


class CommitIndex:
    """The commits of a history by line and number; those that can be used, and those that wait."""

    def __init__(self) -> None:
        self.arrived: dict[Parent, Commit] = {}
        self.entries: dict[tuple[str, int], IndexedCommit] = {}
        self.by_name: dict[Parent, IndexedCommit] = {}
        self.followers: dict[Parent, Parent] = {}
        """The commit that continues the line of a commit: of those of the same participant, the one with the lowest hash."""
        self.frontier: dict[str, int] = {}
        self.waiting: dict[Parent, list[Commit]] = {}
        """The waiting commits, each by one of the commits for which it waits."""

    def arrive(self, commit: Commit) -> bool:
        """Add a commit, and return whether that changes which of two commits continues a line."""
        self.arrived[commit.name] = commit
        before = _before(commit)
        follower = self.followers.get(before)
        if follower is None or commit.hash < follower.hash:
            self.followers[before] = commit.name
        return follower is not None and commit.hash < follower.hash

    def use(self, commit: Commit) -> list[IndexedCommit]:
        """Use a commit, if its parents have arrived, and return all commits that can be used because of it."""
        added: list[IndexedCommit] = []
        stack = [commit]
        while stack:
            commit = stack.pop()
            missing = next((name for name in _direct_parents(commit) if name not in self.by_name), None)
            if missing is not None:
                self.waiting.setdefault(missing, []).append(commit)
                continue
            entry = self._entry(commit)
            self.entries[entry.line, commit.number] = self.by_name[commit.name] = entry
            self.frontier[entry.line] = commit.number
            added.append(entry)
            stack += self.waiting.pop(commit.name, ())
        return added

    def _entry(self, commit: Commit) -> IndexedCommit:
        before = self.by_name.get(_before(commit))
        continues = self.followers[_before(commit)] == commit.name
        if not continues:
            line = f"{commit.participant}~{commit.hash}"
        else:
            line = before.line if before is not None else commit.participant
        others: Vector = {} if before is None else before.others if continues else before.history
        for name in commit.parents:
            others = union(others, self.by_name[name].history)
        depth = max([self.by_name[name].depth for name in _direct_parents(commit)], default=0) + 1
        return IndexedCommit(commit, line, others, not continues or before is None, depth)


def _before(commit: Commit) -> Parent:
    """The name of the participant's previous commit; its number is 0 if there is none."""
    return Parent(commit.participant, commit.number - 1, commit.of)


def _direct_parents(commit: Commit) -> Iterator[Parent]:
    """The commits on which a commit builds directly."""
    if commit.number > 1:
        yield _before(commit)
    yield from commit.parents


def heads_of(index: CommitIndex, vector: Vector) -> Heads:
    """The heads of a vector that contains everything its commits contain. A commit is contained only in a deeper one."""
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


def needs_of(index: CommitIndex, heads: Heads) -> tuple[Heads, ...]:
    """The heads whose states are needed to compute that of `heads`. For a single head: what its author knew. For several: what
    the last one shares with the others, then the others, then the last one."""
    if not heads:
        return ()
    last = index.entries[heads[-1]]
    if len(heads) == 1:
        return (heads_of(index, last.known),)
    others: dict[str, int] = {}
    for place in heads[:-1]:
        others = union(others, index.entries[place].history)
    return heads_of(index, intersection(others, last.history)), heads[:-1], heads[-1:]
