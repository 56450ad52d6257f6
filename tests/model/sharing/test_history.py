"""The history of a shared draft: one state of the same commits, whatever their order."""

from __future__ import annotations

from itertools import permutations

from model.diff.compare import compare
from model.formats.notation import parse
from model.redline import Redline, Stamp
from model.sharing.history import SharedHistory
from model.sharing.values import Commit
from model.submission.values import Proposal, Submission
from tests.builders.merges import AUTHORS
from tests.builders.sharing import Colleague

BASE = "*recalling*\na)\tthat States act soon;\nb)\tthat all is well,\n"


def text(draft: str, stamp: Stamp) -> Redline:
    return compare(parse(BASE, language="en"), parse(draft, language="en"), stamp)


def of(draft: str = BASE, stamp: Stamp = AUTHORS[0]) -> Submission:
    return Submission(
        proposals=(Proposal("MOD", redline=text(draft, stamp), original=parse(BASE, language="en")),), language="en"
    )


def draft_of(submission: Submission) -> str:
    return "\n".join(clause.text_on("draft") for clause in submission.proposals[0].redline.clauses)


def two_commits() -> tuple[Submission, list[Commit]]:
    root = of()
    first, second = Colleague("a" * 16, root, AUTHORS[0]), Colleague("b" * 16, root, AUTHORS[1])
    first.draft, second.draft = of(BASE.replace("soon", "now")), of(BASE.replace("well", "fine"), AUTHORS[1])
    made = [first.commit(), second.commit()]
    second.take_in([commit for commit in made[:1] if commit])
    second.draft = of(BASE.replace("soon", "now").replace("well", "fine").replace("States", "Members"), AUTHORS[1])
    made.append(second.commit())
    return root, [commit for commit in made if commit is not None]


def test_all_orders_of_arrival_give_one_state() -> None:
    root, commits = two_commits()
    assert len(commits) == 3
    states = []
    for order in permutations([*commits, commits[0]]):
        history = SharedHistory(root)
        for commit in order:
            history.add([commit])
        assert (history.waiting, dict(history.broken), history.forks) == ((), {}, ())
        states.append(history.state_of(history.frontier))
    assert all(state == states[0] for state in states)
    words = draft_of(states[0])
    assert "Members act now" in words
    assert "all is fine" in words


def test_a_commit_waits_for_what_its_author_knew() -> None:
    root, commits = two_commits()
    history = SharedHistory(root)
    assert history.add(commits[2:]) == ()
    assert history.waiting == (commits[2],)
    assert history.add(commits[:1]) == (commits[0],)
    assert history.add(commits[1:2]) == (commits[1], commits[2])
    assert history.waiting == ()
