"""The merge of tables: rows, columns and tables that both copies insert."""

from __future__ import annotations

import pytest

from model.edits.structure import NewClause, insert_clauses, move_clauses, restore_clauses
from model.edits.tables.columns import delete_column, insert_column, restore_column
from model.edits.tables.rows import delete_row, insert_row
from model.edits.text import type_text
from model.merging.submissions import merge_submissions
from model.redline import Props, Run, Stamp, Status
from model.redline.edit_text import Place
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Submission, conflict_count
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


def cells_of(submission: Submission) -> list[tuple[int, list[int]]]:
    """Each row of the table with its columns, in the order of the text."""
    found: dict[int, list[int]] = {}
    for clause in submission.proposals[0].redline.clauses:
        if clause.cell:
            found.setdefault(clause.cell[1], []).append(clause.cell[2])
    return list(found.items())


@pytest.mark.parametrize("column", ["3", "4"])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("row", ["3", "5"])
@pytest.mark.parametrize("above", [True, False])
def test_a_row_of_one_and_a_column_of_the_other_are_both_there(row: str, column: str, *, above: bool, before: bool) -> None:
    first = apply(BASE, insert_row(BASE, FIRST_TEXT, row, AUTHORS[0], above=above, words=("a1", "a2")))
    second = apply(BASE, insert_column(BASE, FIRST_TEXT, column, AUTHORS[1], before=before, words=("b1", "b2")))
    merged = merge_submissions(BASE, first, second)
    assert not conflict_count(merged)
    rows = cells_of(merged)
    assert len(rows) == 3
    assert len({tuple(columns) for _, columns in rows}) == 1, rows  # each row has the same columns in the same order
    assert len(rows[0][1]) == 3
    added = [words for words in texts(merged) if words.startswith(("a", "b"))]
    assert sorted(added) == ["a1", "a2", "b1", "b2"]
    assert texts(merged).count("") == 1
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []
    assert merge_submissions(BASE, second, first) == merged


def test_rows_and_columns_of_both_cross_twice() -> None:
    copies = []
    for author, (row, column) in enumerate((("3", "3"), ("5", "4"))):
        copy = apply(BASE, insert_row(BASE, FIRST_TEXT, row, AUTHORS[author]))
        copies.append(apply(copy, insert_column(copy, FIRST_TEXT, column, AUTHORS[author])))
    merged = merge_submissions(BASE, *copies)
    assert not conflict_count(merged)
    rows = cells_of(merged)
    assert len(rows) == 4
    assert {tuple(columns) for _, columns in rows} == {tuple(rows[0][1])}
    assert len(rows[0][1]) == 4
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []
    assert merge_submissions(BASE, *reversed(copies)) == merged


def typed(submission: Submission, id: str, words: str, author: int) -> Submission:
    index = submission.proposals[0].redline.places[id]
    return apply(submission, type_text(submission, FIRST_TEXT, Place(index, 0), Place(index, 3), words, AUTHORS[author]))


def test_a_table_in_which_more_is_disputed_is_one_conflict_and_the_rest_of_the_text_is_merged() -> None:
    first, second = with_row("3", 0, "a1", "a2"), apply(BASE, insert_column(BASE, FIRST_TEXT, "3", AUTHORS[1]))
    first, second = typed(first, "3", "alpha", 0), typed(second, "3", "beta", 1)
    second = typed(second, "2", "all ", 1)
    merged = merge_submissions(BASE, first, second)
    (conflict,) = merged.proposals[0].conflicts.values()
    for version in (conflict.base, conflict.present, conflict.other):
        assert all(clause.cell for clause in version)
    assert texts(merged) == texts(first)
    assert any("all " in clause.text for clause in merged.proposals[0].redline.clauses)
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []


REMOVING = {"row": delete_row, "column": delete_column}
RESTORING = {"row": restore_clauses, "column": restore_column}
ADDING = {"row": insert_column, "column": insert_row}


@pytest.mark.parametrize("what", ["row", "column"])
@pytest.mark.parametrize("words", [(), ("x", "y")])
def test_a_cell_in_what_the_other_deletes_goes_with_it_unless_it_has_words(what: str, words: tuple[str, ...]) -> None:
    first = apply(BASE, REMOVING[what](BASE, FIRST_TEXT, "3", AUTHORS[0]))
    second = apply(BASE, ADDING[what](BASE, FIRST_TEXT, "3", AUTHORS[1], words=words))
    merged, other = merge_submissions(BASE, first, second), merge_submissions(BASE, second, first)
    assert conflict_count(merged) == conflict_count(other) == bool(words)
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []
    assert list(broken_laws(other, ("model", "akn", "word"))) == []
    if words:
        assert "x" in repr(merged.proposals[0].conflicts)  # nothing is lost
        assert texts(other) == texts(second)
    else:
        assert merged == other
        assert len(texts(merged)) == len(texts(second)) - 1


@pytest.mark.parametrize("order", [("row", "column"), ("column", "row")])
def test_a_row_and_a_column_that_are_deleted_are_one_conflict_over_the_table(order: tuple[str, str]) -> None:
    first, second = (apply(BASE, REMOVING[what](BASE, FIRST_TEXT, "3", AUTHORS[0])) for what in order)
    merged = merge_submissions(BASE, first, second)
    (conflict,) = merged.proposals[0].conflicts.values()
    assert all(clause.cell for clause in conflict.other)
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []


@pytest.mark.parametrize("what", ["row", "column"])
def test_a_restored_row_or_column_has_the_cells_that_the_other_adds(what: str) -> None:
    base = apply(BASE, REMOVING[what](BASE, FIRST_TEXT, "3", AUTHORS[0]))
    restored = (
        restore_clauses(base, FIRST_TEXT, "3", AUTHORS[0]) if what == "row" else restore_column(base, FIRST_TEXT, "3", AUTHORS[0])
    )
    second = apply(base, ADDING[what](base, FIRST_TEXT, "6", AUTHORS[1]))
    merged = merge_submissions(base, apply(base, restored), second)
    assert not conflict_count(merged)
    assert len({tuple(columns) for _, columns in cells_of(merged)}) == 1
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []


def test_a_row_that_both_delete_belongs_to_whoever_deleted_it_first() -> None:
    """Also if some of its cells were deleted before, by a third."""
    base = apply(BASE, delete_column(BASE, FIRST_TEXT, "3", AUTHORS[2]))
    stamps = Stamp("Zoe", "2026-03-01T09:00:00Z"), Stamp("Ana", "2026-03-02T09:00:00Z")
    first, second = (apply(base, delete_row(base, FIRST_TEXT, "4", stamp)) for stamp in stamps)
    merged, other = merge_submissions(base, first, second), merge_submissions(base, second, first)
    rows = {clause.row_stamp for clause in merged.proposals[0].redline.clauses if clause.row is Status.DELETED}
    assert rows == {stamps[0]}
    assert merged == other


def with_words_in_row(kind: str) -> Submission:
    """The text with words of the second author in the cell of clause 4: typed, as a paragraph of their own, or moved there."""
    story, stamp = FIRST_TEXT, AUTHORS[1]
    clauses = BASE.proposals[0].redline.clauses
    index = next(at for at, clause in enumerate(clauses) if clause.id == "4")
    if kind == "typed":
        return apply(BASE, type_text(BASE, story, Place(index, 0), Place(index, 0), "words", stamp))
    if kind == "moved":
        return apply(BASE, move_clauses(BASE, story, [clause.id for clause in clauses if not clause.cell][-1], index + 1, stamp))
    new = NewClause(Props(), (Run("words"),))
    return apply(BASE, insert_clauses(BASE, story, index + (kind == "after"), [new], stamp, beside=clauses[index]))


@pytest.mark.parametrize("kind", ["typed", "before", "after", "moved"])
@pytest.mark.parametrize("order", [1, -1])
def test_words_in_a_row_that_the_other_deletes_conflict_and_the_row_stays_whole(kind: str, order: int) -> None:
    deleted, written = apply(BASE, delete_row(BASE, FIRST_TEXT, "4", AUTHORS[0])), with_words_in_row(kind)
    merged = merge_submissions(BASE, *(deleted, written)[::order])
    assert conflict_count(merged) == 1
    assert len({clause.row for clause in merged.proposals[0].redline.clauses if clause.cell and clause.cell[1] == 0}) == 1
    assert list(broken_laws(merged, ("model", "akn", "word"))) == []
    decided = merge_submissions(BASE, *(deleted, written)[::-order])
    assert list(broken_laws(decided, ("model", "akn", "word"))) == []
