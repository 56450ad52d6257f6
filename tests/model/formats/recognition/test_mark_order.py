"""Word's order of marks and the canonical one: each gives the other back, and no side changes."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.formats.recognition.mark_order import closing_order, from_word, to_word
from model.redline import Clause, End, Props, Redline, Run, Stamp, Status
from model.redline.canonical import canonical, order_gaps, with_kept_end
from tests.builders.notation import redline

KEPT, INSERTED, DELETED = Status.KEPT, Status.INSERTED, Status.DELETED
ME = Stamp("ATU", "2024-09-06T09:00:00Z")

runs = st.builds(
    lambda text, status: Run(text, status, stamp=ME if status is not KEPT else Stamp()),
    st.sampled_from(["x", "y ", ";"]),
    st.sampled_from([KEPT, INSERTED, DELETED]),
)
props = st.sampled_from([Props(), Props(style="enumlev1", level=2), Props("call", 0, style="Call")])


@st.composite
def stories(draw: st.DrawFn) -> tuple[Clause, ...]:
    clauses = []
    cells = sorted(draw(st.lists(st.sampled_from([(0, 0, 0), (0, 0, 1)]), max_size=3)))
    places: list[tuple[int, int, int] | None] = [None] * draw(st.integers(0, 4))
    for index, cell in enumerate([*places, *cells, *([None] * draw(st.integers(1, 5)))]):
        status = draw(st.sampled_from([KEPT, KEPT, INSERTED, DELETED]))
        draft, other = draw(props), draw(st.one_of(st.none(), props))
        clauses.append(
            Clause(
                f"c{index}",
                draft,
                tuple(draw(st.lists(runs, max_size=3))),
                End(status, ME if status is not KEPT else Stamp()),
                base_props=other if status is KEPT and other != draft else None,
                props_stamp=ME if status is KEPT and other not in (None, draft) else Stamp(),
                cell=cell,
            )
        )
    return canonical(clauses)


@given(stories())
def test_word_and_back(story: tuple[Clause, ...]) -> None:
    written = to_word(story)
    containers = [list(part) for _, part in groupby(story, key=lambda clause: clause.cell)]
    keeps_all = all(_keeps_text(clause) for clause in story if clause.end.status is KEPT)
    if keeps_all and all(with_kept_end(part) is part for part in containers):
        assert _unsigned(from_word(written)) == _unsigned(story)
    assert to_word(from_word(written)) == written


def _unsigned(story: tuple[Clause, ...]) -> list[Clause]:
    """Without the author of changed properties: Word cannot record it if old and new properties change places."""
    return [replace(clause, props_stamp=Stamp()) for clause in story]


def _keeps_text(clause: Clause) -> bool:
    return any(run.status is KEPT for run in clause.runs)


@given(stories())
def test_no_side_changes(story: tuple[Clause, ...]) -> None:
    for side in ("base", "draft"):
        before = [(clause.text, clause.props) for clause in getattr(Redline(story), side)().clauses]
        after = [(clause.text, clause.props) for clause in getattr(Redline(to_word(story)), side)().clauses]
        assert before == after


@given(stories())
def test_the_last_end_is_kept_if_only_clauses_of_one_side_follow_a_kept_one(
    story: tuple[Clause, ...],
) -> None:
    tail = story[_start(story) :]
    others = [clause for clause in tail if not _is_of_one_side(clause)]
    assert (to_word(story)[-1].end.status is KEPT) is bool(others and others[-1].end.status is KEPT)


def _start(clauses: tuple[Clause, ...]) -> int:
    return max((index + 1 for index, clause in enumerate(clauses) if clause.cell is not None), default=0)


def _is_of_one_side(clause: Clause) -> bool:
    """Whether all text of a clause and its end were inserted, or were deleted."""
    return clause.end.status is not KEPT and all(run.status is clause.end.status for run in clause.runs)


def test_an_inserted_last_clause_gives_its_mark_to_the_one_before() -> None:
    story = (
        Clause("c1", Props(level=1), (Run("a,"),)),
        Clause("c2", Props(level=2), (Run("b.", INSERTED, stamp=ME),), End(INSERTED, ME)),
    )
    first, last = to_word(story)
    assert (first.end.status, last.end.status) == (INSERTED, KEPT)
    assert (first.props, last.props, last.base_props, last.props_stamp) == (Props(), Props(level=2), Props(), ME)


@given(st.lists(runs, max_size=6))
def test_closing_order_is_undone_by_the_canonical_form(mixed: list[Run]) -> None:
    canonical_runs = order_gaps(mixed)
    assert order_gaps(closing_order(canonical_runs, INSERTED)) == canonical_runs
    assert closing_order(canonical_runs, KEPT) == canonical_runs


def test_a_closing_deletion_follows_its_insertion_before_an_inserted_paragraph() -> None:
    end = (Run("a"), Run(",", DELETED), Run(";", INSERTED))
    assert [run.text for run in closing_order(end, INSERTED)] == ["a", ";", ","]
    assert replace(end[0]) == closing_order(end, INSERTED)[0]


def test_a_new_paragraph_behind_an_insertion_gets_the_end_that_stays():
    """LibreOffice takes `x ¶ y` of two insertions for one and loses the end between them."""
    text = redline("kept{++ more++}\n{++new++}{++¶++}\n{++newer++}{++¶++}\nlast\n")
    ends = [clause.end.status for clause in to_word(text.clauses)]
    assert ends == [Status.INSERTED, Status.INSERTED, Status.KEPT, Status.KEPT]
    assert from_word(to_word(text.clauses)) == text.clauses
