"""Rows of tables come and go as a whole, tracked, and come back from Word as they went."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from msgspec.structs import replace

from model.edits import review, structure, text
from model.edits.dependants import with_dependants
from model.edits.tables import columns, rows
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse, print_redline
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline, Side, Status, resolve, status_spans
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import apply, invert
from model.submission.values import Submission
from tests.builders.submissions import ME, submission
from tests.builders.tables import MERGED, read, tbl, tr
from tests.builders.word import BY, docx, p, r

VIEWS: tuple[Side, ...] = ("base", "draft")
GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(3))) for row in range(3)), grid=(1000, 2000, 3000))


def id_of(value: Submission, words: str) -> str:
    return next(clause.id for clause in value.proposals[0].redline.clauses if clause.text.startswith(words))


def done(value: Submission, *todo) -> Submission:
    """The submission after edits of rows, each a function, the words of a cell and more."""
    for make, words, more in todo:
        made = with_dependants(value, make(value, StoryId(1), id_of(value, words), ME, **more))
        after = apply(value, made)
        assert apply(after, invert(made)) == value
        assert canonical(after.proposals[0].redline.clauses) == after.proposals[0].redline.clauses
        value = after
    return value


def content_of_cells(redline: Redline) -> list[object]:
    """Rows with what their cells say: rows are numbered by their order."""
    out: list[object] = []
    for clause in redline.clauses:
        if clause.cell is not None:
            out.append((clause.cell[2], clause.row, [*status_spans(clause.runs)], clause.end.status))
    return out


def main_part(value: Submission) -> str:
    return zipfile.ZipFile(BytesIO(export_word(value)[0])).read("word/document.xml").decode()


def bare(redline: Redline, side) -> list[object]:
    return [(clause.cell and clause.cell[2], clause.text) for clause in resolve(redline, side).clauses]


EDITS = {
    "a row below the first": [(rows.insert_row, "r0c1", {})],
    "a row above the first": [(rows.insert_row, "r0c0", {"above": True})],
    "a row behind the last": [(rows.insert_row, "r2c2", {})],
    "two rows": [(rows.insert_row, "r1c0", {}), (rows.insert_row, "r1c0", {})],
    "the first row struck": [(rows.delete_row, "r0c2", {})],
    "the last row struck": [(rows.delete_row, "r2c0", {})],
    "a row struck and one beside it": [(rows.delete_row, "r1c0", {}), (rows.insert_row, "r1c0", {})],
    "all rows struck": [(rows.delete_row, f"r{row}c0", {}) for row in range(3)],
}


@pytest.mark.parametrize("todo", EDITS.values(), ids=EDITS)
def test_what_is_done_is_proved_read_back_and_kept(todo) -> None:
    start = read(GRID)
    value = done(start, *todo)
    redline = value.proposals[0].redline
    assert bare(redline, "base") == bare(start.proposals[0].redline, "base")
    for symbol, keep in (("", None), ("MOD", None), ("", False)):
        number = "ATU/35A18/1" if symbol else ""
        written = replace(value, proposals=(replace(value.proposals[0], symbol=symbol, number=number),))
        data, _ = export_word(written, ExportOptions(keep_styles=keep))
        assert content_of_cells(read_word(data, "back.docx", language="en").submission.proposals[0].redline) == content_of_cells(
            redline
        )
    assert read_project(project_bytes(Project(value))).submission == value


@pytest.mark.parametrize("todo", EDITS.values(), ids=EDITS)
def test_accepted_it_is_the_draft_and_rejected_the_base(todo) -> None:
    value = done(read(GRID), *todo)
    redline = value.proposals[0].redline
    found = amendments(redline)
    for decide, side in ((review.accept, "draft"), (review.reject, "base")):
        after = apply(value, decide(value, 1, found, ME)).proposals[0].redline
        assert not amendments(after)
        assert bare(after, "base") == bare(after, "draft") == bare(redline, side)


def test_a_new_row_is_filled_and_goes_without_a_trace() -> None:
    start = read(GRID)
    value = done(start, (rows.insert_row, "r1c1", {}))
    new = [index for index, clause in enumerate(value.proposals[0].redline.clauses) if clause.row is Status.INSERTED]
    assert [value.proposals[0].redline.clauses[index].cell for index in new] == [(0, 3, 0), (0, 3, 1), (0, 3, 2)]
    for place, index in enumerate(new):
        value = apply(value, text.type_text(value, StoryId(1), Place(index, 0), Place(index, 0), f"new {place}", ME))
    data, _ = export_word(value, ExportOptions())
    assert content_of_cells(read_word(data, "back.docx", language="en").submission.proposals[0].redline) == content_of_cells(
        value.proposals[0].redline
    )
    assert done(value, (rows.delete_row, "new 1", {})).proposals[0].redline == start.proposals[0].redline


def test_a_struck_row_is_restored_as_it_was_amended() -> None:
    value = read(GRID)
    at = value.proposals[0].redline.places[id_of(value, "r1c1")]
    value = apply(value, text.type_text(value, StoryId(1), Place(at, 2), Place(at, 4), "new", ME))
    value = apply(value, text.break_paragraph(value, StoryId(1), Place(at + 1, 2), Place(at + 1, 2), ME))
    struck = done(value, (rows.delete_row, "r1c0", {}))
    assert "new" not in {clause.text for clause in struck.proposals[0].redline.clauses}
    back = done(struck, (structure.restore_clauses, "r1c0", {}))
    assert back.proposals[0].redline == value.proposals[0].redline
    with pytest.raises(EditError, match="deleted already"):
        rows.delete_row(struck, StoryId(1), id_of(struck, "r1c0"), ME)


def test_an_empty_row_is_struck_and_restored() -> None:
    value = read(tbl(tr("", ""), tr("c", "d")))
    clause = next(clause for clause in value.proposals[0].redline.clauses if clause.cell)
    struck = apply(value, rows.delete_row(value, StoryId(1), clause.id, ME))
    assert [row_clause.row for row_clause in struck.proposals[0].redline.clauses if row_clause.cell][:2] == [Status.DELETED] * 2
    assert (
        apply(struck, structure.restore_clauses(struck, StoryId(1), clause.id, ME)).proposals[0].redline
        == value.proposals[0].redline
    )


def test_a_row_goes_with_the_tables_in_it_and_merged_cells_are_no_hindrance() -> None:
    for words in ("over two", "two", "word", "in one"):
        value = done(read(MERGED), (rows.insert_row, words, {}), (rows.delete_row, words, {}))
        redline = value.proposals[0].redline
        for keep in (None, False):
            data, _ = export_word(value, ExportOptions(keep_styles=keep))
            assert content_of_cells(
                read_word(data, "back.docx", language="en").submission.proposals[0].redline
            ) == content_of_cells(redline)
            for view in VIEWS:
                data, _ = export_word(value, ExportOptions(keep_styles=keep, view=view))
                back = read_word(data, "back.docx", language="en").submission.proposals[0].redline
                assert bare(back, "draft") == bare(redline, view)


def test_outside_of_tables_there_are_no_rows() -> None:
    value = read(GRID)
    for make in (rows.insert_row, rows.delete_row):
        with pytest.raises(EditError, match="not a table"):
            make(value, StoryId(1), id_of(value, "to look"), ME)


def test_the_notation_says_rows() -> None:
    redline = done(read(GRID), (rows.insert_row, "r0c0", {}), (rows.delete_row, "r2c0", {})).proposals[0].redline
    assert content_of_cells(parse(print_redline(redline))) == content_of_cells(redline)


@pytest.mark.parametrize("keep", [None, False])
@pytest.mark.parametrize("todo", EDITS.values(), ids=EDITS)
def test_the_schemas_and_a_resolver_of_its_own_agree(shared, todo, keep: bool | None) -> None:
    from tests.journeys.judges import judge

    value = done(read(GRID), *todo)
    red, base, draft = (
        BytesIO(export_word(value, ExportOptions(keep_styles=keep, view=view))[0]) for view in ("markup", "base", "draft")
    )
    assert [found for found in judge("validate_docx").validate(red) if found["level"] != "info"] == []
    verdict = judge("redline").judge(red, base, draft)
    assert (verdict["accept"], verdict["reject"]) == (True, True)


@pytest.mark.parametrize("offset", [0, 2, 4])
def test_nothing_is_typed_into_a_row_that_is_struck(offset: int) -> None:
    """It would stand on neither side."""
    value = done(read(GRID), (rows.delete_row, "r1c0", {}))
    at = next(place for place, clause in enumerate(value.proposals[0].redline.clauses) if clause.text == "r1c1")
    with pytest.raises(EditError, match="the row is deleted; restore it"):
        text.type_text(value, StoryId(1), Place(at, offset), Place(at, offset), "typed", ME)


def test_no_clause_is_put_into_a_row_that_is_struck() -> None:
    value = done(read(GRID), (rows.delete_row, "r1c0", {}))
    at = next(place for place, clause in enumerate(value.proposals[0].redline.clauses) if clause.text == "r1c1")
    with pytest.raises(EditError, match="the row is deleted; restore it"):
        structure.insert_clauses(value, StoryId(1), at + 1, [structure.NewClause()], ME)


def test_no_clause_is_moved_into_a_row_that_is_struck() -> None:
    value = done(read(GRID), (rows.delete_row, "r1c0", {}))
    clauses = value.proposals[0].redline.clauses
    at = next(place for place, clause in enumerate(clauses) if clause.text == "r1c1")
    new = apply(value, structure.insert_clauses(value, StoryId(1), len(clauses), [structure.NewClause()], ME))
    for document, id in ((value, clauses[-1].id), (new, new.proposals[0].redline.clauses[-1].id)):
        with pytest.raises(EditError, match="the row is deleted; restore it"):
            structure.move_clauses(document, StoryId(1), id, at + 1, ME)


def test_what_an_older_version_moved_into_a_struck_row_is_decided_once() -> None:
    value = read(GRID)
    last, at = value.proposals[0].redline.clauses[-1], value.proposals[0].redline.places[id_of(value, "r1c1")]
    value = apply(value, structure.move_clauses(value, StoryId(1), last.id, at + 1, ME))
    redline = value.proposals[0].redline
    struck = tuple(
        replace(copied, row=Status.DELETED) if copied.cell and copied.cell[1] == 1 else copied for copied in redline.clauses
    )
    value = replace(value, proposals=(replace(value.proposals[0], redline=replace(redline, clauses=struck)),))
    found = amendments(value.proposals[0].redline)
    after = apply(value, review.reject(value, 1, found, ME)).proposals[0].redline
    assert [clause.text for clause in after.clauses] == [clause.text for clause in redline.base().clauses]


def test_text_that_was_moved_into_a_new_row_is_accepted_with_the_row() -> None:
    value = done(read(GRID), (rows.insert_row, "r1c0", {}))
    clauses = value.proposals[0].redline.clauses
    at = next(place for place, clause in enumerate(clauses) if clause.row is Status.INSERTED)
    value = apply(value, structure.move_clauses(value, StoryId(1), clauses[-1].id, at + 1, ME))
    moved = [amendment for amendment in amendments(value.proposals[0].redline) if amendment.kind == "move"]
    assert len(moved) == 1
    after = apply(value, review.accept(value, 1, moved, ME))
    assert {clause.row for clause in after.proposals[0].redline.clauses} == {Status.KEPT}
    assert bare(after.proposals[0].redline, "base") == bare(value.proposals[0].redline, "draft")
    for view in ("markup", *VIEWS):
        export_word(after, ExportOptions(view=view))
    rejected = apply(value, review.reject(value, 1, moved, ME)).proposals[0].redline
    assert Status.INSERTED in {clause.row for clause in rejected.clauses}  # the new row stays when its text goes back


def test_a_row_that_somebody_inserted_and_deleted_is_only_inserted_once_it_is_restored() -> None:
    words = f"<w:ins {BY}><w:del {BY}><w:r><w:delText>both</w:delText></w:r></w:del></w:ins>"
    marks = f"<w:trPr><w:ins {BY}/><w:del {BY}/></w:trPr>"
    ended = f"<w:p><w:pPr><w:rPr><w:ins {BY}/><w:del {BY}/></w:rPr></w:pPr>{words}</w:p>"
    value = read(f"<w:tbl><w:tr>{marks}<w:tc>{ended}</w:tc></w:tr><w:tr><w:tc>{p('kept')}</w:tc></w:tr></w:tbl>")
    id = id_of(value, "both")
    assert value.proposals[0].redline[id].row is Status.RETRACTED
    assert re.findall(r"<w:trPr><w:(ins|del)[^>]*/><w:(ins|del)", main_part(value)) == [("ins", "del")]
    restored = apply(value, structure.restore_clauses(value, StoryId(1), id, ME))
    assert restored.proposals[0].redline[id].row is Status.INSERTED
    assert re.findall(r"<w:trPr><w:(?:ins|del)[^>]*/>(.{8})", main_part(restored)) == ["</w:trPr"]
    for view in VIEWS:
        export_word(restored, ExportOptions(view=view))


IN_NOTE = tbl(tr("one", "two"), tr("three", "four"))


@pytest.mark.parametrize("body", ["", GRID])
@pytest.mark.parametrize("make", [rows.delete_row, rows.insert_row, columns.delete_column, columns.insert_column])
@pytest.mark.parametrize("decide", [review.accept, review.reject])
def test_a_row_or_column_of_a_note_is_decided_whole(make, decide, body: str) -> None:
    note = f'<w:footnote w:id="1">{p(r("<w:footnoteRef/>") + r("Note"))}{IN_NOTE}{p("end")}</w:footnote>'
    value = read_word(docx(p(r("Words") + r('<w:footnoteReference w:id="1"/>')) + body, footnotes=note), "text.docx").submission
    at = next(clause.id for clause in value.proposals[0].redline.notes["f1"].clauses if clause.text == "one")
    value = apply(value, make(value, StoryId(1, "f1"), at, ME))
    for amendment in amendments(value.proposals[0].redline):
        after = apply(value, decide(value, 1, [amendment], ME))
        assert amendments(after.proposals[0].redline) == ()
        cells = [clause.cell for clause in after.proposals[0].redline.notes["f1"].clauses if clause.cell]
        assert len(cells) % len({cell[1] for cell in cells}) == 0  # all rows have the same number of cells


def test_a_deleted_row_of_a_note_comes_back_with_the_note() -> None:
    note = f'<w:footnote w:id="1">{p(r("<w:footnoteRef/>") + r("Note"))}{IN_NOTE}{p("end")}</w:footnote>'
    before = read_word(docx(p(r("Words") + r('<w:footnoteReference w:id="1"/>')), footnotes=note), "text.docx").submission
    at = next(clause.id for clause in before.proposals[0].redline.notes["f1"].clauses if clause.text == "one")
    value = apply(before, rows.delete_row(before, StoryId(1, "f1"), at, ME))
    value = apply(value, text.delete_range(value, StoryId(1), Place(0, 0), Place(0, 6), ME))
    (deletion,) = amendments(value.proposals[0].redline)
    after = apply(value, review.reject(value, 1, [deletion], ME))
    assert after.proposals[0].redline == before.proposals[0].redline


def test_no_clause_is_put_into_a_column_that_is_struck() -> None:
    value = read(GRID)
    value = apply(value, columns.delete_column(value, StoryId(1), id_of(value, "r1c1"), ME))
    beside = next(clause for clause in value.proposals[0].redline.clauses if clause.text == "r1c1")
    at = value.proposals[0].redline.places[beside.id]
    with pytest.raises(EditError, match="the column is deleted; restore it"):
        structure.insert_clauses(value, StoryId(1), at + 1, [structure.NewClause()], ME, beside=beside)


def test_what_is_typed_over_a_selection_into_a_struck_row_stands_before_it() -> None:
    value = done(read(GRID), (rows.delete_row, "r0c0", {}))
    clauses = value.proposals[0].redline.clauses
    first = next(place for place, clause in enumerate(clauses) if clause.cell) - 1
    last = next(place for place, clause in enumerate(clauses) if clause.text == "r0c1")
    after = apply(value, text.type_text(value, StoryId(1), Place(first, 3), Place(last, 2), "typed", ME)).proposals[0].redline
    assert after.draft().clauses[first].text == clauses[first].text[:3] + "typed"
    assert resolve(after, "base") == value.proposals[0].redline.base()
    assert not any(run.status is Status.INSERTED for clause in after.clauses if clause.cell for run in clause.runs)


def test_a_new_paragraph_before_a_struck_row_takes_what_is_typed_over_both() -> None:
    value = done(read(GRID), (rows.delete_row, "r0c0", {}))
    clauses = value.proposals[0].redline.clauses
    first = next(place for place, clause in enumerate(clauses) if clause.cell)
    value = apply(value, structure.insert_clauses(value, StoryId(1), first, [structure.NewClause()], ME))
    last = next(place for place, clause in enumerate(value.proposals[0].redline.clauses) if clause.text == "r0c1")
    after = apply(value, text.type_text(value, StoryId(1), Place(first, 0), Place(last, 2), "typed", ME)).proposals[0].redline
    assert (after.clauses[first].text, after.clauses[first].cell) == ("typed", None)
    assert not any(run.status is Status.INSERTED for clause in after.clauses if clause.cell for run in clause.runs)


def test_a_row_that_comes_or_goes_is_one_amendment_of_all_its_cells() -> None:
    value = done(
        read(GRID),
        (rows.insert_row, "r0c0", {}),
        (rows.delete_row, "r2c1", {}),
    )
    redline = value.proposals[0].redline
    found = amendments(redline)
    assert [(amendment.kind, amendment.old, amendment.new) for amendment in found] == [
        ("row", "", ""),
        ("row", "r2c0\tr2c1\tr2c2", ""),
    ]
    rows_of = {part.clause: at for at, amendment in enumerate(found) for part in amendment.parts}
    assert rows_of == {
        clause.id: int(clause.row is Status.DELETED) for clause in redline.clauses if clause.row is not Status.KEPT
    }
    for amendment in found:
        cell = amendment.parts[-1].clause
        assert review.amendments_within(found, "", [(cell, 0, 0)]) == [amendment]
    left = apply(value, review.reject(value, 1, found[1:], ME)).proposals[0].redline
    assert [amendment.key for amendment in amendments(left)] == [found[0].key]
    other = replace(ME, author="Bo")
    last = next(clause for clause in reversed(redline.clauses) if clause.row is Status.DELETED)
    clauses = tuple(
        replace(amendment, row_stamp=other) if amendment.id == last.id else amendment for amendment in redline.clauses
    )
    by_two = amendments(replace(redline, clauses=clauses))
    assert [(amendment.stamp.author, amendment.old) for amendment in by_two[1:]] == [(ME.author, "r2c0\tr2c1"), ("Bo", "r2c2")]


def test_a_row_that_came_and_went_is_not_deleted_again():
    value = submission("|1.1.1| a\n|1.±2.1| {+-b-+}{+-¶-+}\n|1.3.1| c\n")
    with pytest.raises(EditError, match="deleted already"):
        rows.delete_row(value, StoryId(1), value.proposals[0].redline.clauses[1].id, ME)


def test_a_paragraph_that_came_and_went_stays_so_in_a_deleted_row():
    value = submission("|1.1.1| a\n|1.1.1| {+-b-+}{+-¶-+}\n|1.2.1| c\n")
    made = rows.delete_row(value, StoryId(1), value.proposals[0].redline.clauses[0].id, ME)
    struck = apply(value, made).proposals[0].redline.clauses
    assert [clause.end.status for clause in struck[:2]] == [Status.DELETED, Status.RETRACTED]


def test_a_row_that_came_and_went_is_written_in_once_it_is_restored():
    value = submission("|1.1.1| a\n|1.±2.1| {+-b-+}{+-¶-+}\n|1.±2.2| {+-¶-+}\n|1.3.1| c\n")
    id = value.proposals[0].redline.clauses[1].id
    with pytest.raises(EditError, match="the row is deleted"):
        text.type_text(value, StoryId(1), Place(1, 1), Place(1, 1), "x", ME)
    with pytest.raises(EditError, match="the row is deleted"):
        structure.insert_clauses(value, StoryId(1), 2, [structure.NewClause()], ME, beside=value.proposals[0].redline[id])
    value = apply(value, structure.restore_clauses(value, StoryId(1), id, ME))
    assert print_redline(value.proposals[0].redline) == "|1.1.1| a\n|1.+2.1| {++b++}{++¶++}\n|1.+2.2| {++¶++}\n|1.3.1| c\n"
