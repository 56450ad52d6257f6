"""Places in the Table of Frequency Allocations: the cell and the line of a clause, the paragraphs of new rows."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.allocations.reading import read_table_of_allocations
from model.allocations.values import AllocationCell, AllocationTable, CellLine
from model.edits.common import index_of
from model.errors import EditError, shorten_value
from model.formats.word.table_shapes import shapes_by_text
from model.redline import Clause, Paragraph, Props, Run, Side, Style, join_runs
from model.redline.edit_text import Place
from model.redline.runs import cut
from model.submission.search import Passage
from model.submission.story import NO_TEXT, StoryId, language_of, proposal_of, story_clauses
from model.submission.values import Submission


class CellPlace(Struct, frozen=True):
    """A cell of a Table of Frequency Allocations."""

    table: AllocationTable
    row: int
    """The index of its row."""
    cell: AllocationCell
    """The cell with the band; if the clause is in an empty one, that above it."""
    line: CellLine | None
    """The line with the clause."""

    @property
    def rows_below(self) -> int:
        """How many rows below its own the cell extends over."""
        count = 0
        for row in self.table.rows[self.row + 1 :]:
            if not any(below.left == self.cell.left and below.goes_on for below in row.cells):
                break
            count += 1
        return count


def cell_place(submission: Submission, story: StoryId, id: str) -> CellPlace:
    """The cell that contains a clause. EditError outside of a Table of Frequency Allocations, and in a deleted row."""
    clauses = story_clauses(submission, story)
    clause = clauses[index_of(clauses, id)]
    table = None
    if clause.cell is not None and not story.note:
        table = table_of_allocations(submission, story, clause.cell[0])
    if table is None or clause.cell is None:
        raise EditError.of(
            "no Table of Frequency Allocations is here; put the caret into a cell of a table with three Regions and bands"
        )
    for place, row in enumerate(table.rows):
        for cell in row.cells if row.number == clause.cell[1] else ():
            if cell.column == clause.cell[2]:
                line = next((line for line in cell.lines if clause in line.clauses), None)
                owner, at = _owner(table, place, cell)
                return CellPlace(table, at, owner, line)
    if not clause.row.in_draft:
        raise EditError.of("the row is deleted; restore it before you change it")
    raise EditError.of("these are the names of the Regions; put the caret into a cell with a band")


def table_of_allocations(submission: Submission, story: StoryId, number: int, side: Side = "draft") -> AllocationTable | None:
    """A table of a text as it is on a side; None if it is not a Table of Frequency Allocations."""
    proposal = proposal_of(submission, story.proposal)
    language = language_of(submission, story)
    shapes = shapes_by_text(submission)(proposal)
    return read_table_of_allocations(proposal.redline.clauses, number, side, language, shapes)


def _owner(table: AllocationTable, place: int, cell: AllocationCell) -> tuple[AllocationCell, int]:
    """The cell with the band that an empty cell continues, and the index of its row; EditError if there is none."""
    while cell.goes_on:
        above = [other for other in table.rows[place - 1].cells if other.left == cell.left] if place else []
        if not above:
            raise EditError.of("this cell is empty and continues no other; write a band into it first")
        place, cell = place - 1, above[0]
    if cell.options:
        raise EditError.of(
            "this cell has options in brackets instead of one band, {text}; choose one first", text=shorten_value(cell.options)
        )
    if cell.band is None:
        raise EditError.of("this cell does not begin with a frequency band, such as 2 450-2 483.5; write one first")
    return cell, place


def place_at(clauses: Sequence[Clause], line: CellLine, offset: int) -> Place:
    """The place in the text of the clauses that an offset in a line has, after the character before it."""
    at = 0
    for clause, start, run in Passage(NO_TEXT, line.clauses, "draft").runs:
        if run.text and offset <= at + len(run.text):
            return Place(index_of(clauses, clause.id), start + offset - at)
        at += len(run.text)
    last = line.clauses[-1]
    return Place(index_of(clauses, last.id), len(last.text))


def style_at(line: CellLine, offset: int) -> Style:
    """The format of a character of a line; of the last one if there are fewer."""
    style, at = Style(), 0
    for _, _, run in Passage(NO_TEXT, line.clauses, "draft").runs:
        style, at = run.style, at + len(run.text)
        if offset < at:
            break
    return style


def indent_runs(table: AllocationTable, cell: AllocationCell) -> tuple[Run, ...]:
    """The run of the tabs with which a new line of a cell begins; none if there are none."""
    indent = table.indent_in(cell)
    return (Run(indent),) if indent else ()


class LineCopy(Struct, frozen=True):
    """A paragraph of a new cell."""

    props: Props = Props()
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def stripped(self) -> LineCopy:
        """The paragraph without white space at its end."""
        return self.put(len(self.text.rstrip()), len(self.text), "")

    def put(self, offset: int, stop: int, text: str) -> LineCopy:
        """The paragraph with a range replaced, in the format of the characters there or of those before."""
        before, after = cut(self.runs, offset)
        gone, after = cut(after, stop - offset)
        like = next((run for run in (*gone, *reversed(before), *after) if run.text), Run(""))
        inserted = (replace(like, text=text),) if text else ()
        return replace(self, runs=join_runs((*before, *inserted, *after)))


def copy_line(line: CellLine) -> LineCopy:
    """The paragraph that a line is in the draft. EditError if it contains a footnote mark or a picture, of which there is one."""
    paragraph = Paragraph(line.clauses, "draft")
    runs = tuple(run for run in paragraph.runs if not (run.content and not run.text.strip("\u2060")))
    if any(run.content for run in runs):
        raise EditError.of("the cell contains the mark of a footnote, a picture or a formula; change its band by hand")
    return LineCopy(paragraph.props, runs)
