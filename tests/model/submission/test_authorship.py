"""Stamps put through a function: every one of a change, and nothing else."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from model.redline import NOBODY, Clause, End, Props, Redline, Run, Stamp, Status, Style
from model.redline.canonical import canonical
from model.submission.authorship import authors, with_stamps_mapped
from model.submission.values import Proposal, Submission
from tests.builders.submissions import ME, YOU, Action, action_of, actions, carried_out
from tests.builders.submissions import submission as small
from tests.builders.wild_strategies import submissions

ANA, BO, WE = Stamp("Ana", "2026-01-01T00:00:00Z"), Stamp("Bo", "2026-01-02T00:00:00Z"), Stamp("We", "")


@given(submissions)
def test_the_same_function_gives_the_same_submission(submission):
    assert with_stamps_mapped(submission, lambda stamp: stamp) == submission


@given(st.lists(actions(), max_size=8))
@example([action_of("type", 0.5, 0, 0, 0, stamp=who) for who in (ME, YOU, ME)])
def test_changes_of_two_that_get_one_stamp_are_in_canonical_form(todo: list[Action]):
    after = with_stamps_mapped(carried_out(small(), todo), lambda stamp: WE).proposals[0].redline
    assert canonical(after.clauses) == after.clauses


def test_each_place_of_a_stamp_is_reached_and_kept_text_is_not():
    clause = Clause(
        "c",
        Props("paragraph", 1),
        (
            Run("kept "),
            Run("new", Status.INSERTED, stamp=ANA),
            Run("bold", style=Style(bold=True), base_style=Style(), style_stamp=ANA),
            Run("both", Status.RETRACTED, stamp=BO, retracted=ANA),
        ),
        End(Status.INSERTED, ANA),
        base_props=Props("paragraph", 2),
        props_stamp=ANA,
    )
    submission = Submission(proposals=(Proposal("MOD", "X/1", Redline((clause,))),))
    assert authors(submission) == ("Ana", "Bo")
    after = with_stamps_mapped(submission, lambda stamp: WE if stamp == ANA else stamp)
    assert authors(after) == ("Bo", "We")
    assert after.proposals[0].redline.clauses[0].runs[0].stamp == NOBODY
    assert with_stamps_mapped(after, lambda stamp: ANA if stamp == WE else stamp) == submission
