"""New tables are tracked rows and paragraphs, have widths, spans and header rows, and come back from every form as they went."""

from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace

from model.edits import review, text
from model.edits.dependants import with_dependants
from model.edits.tables import new_table, rows
from model.edits.tables.new_table import CellWords
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.notation import parse, print_redline
from model.formats.page.printout import printout
from model.formats.show import show_json
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.table_shapes import table_shapes
from model.formats.word.writing.export_options import ExportOptions
from model.redline import NewCell, Redline, Side, Status, resolve, status_spans
from model.redline.canonical import canonical
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Proposal, Submission
from tests.builders.submissions import ME
from tests.builders.tables import MERGED, read, tbl, tr

GRID = tbl(*(tr(*(f"r{row}c{column}" for column in range(2))) for row in range(2)), grid=(3000, 3000))
WORDS = [[CellWords("Year"), CellWords("Papers", 2)], [CellWords("2024"), CellWords(""), CellWords("12")]]
WIDTHS = [2000, 1500, 2500]


def put(value: Submission, words: str, *, before: bool = False, cells=WORDS, widths=WIDTHS, heads: int = 1) -> Submission:
    """The submission with a table after or before the clause that begins with some words, what belongs to it included."""
    clauses = value.proposals[0].redline.clauses
    index = next(place for place, clause in enumerate(clauses) if clause.text.startswith(words))
    made = new_table.insert_table(value, StoryId(1), index if before else index + 1, cells, widths, ME, heads=heads)
    made = with_dependants(value, made)
    assert from_json(to_json(made)) == made
    after = apply(value, made)
    assert apply(after, invert(made)) == value
    assert canonical(after.proposals[0].redline.clauses) == after.proposals[0].redline.clauses
    return after


def content_of_cells(redline: Redline) -> list[object]:
    order = list(dict.fromkeys(clause.cell[0] for clause in redline.clauses if clause.cell is not None))
    return [
        (order.index(clause.cell[0]), clause.cell[2], clause.row, [*status_spans(clause.runs)], clause.end.status)
        for clause in redline.clauses
        if clause.cell is not None
    ]


def bare(redline: Redline, side: Side) -> list[object]:
    return [(clause.cell and clause.cell[2], clause.text) for clause in resolve(redline, side).clauses]


PLACES = {
    "between two clauses": lambda: put(read(""), "to go", before=True),
    "at the end of the text": lambda: put(read(""), "to end"),
    "before all": lambda: put(read(""), "RESOLUTION", before=True),
    "under the title": lambda: put(read(""), "On tables"),
    "before a table": lambda: put(read(GRID), "to look"),
    "behind a table": lambda: put(read(GRID), "to go on", before=True),
    "two of them": lambda: put(put(read(""), "to look"), "to go on", before=True, heads=0),
    "behind what is new": lambda: put(typed(read("")), "brand new"),
    "a row more": lambda: with_row(put(read(""), "to look")),
    "a large one": lambda: put(read(""), "to look", cells=[[CellWords()] * 3] * 30),
}


def typed(value: Submission) -> Submission:
    at = next(n for n, clause in enumerate(value.proposals[0].redline.clauses) if clause.text.startswith("to go"))
    end = Place(at, len(value.proposals[0].redline.clauses[at].text))
    value = apply(value, text.break_paragraph(value, StoryId(1), end, end, ME))
    return apply(value, text.type_text(value, StoryId(1), Place(at + 1, 0), Place(at + 1, 0), "brand new", ME))


def with_row(value: Submission) -> Submission:
    last = next(clause.id for clause in value.proposals[0].redline.clauses if clause.text == "12")
    return apply(value, rows.insert_row(value, StoryId(1), last, ME, words=["2025", "", "14"]))


@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_a_table_is_proved_read_back_and_kept(make) -> None:
    value = make()
    redline = value.proposals[0].redline
    for symbol, keep in (("", None), ("MOD", None), ("", False)):
        number = "ATU/35A18/1" if symbol else ""
        written = replace(value, proposals=(replace(value.proposals[0], symbol=symbol, number=number),))
        data, _ = export_word(written, ExportOptions(keep_styles=keep))
        back = read_word(data, "back.docx", language="en").submission.proposals[0].redline
        assert content_of_cells(back) == content_of_cells(redline)
        assert [bare(back, side) for side in ("base", "draft")] == [bare(redline, side) for side in ("base", "draft")]
    assert read_project(project_bytes(Project(value))).submission == value
    again = parse(print_redline(redline))
    assert [(clause.cell, clause.row, clause.shape, clause.text) for clause in again.clauses] == [
        (clause.cell, clause.row, clause.shape, clause.text) for clause in redline.clauses
    ]


@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_accepted_it_is_the_draft_and_rejected_the_base(make) -> None:
    value = make()
    redline = value.proposals[0].redline
    for decide, side in ((review.accept, "draft"), (review.reject, "base")):
        after = apply(value, decide(value, 1, amendments(redline), ME)).proposals[0].redline
        assert not amendments(after)
        assert bare(after, "base") == bare(after, "draft") == bare(redline, side)


@pytest.mark.parametrize("keep", [None, False])
@pytest.mark.parametrize("symbol", ["", "MOD"])
def test_widths_spans_and_header_rows_are_those_of_the_word_file(symbol: str, keep: bool | None) -> None:
    value = put(read(GRID), "to go on")
    value = replace(value, proposals=(replace(value.proposals[0], symbol=symbol, number="ATU/35A18/1" if symbol else ""),))
    data, _ = export_word(value, ExportOptions(keep_styles=keep))
    back = read_word(data, "back.docx", language="en").submission
    new = [clause.props.style for clause in back.proposals[0].redline.clauses if clause.cell and clause.cell[0] == 1]
    assert new == ["Tablehead"] * 2 + ["Tabletext"] * 3
    shape = table_shapes(back.proposals[0].redline.clauses, data)[1]
    assert (shape.grid, shape.heads) == ((2000, 1500, 2500), 1)
    assert [(key, cell.left, cell.columns) for key, cell in shape.cells.items()] == [
        ((0, 0), 0, 1), ((0, 1), 1, 2), ((1, 0), 0, 1), ((1, 1), 1, 1), ((1, 2), 2, 1),
    ]  # fmt: skip


def test_it_is_printed_with_its_widths_and_header_row_and_told_as_json() -> None:
    value = put(read(""), "to look")
    table = next(block for block in printout(value).blocks if hasattr(block, "grid"))
    assert (table.grid, table.heads) == ((2000, 1500, 2500), 1)
    assert [[(cell.columns, cell.lines[0].style) for cell in row.cells] for row in table.rows] == [
        [(1, "Tablehead"), (2, "Tablehead")],
        [(1, "Tabletext")] * 3,
    ]
    inside = [clause for clause in show_json(value)["proposals"][0]["clauses"] if "cell" in clause]
    assert inside[1]["shape"] == {"width": 4000, "columns": 2, "heads": True}
    assert inside[1]["row"] == inside[1]["end"] == "inserted"


def test_a_new_row_is_as_wide_as_the_one_beside_and_no_header() -> None:
    value = put(read(""), "to look")
    head = next(clause.id for clause in value.proposals[0].redline.clauses if clause.text == "Year")
    value = apply(value, rows.insert_row(value, StoryId(1), head, ME))
    shapes = [clause.shape for clause in value.proposals[0].redline.clauses if clause.cell]
    assert shapes[2:4] == [NewCell(2000), NewCell(4000, 2)]
    assert apply(value, rows.insert_row(value, StoryId(1), head, ME, above=True)).proposals[0].redline.clauses[4].shape.heads


def test_all_rows_struck_it_leaves_no_trace_but_the_paragraph_that_parted_it() -> None:
    start = read("")
    value = put(start, "to look")
    for word in ("Year", "2024"):
        at = next(clause.id for clause in value.proposals[0].redline.clauses if clause.text == word)
        value = apply(value, rows.delete_row(value, StoryId(1), at, ME))
    assert value == start


def test_a_table_stands_in_no_paragraph_that_goes_on() -> None:
    value = read("")
    at = next(n for n, clause in enumerate(value.proposals[0].redline.clauses) if clause.text.startswith("to go"))
    for edit in (
        lambda: text.break_paragraph(value, StoryId(1), Place(at, 5), Place(at, 5), ME),
        lambda: text.merge_next(value, StoryId(1), value.proposals[0].redline.clauses[at].id, ME),
    ):
        changed = apply(value, edit())
        clauses = changed.proposals[0].redline.clauses
        after = apply(changed, new_table.insert_table(changed, StoryId(1), at + 1, WORDS, WIDTHS, ME))
        first = next(n for n, clause in enumerate(after.proposals[0].redline.clauses) if clause.cell)
        assert clauses[first - 1].end.status is Status.KEPT
        export_word(after, ExportOptions())


def test_tables_are_not_put_into_tables() -> None:
    for words in ("r0c0", "r1c0"):
        with pytest.raises(EditError, match="not put into a table"):
            put(read(GRID), words)


def test_nor_into_a_table_before_one_that_stands_in_it_or_into_a_note() -> None:
    value = read(MERGED)
    clauses = value.proposals[0].redline.clauses
    inner = next(place for place, clause in enumerate(clauses) if clause.text == "in one")
    with pytest.raises(EditError, match="not put into a table"):
        new_table.insert_table(value, StoryId(1), inner, WORDS, WIDTHS, ME)
    with pytest.raises(EditError, match="footnote cannot contain a table"):
        new_table.insert_table(value, StoryId(1, "n1"), 0, WORDS, WIDTHS, ME)


@pytest.mark.parametrize(
    ("rows_", "columns", "words", "widths", "message"),
    [
        (0, 0, (), (), "this has 0 and 0"),
        (1, 64, (), (), "this has 64 and 1"),
        (1_001, 1, (), (), "to 1,000 rows; this has 1 and 1001"),
        (1, 1, WORDS, (), "words for more than 1 rows"),
        (2, 2, WORDS, (), "of 2 cells"),
        (1, 2, (), (1000,), "2 numbers from 100"),
        (1, 1, (), (99,), "1 numbers from 100"),
    ],
)
def test_what_is_no_table_is_refused(rows_, columns, words, widths, message) -> None:
    with pytest.raises(EditError, match=message):
        new_table.table_of(rows_, columns, words, widths)


@pytest.mark.parametrize("keep", [None, False])
@pytest.mark.parametrize("make", PLACES.values(), ids=PLACES)
def test_the_schemas_and_a_resolver_of_its_own_agree(shared, make, keep: bool | None) -> None:
    from tests.journeys.judges import judge

    value = make()
    red, base, draft = (
        BytesIO(export_word(value, ExportOptions(keep_styles=keep, view=view))[0]) for view in ("markup", "base", "draft")
    )
    assert [found for found in judge("validate_docx").validate(red) if found["level"] != "info"] == []
    verdict = judge("redline").judge(red, base, draft)
    assert (verdict["accept"], verdict["reject"]) == (True, True), verdict


def test_a_text_before_a_table_keeps_an_end_when_the_paragraph_between_is_rejected() -> None:
    text_before = "is {--struck;--}{--¶--}\n{++new;++}{--¶--}\n{++more;++}{++¶++}\n|1.+1.1| {++cell++}{++¶++}\nthe end.\n"
    redline = parse(text_before)
    value = Submission(proposals=(Proposal("MOD", "1", redline, original=redline.base()),))
    chosen = [amendment for amendment in amendments(redline) if amendment.new == "more;"]
    after = apply(value, review.reject(value, 1, chosen, ME)).proposals[0].redline
    assert print_redline(after).splitlines()[1:3] == ["{++new;++}", "|1.+1.1| {++cell++}{++¶++}"]
    assert after.base() == redline.base()
