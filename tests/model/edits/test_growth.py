"""No edit makes a text too long to be written and read again."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits import growth
from model.edits.dependants import with_dependants
from model.edits.script.apply import apply_edits
from model.edits.text import delete_range, type_text
from model.errors import EditError
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from tests.builders.submissions import ME, submission

TEXT = "*considering*\na)\tthat it is;\n"


def test_a_paragraph_does_not_become_longer_than_the_limit() -> None:
    edit = {"do": "insert_text", "at": "considering/a", "after": "it", "text": "x" * 200_001}
    with pytest.raises(EditError, match=r"edit 1 .*a paragraph has at most 200,000 characters, .* split it"):
        apply_edits(submission(TEXT), {"edits": [edit]})
    assert apply_edits(submission(TEXT), {"edits": [{**edit, "text": "x" * 199_000}]})


def test_a_text_does_not_get_more_paragraphs_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "MAX_PARAGRAPHS", 3)
    edit = {"do": "insert", "after": "considering/a", "clauses": [{"text": "x;"}]}
    before = submission(TEXT)
    assert len(before.proposals[0].redline.clauses) == 2
    with pytest.raises(EditError, match=r"edit 2 .*a text has at most 3 paragraphs, .* split the text"):
        apply_edits(before, {"edits": [edit, edit]})


def test_a_paragraph_that_is_too_long_can_be_shortened_and_that_be_undone() -> None:
    given = submission(TEXT)
    (proposal,) = given.proposals
    first, clause = proposal.redline.clauses
    long = replace(clause, runs=(replace(clause.runs[0], text="x" * 200_010),))
    redline = replace(proposal.redline, clauses=(first, long))
    given = replace(given, proposals=(replace(proposal, redline=redline),))
    made = type_text(given, StoryId(1), Place(1, 0), Place(1, 0), "y", ME)
    with pytest.raises(EditError, match="at most 200,000"):
        with_dependants(given, made)
    cut = with_dependants(given, delete_range(given, StoryId(1), Place(1, 0), Place(1, 5), ME))
    assert apply(apply(given, cut), invert(cut)) == given
