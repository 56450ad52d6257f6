"""A projection is right if it goes both ways and if going on from the last one gives what starting afresh gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.redline import ANCHOR, NOTE, Clause, End, Run, Status
from model.redline.edit_text import Place
from model.submission.resolved import VIEWS
from widgets.common.store import changed_window
from widgets.editor.document.projection import Point, Projection, code_points, utf16_length

LETTERS = "ab é😀\u0301אب中\u2028"
statuses = st.sampled_from([Status.KEPT, Status.KEPT, Status.INSERTED, Status.DELETED])
runs = st.builds(Run, st.text(LETTERS, max_size=3), statuses)
anchors = st.builds(lambda key: Run(ANCHOR, content=key), st.sampled_from(["<a/>", "<b/>"]))
notes = st.builds(lambda key, status: Run(NOTE, status, content=key), st.sampled_from("pqr"), statuses)
clauses = st.lists(
    st.builds(
        lambda id, runs, status: Clause(str(id), runs=tuple(runs), end=End(status)),
        st.integers(0, 10**9),
        st.lists(st.one_of(runs, runs, anchors, notes), max_size=4),
        statuses,
    ),
    max_size=6,
).map(tuple)
views = st.sampled_from(VIEWS)


def rendering(projection: Projection) -> list[object]:
    return [(projection.spans(block), projection.block_look(block)) for block in range(projection.count)]


@given(clauses, views)
def test_every_place_of_the_view_is_its_own_after_a_round_trip(text, view):
    projection = Projection.of(text, view)
    for block in range(projection.count):
        shown = projection.text(block)
        for offset in range(len(shown) + 1):
            point = Point(block, utf16_length(shown[:offset]))
            assert projection.point(projection.place(point)) == point


@given(clauses, views)
def test_every_place_of_the_model_is_shown_where_its_left_neighbour_is(text, view):
    projection = Projection.of(text, view)
    points = [
        projection.point(Place(index, offset)) for index, clause in enumerate(text) for offset in range(len(clause.text) + 1)
    ]
    assert points == sorted(points)


@given(clauses, views, st.data())
def test_going_on_gives_what_starting_afresh_gives(text, view, data):
    at = data.draw(st.integers(0, len(text)))
    old = data.draw(st.integers(0, len(text) - at))
    new = data.draw(clauses)
    after = text[:at] + new + text[at + old :]
    before = Projection.of(text, view)
    updated, window = before.update(after)
    assert updated == Projection.of(after, view)
    first, was, now = window
    was_shown, is_shown = rendering(before), rendering(updated)
    assert was_shown[:first] == is_shown[:first]
    assert was_shown[first + was :] == is_shown[first + now :]


@given(clauses, views)
def test_the_blocks_hold_the_text_of_their_side(text, view):
    projection = Projection.of(text, view)
    shown = "".join(projection.text(block) for block in range(projection.count))
    wanted = "".join(
        run.text.replace(NOTE, "\ufffc")
        for clause in text
        for run in clause.runs
        if run.text != ANCHOR and (view == "markup" or run.status.on(view))
    )
    assert shown == wanted


@given(clauses, st.data())
def test_one_changed_clause_concerns_one_block(text, data):
    if not text:
        return
    index = data.draw(st.integers(0, len(text) - 1))
    changed = replace(text[index], runs=(Run("other"),))
    after = (*text[:index], changed, *text[index + 1 :])
    _, old, new = changed_window(text, after)
    assert (old, new) in ((1, 1), (0, 0))
    _, window = Projection.of(text, "markup").update(after)
    assert window.old == window.new


@given(st.text(LETTERS))
def test_units_and_code_points_are_inverse(text):
    for offset in range(len(text) + 1):
        assert code_points(text, utf16_length(text[:offset])) == offset


def test_a_position_inside_a_surrogate_pair_is_before_it():
    assert code_points("a😀b", 2) == 1


def test_nothing_is_typed_into_a_hidden_clause():
    text = (Clause("1", runs=(Run("gone", Status.DELETED),), end=End(Status.DELETED)), Clause("2", runs=(Run("here"),)))
    assert Projection.of(text, "draft").place(Point(0, 0)) == Place(1, 0)
