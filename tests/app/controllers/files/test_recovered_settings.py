"""What is set by hand for proposals on a treaty text is listed, in words, among what would be recovered after a crash."""

from __future__ import annotations

from app.controllers.files.crash_recovery import new_amendments
from model.edits.cuts.joining import join_with_next, move_cut, take_apart
from model.edits.cuts.kept import keep_provisions, release_provisions
from model.edits.cuts.settings import set_cut_text
from model.edits.provisions import set_mark
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.treaty import marked_treaty, submission_of
from tests.model.formats.word.test_margin_numbers import edited


def lines(before: Submission, made: Transaction) -> tuple[Submission, list[str]]:
    after = apply(before, made)
    found = [line.translate({0x2068: None, 0x2069: None, 0x200E: None, 0x200F: None}) for line in new_amendments(before, after)]
    return after, found


def test_settings_of_proposals_are_listed(program) -> None:
    text = submission_of(marked_treaty("= ARTICLE 9", "9.1 one (WRC-07)", "9.2 two", "9.3 three", "9.4 four"))
    text, found = lines(text, keep_provisions(text, 1, "c1", "c1", ME))
    assert found == ["9.1: NOC"]
    _, found = lines(text, release_provisions(text, 1, "c1", ME))
    assert found == ["9.1: symbol by its amendments"]
    _, found = lines(text, set_mark(text, StoryId(1), "c3", "(WRC-15)", ME))
    assert found == ["9.3: edition mark (WRC-15)"]
    for place in (2, 3):
        text = apply(text, edited(text, "type", place))
    joined, found = lines(text, join_with_next(text, 1, "c2", ME))
    assert found == ["9.2: with what follows up to 9.3"]
    _, found = lines(joined, take_apart(joined, 1, "c2", ME))
    assert found == ["9.2: a proposal of its own"]
    _, found = lines(text, set_cut_text(text, 1, "c2", "reasons", "To be clear.", ME))
    assert found == ["9.2: reasons “To be clear.”"]
    _, found = lines(text, set_cut_text(text, 1, "c2", "agenda", "1.7", ME))
    assert found == ["9.2: agenda item 1.7"]
    _, found = lines(text, move_cut(text, 1, "c3", 1, ME))
    assert "9.3: proposal 1 in order" in found
