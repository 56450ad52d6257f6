"""Labels brought up to date after a change: they must be those that are computed from nothing."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.numbering import Labelling
from model.redline import ANCHOR, SIDES, Clause, End, Label, Policy, Props, Redline, Run, Status, paragraphs
from tests.builders.lists import listed
from tests.builders.strategies import redlines

MORE = listed("=c | a) | b) | +L | -b) | 1 | +D | >i) | +>R | -=x | +=y | @z | #1 | N t | 2.1").clauses


@given(redlines(), st.data())
def test_an_update_is_a_computation_from_nothing(redline: Redline, data: st.DataObject) -> None:
    labelling = Labelling.of(redline)
    for step in range(3):
        clauses = redline.clauses
        at = data.draw(st.integers(0, len(clauses)))
        struck = data.draw(st.integers(0, 1))
        new = [replace(clause, id=f"new {step}") for clause in data.draw(st.lists(st.sampled_from(MORE), max_size=1))]
        redline = replace(redline, clauses=(*clauses[:at], *new, *clauses[at + struck :]))
        labelling = labelling.update(redline)
        assert labelling == Labelling.of(redline)


@given(
    st.lists(st.sampled_from(["=c", "a)", "b)", "c)", "+L", "-a)", ">i)", "+>R", "->i)", "1", "+D", "N"]), max_size=40),
    st.data(),
)
def test_an_update_of_a_long_text_is_a_computation_from_nothing(parts: list[str], data: st.DataObject) -> None:
    redline = listed(" | ".join(["=c", *parts]), policy=data.draw(st.sampled_from(get_args(Policy))))
    at = data.draw(st.integers(0, len(redline.clauses)))
    many = data.draw(st.integers(0, 2))
    new = [
        replace(clause, id=f"n{number}") for number, clause in enumerate(data.draw(st.lists(st.sampled_from(MORE), max_size=2)))
    ]
    changed = replace(redline, clauses=(*redline.clauses[:at], *new, *redline.clauses[at + many :]))
    assert Labelling.of(redline).update(changed) == Labelling.of(changed)
    where = at, len(redline.clauses[at : at + many]), len(new)
    assert Labelling.of(redline).update(changed, where) == Labelling.of(changed)


PARTS = "=c =d +=e -=f #1 #2 +#2 @x a) b) 1 2 3 +D +L -2 >i) N".split()


@given(
    st.lists(st.sampled_from(PARTS), max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 2)), max_size=3),
    st.data(),
)
def test_an_update_of_many_blocks_is_a_computation_from_nothing(
    parts: list[str], cuts: list[tuple[int, int]], data: st.DataObject
) -> None:
    redline = listed(" | ".join(["=c", *parts]), policy=data.draw(st.sampled_from(get_args(Policy))))
    labelling = Labelling.of(redline)
    more = listed(" | ".join(PARTS)).clauses
    for step, (at, struck) in enumerate(cuts):
        drawn = enumerate(data.draw(st.lists(st.sampled_from(more), max_size=2)))
        new = [replace(clause, id=f"n{step} {number}") for number, clause in drawn]
        redline = replace(redline, clauses=(*redline.clauses[:at], *new, *redline.clauses[at + struck :]))
        labelling = labelling.update(redline)
        assert labelling == Labelling.of(redline)


def test_a_new_item_renumbers_its_own_list_and_no_list_behind_that_begins_afresh() -> None:
    redline = listed("=c | a) | b) | =d | a) | b) | =e | 1 | =f | 2 | =g | 1")
    new = replace(listed("+L")["c0"], id="new")
    before = Labelling.of(redline)
    after = before.update(replace(redline, clauses=(*redline.clauses[:2], new, *redline.clauses[2:])))
    assert [after.draft(id) for id in ("c1", "new", "c2", "c4")] == ["a)", "b)", "c)", "a)"]
    same = [old.labels is new.labels for old, new in zip(before.blocks, after.blocks, strict=True)]
    assert same == [False, True, True, True, True]


def test_a_new_item_renumbers_the_list_behind_a_call_that_goes_on_from_its_own() -> None:
    redline = listed("=c | 1 | 2 | =d | 3 | =e | a) | =f | 1")
    new = replace(listed("+D")["c0"], id="new")
    after = Labelling.of(redline).update(replace(redline, clauses=(*redline.clauses[:2], new, *redline.clauses[2:])))
    assert [after.draft(id) for id in ("c1", "new", "c2", "c4", "c6")] == ["1", "2", "3", "4", "a)"]


@st.composite
def stories_of_one_cell(draw: st.DrawFn, count: int) -> tuple[Clause, ...]:
    """Items of a list in one cell that differ in what decides which paragraphs there are, and who bears their labels."""
    status = st.sampled_from([Status.KEPT, Status.INSERTED, Status.DELETED])
    run = st.builds(
        lambda text, status: Run(text, status, content="<w:a/>" * (text == ANCHOR)), st.sampled_from(["x", ANCHOR]), status
    )
    row = draw(status)
    return tuple(
        Clause(
            f"c{number}",
            Props("paragraph", 1, "letter"),
            tuple(draw(st.lists(run, max_size=1))),
            End(draw(status)),
            draw(st.sampled_from([None, Label("a)")])),
            cell=(0, 0, 0),
            row=row,
        )
        for number in range(count)
    )


two_stories_of_one_cell = st.integers(1, 4).flatmap(lambda count: st.tuples(*[stories_of_one_cell(count)] * 2))


@given(two_stories_of_one_cell, st.sampled_from(["runs", "end", "row"]), st.sets(st.integers(0, 3)))
def test_an_update_of_changed_clauses_is_a_computation_from_nothing(
    stories: tuple[tuple[Clause, ...], tuple[Clause, ...]], part: str, places: set[int]
) -> None:
    before, other = stories
    after = tuple(
        replace(clause, **{part: getattr(other[place], part)}) if place in places else clause
        for place, clause in enumerate(before)
    )
    assert Labelling.of(Redline(before)).update(Redline(after)) == Labelling.of(Redline(after))


def test_a_merged_clause_bears_the_label_as_soon_as_it_holds_more_than_a_bookmark() -> None:
    bookmark = Run(ANCHOR, content="<w:bookmarkStart/>")
    redline = listed("=c | a) | b)")
    merged = replace(redline["c1"], runs=(bookmark,), end=End(Status.DELETED))
    before = replace(redline, clauses=(redline["c0"], merged, redline["c2"]))
    labelling = Labelling.of(before)
    assert (labelling.draft("c1"), labelling.draft("c2")) == (None, "a)")
    typed = replace(merged, runs=(bookmark, Run("x", Status.INSERTED)))
    after = replace(before, clauses=(redline["c0"], typed, redline["c2"]))
    assert labelling.update(after) == Labelling.of(after)


def test_a_row_kept_again_has_labels_again() -> None:
    props, letter = Props("paragraph", 1, "letter"), Run("x", Status.INSERTED)
    clauses = (
        Clause("c0", props, (Run("x"),), cell=(0, 0, 0)),
        Clause("c1", props, (letter,), End(Status.INSERTED), cell=(0, 0, 0)),
    )
    kept = Redline(clauses)
    struck = Redline(tuple(replace(clause, row=Status.DELETED) for clause in clauses))
    assert Labelling.of(struck).draft("c1") is None
    assert Labelling.of(struck).update(kept) == Labelling.of(kept)
    assert Labelling.of(kept).draft("c1") is not None


@given(two_stories_of_one_cell.map(lambda both: Redline(both[0])))
def test_only_what_stands_on_a_side_has_a_label_there(redline: Redline) -> None:
    labelling = Labelling.of(redline)
    base, draft = ({paragraph.bearer.id for paragraph in paragraphs(redline.clauses, side)} for side in SIDES)
    assert {clause.id for clause in redline.clauses if labelling.base(clause.id) is not None} <= base
    assert {clause.id for clause in redline.clauses if labelling.draft(clause.id) is not None} <= draft
