"""Inserts text with tables in it, as one edit."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.edits.common import index_of
from model.edits.enter_and_tab import opens
from model.edits.paste import fit_levels, recognise_clauses
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.tables.new_table import CellWords, insert_table, place_for_table, table_of
from model.edits.text import delete_range
from model.edits.transform import Transform
from model.formats.html.tables import HtmlTable
from model.redline import Clause, Run, Stamp, shows
from model.redline.edit_text import Place
from model.redline.runs import changed_span, cut
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, Splice, Transaction
from model.submission.values import Submission


class NewTable(Struct, frozen=True):
    """A table to insert."""

    rows: tuple[tuple[CellWords, ...], ...]
    widths: tuple[int, ...] = ()
    """Of its columns, in twips; none for equal widths."""
    heads: int = 0
    """How many of its first rows are repeated on each page."""


Block = tuple[NewClause, ...] | NewTable


def blocks_of(paragraphs: Sequence[tuple[Run, ...]], tables: Sequence[HtmlTable], language: str) -> list[Block]:
    """The clauses and tables of a page in order, clauses recognised by their labels and calls.

    paragraphs: those of the page, with the lines of its tables
    language: that of the text to which they are added
    """
    plain: list[tuple[Run, ...]] = []
    stops: list[int] = []
    at = 0
    for table in tables:
        plain += [*paragraphs[at : table.start], *table.before]
        stops.append(len(plain))
        at = table.stop
    plain += paragraphs[at:]
    found = recognise_clauses(plain, language)
    new = list(found) if len(found) == len(plain) else [NewClause(runs=runs) for runs in plain]
    out: list[Block] = []
    at = 0
    for table, stop in zip(tables, stops, strict=True):
        rows = tuple(tuple(CellWords("", cell.columns, cell.paragraphs) for cell in row) for row in table.rows)
        out += [tuple(new[at:stop]), NewTable(rows, table.widths, table.heads)]
        at = stop
    return [block for block in (*out, tuple(new[at:])) if block]


def takes_tables(submission: Submission, story: StoryId, index: int) -> bool:
    """Whether a table can be inserted at a clause."""
    clauses = story_clauses(submission, story)
    return not story.note and (not clauses or clauses[index].cell is None)


def put_blocks(
    submission: Submission, story: StoryId, a: Place, b: Place, blocks: Sequence[Block], stamp: Stamp, *, kind: TransactionKind
) -> Transaction:
    """Replace a selection by clauses and tables, before or after the paragraph of the caret: a paragraph of the text in force
    cannot continue after a table. An empty new paragraph is replaced. EditError in a note and in a table.

    a, b: the beginning and the end of the selection
    blocks: clauses and tables, in order
    kind: the kind of the undo step
    """
    work = Transform(submission, stamp)
    was = work.clauses(story)
    if a != b:
        work.add(delete_range(submission, story, a, b, stamp))
        a = _caret(work, story) or Place(0, 0)
    clauses = work.clauses(story)
    empty = clauses[a.index].id if clauses and _is_new_and_empty(clauses, a.index) else None
    head = not clauses or (opens(clauses, a.index) and not shows(cut(clauses[a.index].runs, a.offset)[0], "draft"))
    before = head and (empty is not None or not clauses or shows(cut(clauses[a.index].runs, a.offset)[1], "draft"))
    at = place_for_table(work.submission, story, a.index if before else a.index + 1)
    follower = ""
    for block in reversed(blocks):  # each is inserted before the later ones
        size = len(work.clauses(story))
        if isinstance(block, NewTable):
            cells, widths = table_of(0, 0, block.rows, block.widths)
            work.add(insert_table(work.submission, story, at, cells, widths, stamp, heads=block.heads))
        else:
            work.add(insert_clauses(work.submission, story, at, fit_levels(work.clauses(story), at, block), stamp))
        follower = follower or _follower(work.clauses(story), at, at + len(work.clauses(story)) - size, block)
    if empty is not None and empty == follower:
        follower = _next_paragraph(work.clauses(story), empty) or follower
    if empty is not None and empty != follower:
        work.add(delete_clauses(work.submission, story, empty, stamp, only=True))
    after = work.clauses(story)
    start, stop = changed_span(was, after)
    step = Splice(story, start, was[start : len(was) - stop], after[start : len(after) - stop])
    caret = (follower, 0 if isinstance(blocks[-1], NewTable) else len(after[index_of(after, follower)].text))
    made = work.transaction(kind, selection=Selection(story, caret, caret))
    return replace(made, steps=(step,))


def _caret(work: Transform, story: StoryId) -> Place | None:
    clauses = work.clauses(story)
    if work.selection is None or not clauses:
        return None
    id, offset = work.selection.caret
    return Place(index_of(clauses, id), offset)


def _is_new_and_empty(clauses: Sequence[Clause], index: int) -> bool:
    """Whether a clause is a paragraph that only the draft has, and that says nothing."""
    clause = clauses[index]
    whole = clause.end.status.in_draft and not clause.end.status.in_base and not clause.text
    return whole and clause.props.kind == "paragraph" and clause.cell is None and opens(clauses, index)


def _follower(clauses: Sequence[Clause], start: int, stop: int, block: Block) -> str:
    """The id of the clause in which the caret is placed after a block: the last of its clauses, or the one after its table."""
    if not isinstance(block, NewTable):
        return clauses[stop - 1].id
    last = max(place for place in range(start, stop) if clauses[place].cell is not None)
    return clauses[last + 1].id


def _next_paragraph(clauses: Sequence[Clause], id: str) -> str | None:
    """The clause after another one; None at the end of the text and before a table, which follows a paragraph."""
    place = index_of(clauses, id) + 1
    return clauses[place].id if place < len(clauses) and clauses[place].cell is None else None
