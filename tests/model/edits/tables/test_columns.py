"""Columns of tables come and go as a whole, tracked cell by cell, and come back from Word as they went."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from msgspec.structs import replace

from model.edits import review, structure, text
from model.edits.dependants import with_dependants
from model.edits.tables import columns, new_table, rows
from model.edits.tables.new_table import CellWords
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse, print_redline
from model.formats.word.export import export_word
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import W
from model.formats.word.reader import read_word
from model.formats.word.table_shapes import table_shapes
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline, Side, Status, resolve, status_spans
from model.redline.canonical import canonical
from model.redline.cells import one_sided_cells
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Proposal, Submission
from tests.builders.mixed_texts import submission_of
from tests.builders.submissions import ME
from tests.builders.tables import MERGED, read, tbl, tc, tr
from tests.builders.word import docx, p, r

OPENED = tbl(tr(tc(tbl(tr("inner")), "behind"), "second"), tr("third", "fourth"))
"""A table of which the first cell begins with another."""
VIEWS: tuple[Side, ...] = ("base", "draft")
GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(3))) for row in range(3)), grid=(1000, 2000, 3000))


def id_of(value: Submission, words: str) -> str:
    return next(clause.id for clause in value.proposals[0].redline.clauses if clause.text.startswith(words))


def base(value: Submission) -> object:
    return [(clause.cell, clause.props, clause.runs) for clause in resolve(value.proposals[0].redline, "base").clauses]


def done(value: Submission, *todo) -> Submission:
    """The submission after edits of columns and rows, each a function, the words of a cell and more."""
    for make, words, more in todo:
        made = with_dependants(value, make(value, StoryId(1), id_of(value, words), ME, **more))
        assert from_json(to_json(made)) == made
        after = apply(value, made)
        assert apply(after, invert(made)) == value
        assert base(after) == base(value)
        assert canonical(after.proposals[0].redline.clauses) == after.proposals[0].redline.clauses
        value = after
    return value


def content_of_cells(redline: Redline) -> list[object]:
    """What the cells say, row by row: rows and columns are numbered by their order."""
    out: list[list[object]] = []
    last = None
    for clause in redline.clauses:
        if clause.cell is not None:
            if clause.cell[:2] != last:
                out.append([])
            last = clause.cell[:2]
            out[-1].append((clause.row, [*status_spans(clause.runs)], clause.end.status))
    return out


def bare(redline: Redline, side: Side) -> list[str]:
    return [clause.text for clause in resolve(redline, side).clauses]


def put(value: Submission) -> Submission:
    made = new_table.insert_table(
        value, StoryId(1), 4, [[CellWords("one"), CellWords("two")], [CellWords("three")] * 2], [900, 800], ME
    )
    return apply(value, made)


FULL = {"words": ["new", "", "newer"]}
EDITS = {
    "a column behind the first": (GRID, [(columns.insert_column, "r0c0", FULL)]),
    "one before the first": (GRID, [(columns.insert_column, "r1c0", {"before": True, **FULL})]),
    "one behind the last": (GRID, [(columns.insert_column, "r2c2", FULL)]),
    "an empty one": (GRID, [(columns.insert_column, "r2c1", {})]),
    "two": (GRID, [(columns.insert_column, "r1c0", FULL), (columns.insert_column, "r1c0", {"words": ["x"]})]),
    "the first struck": (GRID, [(columns.delete_column, "r0c0", {})]),
    "the last struck": (GRID, [(columns.delete_column, "r2c2", {})]),
    "two struck": (GRID, [(columns.delete_column, "r1c0", {}), (columns.delete_column, "r1c1", {})]),
    "struck and one beside": (GRID, [(columns.delete_column, "r1c1", {}), (columns.insert_column, "r1c0", FULL)]),
    "a column and a row": (GRID, [(columns.insert_column, "r1c1", FULL), (rows.insert_row, "r1c1", {"words": ["a", "b", "c"]})]),
    "a row and a column": (GRID, [(rows.insert_row, "r1c1", {}), (columns.insert_column, "r1c1", {"words": list("abcd")})]),
    "a row struck and a column": (GRID, [(rows.delete_row, "r1c1", {}), (columns.insert_column, "r0c1", {"words": ["a"]})]),
    "a column struck and a row": (GRID, [(columns.delete_column, "r1c1", {}), (rows.insert_row, "r1c0", {"words": ["a"]})]),
    "one that begins with a table": (OPENED, [(columns.delete_column, "behind", {})]),
    "one before a cell that begins with a table": (OPENED, [(columns.insert_column, "third", {"before": True})]),
    "a row that begins with a table": (OPENED, [(rows.delete_row, "second", {})]),
    "one above a row that begins with a table": (OPENED, [(rows.insert_row, "behind", {"above": True})]),
    "in a new table": ("new", [(columns.insert_column, "one", {"words": ["x"]}), (columns.delete_column, "two", {})]),
}


def made(start: str) -> Submission:
    return put(read("")) if start == "new" else read(start)


@pytest.mark.parametrize(("start", "todo"), EDITS.values(), ids=EDITS)
def test_what_is_done_is_proved_read_back_and_kept(start, todo) -> None:
    value = done(made(start), *todo)
    redline = value.proposals[0].redline
    for symbol, keep in (("", None), ("MOD", None), ("", False)):
        number = "ATU/35A18/1" if symbol else ""
        written = replace(value, proposals=(replace(value.proposals[0], symbol=symbol, number=number),))
        for view in ("markup", *VIEWS):
            data, _ = export_word(written, ExportOptions(keep_styles=keep, view=view))
            back = read_word(data, "back.docx", language="en").submission.proposals[0].redline
            if view == "markup":
                assert [
                    [cell for cell in row if cell[2] is not Status.RETRACTED] for row in content_of_cells(back)
                ] == content_of_cells(redline)
            else:
                assert bare(back, "draft") == bare(redline, view)
                assert list(map(len, content_of_cells(back))) == list(map(len, content_of_cells(resolve(redline, view))))
    assert read_project(project_bytes(Project(value))).submission == value
    again = parse(print_redline(redline))
    assert [(clause.cell, clause.row, clause.shape) for clause in again.clauses] == [
        (clause.cell, clause.row, clause.shape) for clause in redline.clauses
    ]


@pytest.mark.parametrize(("start", "todo"), EDITS.values(), ids=EDITS)
def test_one_decided_the_whole_column_is_and_all_decided_it_is_a_side(start, todo) -> None:
    value = done(made(start), *todo)
    redline = value.proposals[0].redline
    for decide, side in ((review.accept, "draft"), (review.reject, "base")):
        after = apply(value, decide(value, 1, amendments(redline), ME)).proposals[0].redline
        assert not amendments(after)
        assert bare(after, "base") == bare(after, "draft") == bare(redline, side)
        one_by_one = value
        while found := amendments(one_by_one.proposals[0].redline):
            one_by_one = apply(one_by_one, decide(one_by_one, 1, found[:1], ME))
            clauses = one_by_one.proposals[0].redline.clauses
            alone = one_sided_cells(clauses)
            undecided = {
                clause.cell for clause in clauses if clause.cell and clause.row is Status.KEPT and clause.cell not in alone
            }
            assert not {cell[::2] for cell in alone} & {cell[::2] for cell in undecided}
        assert bare(one_by_one.proposals[0].redline, "draft") == bare(redline, side)


@pytest.mark.parametrize(("start", "todo"), EDITS.values(), ids=EDITS)
def test_the_text_is_proved_in_word_after_one_is_decided_and_after_all_are(start, todo) -> None:
    value = done(made(start), *todo)
    for decide in (review.accept, review.reject):
        found = amendments(value.proposals[0].redline)
        for chosen in (found[:1], found[-1:], found):
            decided = apply(value, decide(value, 1, chosen, ME))
            for view in ("markup", *VIEWS):
                export_word(decided, ExportOptions(view=view))
            export_word(decided, ExportOptions(keep_styles=False))


def cells_by_row(value: Submission) -> list[int]:
    found = Counter(clause.cell[1] for clause in value.proposals[0].redline.clauses if clause.cell)
    return list(found.values())


def test_a_column_that_is_decided_away_goes_from_tracked_rows_too() -> None:
    grown = done(read(GRID), (columns.insert_column, "r0c0", {}), (rows.insert_row, "r1c1", {}))
    new = next(amendment for amendment in amendments(grown.proposals[0].redline) if amendment.kind != "row")
    assert cells_by_row(apply(grown, review.reject(grown, 1, [new], ME))) == [3, 3, 3, 3]
    shrunk = done(read(GRID), (columns.delete_column, "r0c0", {}), (rows.delete_row, "r1c1", {}))
    old = next(amendment for amendment in amendments(shrunk.proposals[0].redline) if amendment.kind != "row")
    assert cells_by_row(apply(shrunk, review.accept(shrunk, 1, [old], ME))) == [2, 2, 2]


def test_text_of_a_deleted_column_that_was_moved_is_decided_with_the_column() -> None:
    base = parse("|1.1.1| a\n|1.1.2| b\n|1.2.1| c\n|1.2.2| d\n|1.3.1| \n|1.3.2| \n")
    moved = parse(
        "|1.1.1| {--a--}\n|1.1.2| {--b--}{--¶--}\n|1.2.1| c\n|1.2.2| {--d--}{--¶--}\n|1.3.1| {++a++}\n|1.3.2| {--¶--}\n"
    )
    clauses = tuple(
        replace(clause, runs=tuple(replace(run, move="m") if run.text in "ab" else run for run in clause.runs))
        for clause in moved.clauses
    )
    value = Submission(proposals=(Proposal(redline=replace(moved, clauses=clauses), original=base),))
    for decide, side in ((review.accept, "draft"), (review.reject, "base")):
        for amendment in amendments(value.proposals[0].redline):
            decided = apply(value, decide(value, 1, [amendment], ME)).proposals[0].redline
            assert bare(decided, "base") == bare(decided, "draft") == bare(value.proposals[0].redline, side)


def test_a_table_without_a_package_may_have_shorter_rows() -> None:
    value = submission_of("table")
    clauses = tuple(clause for clause in value.proposals[0].redline.clauses if clause.text != "Two")
    text_ = replace(value.proposals[0].redline, clauses=clauses)
    value = replace(value, proposals=(replace(value.proposals[0], redline=text_, original=text_),))
    for view in ("markup", *VIEWS):
        export_word(value, ExportOptions(view=view))


@pytest.mark.parametrize("todo", [(rows.delete_row, "second", {}), (columns.delete_column, "behind", {})])
def test_a_table_inside_a_struck_cell_comes_back_with_that_cell(todo) -> None:
    value = done(read(OPENED), todo)
    restored = apply(value, structure.restore_clauses(value, StoryId(1), id_of(value, "inner"), ME))
    kept = {clause.text: clause.row for clause in restored.proposals[0].redline.clauses if clause.cell}
    assert set(kept.values()) == {Status.KEPT}
    assert not one_sided_cells(restored.proposals[0].redline.clauses)
    export_word(restored)
    inner = next(amendment for amendment in amendments(value.proposals[0].redline) if amendment.clause == id_of(value, "inner"))
    for decide in (review.accept, review.reject):
        export_word(apply(value, decide(value, 1, [inner], ME)))


def test_what_is_written_in_other_cells_leaves_a_struck_column_struck() -> None:
    value = done(read(GRID), (columns.delete_column, "r1c1", {}))
    struck = one_sided_cells(value.proposals[0].redline.clauses)
    assert len(struck) == 3
    places = value.proposals[0].redline.places
    for words in ("r1c0", "r1c2", "r2c0", "r0c2"):
        at = places[id_of(value, words)]
        value = apply(value, text.type_text(value, StoryId(1), Place(at, 4), Place(at, 4), "x", ME))
        value = apply(value, text.delete_range(value, StoryId(1), Place(at, 0), Place(at, 5), ME))
    low, high = places[id_of(value, "r0c0")], places[id_of(value, "r2c2")]
    value = apply(value, text.delete_range(value, StoryId(1), Place(low, 0), Place(high, 4), ME))
    assert one_sided_cells(value.proposals[0].redline.clauses) == struck
    at = places[id_of(value, "r1c1")]
    for edit in (
        lambda: text.type_text(value, StoryId(1), Place(at, 0), Place(at, 0), "x", ME),
        lambda: text.type_text(value, StoryId(1), Place(at, 4), Place(at, 4), "x", ME),
        lambda: text.break_paragraph(value, StoryId(1), Place(at, 2), Place(at, 2), ME),
    ):
        with pytest.raises(EditError, match="column is deleted"):
            edit()


def test_a_struck_column_comes_back_as_it_was_amended_and_a_new_one_goes_without_a_trace() -> None:
    start = read(GRID)
    places = start.proposals[0].redline.places
    at = places[id_of(start, "r1c1")]
    value = apply(start, text.type_text(start, StoryId(1), Place(at, 2), Place(at, 4), "new", ME))
    value = apply(value, text.break_paragraph(value, StoryId(1), Place(at, 1), Place(at, 1), ME))
    struck = done(value, (columns.delete_column, "r0c1", {}))
    assert len(one_sided_cells(struck.proposals[0].redline.clauses)) == 3
    for words in ("r0c1", "r2c1"):
        back = done(struck, (structure.restore_clauses, words, {}))
        assert back.proposals[0].redline == value.proposals[0].redline
    at = struck.proposals[0].redline.places[id_of(struck, "r2c1")]
    plain = apply(struck, text.restore_range(struck, StoryId(1), Place(at, 1), Place(at, 3), ME))
    assert one_sided_cells(plain.proposals[0].redline.clauses) == {}
    with pytest.raises(EditError, match="deleted already"):
        columns.delete_column(struck, StoryId(1), id_of(struck, "r2c1"), ME)
    new = done(start, (columns.insert_column, "r0c1", FULL))
    assert done(new, (columns.delete_column, "newer", {})).proposals[0].redline == start.proposals[0].redline


def test_columns_are_refused_outside_of_tables_where_cells_are_merged_and_of_the_last_one() -> None:
    for make in (columns.insert_column, columns.delete_column):
        with pytest.raises(EditError, match="not a table"):
            make(read(GRID), StoryId(1), id_of(read(GRID), "to look"), ME)
        with pytest.raises(EditError, match="merged"):
            make(read(MERGED), StoryId(1), id_of(read(MERGED), "third"), ME)
        done(read(MERGED), (make, "in one", {}))
    with pytest.raises(EditError, match="3 cells, and 4 are given"):
        columns.insert_column(read(GRID), StoryId(1), id_of(read(GRID), "r0c0"), ME, words=list("abcd"))
    alone = read(tbl(tr("a", "b"), grid=(1000, 2000)))
    with pytest.raises(EditError, match="the column has 1 cell, and 2 are given"):
        columns.insert_column(alone, StoryId(1), id_of(alone, "a"), ME, words=["x", "y"])
    value = done(read(GRID), (columns.delete_column, "r0c0", {}), (columns.delete_column, "r0c1", {}))
    with pytest.raises(EditError, match="last column"):
        columns.delete_column(value, StoryId(1), id_of(value, "r0c2"), ME)


def test_where_a_column_and_a_row_cross_the_word_file_has_a_cell_of_neither_side() -> None:
    for name, inside, rows_with in (("a row struck and a column", "cellIns", 3), ("a column struck and a row", "cellDel", 4)):
        value = done(read(EDITS[name][0]), *EDITS[name][1])
        for keep in (None, False):
            data, _ = export_word(value, ExportOptions(keep_styles=keep))
            back = read_word(data, "back.docx", language="en").submission.proposals[0].redline
            assert len({len(row) for row in content_of_cells(back)}) == 1
            assert [cell[2] for row in content_of_cells(back) for cell in row].count(Status.RETRACTED) == 1
            body = Package.open(data).xml("word/document.xml")
            assert len(list(body.iter(W + inside))) == rows_with


def test_new_columns_have_widths_and_leave_the_table_on_the_page() -> None:
    for grid, wanted in (((1000, 2000, 3000), (1000, 1000, 2000, 3000)), ((2000, 3000, 5000), (1666, 1666, 2500, 4166))):
        body = tbl(*(tr(*(f"r{row}c{column}" for column in range(3))) for row in range(2)), grid=grid)
        value = done(read(body), (columns.insert_column, "r0c0", {"words": ["x"]}))
        data, _ = export_word(value, ExportOptions())
        back = read_word(data, "back.docx", language="en").submission
        shape = table_shapes(back.proposals[0].redline.clauses, data)[0]
        assert len(shape.grid) == 4
        assert shape.grid == wanted
        assert {cell.left for cell in shape.cells.values()} == {0, 1, 2, 3}


@pytest.mark.parametrize("keep", [None, False])
@pytest.mark.parametrize(("start", "todo"), EDITS.values(), ids=EDITS)
def test_the_schemas_and_a_resolver_of_its_own_agree(shared, start, todo, keep: bool | None) -> None:
    from tests.journeys.judges import judge

    value = done(made(start), *todo)
    red, old, draft = (
        BytesIO(export_word(value, ExportOptions(keep_styles=keep, view=view))[0]) for view in ("markup", "base", "draft")
    )
    assert [found for found in judge("validate_docx").validate(red) if found["level"] != "info"] == []
    verdict = judge("redline").judge(red, old, draft)
    assert (verdict["accept"], verdict["reject"]) == (True, True), verdict


@pytest.mark.parametrize(
    ("todo", "name"), [((rows.delete_row, "second", {}), "row"), ((columns.delete_column, "behind", {}), "column")]
)
def test_no_row_is_put_into_a_table_inside_a_struck_cell(todo, name: str) -> None:
    value = done(read(OPENED), todo)
    with pytest.raises(EditError, match=f"the {name} is deleted; restore it"):
        rows.insert_row(value, StoryId(1), id_of(value, "inner"), ME)


@pytest.mark.parametrize("make", [columns.insert_column, rows.insert_row])
def test_a_table_in_a_note_grows_too(make) -> None:
    note = f'<w:footnote w:id="1">{p(r("<w:footnoteRef/>") + r("Note"))}{tbl(tr("one", "two"))}{p("end")}</w:footnote>'
    value = read_word(docx(p(r("Words") + r('<w:footnoteReference w:id="1"/>')), footnotes=note), "text.docx").submission
    clauses = value.proposals[0].redline.notes["f1"].clauses
    at = next(clause.id for clause in clauses if clause.text == "one")
    after = apply(value, make(value, StoryId(1, "f1"), at, ME)).proposals[0].redline.notes["f1"].clauses
    assert len({clause.cell for clause in after if clause.cell}) > len({clause.cell for clause in clauses if clause.cell})
