"""A transform holds the submission after its steps, and one transaction of them leads there."""

from __future__ import annotations

import pytest

from model.edits.structure import delete_clauses
from model.edits.text import merge_next
from model.edits.transform import Transform
from model.errors import EditError
from model.submission.story import FIRST_TEXT, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply
from tests.builders.submissions import ME, submission

WRITTEN = "*considering*\na)\tone;\nb)\ttwo;\nc)\tthree,\n"


def test_one_transaction_leads_to_what_the_edits_made_one_after_the_other() -> None:
    before = submission(WRITTEN)
    ids = [clause.id for clause in story_clauses(before, FIRST_TEXT)]
    transform = Transform(before, ME)
    transform.add(delete_clauses(transform.submission, FIRST_TEXT, ids[1], ME))
    transform.add_steps(merge_next(transform.submission, FIRST_TEXT, ids[2], ME).steps)
    composite = transform.transaction(TransactionKind.OTHER)
    assert apply(before, composite) == transform.submission
    assert [clause.id for clause in transform.clauses(FIRST_TEXT) if clause.is_on("base")] == ids
    assert (composite.author, composite.time) == (ME.author, ME.date)


def test_an_edit_that_does_not_fit_changes_nothing() -> None:
    before = submission(WRITTEN)
    transform = Transform(before, ME)
    joined = merge_next(before, FIRST_TEXT, story_clauses(before, FIRST_TEXT)[1].id, ME)
    transform.add(joined)
    after, steps, selection = transform.submission, list(transform.steps), transform.selection
    with pytest.raises(EditError):
        transform.add(joined)
    assert (transform.submission, transform.steps, transform.selection) == (after, steps, selection)
