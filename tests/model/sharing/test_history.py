"""The history of a shared draft: one state of the same commits, whatever their order."""

from __future__ import annotations

import json
import random
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.errors import EditError
from model.formats.amend import Project, project_bytes
from model.journal.deltas import Shortener
from model.redline import NOTE, Run, Stamp, Status
from model.sharing.commit_lines import read_commit, write_commit
from model.sharing.history import SharedHistory
from model.sharing.values import Commit, Parent, Participant, Vector
from model.submission.story import FIRST_TEXT
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction
from model.submission.values import Submission, conflict_count
from tests.builders.merges import AUTHORS, edited
from tests.builders.sharing import TEXT, Colleague, colleagues, commits_of, draft_of, shared_text, state_after, typed
from tests.builders.work import work

ROOT = shared_text()


def exchange(*participants: Colleague) -> None:
    """All commit, and then all take in what all have."""
    for colleague in participants:
        colleague.commit()
    known = [commit for colleague in participants for commit in colleague.history.commits]
    for colleague in participants:
        colleague.take_in(known)


def criss_cross() -> list[Commit]:
    """Two who know each other's first commits, then write at once again."""
    first, second = colleagues(ROOT)
    first.draft = typed(" alpha", "soon")(ROOT, first.stamp)
    second.draft = typed(" beta", "well")(ROOT, second.stamp)
    exchange(first, second)
    first.draft = typed(" gamma", "near")(first.draft, first.stamp)
    second.draft = typed(" delta", "near")(second.draft, second.stamp)
    first.commit()
    second.commit()
    third = Colleague("c" * 16, ROOT, AUTHORS[2])
    third.take_in([*first.history.commits, *second.history.commits])
    third.draft = typed(" epsilon", "soon")(third.draft, third.stamp)
    third.commit()
    return list(third.history.commits)


def test_all_orders_of_arrival_give_one_state() -> None:
    commits = criss_cross()
    assert len(commits) == 5
    wanted = state_after(ROOT, commits)
    assert all(state_after(ROOT, order) == wanted for order in permutations(commits))
    words = " ".join(draft_of(wanted))
    assert [words.count(word) for word in ("alpha", "beta", "gamma", "delta", "epsilon")] == [1] * 5
    assert not conflict_count(wanted)


def test_what_arrives_twice_changes_nothing() -> None:
    commits = criss_cross()
    history = SharedHistory(ROOT)
    assert len(history.add(commits)) == 5
    assert history.add([*commits, *reversed(commits)]) == ()
    assert history.state_of(history.frontier) == state_after(ROOT, commits)


def test_a_commit_waits_for_what_its_author_knew() -> None:
    commits = criss_cross()
    history = SharedHistory(ROOT)
    assert history.add(commits[-1:]) == ()
    assert history.waiting_commits == (commits[-1],)
    assert history.state_of(history.frontier) == ROOT
    assert len(history.add(commits[:-2])) == 3
    assert set(map(repr, history.add(commits[-2:-1]))) == {repr(commits[-2]), repr(commits[-1])}
    assert history.waiting_commits == ()


def test_commits_that_wait_for_ever_stop_nobody() -> None:
    commits = criss_cross()
    history = SharedHistory(ROOT)
    history.add([*commits[1:2], *commits[2:]])
    [problem] = history.problems({})
    assert str(problem).startswith("3 changes wait for others")
    colleague = Colleague("d" * 16, ROOT, AUTHORS[2])
    colleague.take_in(history.commits)
    colleague.history.add(commits[2:])
    colleague.draft = typed(" on", "soon")(colleague.draft, colleague.stamp)
    assert colleague.commit() is not None
    assert "on" in " ".join(draft_of(colleague.history.state_of(colleague.history.frontier)))


def test_the_state_of_a_part_is_that_of_those_who_have_it() -> None:
    first, second = colleagues(ROOT)
    first.draft = typed(" alpha", "soon")(ROOT, first.stamp)
    exchange(first, second)
    alone = second.history.state_of(second.vector)
    second.draft = typed(" beta", "well")(second.draft, second.stamp)
    second.commit()
    assert second.history.state_of({first.id: 1}) == alone == first.draft
    assert second.history.state_of({second.id: 1}) == second.draft, "it contains all that its commits contain"
    assert second.history.state_of({}) == ROOT
    with pytest.raises(EditError, match="have not arrived"):
        first.history.state_of({second.id: 1})
    assert first.history.known_part({first.id: 1, second.id: 1}) == {first.id: 1}


def test_a_fork_loses_nothing_and_is_reported() -> None:
    """Somebody runs a copy of the whole computer: two commits have one number, and each is continued."""
    lines: list[list[Commit]] = []
    for words in ("alpha", "beta"):
        colleague = Colleague("a" * 16, ROOT, AUTHORS[0])
        colleague.draft = typed(" both", "near")(ROOT, AUTHORS[0])
        colleague.commit()
        for clause in ("soon", "well"):
            colleague.draft = typed(f" {words}{clause}", clause)(colleague.draft, AUTHORS[0])
            colleague.commit()
        lines.append(list(colleague.history.commits))
    reader = Colleague("b" * 16, ROOT, AUTHORS[1])
    reader.take_in(lines[1])
    reader.draft = typed(" gamma", "near")(reader.draft, AUTHORS[1])
    reader.commit()
    commits = [*lines[0], *lines[1][1:], reader.history.commits[-1]]
    assert len({commit.name for commit in commits}) == 6
    wanted = state_after(ROOT, commits)
    words_of_all = " ".join(draft_of(wanted))
    for word in ("both", "alphasoon", "alphawell", "betasoon", "betawell", "gamma"):
        assert words_of_all.count(word) == 1, word
    for seed in range(24):
        order = random.Random(seed).sample(commits, len(commits))
        history = SharedHistory(ROOT)
        for commit in order:
            history.add([commit])
            history.state_of(history.frontier)
        assert history.state_of(history.frontier) == wanted
        [fork] = history.forks
        assert fork.hash == max(lines[0][1].hash, lines[1][1].hash)
        [problem] = history.problems({"a" * 16: Participant("a" * 16, "Ana")})
        assert "Ana" in str(problem)


def test_two_copies_of_one_window_lose_nothing() -> None:
    """A computer is copied while a draft is open: both go on as one participant, and hear of each other."""
    twins = [Colleague("a" * 16, ROOT, AUTHORS[0]) for _ in range(2)]
    third = Colleague("b" * 16, ROOT, AUTHORS[1])
    for twin in twins:
        twin.draft = typed(" both", "near")(ROOT, AUTHORS[0])
        twin.commit()
    typed_words = ["both"]
    for number in range(4):
        for name, twin in zip(("left", "right"), twins, strict=True):
            typed_words.append(f"{name}{number}")
            twin.draft = typed(f" {name}{number}", "soon" if name == "left" else "well")(twin.draft, AUTHORS[0])
            twin.commit()
        if number % 2:
            everything = [commit for colleague in (*twins, third) for commit in colleague.history.commits]
            for colleague in (third, *twins):
                colleague.take_in(everything)
            third.draft = typed(f" third{number}", "near")(third.draft, AUTHORS[1])
            third.commit()
            typed_words.append(f"third{number}")
    everything = [commit for colleague in (*twins, third) for commit in colleague.history.commits]
    for colleague in (third, *twins):
        colleague.take_in(everything)
    assert twins[0].draft == twins[1].draft == third.draft
    assert third.history.forks
    words = " ".join(draft_of(third.draft))
    assert {word: words.count(word) for word in typed_words} == dict.fromkeys(typed_words, 1)


def test_a_change_that_does_not_fit_is_omitted_and_reported() -> None:
    commits = commits_of(ROOT, [typed(" alpha", "soon")])
    history = SharedHistory(shared_text(TEXT.replace("soon", "never")))
    history.add(commits)
    assert history.state_of(history.frontier) == history.root
    assert list(history.broken_commits) == [commits[0].name]
    [problem] = history.problems({})
    assert "does not fit" in str(problem)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kind": "type", "steps": 3},
        {"kind": "type", "steps": [{"do": "field", "path": "header/nothing", "keep": [0, 0], "put": "", "sum": 0}]},
        {"kind": "type", "steps": [{"do": "clause", "story": "9", "id": "c1", "keep": [0, 0], "put": "", "sum": 0}]},
        {
            "kind": "type",
            "steps": [{"do": "splice", "story": "1", "at": 10**30, "count": 1, "keep": [0, 0], "put": "", "sum": 0}],
        },
        {"kind": "type", "steps": [{"do": "field", "path": "header/title", "keep": [9, 9], "put": '"x"', "sum": 0}]},
    ],
)
def test_changes_of_a_stranger_end_in_a_sentence(change: dict[str, object]) -> None:
    commit = made(Commit("a" * 16, 1, "", "", (), change))
    history = SharedHistory(ROOT)
    history.add([commit])
    assert history.state_of(history.frontier) == ROOT
    assert list(history.broken_commits) == [commit.name]


def test_a_commit_that_names_itself_or_the_future_waits() -> None:
    commit = Commit("a" * 16, 1, "f" * 16, "", (Parent("a" * 16, 1, "f" * 16), Parent("b" * 16, 7, "0" * 16)))
    history = SharedHistory(ROOT)
    assert history.add([commit]) == ()
    assert history.waiting_commits == (commit,)


def test_thousands_of_commits_are_one_chain_without_recursion() -> None:
    """They arrive last first, as a service may deliver them, and the first states are forgotten."""
    first, second = colleagues(ROOT)
    for number in range(1_500):
        writer, reader = (first, second) if number % 3 else (second, first)
        writer.draft = replace(writer.draft, header=replace(writer.draft.header, title=f"Title {number}"))
        commit = writer.commit()
        assert commit is not None
        reader.take_in([commit])
    history = SharedHistory(ROOT)
    history.add(reversed(first.history.commits))
    assert history.state_of(history.frontier) == first.draft
    assert history.state_of({second.id: 1}).header.title == "Title 0"
    assert history.state_of({first.id: 500}).header.title == "Title 749"


@given(st.integers(0, 10**6))
def test_random_edits_of_three_in_any_order(seed: int) -> None:
    chance = random.Random(f"history/{seed}")
    people = colleagues(ROOT, 3)
    known: list[tuple[Vector, Submission]] = []
    for _ in range(14):
        colleague = chance.choice(people)
        colleague.draft = edited(colleague.draft, chance, colleague.stamp, 1)
        colleague.commit()
        if chance.random() < 0.5:
            colleague.take_in(chance.choice(people).history.commits)
        known.append((colleague.vector, colleague.history.state_of(colleague.vector)))
    everything = [commit for colleague in people for commit in colleague.history.commits]
    states: list[Submission] = []
    for colleague in people:
        chance.shuffle(everything)
        states += [state_after(ROOT, everything)]
        colleague.take_in(everything)
        assert colleague.draft == states[0]
        assert all(colleague.history.state_of(vector) == state for vector, state in known), "the state of a part stays"
    assert states == [states[0]] * 3


def made(commit: Commit) -> Commit:
    """A commit with the hash of its line."""
    found = read_commit(write_commit(commit), commit.participant)
    assert found is not None
    return found


def test_ids_that_a_stranger_gives_twice_and_marks_without_a_note_are_repaired() -> None:
    clauses = ROOT.proposals[0].redline.clauses
    mark = Run(NOTE, Status.INSERTED, stamp=Stamp("X"), content="no such note")
    new = (replace(clauses[1], runs=(*clauses[1].runs, mark)), replace(clauses[1], runs=(Run("twin", Status.INSERTED),)))
    step = Splice(FIRST_TEXT, 1, clauses[1:2], new)
    change = Shortener().shorten(Transaction(TransactionKind.TYPE, (step,), rebases=True))
    state = state_after(ROOT, [made(Commit("a" * 16, 1, "", "", (), change))])
    redline = state.proposals[0].redline
    assert len({clause.id for clause in redline.clauses}) == len(redline.clauses)
    assert "no such note" in redline.notes


def test_mutated_changes_raise_nothing() -> None:
    """Whatever is in the lines of a stranger, the state is a submission that can be merged and saved, or the reason is known."""
    chance = random.Random(3)
    commits = criss_cross()
    for _ in range(250):
        changed_commits = []
        for commit in commits[:2]:
            text = json.dumps(dict(commit.change))
            at = chance.randrange(len(text))
            piece = chance.choice(['"', "0", "-1", "[]", "{}", "null", "9" * 20, "\\\\", "c1", "kept", "inserted", " ", ""])
            try:
                value = json.loads(text[:at] + piece + text[at + chance.randint(0, 3) :])
            except ValueError:
                continue
            if isinstance(value, dict):
                changed_commits.append(made(replace(commit, change=value)))
        history = SharedHistory(ROOT)
        history.add(changed_commits)
        state = history.state_of(history.frontier)
        assert isinstance(state, Submission)
        project_bytes(Project(state))


def cost_of_merge(count: int) -> int:
    """The lines of Python for the state of two changes in so many clauses."""
    long = shared_text("".join(f"{number}\tthat clause {number} says little;\n" for number in range(1, count + 1)))
    commits = commits_of(long, [typed(" alpha", "clause 7 "), typed(" beta", f"clause {count - 20} ")])
    history = SharedHistory(long)
    history.add(commits)
    for commit in commits:
        history.state_of(history.history_of(commit))
    return work(lambda: history.state_of(history.frontier))


def test_a_merge_costs_what_differs() -> None:
    """It takes few lines of Python for each clause that nobody touches: 20; 143 before long stretches were hidden."""
    assert cost_of_merge(400) - cost_of_merge(100) < 300 * 40
