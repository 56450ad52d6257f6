"""Folding hides nothing that differs, and loses no row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.diff.aligned_rows import SORTS, AlignedRow
from model.diff.folding import CONTEXT, LEAST, differs, folded_rows

sorts = st.frozensets(st.sampled_from(SORTS))
rows = st.lists(st.one_of(st.just(frozenset()), st.just(frozenset()), sorts), max_size=30).map(
    lambda found: [AlignedRow("", (), (), (), span) for span in found]
)


@given(rows, sorts, st.sets(st.integers(0, 30)))
def test_every_row_stands_once_and_what_differs_is_seen(rows, wanted, unfolded):
    items = folded_rows(rows, wanted, unfolded)
    places = [place for item in items for place in ([item] if isinstance(item, int) else item)]
    assert places == list(range(len(rows)))
    for item in items:
        if isinstance(item, range):
            assert len(item) >= LEAST
            assert item.start not in unfolded
            near = range(max(item.start - CONTEXT, 0), min(item.stop + CONTEXT, len(rows)))
            assert not any(differs(rows[place], wanted) for place in near)


def test_a_long_stretch_is_folded_and_unfolded():
    rows = [AlignedRow("", (), (), (), frozenset({"text"} if place == 10 else ())) for place in range(20)]
    assert folded_rows(rows, SORTS) == (range(9), 9, 10, 11, range(12, 20))
    assert folded_rows(rows, SORTS, {12}) == (range(9), *range(9, 20))
    assert folded_rows(rows, ("move",)) == (range(20),)
