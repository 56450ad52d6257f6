"""What is set for the proposals of a treaty text, when the text in force becomes another one."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.cuts.serials import printed_proposals
from model.edits.proposals.new_base import move_to_base
from model.redline import Redline
from model.submission.transactions import apply, invert
from model.submission.values import CutSettings, Proposal, Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of

LINES = [
    "= ARTICLE 9",
    "9.1 the first provision of it",
    "+ a new provision",
    "- 9.2 the second provision",
    "9.3 the third one here",
]
SETTINGS = {"c2": CutSettings(reasons="New."), "c3": CutSettings(reasons="Gone."), "c4": CutSettings("NOC", underlined=True)}


def mine() -> Submission:
    value = submission_of(small_treaty(*LINES))
    return replace(value, proposals=(replace(value.proposals[0], cuts=SETTINGS),))


def base(*lines: str) -> Submission:
    """The text of another file, whose paragraphs have other ids."""
    text = small_treaty(*lines)
    named = tuple(replace(clause, id=f"n{place}") for place, clause in enumerate(text.clauses))
    return Submission(proposals=(Proposal(redline=Redline(named, language="en", instrument="RR")),), language="en")


def reasons(submission: Submission) -> dict[str, str]:
    printed = printed_proposals(submission)
    return {found.cut.address: found.cut.settings.reasons for found in printed if found.cut is not None}


def test_settings_stay_at_the_same_provisions():
    now = mine()
    assert reasons(now) == {"9.1A": "New.", "9.2": "Gone.", "9.3": ""}
    moved = move_to_base(now, 1, base(LINES[0], LINES[1], "9.2 the second provision", LINES[4], "9.4 a fourth one there"), ME)
    after = apply(now, moved.transaction)
    assert reasons(after) == reasons(now)
    assert moved.unused == 0
    assert apply(after, invert(moved.transaction)) == now


def test_settings_of_a_reworded_provision_are_found_by_its_number():
    now = mine()
    text = base(LINES[0], LINES[1], "9.2 the second provision", "9.3 quite other words for this")
    after = apply(now, move_to_base(now, 1, text, ME).transaction)
    assert reasons(after) == {"9.1A": "New.", "9.2": "Gone.", "9.3": ""}
    assert [cut.symbol for cut in cuts(after.proposals[0])] == ["ADD", "SUP", "NOC"]


def test_settings_without_a_provision_are_kept_and_counted():
    now = mine()
    moved = move_to_base(now, 1, base(LINES[0], LINES[1], LINES[4]), ME)
    after = apply(now, moved.transaction)
    assert reasons(after) == {"9.1A": "New.", "9.3": ""}
    assert "Gone." in {settings.reasons for settings in after.proposals[0].cuts.values()}
    assert moved.unused == 1


def test_settings_whose_paragraph_is_gone_are_no_ones_by_chance():
    """A new paragraph does not get an id under which something is set."""
    now = mine()
    lost = replace(now, proposals=(replace(now.proposals[0], cuts={**SETTINGS, "b1": CutSettings(reasons="Lost.")}),))
    text = base(LINES[0], LINES[1], "9.2 the second provision", LINES[4], "9.4 a fourth one there")
    renamed = replace(
        text.proposals[0].redline, clauses=tuple(replace(c, id=f"c{p}") for p, c in enumerate(text.proposals[0].redline.clauses))
    )
    text = replace(text, proposals=(replace(text.proposals[0], redline=renamed),))
    after = apply(lost, move_to_base(lost, 1, text, ME).transaction).proposals[0]
    assert "b1" not in after.redline.places
