"""The merge of tables: rows, columns and tables that both copies insert."""

from __future__ import annotations

import pytest

from model.edits.tables.columns import insert_column
from model.edits.tables.rows import insert_row
from model.merging.submissions import merge_submissions
from model.submission.conflicts import conflict_count
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.merges import AUTHORS
from tests.builders.mixed_texts import submission_of
from tests.soak.edit_laws import broken_laws

BASE = submission_of("table")


def with_row(id: str, author: int, *words: str) -> Submission:
    return apply(BASE, insert_row(BASE, FIRST_TEXT, id, AUTHORS[author], words=words))


def texts(submission: Submission) -> list[str]:
    return [clause.text for clause in submission.proposals[0].redline.clauses if clause.cell]


@pytest.mark.parametrize("id", ["3", "5"])
def test_rows_of_both_stand_one_after_the_other(id: str) -> None:
    first, second = with_row("3", 0, "a1", "a2"), with_row(id, 1, "b1", "b2")
    merged = merge_submissions(BASE, first, second)
    wanted = ["One", "Two", "a1", "a2", "b1", "b2", "Three3", "Four"]
    assert texts(merged) == (wanted if id == "3" else [*wanted[:4], "Three3", "Four", "b1", "b2"])
    assert not conflict_count(merged)
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []
    assert merge_submissions(BASE, second, first) == merged


def test_columns_of_both_stand_side_by_side() -> None:
    first, second = (apply(BASE, insert_column(BASE, FIRST_TEXT, "3", AUTHORS[author])) for author in (0, 1))
    merged = merge_submissions(BASE, first, second)
    assert len(texts(merged)) == 8
    assert list(broken_laws(merged, ("model", "word"))) == []


def test_a_row_of_one_and_a_column_of_the_other_are_a_conflict() -> None:
    first = with_row("3", 0, "a1", "a2")
    second = apply(BASE, insert_column(BASE, FIRST_TEXT, "3", AUTHORS[1]))
    merged = merge_submissions(BASE, first, second)
    assert conflict_count(merged) == 1
    assert merged.proposals[0].redline == first.proposals[0].redline
