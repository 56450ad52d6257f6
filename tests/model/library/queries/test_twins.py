"""Twins are found exactly: what comparing all with all finds, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.library.queries.similarity import (
    LEAST,
    LONGEST,
    SHORTEST,
    LikelyWords,
    fewest_shared,
    likely_lengths,
    likely_words,
    most_asked,
    prefix_length,
    shared_words,
    similarity,
    words_of,
)
from model.library.queries.twins import (
    Twin,
    TwinClause,
    TwinGroup,
    differences,
    steps_to_groups,
    twin_clauses,
    twins_of,
)
from model.library.texts.values import LibraryClause, TextIdentity
from model.text.stepwise import run_to_end
from tests.builders.work import peak_memory, work

SHARES = st.sampled_from([0.5, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0])
WORDS = st.lists(st.sampled_from("a b c d e f g h".split()), max_size=30)


def clause(text: str, id: str, language: str = "en", instrument: str = "", path: str = "resolves/1") -> TwinClause:
    return TwinClause(id, instrument or id, language, LibraryClause(path, "paragraph", "operative", "resolves", "1", text))


@st.composite
def libraries(draw: st.DrawFn) -> list[TwinClause]:
    """Clauses of which many are changed copies of others, in two languages and few texts."""
    words = st.lists(st.sampled_from([f"w{n}" for n in range(40)]), min_size=SHORTEST - 1, max_size=25)
    seeds = draw(st.lists(words, min_size=1, max_size=4))
    out = []
    for _ in range(draw(st.integers(2, 14))):
        text = list(draw(st.sampled_from(seeds)))
        for _ in range(draw(st.integers(0, 5))):
            place = draw(st.integers(0, len(text) - 1))
            text[place : place + draw(st.integers(0, 1))] = [f"w{draw(st.integers(0, 39))}"]
        out.append(clause(" ".join(text), draw(st.sampled_from("ABCD")), draw(st.sampled_from(["en", "fr"]))))
    return out


def brute(clauses: Sequence[TwinClause], least: float) -> Counter[tuple[int, int]]:
    return Counter(
        (place, other)
        for (place, first), (other, second) in combinations(enumerate(clauses), 2)
        if first.has_twins
        and second.has_twins
        and first.language == second.language
        and first.instrument != second.instrument
        and similarity(first.words, second.words) >= least
    )


def placed(twins: Iterable[Twin], clauses: Sequence[TwinClause]) -> Counter[tuple[int, int]]:
    places = {id(clause): place for place, clause in enumerate(clauses)}
    pairs = (sorted((places[id(twin.first)], places[id(twin.second)])) for twin in twins)
    return Counter((first, second) for first, second in pairs)


@given(WORDS, WORDS, SHARES)
def test_what_is_alike_keeps_the_bounds(first: list[str], second: list[str], least: float) -> None:
    if not first or not second or similarity(first, second) < least:
        return
    common = (Counter(first) & Counter(second)).total()
    assert common >= shared_words(len(first), len(second), least)
    assert common >= max(fewest_shared(len(first), least), fewest_shared(len(second), least))
    assert len(second) in likely_lengths(len(first), least)
    for shared in (fewest_shared(len(first), least), shared_words(len(first), len(first), least)):
        assert most_asked(least) <= prefix_length(len(first), shared, least) <= len(first) or shared < most_asked(least)


@given(WORDS, WORDS, SHARES, st.permutations("a b c d e f g h".split()))
def test_each_list_holds_enough_of_the_likely_words_of_what_is_alike_to_it(
    first: list[str], second: list[str], least: float, order: list[str]
) -> None:
    """Whatever is told of how rare they are."""
    if first and second and similarity(first, second) >= least:
        wanted = likely_words(first, order.index, least)
        assert sum(weight for word, weight in wanted.weights.items() if word in second) >= wanted.enough
        assert len(second) in wanted.lengths
        assert wanted.may_be_in(second)


def test_of_what_holds_enough_of_the_likely_words_most_is_told_to_be_no_twin() -> None:
    words = [f"w{place:02}" for place in range(60)]
    wanted = likely_words(words, lambda word: int(word[1:]))
    same, other = words[:54], [*words[:10], *(f"x{place}" for place in range(50))]
    assert wanted.may_be_in(same)
    assert sum(wanted.weights.get(word, 0) for word in other) >= wanted.enough
    assert not wanted.may_be_in(other)
    assert not wanted.may_be_in(words[:30]), "too short"


def groups_of(clauses: Iterable[TwinClause], least: float = LEAST) -> tuple[TwinGroup, ...]:
    """The groups of twins, however many clauses are similar to one."""
    return run_to_end(steps_to_groups(clauses, least, crowd=None))


def need_all_twins(clauses: Sequence[TwinClause], least: float) -> None:
    """Asserts that each twin is in a group, and that a group has exactly the clauses that are similar to its first one."""
    groups = groups_of(clauses, least)
    grouped = {id(clause) for group in groups for clause in members_of(group)}
    for pair in brute(clauses, least):
        assert {id(clauses[place]) for place in pair} <= grouped
    for group in groups:
        head = group.first
        similar = [
            clause
            for clause in clauses
            if clause.has_twins and clause.language == head.language and similarity(head.words, clause.words) >= least
        ]
        assert {id(clause) for clause in members_of(group)} == {id(clause) for clause in similar}


def members_of(group: TwinGroup) -> list[TwinClause]:
    return [group.first, *(twin.second for twin in group.others)]


@given(libraries(), SHARES)
def test_groups_have_all_twins_that_comparing_all_with_all_finds(clauses: list[TwinClause], least: float) -> None:
    need_all_twins(clauses, least)


@given(libraries(), SHARES)
def test_the_twins_of_a_clause_are_those_among_all(clauses: list[TwinClause], least: float) -> None:
    counts = Counter(word for clause in clauses for word in clause.words)

    def candidates(wanted: LikelyWords) -> list[TwinClause]:
        held = [sum(weight for word, weight in wanted.weights.items() if word in clause.words) for clause in clauses]
        return [clause for clause, weight in zip(clauses, held, strict=True) if weight >= wanted.enough]

    pairs = brute(clauses, least)
    for place, sample in enumerate(clauses):
        found = twins_of(sample, candidates, counts.__getitem__, least)
        assert placed(found, clauses) == Counter(pair for pair in pairs if place in pair)
        assert [twin.similarity for twin in found] == sorted((twin.similarity for twin in found), reverse=True)


@given(libraries(), SHARES)
def test_a_group_says_how_similar_its_clauses_are(clauses: list[TwinClause], least: float) -> None:
    for group in groups_of(clauses, least):
        assert all(twin.first is group.first and twin.similarity >= least for twin in group.others)
        assert similarity(group.first.words, group.others[-1].second.words) == group.others[-1].similarity
        assert any(twin.second.instrument != group.first.instrument for twin in group.others)


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_give_both_texts(first: str, second: str) -> None:
    pieces = differences(first, second)
    assert "".join(piece.text for piece in pieces if piece.status != "inserted") == first
    assert "".join(piece.text for piece in pieces if piece.status != "deleted") == second


@pytest.mark.parametrize(
    ("dated", "plain"),
    [
        ("Resolution 71 (Rev. Dubai, 2018) of this conference", "Resolution 71 of this conference"),
        ("résolution 71 (Rév. Dubaï, 2018) de la présente conférence", "résolution 71 de la présente conférence"),
        ("Resolución 71 (Rev. Dubái, 2018) de la presente Conferencia", "Resolución 71 de la presente Conferencia"),
        ("Резолюции 71 (Пересм. Дубай, 2018 г.) настоящей Конференции", "Резолюции 71 настоящей Конференции"),
        ("本届大会第71号决议（2018年，迪拜，修订版）的规定", "本届大会第71号决议的规定"),
        ("القرار 71 (المراجَع في دبي، 2018) لهذا المؤتمر", "القرار 71 لهذا المؤتمر"),
        ("Resolution 925 (C-1985, last amended C19) of the Council", "Resolution 925 of the Council"),
    ],
)
def test_editions_are_masked(dated: str, plain: str) -> None:
    if "C-1985" not in dated:
        assert words_of(dated) == words_of(plain)
    assert similarity(words_of(dated), words_of(plain)) > 0.6


def test_only_clauses_of_some_length_in_other_instruments_are_twins() -> None:
    text = "to report to the Council on the implementation of this resolution"
    sample = clause(text, "A")
    others = [
        clause(text, "B"),
        clause(text, "A", path="resolves/2"),
        clause(text, "C", instrument="A"),
        clause(text, "D", "fr"),
        clause(text, "E", path="notes/fn1"),
        clause("to report to the Council", "F"),
        clause(" ".join(["word"] * (LONGEST + 1)), "G"),
    ]
    (group,) = groups_of([sample, *others])
    assert [clause.text for clause in members_of(group) if clause.instrument != sample.instrument] == ["B"]
    assert twins_of(clause("too short", "A"), lambda wanted: others, lambda word: 1) == ()
    assert groups_of([]) == ()


def test_clauses_of_a_text_of_the_library() -> None:
    held = LibraryClause(
        "resolves/1", "paragraph", "operative", "resolves", "1", "to report to the Council on the implementation of this"
    )
    call = LibraryClause(
        "resolves", "call", "operative", "resolves", "", "resolves to do one thing and another and a third thing"
    )
    numbered = TextIdentity("resolution", "PP", "71", place="Dubai", year=2018, language="en")
    assert [clause.instrument for clause in twin_clauses(5, numbered, [held, call])] == [("resolution", "PP", "71")]
    assert [clause.instrument for clause in twin_clauses(5, TextIdentity(language="en"), [held])] == [5]


def test_the_work_pauses() -> None:
    clauses = [clause(" ".join(f"word{n}x{place}" for place in range(SHORTEST)), f"A{n}") for n in range(4_100)]
    steps = steps_to_groups(clauses)
    assert sum(1 for _ in steps) == 2


def test_kinds_of_twins() -> None:
    first = clause("to report to the Council on the implementation of this resolution", "A")
    second = clause("to report annually to the Council on the implementation of this resolution", "B")
    (group,) = groups_of([first, second])
    assert group.kind == "formula"


def test_all_twins_of_real_texts_are_found(shared: Path) -> None:
    """By brute force over the texts of the Final Acts of PP-18."""
    clauses = [found for path in sorted((shared / "corpus" / "pp18").glob("*.tsv")) for found in clauses_of_file(path)]
    assert len(clauses) > 900
    for least in (0.7, LEAST):
        need_all_twins(clauses, least)
        assert brute(clauses, least).total() >= 25


def clauses_of_file(path: Path) -> list[TwinClause]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    found = [
        clause(text, path.stem, path=str(place)) for place, (kind, _, text) in enumerate(rows, 1) if kind.startswith("paragraph")
    ]
    return [candidate for candidate in found if candidate.has_twins]


def crowded(number: int) -> list[TwinClause]:
    """Clauses that share 20 words and have two words of their own, so that all are similar."""
    shared = [f"w{place}" for place in range(20)]

    def words(n: int) -> str:
        return " ".join([*shared[: n % 19], f"a{n}", *shared[n % 19 :], f"b{n}"])

    return [clause(words(n), f"A{n}") for n in range(number)]


def test_what_is_alike_to_very_many_stands_in_one_group_with_them() -> None:
    clauses = crowded(60)
    (group,) = run_to_end(steps_to_groups(clauses, crowd=5))
    assert {twin.second.text for twin in group.others} | {group.first.text} == {clause.text for clause in clauses}
    assert all(twin.similarity == similarity(twin.first.words, twin.second.words) >= LEAST for twin in group.others)


@given(libraries(), SHARES, st.integers(1, 4))
def test_groups_with_a_crowd_hold_twins_alone(clauses: list[TwinClause], least: float, crowd: int) -> None:
    pairs = brute(clauses, least)
    groups = run_to_end(steps_to_groups(clauses, least, crowd=crowd))
    for group in groups:
        for twin in group.others:
            assert similarity(twin.first.words, twin.second.words) == twin.similarity >= least
    if pairs:
        assert groups
    if max((len(group.others) for group in groups_of(clauses, least)), default=0) < crowd:
        assert groups == groups_of(clauses, least)


def test_work_and_memory_grow_with_the_clauses_of_a_crowd_and_no_faster() -> None:
    few, many = 100, 400

    def groups(number: int) -> None:
        assert len(run_to_end(steps_to_groups(crowded(number), crowd=20))) == 1

    groups(few)
    assert work(partial(groups, many)) < 1.5 * many / few * work(partial(groups, few))
    assert peak_memory(partial(groups, many)) < 1.5 * many / few * peak_memory(partial(groups, few))
