"""A long insertion in parts is the same insertion."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from model.edits.structure import NewClause, insert_clauses
from model.edits.text import replace_range
from model.edits.transform import in_parts
from model.errors import EditError
from model.redline import Props, Run
from model.redline.edit_text import InsertedParagraph
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, invert
from tests.builders.submissions import ME, Action, _spot, actions, carried_out, submission
from tests.profiles import times_profile

PLACES = st.tuples(*[st.floats(0, 1)] * 4)
TEXTS = st.lists(st.sampled_from(["", "x", "y z"]), min_size=1, max_size=9)


@settings(max_examples=times_profile(4))
@given(st.lists(actions(), max_size=6), PLACES, TEXTS, st.integers(1, 4))
def test_parts_one_after_the_other_are_the_whole_and_each_leaves_the_base(
    todo: list[Action], at: tuple[float, ...], texts: list[str], most: int
) -> None:
    value = submission()
    value = carried_out(value, todo)
    try:
        a, b = sorted((_spot(value, at[0], at[1]), _spot(value, at[2], at[3])))
    except EditError:
        return
    paragraphs = [InsertedParagraph((Run(text),) if text else ()) for text in texts]
    whole = replace_range(value, StoryId(1), a, b, paragraphs, ME, kind=TransactionKind.PASTE)
    parts = in_parts(whole, most)
    after = value
    for part in parts:
        after = apply(after, part)  # refused where the base would change
        assert len(parts) == 1 or len(part.steps[0].new) - len(part.steps[0].old) <= max(most, len(texts) - 1)
    assert after == apply(value, whole)
    for part in reversed(parts):
        after = apply(after, invert(part))
    assert after == value


def test_a_long_insertion_comes_in_parts() -> None:
    value = submission()
    a = _spot(value, 0.5, 0.5)
    whole = replace_range(value, StoryId(1), a, a, [InsertedParagraph((Run("x"),))] * 100, ME, kind=TransactionKind.PASTE)
    assert [len(part.steps[0].new) for part in in_parts(whole, 40)][1:] == [40, 40, 18]


@given(st.integers(1, 11), st.integers(1, 9), st.integers(1, 4))
def test_what_follows_an_insertion_comes_behind_its_parts(index: int, count: int, most: int) -> None:
    value = submission()
    new = [NewClause(Props("paragraph", 1, "letter"), (Run("x,"),))] * count
    whole = insert_clauses(value, StoryId(1), index, new, ME, punctuate=True)
    parts = in_parts(whole, most)
    assert len(parts) == 1 or all(len(step.new) <= most for part in parts for step in part.steps)
    assert len(parts) >= count / most or whole.steps[0].old
    after = value
    for part in parts:
        after = apply(after, part)
    assert after == apply(value, whole)
