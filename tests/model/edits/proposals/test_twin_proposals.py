"""A change drafted for the twins of a clause, as proposals of one's own submission."""

from __future__ import annotations

import pytest

from model.edits.fields import add_proposal
from model.edits.proposals.new_proposal import proposal_on
from model.edits.proposals.twin_proposals import TwinPlace, draft_for_twins
from model.edits.structure import delete_clauses
from model.edits.text import split
from model.errors import EditError
from model.redline import Redline, Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Proposal, Submission
from tests.builders.notation import redline, texts_of

ME = Stamp("ATU", "2024-09-13T09:00:00Z")
TEXT = """\
    # RESOLUTION 7 (Rev. Dubai, 2018)
    > The Plenipotentiary Conference (Dubai, 2018),
    *instructs the Secretary-General*
    1\tto report {++annually ++}to the Council on {--the implementation of --}this resolution;
    2\tto go on.
"""
OTHER = """\
    # RESOLUTION {} (Rev. Dubai, 2018)
    > The Plenipotentiary Conference (Dubai, 2018),
    *instructs the Secretary-General*
    1\tto help;
    2\tto report to the ITU Council on the implementation of this resolution,
"""
PATH = "instructs the Secretary-General/2"


def submission(text: str = TEXT) -> Submission:
    text_redline = redline(text)
    return Submission(proposals=(Proposal("MOD", "ATU/35A18/1", text_redline, original=text_redline.base()),), language="en")


def other(number: int) -> Redline:
    return redline(OTHER.format(number))


def clause_of(given: Submission, start: str) -> str:
    return next(clause.id for clause in given.proposals[0].redline.clauses if clause.text.startswith(start))


def last(given: Submission, number: int) -> str:
    return texts_of(given.proposals[number - 1].redline, "draft")[-1]


def test_each_twin_gets_a_proposal_of_its_own() -> None:
    before = submission()
    drafts = draft_for_twins(
        before, StoryId(1), clause_of(before, "to report"), [TwinPlace(other(8), PATH), TwinPlace(other(9), PATH)], ME
    )
    after = apply(before, drafts.transaction)
    assert [proposal.symbol for proposal in after.proposals] == ["MOD", "MOD", "MOD"]
    assert [proposal.number for proposal in after.proposals] == ["ATU/35A18/1", "ATU/XX/2", "ATU/XX/3"]
    assert last(after, 2) == last(after, 3) == "to report annually to the ITU Council on this resolution,"
    assert after.proposals[1].redline.base() == other(8)
    assert {run.stamp for proposal in after.proposals[1].redline.clauses for run in proposal.runs if run.status != "kept"} == {ME}
    assert (drafts.left, drafts.refused) == ((), ())
    assert apply(after, invert(drafts.transaction)) == before


def test_a_text_on_which_there_is_a_proposal_gets_no_second_one() -> None:
    before = submission()
    before = apply(before, add_proposal(before, proposal_on(other(8), "MOD", "ATU/35A18/2"), ME))
    drafts = draft_for_twins(before, StoryId(1), clause_of(before, "to report"), [TwinPlace(other(8), PATH)], ME)
    after = apply(before, drafts.transaction)
    assert len(after.proposals) == 2
    assert last(after, 2) == "to report annually to the ITU Council on this resolution,"
    again = draft_for_twins(after, StoryId(1), clause_of(after, "to report"), [TwinPlace(other(8), PATH)], ME)
    assert again.transaction.steps == ()
    assert [str(why) for _, why in again.refused] == ["the clause is amended already"]


def test_two_twins_in_one_text_stand_in_one_proposal() -> None:
    text = OTHER.replace("to help;", "to report to a Council on the implementation of this resolution;").format(8)
    before = submission()
    places = [TwinPlace(redline(text), "instructs the Secretary-General/1"), TwinPlace(redline(text), PATH)]
    after = apply(before, draft_for_twins(before, StoryId(1), clause_of(before, "to report"), places, ME).transaction)
    assert len(after.proposals) == 2
    assert texts_of(after.proposals[1].redline, "draft")[-2:] == [
        "to report annually to a Council on this resolution;",
        "to report annually to the ITU Council on this resolution,",
    ]


def test_a_struck_clause_is_struck_in_its_twins() -> None:
    before = submission()
    id = clause_of(before, "to go on")
    before = apply(before, delete_clauses(before, StoryId(1), id, ME))
    after = apply(before, draft_for_twins(before, StoryId(1), id, [TwinPlace(other(8), PATH)], ME).transaction)
    assert last(after, 2) == "to help;"
    assert after.proposals[1].redline.base() == other(8)


def test_what_fits_nowhere_is_told() -> None:
    before = submission()
    text = redline(OTHER.format(8).replace("on the implementation of this resolution", "about it"))
    drafts = draft_for_twins(before, StoryId(1), clause_of(before, "to report"), [TwinPlace(text, PATH)], ME)
    assert [draft.words.old.strip() for draft in drafts.left] == ["the implementation of"]
    assert last(apply(before, drafts.transaction), 2) == "to report annually to the ITU Council about it,"
    nowhere = redline(OTHER.format(8).replace("to report to the ITU Council", "to think"))
    none = draft_for_twins(before, StoryId(1), clause_of(before, "to report"), [TwinPlace(nowhere, "considering/a")], ME)
    assert none.transaction.steps == ()
    assert "no clause" in str(none.refused[0][1])


def test_only_changes_of_words_can_be_drafted() -> None:
    before = submission()
    id = clause_of(before, "to go on")
    with pytest.raises(EditError, match="not amended"):
        draft_for_twins(before, StoryId(1), id, [], ME)
    parted = apply(before, split(before, StoryId(1), id, 5, ME))
    with pytest.raises(EditError, match="split or joined"):
        draft_for_twins(parted, StoryId(1), clause_of(parted, "to go"), [], ME)
