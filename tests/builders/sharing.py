"""Participants of a shared draft without a window: each with a history, a vector and a draft."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from model.edits.text import type_text
from model.formats.notation import parse
from model.redline import Stamp
from model.redline.edit_text import Place
from model.sharing.arrival import take_in_changes
from model.sharing.history import SharedHistory
from model.sharing.new_commits import next_commit
from model.sharing.values import Commit, Vector
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.merges import AUTHORS

TEXT = "*recalling*\na)\tthat States act soon;\nb)\tthat all is well;\nc)\tthat the end is near,\n"
Change = Callable[[Submission, Stamp], Submission]


def shared_text(words: str = TEXT) -> Submission:
    """A submission of one text."""
    text = parse(words, language="en")
    return Submission(proposals=(Proposal("MOD", redline=text, original=text),), language="en")


def draft_of(submission: Submission, number: int = 1) -> list[str]:
    """The clauses of a draft."""
    clauses = submission.proposals[number - 1].redline.clauses
    return [words for clause in clauses if (words := clause.text_on("draft"))]


def typed(words: str, clause: str, offset: int | None = None, number: int = 1) -> Change:
    """The change that types words in the clause with some others, at their end or at an offset of the clause."""

    def change(submission: Submission, stamp: Stamp) -> Submission:
        story = StoryId(number)
        texts = [found.text for found in story_clauses(submission, story)]
        at = next(place for place, text in enumerate(texts) if clause in text)
        place = Place(at, texts[at].index(clause) + len(clause) if offset is None else offset)
        return apply(submission, type_text(submission, story, place, place, words, stamp))

    return change


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
        names = self.history.names_of(self.vector)
        self.history.add(commits)
        self.vector = self.history.vector_of(names)
        before = self.history.state_of(self.vector)
        self.vector = self.history.frontier
        self.draft = take_in_changes(self.draft, before, self.history.state_of(self.vector))


def colleagues(root: Submission, count: int = 2) -> list[Colleague]:
    """Participants that all have the root."""
    return [Colleague("abcdef"[number] * 16, root, AUTHORS[number % len(AUTHORS)]) for number in range(count)]


def commits_of(root: Submission, changes: Sequence[Change]) -> list[Commit]:
    """The commits of participants who change the root at the same time, the first change by the first of them."""
    made = []
    for colleague, change in zip(colleagues(root, len(changes)), changes, strict=True):
        colleague.draft = change(root, colleague.stamp)
        made.append(colleague.commit())
    return [commit for commit in made if commit is not None]


def state_after(root: Submission, commits: Iterable[Commit]) -> Submission:
    """The state of a root and all commits; AssertionError if one waits or does not fit."""
    history = SharedHistory(root)
    history.add(commits)
    state = history.state_of(history.frontier)
    assert (history.waiting_commits, dict(history.broken_commits)) == ((), {})
    return state
