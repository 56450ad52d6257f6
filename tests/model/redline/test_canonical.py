"""Canonical form: it changes neither side, it is stable, and it can be checked window by window."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.redline import NOBODY, Clause, End, Props, Run, Side, Stamp, Status, paragraphs
from model.redline.canonical import canonical

KEPT, INSERTED, DELETED = Status.KEPT, Status.INSERTED, Status.DELETED
ME = Stamp("me", "2024-09-06T09:00:00Z")
SIGNS = {"": KEPT, "+": INSERTED, "-": DELETED}


def story(text: str) -> tuple[Clause, ...]:
    """Clauses from a line such as `k -d +i ¶+ x ¶`: runs of one word each, a sign before them, `¶` with its own sign."""
    clauses: list[Clause] = []
    runs: list[Run] = []
    for token in text.split():
        if token.startswith("¶"):
            clauses.append(Clause(f"c{len(clauses)}", Props(), tuple(runs), End(SIGNS[token[1:]])))
            runs = []
        else:
            sign = token[0] if token[0] in "+-" else ""
            runs.append(Run(token.removeprefix(sign), SIGNS[sign]))
    return tuple(clauses)


def line(clauses: tuple[Clause, ...]) -> str:
    signs = {status: sign for sign, status in SIGNS.items()}
    return " ".join(
        token
        for clause in clauses
        for token in [*(signs[run.status] + run.text for run in clause.runs), "¶" + signs[clause.end.status]]
    )


def check(before: str, after: str) -> None:
    assert line(canonical(story(before))) == after


def test_deleted_stands_before_inserted() -> None:
    check("k +b -a k ¶", "k -a +b k ¶")


def test_what_is_typed_again_whole_is_kept() -> None:
    check("k -a +a k ¶", "kak ¶")
    check("k -ab +a k ¶", "k -ab +a k ¶")


def test_a_wholly_new_clause_carries_its_own_end() -> None:
    check("k ¶+ +x ¶ m ¶", "k ¶ +x ¶+ m ¶")
    check("k ¶+ ¶ m ¶", "k ¶ ¶+ m ¶")


def test_a_wholly_struck_clause_carries_its_own_end() -> None:
    check("k ¶- -x ¶ m ¶", "k ¶ -x ¶- m ¶")


def test_several_such_clauses_carry_their_own_ends() -> None:
    check("k -a ¶- -x ¶- -y ¶ m ¶", "k -a ¶ -x ¶- -y ¶- m ¶")
    check("k ¶+ +x ¶+ +y ¶ m ¶", "k ¶ +x ¶+ +y ¶+ m ¶")
    check("-x ¶- -y ¶- -z ¶ m ¶", "-x ¶- -y ¶- -z ¶ m ¶")
    check("k ¶- -x ¶- y ¶ m ¶", "k ¶- -x ¶- y ¶ m ¶")


def test_a_split_and_a_merge_with_nothing_between_are_one_end() -> None:
    check("k ¶- -a +b ¶+ m ¶", "k +b ¶ -a m ¶")
    check("k ¶+ -a +b ¶- m ¶", "k -a ¶ +b m ¶")


def test_a_struck_clause_beside_a_new_one_stays_two() -> None:
    check("-a ¶- +x ¶+ m ¶", "-a ¶- +x ¶+ m ¶")
    check("k ¶ -a ¶- +x ¶+ m ¶", "k ¶ -a ¶- +x ¶+ m ¶")


def test_text_typed_into_an_empty_paragraph_of_the_base_stays_there() -> None:
    check("+a ¶+ +x ¶ m ¶", "+a ¶+ +x ¶ m ¶")


statuses = st.sampled_from([KEPT, INSERTED, DELETED, Status.RETRACTED])
props = st.builds(Props, kind=st.sampled_from(["paragraph", "call", "title"]), level=st.integers(0, 2))
runs = st.builds(Run, st.sampled_from(["", "a", "b", "ab"]), statuses, stamp=st.sampled_from([Stamp(), Stamp("B")]))


@st.composite
def raw_stories(draw: st.DrawFn) -> tuple[Clause, ...]:
    """Clauses in no form at all; only the last is closed on both sides, as every text is."""
    count = draw(st.integers(1, 5))
    clauses = [
        Clause(
            f"c{index}",
            draw(props),
            tuple(draw(st.lists(runs, max_size=4))),
            End(draw(statuses) if index < count - 1 else KEPT),
            base_props=draw(st.none() | props),
        )
        for index in range(count)
    ]
    return tuple(clauses)


def content_on(clauses: tuple[Clause, ...], side: Side) -> list[tuple[object, ...]]:
    return [(paragraph.props, paragraph.bearer.label, paragraph.runs) for paragraph in paragraphs(clauses, side)]


@given(raw_stories())
def test_neither_side_changes(clauses: tuple[Clause, ...]) -> None:
    formed = canonical(clauses)
    assert content_on(formed, "base") == content_on(clauses, "base")
    assert content_on(formed, "draft") == content_on(clauses, "draft")


@given(raw_stories())
def test_it_is_stable(clauses: tuple[Clause, ...]) -> None:
    formed = canonical(clauses)
    assert canonical(formed) == formed


def test_what_was_changed_of_a_paragraph_has_an_author_only_where_it_was_changed():
    stale = Clause("c1", runs=(Run("a"),), props_stamp=ME)
    assert canonical([stale]) == (replace(stale, props_stamp=NOBODY),)
    ended = replace(stale, end=End(INSERTED, ME))
    assert canonical([ended, Clause("c2", runs=(Run("b"),))])[0].props_stamp == NOBODY
