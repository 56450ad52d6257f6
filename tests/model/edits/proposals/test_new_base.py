"""Moving a proposal to a new base."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.edits.proposals.new_base import move_to_base
from model.errors import EditError
from model.formats.notation import print_redline
from model.redline import Redline, Status
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME, Action, actions, carried_out, submission
from tests.model.consolidation.test_merge import texts

BASE = "*resolves*\n1\tto act in good time;\n2\tto report to the Council.\n"
MINE = BASE.replace("good", "{--good--}{++due++}").replace("report", "{--report--}{++tell--}").replace("{++tell--}", "{++tell++}")


def acted(acts: list[Action]) -> Submission:
    value = submission()
    return carried_out(value, acts)


def authors(text: Redline) -> set[str]:
    """Who changed words or ends of paragraphs; a change of both is one, and bears the name of who began it."""
    runs = (run for clause in text.clauses for run in clause.runs)
    words = {run.stamp.author for run in runs if run.status is not Status.KEPT and run.text}
    return words | {clause.end.stamp.author for clause in text.clauses if clause.end.status is not Status.KEPT}


@given(st.lists(actions(), max_size=4))
def test_on_its_own_base_a_proposal_stays_what_it_is(acts: list[Action]) -> None:
    mine = acted(acts)
    before = mine.proposals[0].redline
    if texts(before, "base") != texts(submission().proposals[0].redline, "base"):
        return  # something was accepted
    moved = move_to_base(mine, 1, submission(), ME)
    after = apply(mine, moved.transaction).proposals[0].redline
    assert not moved.left
    assert texts(after, "base") == texts(before, "base")
    assert texts(after, "draft") == texts(before, "draft")
    assert authors(after) <= authors(before)
    assert {clause.id for clause in after.base().clauses} == {clause.id for clause in before.base().clauses}


@given(st.lists(actions(), max_size=3), st.lists(actions(), max_size=3))
def test_on_another_base_each_change_is_there_or_told(acts: list[Action], others: list[Action]) -> None:
    mine, other = acted(acts), acted(others)
    drafted = other.proposals[0].redline.draft()
    new = submission(replace(drafted, notes={}))
    try:
        moved = move_to_base(mine, 1, new, ME)
    except EditError:
        return  # nothing in common is left
    after = apply(mine, from_json(to_json(moved.transaction)))
    assert [text[2] for text in texts(after.proposals[0].redline, "base")] == [text[2] for text in texts(drafted, "base")]
    assert len(moved.left) <= moved.changes
    ids = [clause.id for clause in after.proposals[0].redline.clauses]
    assert len(ids) == len(set(ids))
    assert apply(after, invert(moved.transaction)) == mine


def test_what_fits_is_applied_and_what_does_not_is_told_with_both_texts() -> None:
    edition = BASE.replace("to report to the Council", "to inform the Council").replace("*resolves*", "*noting*\n*resolves*")
    mine = submission(MINE)
    moved = move_to_base(mine, 1, submission(edition), ME)
    (left,) = moved.left
    assert (left.old, left.new) == ("to report to the Council.", "to tell to the Council.")
    assert "to inform the Council." in left.now
    after = apply(mine, moved.transaction).proposals[0].redline
    assert [text[2] for text in texts(after, "draft")] == [
        "noting", "resolves", "to act in due time;", "to inform the Council.",
    ]  # fmt: skip
    old = mine.proposals[0].redline
    assert [clause.id for clause in after.clauses[1:3]] == [clause.id for clause in old.clauses[:2]]


@pytest.mark.parametrize("struck", ["First", "{--First--}"])
def test_a_new_paragraph_of_a_cell_that_the_new_base_has_lost_goes_to_the_next_cell(struck: str) -> None:
    rest = "|1.2.1| Cell\nThe text after the table is that of the edition before.\n"
    mine = submission(f"|1.1.1| {struck}\n|1.1.1| {{++x++}}{{++¶++}}\n{rest}")
    moved = move_to_base(mine, 1, submission(rest), ME)
    after = apply(mine, moved.transaction).proposals[0].redline
    assert [(clause.text_on("draft"), clause.cell is not None) for clause in after.clauses[:2]] == [("x", True), ("Cell", True)]


@pytest.mark.parametrize("before", ["", "words before the table.\n"])
def test_a_new_row_before_that_cell_parts_no_cell(before: str) -> None:
    rest = "|1.2.1| Cell\nThe text after the table is that of the edition before.\n"
    mine = submission(f"{before}|1.1.1| First\n|1.1.1| {{++x++}}{{++¶++}}\n|1.+3.1| {{++row++}}{{++¶++}}\n{rest}")
    moved = move_to_base(mine, 1, submission(before + rest), ME)
    clauses = apply(mine, moved.transaction).proposals[0].redline.clauses
    cells = [cell for cell, _ in groupby(clauses, key=lambda clause: clause.cell) if cell is not None]
    assert len(cells) == len(set(cells)) == 2


TAIL = "The text after the table is that of the edition before.\n"
ROWS = "|1.1.1| one\n|1.1.2| two\n|1.2.1| three\n|1.2.2| four\n" + TAIL
SECOND_GONE = "|1.1.1| one\n|1.1.2| two\n|1.-2.1| {--three--}{--¶--}\n|1.-2.2| {--four--}{--¶--}\n" + TAIL
WIDER = ROWS.replace("two", "two\n|1.1.3| more").replace("four", "four\n|1.2.3| more")
SHIFTED = "|1.1.1| more\n|1.1.2| one\n|1.1.3| two\n|1.2.1| more\n|1.2.2| three\n|1.2.3| four\n" + TAIL


@pytest.mark.parametrize(
    ("mine", "new", "now"),
    [
        (SECOND_GONE, ROWS.replace("three", "all three"), "all three\nfour"),
        (SECOND_GONE, ROWS.replace("|1.2.1| three", "|1.2.1| more\n|1.2.1| three"), "more\nthree\nfour"),
        (SECOND_GONE, WIDER, "three\nfour\nmore"),
        (SECOND_GONE, ROWS.replace("|1.2.1|", "|1.1.3|").replace("|1.2.2|", "|1.1.4|"), "one\ntwo\nthree\nfour"),
        (SECOND_GONE, ROWS.replace("|1.2.1| ", "").replace("|1.2.2| ", ""), "three\nfour"),
        (ROWS.replace("three", "{--three--}{--¶--}"), ROWS.replace("three", "all three"), "all three"),
    ],
    ids=["words", "a paragraph", "a column", "one row", "no table", "a cell of a column"],
)
def test_a_deletion_of_a_row_or_cell_that_has_more_in_the_new_base_is_left_out(mine: str, new: str, now: str) -> None:
    value = submission(mine)
    moved = move_to_base(value, 1, submission(new), ME)
    assert {left.now for left in moved.left} == {now}
    assert print_redline(apply(value, moved.transaction).proposals[0].redline) == new


NEW_ROW = "|1.+3.1| {++new++}{++¶++}\n|1.+3.2| {++row++}{++¶++}\n"


@pytest.mark.parametrize(
    "new",
    [
        ROWS.replace("three", "more\n|1.2.1| three"),
        SHIFTED,
        WIDER,
        ROWS.replace("|1.1.1| one\n|1.1.2| two\n", ""),
    ],
    ids=["a paragraph before", "a column before", "a column after", "the row before is lost"],
)
def test_a_new_row_stands_between_whole_rows_of_the_new_base(new: str) -> None:
    mine = submission(ROWS.replace("|1.2.1|", NEW_ROW + "|1.2.1|"))
    clauses = apply(mine, move_to_base(mine, 1, submission(new), ME).transaction).proposals[0].redline.clauses
    rows = [row for row, _ in groupby(clause.cell and (clause.cell[1], clause.row) for clause in clauses) if row is not None]
    assert len(rows) == len({number for number, _ in rows})
    assert rows[-2][1] is Status.INSERTED


def test_a_new_row_at_the_end_of_a_table_stays_in_it_before_a_new_paragraph_of_the_new_base() -> None:
    mine = submission("words before the tables.\n" + ROWS.replace(TAIL, NEW_ROW + TAIL))
    new = submission("words before the tables.\n" + ROWS.replace(TAIL, "more words.\n" + TAIL))
    clauses = apply(mine, move_to_base(mine, 1, new, ME).transaction).proposals[0].redline.clauses
    assert [clause.text for clause in clauses[1:8]] == ["one", "two", "three", "four", "new", "row", "more words."]


def test_a_new_row_of_a_table_that_the_new_base_has_as_paragraphs_is_left_out() -> None:
    mine = submission(ROWS.replace("|1.2.1|", NEW_ROW + "|1.2.1|"))
    plain = ROWS.replace("|1.1.1| ", "").replace("|1.1.2| ", "").replace("|1.2.1| ", "").replace("|1.2.2| ", "")
    moved = move_to_base(mine, 1, submission(plain), ME)
    assert [left.new for left in moved.left] == ["new\nrow\nthree"]


def test_a_new_paragraph_at_the_end_of_a_cell_stays_in_it_before_a_new_column() -> None:
    mine = submission(ROWS.replace("four", "four\n|1.2.2| {++x++}{++¶++}"))
    clauses = apply(mine, move_to_base(mine, 1, submission(WIDER), ME).transaction).proposals[0].redline.clauses
    cells = {clause.text: clause.cell for clause in clauses}
    assert cells["x"] == cells["four"]


def test_what_the_new_base_says_already_is_told_so() -> None:
    moved = move_to_base(submission(MINE), 1, submission(BASE.replace("good", "due")), ME)
    assert [str(left.reason) for left in moved.left] == ["the text in force already says so"]


def test_another_text_and_a_new_one_are_refused() -> None:
    with pytest.raises(EditError, match="it is not an edition of the amended text"):
        move_to_base(submission(MINE), 1, submission("*noting*\na)\twholly unlike matters,\n"), ME)
    mine = submission(MINE)
    added = replace(mine, proposals=(replace(mine.proposals[0], symbol="ADD"),))
    with pytest.raises(EditError, match="has no text in force"):
        move_to_base(added, 1, submission(BASE), ME)
