"""Participants of a shared draft without a window: each with a history, a vector and a draft."""

from __future__ import annotations

from collections.abc import Iterable

from model.redline import Stamp
from model.sharing.arrival import taken_in
from model.sharing.history import SharedHistory
from model.sharing.new_commits import next_commit
from model.sharing.values import Commit, Vector
from model.submission.values import Submission


class Colleague:
    """One who edits a shared draft. The window's part is done by hand: commit, then take in."""

    def __init__(self, id: str, root: Submission, stamp: Stamp, vector: Vector | None = None) -> None:
        self.id = id
        self.stamp = stamp
        self.history = SharedHistory(root)
        self.vector: Vector = vector or {}
        self.draft = root

    def commit(self) -> Commit | None:
        """A commit of what is pending; None if nothing is."""
        commit = next_commit(self.history, self.id, self.vector, self.draft, self.stamp)
        if commit is not None:
            self.history.add([commit])
            self.vector = {**self.vector, self.history.line_of(commit): commit.number}
        return commit

    def take_in(self, commits: Iterable[Commit]) -> None:
        """Bring into the draft what arrived, with what is pending."""
        self.history.add(commits)
        before = self.history.state_of(self.vector)
        self.vector = self.history.frontier
        self.draft = taken_in(self.draft, before, self.history.state_of(self.vector))
