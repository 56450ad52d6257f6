"""Pages with tables become clauses and new tables in their order, tracked, and come back from every form as they went."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.edits import review
from model.edits.structure import NewClause, insert_clauses
from model.edits.tables.paste import blocks_of, put_blocks, takes_tables
from model.edits.text import break_paragraph, replace_range
from model.errors import EditError
from model.formats.amend import Project, project_bytes, read_project
from model.formats.html.reader import read_html
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import NewCell, Run, resolve
from model.redline.canonical import canonical
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.amendments import amendments
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import apply, from_json, invert, to_json
from model.submission.values import Submission
from tests.builders.submissions import ME
from tests.builders.tables import read, tbl, tr

STORY = StoryId(1)
TABLE = (
    "<table><tr><td colspan=2>Year <b>x</b></td><td>n</td></tr>"
    "<tr><td><p>a)&#9;one</p><p>two</p></td><td></td><td>3</td></tr></table>"
)
CELLS = [(2, "Year x"), (1, "n"), (1, "a) one"), (1, "two"), (1, ""), (1, "3")]
GRID = tbl(tr("r0", "r1"), tr("r2", "r3"))


def clauses_of(value: Submission):
    return value.proposals[0].redline.clauses


def place(value: Submission, words: str, offset: int | None = 0) -> Place:
    """An offset in the clause that begins with some words; None: its end."""
    index = next(index for index, clause in enumerate(clauses_of(value)) if clause.text.startswith(words))
    return Place(index, len(clauses_of(value)[index].text) if offset is None else offset)


def paste(value: Submission, page: str, a: Place, b: Place | None = None) -> Submission:
    text = read_html(page, tables_within=9_000)
    blocks = blocks_of(text.paragraphs, text.tables, "en")
    made = put_blocks(value, STORY, a, b or a, blocks, ME, kind=TransactionKind.PASTE)
    assert from_json(to_json(made)) == made
    after = apply(value, made)
    assert apply(after, invert(made)) == value
    assert canonical(clauses_of(after)) == clauses_of(after)
    assert made.after is not None
    caret = next(clause for clause in clauses_of(after) if clause.id == made.after.caret[0])
    assert made.after.caret[1] <= len(caret.text)
    return after


def lines(value: Submission) -> list[str]:
    """The draft, `|` before the paragraphs of cells."""
    return [("|" if clause.cell else "") + clause.text for clause in resolve(value.proposals[0].redline, "draft").clauses]


def cells_of(value: Submission) -> list[tuple[int, str]]:
    new = [clause for clause in clauses_of(value) if isinstance(clause.shape, NewCell)]
    return [(clause.shape.columns, clause.text) for clause in new]


def emptied(value: Submission) -> tuple[Submission, Place]:
    """A submission with a new empty paragraph, and its place."""
    at = place(value, "to go", None).index + 1
    value = apply(value, insert_clauses(value, STORY, at, [NewClause()], ME))
    return value, Place(at, 0)


VALUE = read("")
WHOLE = [f"|{text}" for _, text in CELLS]


@pytest.mark.parametrize(
    ("page", "at", "wanted"),
    [
        (TABLE, place(VALUE, "to look", None), ["to look at this table:", *WHOLE, "to go on behind it;"]),
        (TABLE, place(VALUE, "to go", 0), ["to look at this table:", *WHOLE, "to go on behind it;"]),
        (TABLE, place(VALUE, "to look", 3), ["to look at this table:", *WHOLE, "to go on behind it;"]),
        (f"<p>in</p>{TABLE}<p>out</p>", place(VALUE, "to look", 3), ["this table:", "in", *WHOLE, "out", "to go on behind it;"]),
        (TABLE, place(VALUE, "to end", None), ["to go on behind it;", "to end.", *WHOLE, ""]),
        (f"{TABLE}<p>out</p>", place(VALUE, "to end", None), ["to go on behind it;", "to end.", *WHOLE, "out"]),
        (TABLE + TABLE, place(VALUE, "to look", None), ["to look at this table:", *WHOLE, "", *WHOLE, "to go on behind it;"]),
        (f"{TABLE}mid{TABLE}", place(VALUE, "to look", None), ["this table:", *WHOLE, "mid", *WHOLE, "to go on behind it;"]),
        (f"<p>a) one</p>{TABLE}<p>b) two</p>", place(VALUE, "to look", None), ["this table:", "one", *WHOLE, "two", "to go on"]),
        (TABLE, place(read(GRID), "to go", 0), ["|r3", "", *WHOLE, "to go on behind it;"]),
    ],
)  # fmt: skip
def test_a_page_is_inserted_beside_the_paragraph(page: str, at: Place, wanted: list[str]) -> None:
    before = read(GRID) if "|r3" in wanted else VALUE
    after = paste(before, page, at)
    assert "\n".join(wanted) in "\n".join(lines(after))
    assert cells_of(after)[: len(CELLS)] == CELLS
    assert resolve(after.proposals[0].redline, "base") == resolve(before.proposals[0].redline, "base")


def test_an_empty_new_paragraph_is_replaced() -> None:
    value, at = emptied(VALUE)
    assert "\n".join(["to go on behind it;", *WHOLE, "to end."]) in "\n".join(lines(paste(value, TABLE, at)))
    end = place(value, "to end", None)
    value = apply(value, break_paragraph(value, STORY, end, end, ME))
    assert lines(paste(value, TABLE, Place(end.index + 1, 0)))[-8:] == ["to end.", *WHOLE, ""]


def test_a_selection_is_deleted() -> None:
    after = paste(VALUE, TABLE, place(VALUE, "to look", 7), place(VALUE, "to look", None))
    assert "\n".join(["to look", *WHOLE, "to go on behind it;"]) in "\n".join(lines(after))
    whole = paste(VALUE, TABLE, Place(0, 0), place(VALUE, "to end", None))
    assert "\n".join(WHOLE) in "\n".join(lines(whole))


def test_a_text_may_begin_with_a_table() -> None:
    empty = replace(VALUE, proposals=(replace(VALUE.proposals[0], redline=replace(VALUE.proposals[0].redline, clauses=())),))
    assert lines(paste(empty, TABLE, Place(0, 0))) == [*WHOLE, ""]


@pytest.mark.parametrize("symbol", ["", "MOD"])
def test_it_is_proved_and_kept(symbol: str) -> None:
    value = paste(VALUE, f"<p>a) one</p>{TABLE}<p>out</p>", place(VALUE, "to look", None))
    value = replace(value, proposals=(replace(value.proposals[0], symbol=symbol, number="ATU/35A18/1" if symbol else ""),))
    data, _ = export_word(value, ExportOptions())
    back = read_word(data, "back.docx", language="en").submission
    assert [clause.text for clause in clauses_of(back) if clause.cell] == [text for _, text in CELLS]
    assert {clause.row.in_base for clause in clauses_of(back) if clause.cell} == {False}
    assert read_project(project_bytes(Project(value))).submission == value
    redline = value.proposals[0].redline
    for decide, side in ((review.accept, "draft"), (review.reject, "base")):
        after = apply(value, decide(value, 1, amendments(redline), ME)).proposals[0].redline
        assert [(c.cell and c.cell[2], c.text) for c in after.clauses] == [
            (c.cell and c.cell[2], c.text) for c in resolve(redline, side).clauses
        ]


def test_a_table_takes_none() -> None:
    value = read(GRID)
    at = place(value, "r1")
    assert not takes_tables(value, STORY, at.index)
    assert takes_tables(value, STORY, place(value, "to go").index)
    with pytest.raises(EditError, match="not put into a table"):
        paste(value, TABLE, place(value, "r1", None))


def test_ordinary_text_is_typed_after_it() -> None:
    value = paste(VALUE, TABLE, place(VALUE, "to end", None))
    last = Place(len(clauses_of(value)) - 1, 0)
    made = replace_range(value, STORY, last, last, [InsertedParagraph((Run("more"),))], ME, kind=TransactionKind.TYPE)
    assert lines(apply(value, made))[-1] == "more"
