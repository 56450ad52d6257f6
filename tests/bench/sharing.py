"""What it costs when a colleague's changes arrive in a long shared draft, and when somebody joins one with many changes."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from model.edits.text import type_text
from model.formats.notation import parse
from model.redline import Stamp
from model.redline.edit_text import Place
from model.sharing.arrival import take_in_changes
from model.sharing.history import SharedHistory
from model.sharing.new_commits import next_commit, transaction_between
from model.sharing.values import Commit
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.bench.costs import line
from tests.bench.sizes import size
from tests.bench.texts import sparse_text

T = TypeVar("T")
CLAUSES = size(3_000, trial=60)
CHANGES = 20
COMMITS = size(2_000, trial=12)
MINE, THEIRS = "a" * 16, "b" * 16
STAMPS = {MINE: Stamp("ATU", "2026-03-01T09:00:00Z"), THEIRS: Stamp("EUR", "2026-03-01T09:00:01Z")}


def sharing() -> None:
    """Print the chapter."""
    text = parse(sparse_text(CLAUSES), language="en")
    root = Submission(proposals=(Proposal("MOD", redline=text, original=text),), language="en")
    chance = random.Random(28)
    mine = _commit(root, _edited(root, chance, MINE, 1), MINE)
    theirs = _commit(root, _edited(root, chance, THEIRS, CHANGES), THEIRS)
    history = SharedHistory(root)
    history.add([mine])
    before = history.state_of(history.frontier)
    local = _edited(before, chance, MINE, 1)
    history.add([theirs])
    name = f"{CHANGES} changes of a colleague in {CLAUSES:,} clauses"
    after = _timed(f"{name}: state", lambda: history.state_of(history.frontier), "in a thread")
    merged = _timed(f"{name}: brought into one's own draft", lambda: take_in_changes(local, before, after), "in a thread")
    made = _timed(f"{name}: transaction", lambda: transaction_between(local, merged, STAMPS[MINE]), "in a thread")
    _timed(f"{name}: applied", lambda: apply(local, made), "in the window, wanted: under 50 ms in all")
    _timed("commit of one change", lambda: next_commit(history, MINE, history.frontier, local, STAMPS[MINE]), "")
    commits = _long_history(root, chance)
    _timed(f"joining after {len(commits):,} commits of two, a quarter of them at once", lambda: _joined(root, commits), "")


def _timed(name: str, do: Callable[[], T], remark: str) -> T:
    start = time.process_time()
    found = do()
    line(name, f"{(time.process_time() - start) * 1000:.1f} ms CPU", remark)
    return found


def _edited(document: Submission, chance: random.Random, author: str, count: int) -> Submission:
    for _ in range(count):
        clauses = document.proposals[0].redline.clauses
        at = chance.randrange(len(clauses))
        place = Place(at, chance.randrange(len(clauses[at].text) + 1))
        document = apply(document, type_text(document, FIRST_TEXT, place, place, " word", STAMPS[author]))
    return document


def _commit(root: Submission, wanted: Submission, author: str) -> Commit:
    commit = next_commit(SharedHistory(root), author, {}, wanted, STAMPS[author])
    assert commit is not None
    return commit


def _long_history(root: Submission, chance: random.Random) -> list[Commit]:
    """The commits of two who take in what the other wrote, now and then only after a commit of their own."""
    history = SharedHistory(root)
    known: dict[str, dict[str, int]] = {MINE: {}, THEIRS: {}}
    for _ in range(COMMITS):
        author = chance.choice((MINE, THEIRS))
        if chance.random() < 0.75:
            known[author] = dict(history.frontier)
        state = history.state_of(known[author])
        commit = next_commit(history, author, known[author], _edited(state, chance, author, 1), STAMPS[author])
        assert commit is not None
        history.add([commit])
        known[author][author] = commit.number
    return list(history.commits)


def _joined(root: Submission, commits: list[Commit]) -> Submission:
    history = SharedHistory(root)
    history.add(commits)
    return history.state_of(history.frontier)
