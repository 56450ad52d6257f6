"""Brackets, positions and sub-amendments in treaty texts: margin numbers stay, and proposals follow."""

from __future__ import annotations

from model.cuts.derive import cuts
from model.edits.brackets import put_clauses_in_brackets, remove_brackets
from model.edits.positions import add_position, anchors_of_clause
from model.edits.provisions import insert_provision
from model.edits.sub_amendments.layers import amend_proposal
from model.numbering import Labelling
from model.preflight.rules import check, context_of
from model.redline import Redline, Stamp
from model.submission.positions import Position
from model.submission.story import StoryId
from model.submission.transactions import apply
from tests.builders.treaty import small_treaty, submission_of

ME = Stamp("Ana", "2026-11-30T12:00:00Z")
TEXT = StoryId(1)
LINES = ("= Article 9", "9.1 one", "+ new", "+… which goes on", "- 9.2 two", "9.3 three")


def numbers(redline: Redline) -> list[tuple[str | None, str | None]]:
    labelling = Labelling.of(redline)
    return [
        (labelling.number("base", clause.id), labelling.number("draft", clause.id))
        for clause in redline.clauses
        if clause.id in labelling.numbers
    ]


def test_a_provision_in_brackets_keeps_its_number_and_is_a_proposal() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 one", "9.2 two"))
    marked = apply(submission, put_clauses_in_brackets(submission, TEXT, ["c1"], ME))
    redline = marked.proposals[0].redline
    assert "[" in redline.clauses[1].text_on("draft")
    assert numbers(redline) == [("9.1", "9.1"), ("9.2", "9.2")]
    assert [(cut.symbol, cut.address) for cut in cuts(marked.proposals[0])] == [("MOD", "9.1")]
    assert cuts(apply(marked, remove_brackets(marked, ME)).proposals[0]) == ()


def test_a_position_stays_at_its_provision_when_one_is_inserted_before_it() -> None:
    submission = submission_of(small_treaty("= Article 9", "9.1 one", "9.2 two"))
    position = Position(stance="red_line", anchors=anchors_of_clause(submission, TEXT, "c2"))
    submission = apply(submission, add_position(submission, 1, position, ME))
    moved = apply(submission, insert_provision(submission, TEXT, 1, ME))
    assert moved.proposals[0].positions == submission.proposals[0].positions
    ((_, kept),) = moved.proposals[0].positions.items()
    redline = moved.proposals[0].redline
    assert {Labelling.of(redline).number("draft", anchor.clause) for anchor in kept.anchors} == {"9.2"}


def test_amending_their_amendments_goes_on_from_their_numbers() -> None:
    submission = submission_of(small_treaty(*LINES))
    submission = apply(submission, amend_proposal(submission, ME, "EUR"))
    upper = submission.proposals[0].redline
    assert numbers(upper) == [("9.1", "9.1"), ("9.1A", "9.1A"), ("9.3", "9.3")]
    at = next(place for place, clause in enumerate(upper.clauses) if clause.text == "new")
    amended = apply(submission, insert_provision(submission, TEXT, at, ME))
    assert numbers(amended.proposals[0].redline)[2] == (None, "9.1B")
    assert [(cut.symbol, cut.address) for cut in cuts(amended.proposals[0])] == [("ADD", "9.1B")]
    assert not [finding for finding in check(context_of(amended)) if finding.rule.startswith("margin-number")]
