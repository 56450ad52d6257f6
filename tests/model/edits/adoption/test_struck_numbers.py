"""The numbers of deleted provisions stay in the adopted text of the Radio Regulations, where they are never given again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits.adoption.adopt import ConferenceDecision, adopt
from model.edits.adoption.choice import amendments_to_decide
from model.edits.provisions import insert_provision
from model.numbering import Labelling
from model.redline import Redline
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.treaty import small_treaty, submission_of


def adopted(submission: Submission) -> Submission:
    decided = ConferenceDecision(1, tuple(amendments_to_decide(submission.proposals[0].redline)), conference="WRC-27")
    return apply(submission, adopt(submission, decided, ME).transaction)


def lines(redline: Redline) -> list[str]:
    """The paragraphs with their margin numbers."""
    labelling = Labelling.of(redline)
    return [" ".join(filter(None, (labelling.number("draft", clause.id), clause.text))) for clause in redline.clauses]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            ["= ARTICLE 9", "9.1 one", "… more", "- 9.2 two", "-… more", "9.3 three", "- 9.4 four"],
            ["ARTICLE 9", "9.1 one", "more", "9.2 (SUP - WRC-27)", "9.3 three", "9.4 (SUP - WRC-27)"],
        ),
        (
            ["= ARTICLE 9", "- 9.1 one", "- 9.2 two", "+ new", "= ARTICLE 10", "10.1 three"],
            ["ARTICLE 9", "9.1 (SUP - WRC-27)", "9.2 (SUP - WRC-27)", "9.2A new", "ARTICLE 10", "10.1 three"],
        ),
        (["= ARTICLE 9", "9.1 one", "-= ARTICLE 10", "- 10.1 two", "= ARTICLE 11", "11.1 three"], ["ARTICLE 9", "9.1 one"]),
    ],
)
def test_a_deleted_provision_leaves_its_number(text: list[str], wanted: list[str]) -> None:
    found = lines(adopted(submission_of(small_treaty(*text))).proposals[0].redline)
    assert found[: len(wanted)] == wanted
    assert not any(line.startswith("10.1 (SUP") for line in found), "a deleted article leaves nothing"


def test_other_instruments_have_no_such_lines() -> None:
    submission = submission_of(small_treaty("= ARTICLE 9", "61 one", "- 62 two", "63 three", instrument="CS"))
    assert lines(adopted(submission).proposals[0].redline) == ["ARTICLE 9", "61 one", "63 three"]


def test_the_mark_is_that_of_the_language() -> None:
    text = replace(small_treaty("= ARTICLE 9", "9.1 un", "- 9.2 deux"), language="fr")
    assert lines(adopted(submission_of(text)).proposals[0].redline)[-1] == "9.2 (SUP - CMR-27)"


def test_the_number_is_not_given_again() -> None:
    after = adopted(submission_of(small_treaty("= ARTICLE 9", "9.1 one", "9.1A two", "- 9.1B three", "9.2 four")))
    redline = after.proposals[0].redline
    at = next(place for place, clause in enumerate(redline.clauses) if clause.text == "two")
    again = apply(after, insert_provision(after, StoryId(1), at, ME)).proposals[0].redline
    assert "9.1C" in " ".join(lines(again))
    assert sum(line.startswith("9.1B") for line in lines(again)) == 1
