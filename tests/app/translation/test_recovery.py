"""What a crash left, in the language of the window."""

from __future__ import annotations

from msgspec.structs import replace

from app.controllers.files.crash_recovery import new_amendments
from app.session.sample import sample_submission
from model.submission.resolved import in_view
from widgets.common.translation import translate


def test_words_that_come_back_stand_in_the_quotes_of_the_language(spoken: str) -> None:
    after = sample_submission(spoken)
    proposal = after.proposals[0]
    before = replace(after, proposals=(replace(proposal, redline=in_view(proposal.redline, "base")),))
    opening, closing = translate("", "“{words}”").strip("\u200f").split("{words}" if spoken != "ar" else "\u2068{words}\u2069")
    assert sum(opening in line and closing in line for line in new_amendments(before, after)) > 3
