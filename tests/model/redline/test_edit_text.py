"""The one editing function: whatever is done, the base stays, the form is canonical, and the draft and its caret are what
a plain editor would give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from model.redline import Clause, Label, Props, Run, Stamp, Status, paragraphs
from model.redline.canonical import canonical
from model.redline.edit_text import Edit, InsertedParagraph, Place, edit
from tests.profiles import times_profile

ME = Stamp("me", "2024-09-06T09:00:00Z")


def clauses_of(*texts: str) -> tuple[Clause, ...]:
    return tuple(
        Clause(f"c{index}", Props(level=1 + index % 2), (Run(text),) if text else (), label=Label(f"{index})"))
        for index, text in enumerate(texts)
    )


def after(clauses: tuple[Clause, ...], change: Edit) -> tuple[Clause, ...]:
    assert clauses[change.at : change.at + len(change.old)] == change.old
    return (*clauses[: change.at], *change.new, *clauses[change.at + len(change.old) :])


def base(clauses: tuple[Clause, ...]) -> list[tuple[object, ...]]:
    return [(paragraph.props, paragraph.bearer.label, paragraph.runs) for paragraph in paragraphs(clauses, "base")]


def draft(clauses: tuple[Clause, ...]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs(clauses, "draft"))


def in_draft(clauses: tuple[Clause, ...], place: Place) -> int:
    """A place as a number of characters of the draft."""
    count = 0
    for index, clause in enumerate(clauses):
        offset = 0
        for run in clause.runs:
            inside = min(max(place.offset - offset, 0), len(run.text)) if index == place.index else len(run.text)
            count += inside if run.status.in_draft else 0
            offset += len(run.text)
        if index == place.index:
            break
        count += clause.end.status.in_draft
    return count


def has_struck_clause(clauses: tuple[Clause, ...]) -> bool:
    return any(not clause.end.status.in_draft and not any(run.status.in_draft for run in clause.runs) for clause in clauses)


@dataclass(frozen=True)
class Action:
    what: Literal["type", "delete", "enter", "paste", "restore"]
    start: float
    length: float
    words: str
    caret: Literal["before", "after"]


actions = st.lists(
    st.builds(
        Action,
        st.sampled_from(["type", "type", "delete", "delete", "enter", "paste", "restore"]),
        st.floats(0, 1),
        st.sampled_from([0, 0, 0.1, 0.3, 0.6, 1]),
        st.sampled_from(["X", "YZ"]),
        st.sampled_from(["before", "after"]),
    ),
    max_size=25,
)
texts = st.lists(st.sampled_from(["", "a", "ab", "abcdef"]), min_size=1, max_size=4)


def place_at(clauses: tuple[Clause, ...], part: float) -> Place:
    """A place at a part of the whole text, from its start (0) to its end (1)."""
    left = round(part * (sum(len(clause.text) + 1 for clause in clauses) - 1))
    for index, clause in enumerate(clauses):
        if left <= len(clause.text):
            return Place(index, left)
        left -= len(clause.text) + 1
    return Place(len(clauses) - 1, len(clauses[-1].text))


def paragraphs_of(action: Action) -> list[InsertedParagraph]:
    words = InsertedParagraph((Run(action.words),))
    return {"type": [words], "enter": [InsertedParagraph(), InsertedParagraph()], "paste": [words, words]}.get(action.what, [])


@settings(max_examples=times_profile(6))
@given(texts, actions)
def test_whatever_is_done(opened: list[str], todo: list[Action]) -> None:
    clauses = clauses_of(*opened)
    in_force = base(clauses)
    for action in todo:
        a = place_at(clauses, action.start)
        b = max(a, place_at(clauses, min(1, action.start + action.length)))
        change = edit(clauses, a, b, paragraphs_of(action), ME, restore=action.what == "restore", caret=action.caret)
        new = after(clauses, change)
        assert base(new) == in_force
        assert canonical(new) == new
        assert len({clause.id for clause in new}) == len(new)
        assert 0 <= change.caret.offset <= len(new[change.caret.index].text)
        if action.what != "restore" and not has_struck_clause(clauses):
            text, start, stop = draft(clauses), in_draft(clauses, a), in_draft(clauses, b)
            put = "\n".join("".join(run.text for run in paragraph.runs) for paragraph in paragraphs_of(action))
            assert draft(new) == text[:start] + put + text[stop:]
            assert in_draft(new, change.caret) == start + len(put)
        clauses = new


@given(texts, st.integers(0, 3), st.integers(0, 3))
def test_clauses_are_struck_whole_up_to_the_end_of_the_text(opened: list[str], low: int, count: int) -> None:
    clauses = clauses_of(*opened)
    low = min(low, len(clauses) - 1)
    high = min(low + count, len(clauses))
    new = after(clauses, edit(clauses, Place(low, 0), Place(high, 0), [], ME))
    assert base(new) == base(clauses)
    assert [clause.end.status for clause in new] == [
        Status.DELETED if low <= index < high else Status.KEPT for index in range(len(clauses))
    ]


def shown(clauses: tuple[Clause, ...]) -> str:
    signs = {Status.KEPT: "", Status.INSERTED: "+", Status.DELETED: "-"}
    return " ".join(
        token
        for clause in clauses
        for token in [*(signs[run.status] + run.text for run in clause.runs), "¶" + signs[clause.end.status]]
    )


def test_backspace_then_enter_is_nothing() -> None:
    clauses = clauses_of("ab", "cd")
    joined = after(clauses, edit(clauses, Place(0, 2), Place(1, 0), [], ME, caret="before"))
    assert shown(joined) == "ab ¶- cd ¶"
    parted = after(joined, edit(joined, Place(0, 2), Place(0, 2), [InsertedParagraph(), InsertedParagraph()], ME))
    assert parted == clauses


def test_a_new_clause_that_is_emptied_and_merged_vanishes() -> None:
    clauses = clauses_of("ab", "cd")
    new = after(clauses, edit(clauses, Place(0, 2), Place(0, 2), [InsertedParagraph(), InsertedParagraph()], ME))
    assert shown(new) == "ab ¶ ¶+ cd ¶"
    assert after(new, edit(new, Place(0, 2), Place(1, 0), [], ME, caret="before")) == clauses


def test_typing_in_a_struck_clause_makes_it_a_replaced_one() -> None:
    clauses = clauses_of("ab", "cd", "ef")
    struck = after(clauses, edit(clauses, Place(1, 0), Place(2, 0), [], ME))
    assert shown(struck) == "ab ¶ -cd ¶- ef ¶"
    typed = after(struck, edit(struck, Place(1, 1), Place(1, 1), [InsertedParagraph((Run("X"),))], ME))
    assert shown(typed) == "ab ¶ -cd +X ¶ ef ¶"


def test_enter_in_a_struck_clause_makes_a_new_one_beside_it() -> None:
    clauses = clauses_of("ab", "cd", "ef")
    struck = after(clauses, edit(clauses, Place(1, 0), Place(2, 0), [], ME))
    enter = [InsertedParagraph(), InsertedParagraph()]
    assert shown(after(struck, edit(struck, Place(1, 1), Place(1, 1), enter, ME))) == "ab ¶ -cd ¶- ¶+ ef ¶"
    assert shown(after(struck, edit(struck, Place(1, 0), Place(1, 0), enter, ME))) == "ab ¶ ¶+ -cd ¶- ef ¶"


def test_restoring_takes_the_deletion_back() -> None:
    clauses = clauses_of("abcd", "ef")
    struck = after(clauses, edit(clauses, Place(0, 1), Place(1, 1), [], ME))
    assert shown(struck) == "a -bcd ¶- -e f ¶"
    assert after(struck, edit(struck, Place(0, 0), Place(1, 2), [], ME, restore=True)) == clauses


def test_the_ends_of_table_cells_stay() -> None:
    first, second = clauses_of("ab", "cd")
    clauses = (Clause("c0", runs=first.runs, cell=(0, 0, 0)), Clause("c1", runs=second.runs, cell=(0, 0, 1)))
    assert shown(after(clauses, edit(clauses, Place(0, 1), Place(1, 1), [], ME))) == "a -b ¶ -c d ¶"


def test_a_whole_clause_before_a_table_goes_with_its_end() -> None:
    first, second, third = clauses_of("ab", "cd", "ef")
    clauses = (first, second, replace(third, cell=(0, 0, 0)))
    assert shown(after(clauses, edit(clauses, Place(1, 0), Place(2, 0), [], ME))) == "ab ¶ -cd ¶- ef ¶"
    assert shown(after(clauses, edit(clauses, Place(1, 1), Place(2, 0), [], ME))) == "ab ¶ c -d ¶ ef ¶"
    assert shown(after(clauses, edit(clauses, Place(0, 1), Place(2, 1), [], ME))) == "a -b ¶ -cd ¶- -e f ¶"
    new = after(clauses, edit(clauses, Place(1, 2), Place(1, 2), [InsertedParagraph(), InsertedParagraph((Run("x"),))], ME))
    assert shown(new) == "ab ¶ cd ¶ +x ¶+ ef ¶"
    gone = edit(new, Place(2, 0), Place(3, 0), [], ME, caret="before")
    assert after(new, gone) == clauses
    assert gone.caret == Place(2, 0)
