"""Correcting what was wrongly recognised: the printed text stays, nothing becomes an amendment."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from model.edits.clause_properties import correct_kind, correct_label
from model.errors import EditError
from model.redline import Clause, Kind, Redline, Scheme, Side, paragraphs
from model.redline.canonical import canonical
from model.submission.amendments import amendments
from model.submission.corrected_clauses import printed_runs, scheme_of
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline
from tests.builders.submissions import ME, Action, action_of, actions, carried_out, submission
from tests.profiles import times_profile

TEXT = "*recalling*\na)\tone,\nb)\ttwo\n\tii) three\n\trecalling further\n"
KINDS: tuple[Kind, ...] = ("call", "paragraph", "heading", "annex", "title", "number", "history", "opening")


def of(text: str) -> Submission:
    value = redline(text)
    return Submission(proposals=(Proposal("MOD", "1", value, original=value.base()),), language="en")


def printed(clause: Clause) -> str:
    return "".join(run.text for run in printed_runs(clause))


@given(st.integers(0, 4), st.sampled_from(KINDS), st.integers(1, 3), st.integers(0, 4))
def test_what_is_printed_stays_and_nothing_is_amended(which: int, kind: Kind, level: int, length: int):
    value = of(TEXT)
    clauses = value.proposals[0].redline.clauses
    before = [printed(clause) for clause in clauses]
    made = correct_kind(value, StoryId(1), clauses[which].id, kind, ME, level=level)
    new = apply(value, made)
    assert apply(new, invert(made)) == value
    if kind in ("paragraph", "heading"):
        again = correct_label(new, StoryId(1), clauses[which].id, length, ME)
        newer = apply(new, again)
        assert apply(newer, invert(again)) == new
        new = newer
    redline = new.proposals[0].redline
    assert [printed(clause) for clause in redline.clauses] == before
    assert [amendment for amendment in amendments(redline) if amendment.parts] == []
    assert redline.clauses[which].props.kind == kind


def base_printed(redline: Redline) -> list[str]:
    found = ((paragraph.bearer.label, paragraph.text) for paragraph in paragraphs(redline.clauses, "base"))
    return [f"{label.text}{label.after}{text}" if label else text for label, text in found]


def others(redline: Redline, side: Side, id: str) -> list[str]:
    """What the paragraphs of a side say that a clause has no part in."""
    return [
        paragraph.text for paragraph in paragraphs(redline.clauses, side) if all(clause.id != id for clause in paragraph.clauses)
    ]


@settings(max_examples=times_profile(3))
@given(
    st.lists(actions(), max_size=8),
    st.integers(0, 20),
    st.sampled_from(KINDS),
    st.none() | st.integers(0, 6),
    st.sampled_from([None, "letter", "roman"]),
)
@example([action_of("strike", 0.35, 1, 0, 0)], 3, "call", None, None)
@example([action_of("strike", 0.35, 1, 0, 0)], 3, "paragraph", 1, None)
@example([action_of("enter", 0.5, 0, 0, 0)], 6, "paragraph", 1, None)
@example([action_of("level", 0.35, 1, 0, 0)], 4, "paragraph", 0, None)
def test_corrections_leave_both_texts_whatever_was_amended(
    todo: list[Action], which: int, kind: Kind, length: int | None, scheme: Scheme | None
):
    value = carried_out(submission(), todo)
    redline = value.proposals[0].redline
    if not redline.clauses:
        return
    clause = redline.clauses[which % len(redline.clauses)]
    try:
        if length is None:
            made = correct_kind(value, StoryId(1), clause.id, kind, ME)
        else:
            made = correct_label(value, StoryId(1), clause.id, length, ME, scheme=scheme)
    except EditError:
        return
    new = apply(value, made).proposals[0].redline
    assert canonical(new.clauses) == new.clauses
    assert base_printed(new) == base_printed(redline)
    assert others(new, "draft", clause.id) == others(redline, "draft", clause.id)


def test_a_label_of_a_kind_that_has_none_is_text_again():
    value = of(TEXT)
    id = value.proposals[0].redline.clauses[1].id
    new = apply(value, correct_kind(value, StoryId(1), id, "call", ME)).proposals[0].redline[id]
    assert (new.label, new.text, new.props.level) == (None, "a)\tone,", 0)


def test_the_label_ends_where_it_is_said_to_and_has_the_scheme_of_its_place():
    value = of(TEXT)
    clause = value.proposals[0].redline.clauses[3]
    new = apply(value, correct_label(value, StoryId(1), clause.id, 3, ME)).proposals[0].redline[clause.id]
    assert new.label is not None
    assert (new.label.text, new.label.after, new.text, new.props.scheme) == ("ii)", " ", "three", "roman")
    with pytest.raises(EditError, match="only paragraphs"):
        correct_label(value, StoryId(1), value.proposals[0].redline.clauses[0].id, 2, ME)


@pytest.mark.parametrize(
    ("label", "scheme"), [("c)", "letter"), ("i)", "roman"), ("1", "decimal"), ("–", "bullet"), ("v)", "roman"), ("?!", "none")]
)
def test_the_scheme_of_a_label(label, scheme):
    clauses = of("*recalling*\na)\tone,\n\tx\n").proposals[0].redline.clauses
    assert scheme_of(clauses, 2, label) == scheme


def test_what_separates_a_label_is_no_part_of_it():
    value = of(TEXT)
    id = value.proposals[0].redline.clauses[1].id
    new = apply(value, correct_label(value, StoryId(1), id, 3, ME)).proposals[0].redline[id]
    assert new.label is not None
    assert (new.label.text, new.label.after, new.text) == ("a)", "\t", "one,")
