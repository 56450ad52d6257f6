"""Word files with two layers whose rows and columns come and go in each layer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from model.edits.dependants import with_dependants
from model.edits.sub_amendments.layers import amend_proposal
from model.edits.sub_amendments.their_changes import decide_their_changes
from model.edits.tables import columns, rows
from model.edits.tables.new_table import CellWords, insert_table
from model.edits.text import break_paragraph, delete_range
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.layered_reader import read_layers
from model.formats.word.package.opc_package import Package
from model.formats.word.package.wordml import AUTHOR, W
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Stamp
from model.redline.cells import deleted_cells
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import Transaction, apply
from model.submission.values import Submission
from tests.builders.layers import THEIRS, UPPER
from tests.builders.tables import read, tbl, tc, tr
from tests.builders.word import BY, p, r

Edit = Callable[..., Transaction]
EDITS: dict[str, tuple[Edit, dict[str, object]]] = {
    "row": (rows.insert_row, {"words": ("x", "y")}),
    "row above": (rows.insert_row, {"above": True}),
    "column": (columns.insert_column, {"words": ("x", "y")}),
    "column before": (columns.insert_column, {"before": True}),
    "no row": (rows.delete_row, {}),
    "no column": (columns.delete_column, {}),
}
GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(3))) for row in range(3)), grid=(1000, 2000, 3000))


def done(value: Submission, name: str, id: str, stamp: Stamp) -> Submission:
    edit, more = EDITS[name]
    return apply(value, with_dependants(value, edit(value, StoryId(1), id, stamp, **more)))


def cells(value: Submission) -> list[str]:
    return [clause.id for clause in value.proposals[0].redline.clauses if clause.cell is not None]


def amended(value: Submission, name: str, at: int) -> Submission:
    """The text with a change of theirs at a cell, amended by ours."""
    value = done(value, name, cells(value)[at], THEIRS)
    return apply(value, amend_proposal(value, UPPER))


def written(value: Submission) -> bytes:
    """The Word file in its own package, after one in the styles of the house was proved too."""
    export_word(value, ExportOptions(keep_styles=False))
    return export_word(value)[0]


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("theirs", EDITS)
def test_rows_and_columns_of_both_layers_are_proved(theirs: str, edit: str) -> None:
    for at in (0, 4, 8):
        value = amended(read(GRID), theirs, at)
        for id in cells(value)[::2]:
            try:
                both = done(value, edit, id, UPPER)
            except EditError as error:
                assert (theirs[:6], edit) == ("column", "no column")
                assert "reject their change" in str(error)
            else:
                written(both)


@pytest.mark.parametrize("edit", [*EDITS, "table"])
def test_what_theirs_deletes_at_the_beginning_of_paragraphs_stays_with_them(edit: str) -> None:
    value = read(GRID)
    places = [place for place, clause in enumerate(value.proposals[0].redline.clauses) if clause.text]
    for place in places:
        value = apply(value, delete_range(value, StoryId(1), Place(place, 0), Place(place, 1), THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    if edit != "table":
        for id in cells(value):
            written(done(value, edit, id, UPPER))
    for place in places if edit == "table" else ():
        if value.proposals[0].redline.clauses[place].cell is None:
            words = [[CellWords("new"), CellWords("too")]]
            written(apply(value, insert_table(value, StoryId(1), place, words, [900, 800], UPPER)))


@pytest.mark.parametrize("edit", EDITS)
def test_paragraphs_that_theirs_deletes_at_the_beginning_of_cells_stay_in_them(edit: str) -> None:
    grid = tbl(
        *(tr(*(tc(f"first {row}{column}", f"r{row}c{column}") for column in range(2))) for row in range(2)), grid=(900, 900)
    )
    value = read(grid)
    for place, clause in enumerate(value.proposals[0].redline.clauses):
        if clause.text.startswith("first"):
            end = Place(place + 1, 0)
            value = apply(value, delete_range(value, StoryId(1), Place(place, 0), end, THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    for id in cells(value):
        written(done(value, edit, id, UPPER))


@pytest.mark.parametrize("theirs", ["column", "no column"])
def test_a_column_of_theirs_is_opposed_by_no_cell(theirs: str) -> None:
    value = amended(read(GRID), theirs, 4)
    lower = value.proposals[0].theirs
    assert lower is not None
    with pytest.raises(EditError, match="column"):
        decide_their_changes(value, 1, amendments(lower)[:1], "oppose", UPPER)


def test_a_cell_that_they_divided_goes_with_its_column() -> None:
    value = read(GRID)
    at = value.proposals[0].redline.places[cells(value)[4]]
    value = apply(value, break_paragraph(value, StoryId(1), Place(at, 2), Place(at, 2), THEIRS))
    value = apply(value, amend_proposal(value, UPPER))
    value = done(value, "no column", cells(value)[4], UPPER)
    again = read_layers(written(value), "two.docx", {UPPER.author}, language="en").submission.proposals[0]
    assert len(deleted_cells(again.redline.clauses)) == 3


def test_a_cell_with_a_retracted_paragraph_goes_with_its_column() -> None:
    divided = tc(p(r("one"), f"<w:rPr><w:ins {BY}/><w:del {BY}/></w:rPr>"), "more")
    value = read(tbl(tr(divided, "two"), tr("three", "four"), grid=(1000, 2000)))
    value = done(value, "no column", cells(value)[0], UPPER)
    assert len(deleted_cells(value.proposals[0].redline.clauses)) == 2
    written(value)


def test_a_column_that_ours_deletes_goes_from_a_row_that_theirs_inserts() -> None:
    value = amended(read(GRID), "row", 4)
    value = done(value, "no column", cells(value)[0], UPPER)
    body = Package.open(written(value)).xml("word/document.xml")
    assert [cell.get(AUTHOR) for cell in body.iter(W + "cellDel")] == [UPPER.author] * 4


def test_a_table_before_one_that_theirs_begins_with_deleted_rows_does_not_divide_it() -> None:
    value = read(GRID)
    for id in cells(value)[::3]:
        value = done(value, "no row", id, THEIRS)
    value = done(value, "row", cells(value)[6], THEIRS)
    value = apply(value, amend_proposal(value, UPPER))
    words = [[CellWords("new"), CellWords("too")]]
    first = value.proposals[0].redline.places[cells(value)[0]]
    assert value.proposals[0].redline.clauses[first].text == "x"
    written(apply(value, insert_table(value, StoryId(1), first, words, [900, 800], UPPER)))
