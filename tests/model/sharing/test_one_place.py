"""Three who type at one place in small steps, and take in each other's commits in any order, keep every word once."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.edits.structure import NewClause, insert_clauses
from model.edits.text import delete_range, type_text
from model.merging.origins import origin_of_commit, with_origin
from model.merging.stories import merge_stories
from model.redline import Clause, Props, Run, Stamp, Status
from model.redline.edit_text import Place
from model.redline.runs import with_offsets
from model.submission.story import FIRST_TEXT, story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission, conflict_count
from tests.builders.sharing import Colleague, colleagues, draft_of, shared_text

ROOT = shared_text("1\tone;\n2\ttwo,\n")
LONGER = shared_text("1\tone two three four five six seven;\n2\talpha beta gamma delta,\n")
WORD = re.compile(r"<\d+>")


def with_word_anywhere(draft: Submission, word: str, chance: random.Random, stamp: Stamp) -> Submission:
    """The draft with a word at any place that is not in a word."""
    at = chance.randrange(2)
    text = story_clauses(draft, FIRST_TEXT)[at].text
    inside = {offset for found in WORD.finditer(text) for offset in range(found.start() + 1, found.end())}
    place = Place(at, chance.choice([offset for offset in range(len(text) + 1) if offset not in inside]))
    return apply(draft, type_text(draft, FIRST_TEXT, place, place, chance.choice((word, f" {word}", f"{word} ")), stamp))


def with_word(draft: Submission, word: str, chance: random.Random, stamp: Stamp) -> Submission:
    """The draft with a word at the start or the end of a clause or of a word there, or in a new clause after it."""
    clauses = story_clauses(draft, FIRST_TEXT)
    at = chance.randrange(2)
    if chance.random() < 0.15:
        new = NewClause(Props("paragraph", 1, "decimal"), (Run(f"{word},"),))
        return apply(draft, insert_clauses(draft, FIRST_TEXT, chance.choice((at + 1, len(clauses))), [new], stamp))
    text = clauses[at].text
    place = Place(at, chance.choice([0, len(text), len(text), *(found.end() for found in WORD.finditer(text))]))
    return apply(draft, type_text(draft, FIRST_TEXT, place, place, chance.choice((word, f" {word}", f"{word} ")), stamp))


def without_word(draft: Submission, chance: random.Random, stamp: Stamp) -> tuple[Submission, str]:
    """The draft without one of its words, and that word."""
    at = chance.randrange(2)
    words = list(WORD.finditer(story_clauses(draft, FIRST_TEXT)[at].text))
    if not words:
        return draft, ""
    word = chance.choice(words)
    made = delete_range(draft, FIRST_TEXT, Place(at, word.start()), Place(at, word.end()), stamp)
    return apply(draft, made), word.group()


def without_base_text(draft: Submission, chance: random.Random, stamp: Stamp) -> Submission:
    """The draft without some letters of the text in force."""
    at = chance.randrange(2)
    clause = story_clauses(draft, FIRST_TEXT)[at]
    kept = [
        (offset, offset + len(run.text)) for offset, run in with_offsets(clause.runs) if run.status is Status.KEPT and run.text
    ]
    if not kept:
        return draft
    start, stop = chance.choice(kept)
    low = chance.randrange(start, stop)
    high = min(stop, low + chance.randint(1, 8))
    return apply(draft, delete_range(draft, FIRST_TEXT, Place(at, low), Place(at, high), stamp))


def written(seed: int, steps: int, *, deletes: bool, names: str) -> tuple[list[Colleague], set[str], set[str]]:
    """Three colleagues in the end, the words that they typed and those that they deleted."""
    chance = random.Random(seed)
    people = colleagues(LONGER if deletes else ROOT, 3)
    typed: set[str] = set()
    deleted: set[str] = set()
    for number in range(steps):
        colleague = chance.choice(people)
        stamp = Stamp(names[people.index(colleague)], f"2026-03-01T09:00:{0 if deletes else number // 10:02}Z")
        act = chance.choices(("type", "delete", "delete base", "take in"), (5, deletes, 4 * deletes, 4))[0]
        if act == "take in":
            other = chance.choice([found for found in people if found is not colleague])
            colleague.take_in(list(other.history.commits))
            continue
        if act == "type":
            typed.add(f"<{number}>")
            insert = with_word_anywhere if deletes else with_word
            colleague.draft = insert(colleague.draft, f"<{number}>", chance, stamp)
        elif act == "delete base":
            colleague.draft = without_base_text(colleague.draft, chance, stamp)
        else:
            colleague.draft, word = without_word(colleague.draft, chance, stamp)
            deleted.add(word)
        colleague.commit()
    everything = [commit for colleague in people for commit in colleague.history.commits]
    for colleague in people:
        colleague.take_in(everything)
    return people, typed, deleted


def words_in(people: list[Colleague]) -> list[str]:
    """The words in the draft, which is the same for all."""
    assert all(colleague.draft == people[0].draft for colleague in people)
    assert all("\0" not in repr(colleague.draft) for colleague in people)
    return WORD.findall("".join(draft_of(people[0].draft)))


def holds(seed: int, steps: int, names: str = "ABC") -> None:
    people, typed, _ = written(seed, steps, deletes=False, names=names)
    assert sorted(words_in(people)) == sorted(typed)
    assert not conflict_count(people[0].draft)


@pytest.mark.parametrize("names", ["ABC", "AAA"])
@pytest.mark.parametrize("seed", [0, 1, 2, 1123, 1129])
def test_some_who_type_at_one_place(seed: int, names: str) -> None:
    holds(seed, 60, names)


@given(st.integers(0, 10**6), st.sampled_from(["ABC", "AAA"]))
def test_who_type_at_one_place_keep_each_word_once_without_a_conflict(seed: int, names: str) -> None:
    holds(seed, 25, names)


@given(st.integers(0, 10**6), st.sampled_from(["ABC", "AAA"]))
def test_who_delete_words_meanwhile_double_and_lose_nothing(seed: int, names: str) -> None:
    """Also if all have one name and type in the same second."""
    doubles_and_loses_nothing(seed, 25, names)


@pytest.mark.parametrize("seed", [0, 1, 9])
def test_many_of_one_name_who_delete_words_meanwhile_double_and_lose_nothing(seed: int) -> None:
    doubles_and_loses_nothing(seed, 100, "AAA")


def doubles_and_loses_nothing(seed: int, steps: int, names: str) -> None:
    people, typed, deleted = written(seed, steps, deletes=True, names=names)
    words = words_in(people)
    assert len(set(words)) == len(words)
    kept = {word for found in people[0].draft.proposals[0].conflicts.values() for word in WORD.findall(repr(found))}
    assert typed - deleted <= {*words, *kept}


def test_two_who_extend_one_inserted_word_keep_both() -> None:
    first, second, _ = people = colleagues(ROOT, 3)
    first.draft = apply(ROOT, type_text(ROOT, FIRST_TEXT, Place(0, 4), Place(0, 4), " word", first.stamp))
    first.commit()
    second.take_in(first.history.commits)
    for colleague, letters in ((first, "ab"), (second, "cd")):
        end = Place(0, len(" word") + 4)
        colleague.draft = apply(colleague.draft, type_text(colleague.draft, FIRST_TEXT, end, end, letters, colleague.stamp))
        colleague.commit()
    for colleague in people:
        colleague.take_in([*first.history.commits, *second.history.commits])
        assert draft_of(colleague.draft)[0] in ("one; wordabcd", "one; wordcdab")
        assert not conflict_count(colleague.draft)


def test_a_word_of_one_commit_that_copies_have_at_different_places_is_there_once() -> None:
    """The base may have it only in a conflict."""
    word = Run("word", Status.INSERTED, stamp=with_origin(Stamp("A"), origin_of_commit(1, "a")))
    left, right = Run("left "), Run(" right")
    versions = [(Clause("c1", runs=runs),) for runs in ((left, right), (left, word, right), (left, right, word))]
    [merged] = merge_stories(versions[0], versions[1], versions[2]).clauses
    assert merged.text == "left word right"


@pytest.mark.parametrize("moves", [False, True])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (" zq219z ", " zq219z  zq2114z "), (" zq219z ", " zq2114z  zq219z "), (" zq022z ", " zq024z x"),
        (" ab1 cd ", " ab2 cd "),
    ],
)  # fmt: skip
def test_a_new_word_like_one_that_another_deletes_at_once_stays_whole(before: str, after: str, *, moves: bool) -> None:
    """It may be where the words of the text in force after the other one were, which are deleted."""
    first, second, _ = people = colleagues(LONGER, 3)
    place, stop = Place(0, 3), Place(0, 3 + len(before))
    first.draft = apply(LONGER, type_text(LONGER, FIRST_TEXT, place, place, before, first.stamp))
    first.commit()
    second.take_in(first.history.commits)
    second.draft = apply(second.draft, delete_range(second.draft, FIRST_TEXT, place, stop, second.stamp))
    second.commit()
    whole = Place(0, stop.offset + (len(" two three") if moves else 0))
    first.draft = apply(first.draft, type_text(first.draft, FIRST_TEXT, place, whole, after, first.stamp))
    first.commit()
    for colleague in people:
        colleague.take_in([*first.history.commits, *second.history.commits])
        kept = "\n".join([draft_of(colleague.draft)[0], *wordings_of_conflicts(colleague.draft)])
        assert [word for word in after.split() if word not in before.split() and word not in kept] == []


def wordings_of_conflicts(draft: Submission) -> list[str]:
    """Both wordings of all conflicts."""
    conflicts = draft.proposals[0].conflicts.values()
    return [clause.text for conflict in conflicts for clause in (*conflict.present, *conflict.other)]
