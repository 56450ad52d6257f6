"""The rows of amendments: grouped, folded under causes, filtered; and which one comes next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.redline import Redline
from model.submission.amendments import Amendment, amendments, span_of
from model.submission.story import StoryId
from model.submission.transactions import Selection
from tests.builders.notation import redline
from tests.builders.submissions import Action, actions, submission
from tests.model.edits.test_laws import done
from widgets.amendments.nodes import EVERYTHING, AmendmentNode, Filter, authors_of, kinds_of, nodes
from widgets.amendments.stepping import next_stop, selection_of_amendment

TEXT = """
    *recalling*
    a)	one {--old--}{++new++} and {++more++},
    {++b)	two,++}{++¶++}
    {--b)--}{++c)++}	three,
    {--c)--}{++d)++}	four {--away--},
    """


def of(text: str) -> tuple[Redline, tuple[Amendment, ...]]:
    value = redline(text)
    return value, amendments(value)


def leaves(rows: tuple[AmendmentNode, ...]) -> list[Amendment]:
    out = []
    for row in rows:
        out += leaves(row.children) if row.is_group else [row.first, *leaves(row.children)]
    return out


def test_a_clause_with_several_is_a_row_with_those_under_it_and_renumberings_hang_under_their_cause():
    value, found = of(TEXT)
    rows = nodes(found, value)
    assert [(len(row.amendments), [child.first.kind for child in row.children]) for row in rows] == [
        (2, ["replacement", "insertion"]),
        (1, ["renumbering", "renumbering"]),
        (1, []),
    ]


def test_a_filter_leaves_what_it_asks_for_and_renumberings_with_their_cause():
    value, found = of(TEXT)
    inserted = nodes(found, value, Filter(kind="insertion"))
    assert [row.first.new for row in inserted] == ["more", "two,"]
    assert [child.first.kind for child in inserted[1].children] == ["renumbering", "renumbering"]
    alone = nodes(found, value, Filter(kind="renumbering"))
    assert [row.first.kind for row in alone] == ["renumbering", "renumbering"]
    assert nodes(found, value, Filter(author="nobody known")) == ()
    assert authors_of(found) == {"": 4}
    assert kinds_of(found) == {"replacement": 1, "insertion": 2, "renumbering": 2, "deletion": 1}


@given(st.lists(actions(), max_size=12))
def test_every_amendment_has_one_row_and_the_next_one_goes_through_all_of_them(todo: list[Action]):
    value = done(submission(), todo).proposals[0].redline
    found = amendments(value)
    rows = nodes(found, value, EVERYTHING)
    shown = leaves(rows)
    assert sorted(map(repr, shown)) == sorted(map(repr, found))
    decided = [amendment for row in rows for amendment in row.amendments if amendment.parts]
    for by in (1, -1):
        caret: Selection | None = None
        seen = []
        current = ""
        for _ in decided:
            stop = next_stop(decided, value, caret, by, current)
            assert stop is not None
            assert by < 0 or not stop.wrapped, "the first is reached again only after the last"
            seen.append(stop.amendment)
            caret, current = selection_of_amendment(stop.amendment, value, 1), stop.amendment.key
        assert len({id(amendment) for amendment in seen}) == len(decided)
        if decided and by > 0:
            again = next_stop(decided, value, caret, by, current)
            assert again is not None
            assert again.wrapped
            assert again.amendment is seen[0]


def test_the_next_one_is_looked_for_from_the_caret():
    value, found = of(TEXT)
    decided = [amendment for amendment in found if amendment.parts]
    id = value.clauses[3].id
    caret = Selection(StoryId(1), (id, 0), (id, 0))
    after, before = next_stop(decided, value, caret, 1), next_stop(decided, value, caret, -1)
    assert after is not None
    assert before is not None
    assert (after.amendment.old, after.wrapped) == ("away", False)
    assert (before.amendment.new, before.wrapped) == ("two,", False)
    assert next_stop([], value, caret, 1) is None


def test_an_amendment_shows_as_its_characters_its_end_or_the_whole_clause():
    value, found = of("*recalling*\na)\tone{++¶++}\n\ttwo {++new++},\n")
    kinds = {amendment.kind: span_of(amendment, value) for amendment in found}
    assert kinds["split"] == (3, 3)
    assert kinds["insertion"] == (4, 7)
