"""The changes of a proposal, as ranges of its base.

A story of the base is a sequence of characters and paragraph ends, each one place wide, without marks of no width. A place is a
number from 0, the same in every proposal on that base. A change deletes the range from `start` to `stop` and inserts pieces
after it; a change that deletes nothing is an insertion at its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import accumulate, groupby
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.diff.tidy import tidy_clause
from model.message import Message
from model.numbering.edition_marks import has_mark_by_hand
from model.numbering.margin_numbers import NO_NUMBERS, NumberPair
from model.redline import ANCHOR, NOBODY, NOTE, OBJECT, Clause, Label, Props, Run, Stamp, Status, Style
from model.redline.cells import CellId, deleted_cells, enclosing_cells
from model.redline.hidden_text import bare_style, is_hidden
from model.submission.amendments import is_whole

Sort = Literal["text", "row", "format", "props", "label", "mark"]


class InsertedEnd(Struct, frozen=True):
    """An inserted paragraph end, with the properties of the paragraph that it closes."""

    props: Props
    own_label: Label | None = None
    cell: tuple[int, int, int] | None = None
    """Its cell in a table of the proposal."""
    move: str = ""
    own_number: Label | None = None
    number: str = ""
    """The margin number that its provision has in the proposal; '' outside of new provisions."""
    columns: int = 1
    """How many columns its cell of an inserted row spans."""


Piece = Run | InsertedEnd
"""Inserted text, as an inserted run; or a paragraph end."""


class PartyChange(Struct, frozen=True):
    """One change of one proposal. The range of a `format`, `props`, `label` or edition `mark` gets the new `value`: characters,
    or the paragraph's end. A `row` of a table is deleted, as its range with the tables in its cells, or inserted, with the ends
    of its cells' paragraphs. The `text` of a cell that contains tables is deleted as its range too."""

    sort: Sort
    start: int
    stop: int
    pieces: tuple[Piece, ...] = ()
    value: Style | Props | Label | None = None
    move: str = ""
    """The id that the halves of a move share."""
    whole: bool = False
    """Whether whole paragraphs are inserted."""
    paragraph: bool = False
    """Whether it deletes one whole paragraph outside of tables."""
    behind: bool = False
    """Whether they end a cell, that of the paragraph of the base before them."""
    table: int | None = None
    """The number of the table of a row, or of the table of a deleted cell that contains tables."""
    stamp: Stamp = NOBODY
    """Who made it, and when, as the proposal says."""
    turn: int = 0
    """Its index among the changes of its proposal, which orders insertions at one place."""
    why_separate: Message | None = None
    """The reason why it cannot be applied to another text, a sentence; None if it can."""

    @property
    def words(self) -> str:
        """The visible words that it inserts, an end as a line feed."""
        shown = (piece for piece in self.pieces if isinstance(piece, InsertedEnd) or not is_hidden(piece))
        return "".join("\n" if isinstance(piece, InsertedEnd) else piece.text for piece in shown)

    @property
    def numbers(self) -> frozenset[str]:
        """The margin numbers that its proposal gives to the provisions of which it inserts whole paragraphs."""
        ends = (piece.number for piece in self.pieces if isinstance(piece, InsertedEnd)) if self.whole else ()
        return frozenset(ends) - {""}

    @property
    def what(self) -> tuple[object, ...]:
        """A key that is equal for changes of different parties that propose the same."""
        value = self.value.text if isinstance(self.value, Label) else self.value
        return self.sort, self.start, self.stop, self.table, tuple(_visible_parts(self.pieces)), value

    @property
    def is_outside(self) -> bool:
        """Whether whole paragraphs are inserted outside of tables."""
        return self.whole and next((piece.cell for piece in self.pieces if isinstance(piece, InsertedEnd)), None) is None

    def meets(self, other: PartyChange) -> bool:
        """Whether two changes conflict: their ranges overlap, one inserts something into a range that the other deletes, or both
        give one margin number to different new provisions."""
        if not sorts_meet(self.sort, other.sort):
            return False
        if self.start == self.stop or other.start == other.stop:
            if self.start == self.stop and other.start == other.stop:
                return self.start == other.start and not self.numbers.isdisjoint(other.numbers) and self.what != other.what
            point, span = (self, other) if self.start == self.stop else (other, self)
            if span.table is not None:
                return point.is_in_cells(span)
            begins = span.paragraph and point.sort == "text" and not point.whole and point.start == span.start
            return begins or span.start < point.start < span.stop
        overlap = max(self.start, other.start) < min(self.stop, other.stop)
        return overlap and self.what != other.what

    def is_in_cells(self, deleted: PartyChange) -> bool:
        """Whether an insertion is in a row, or in a cell with tables, that is deleted. A paragraph that ends a cell belongs to
        what precedes it; new words, and a row of a table that begins the row or cell, belong to what follows."""
        if self.behind:
            return deleted.start < self.stop <= deleted.stop
        into_start = not self.is_outside if self.sort == "text" else self.table != deleted.table
        return deleted.start < self.stop < deleted.stop or (into_start and deleted.start == self.stop)


_WORDS = ("text", "row")


def sorts_meet(first: Sort, second: Sort) -> bool:
    """Whether changes of two sorts can conflict: a label and a format of the same words do not."""
    return first == second or first in _WORDS or second in _WORDS


def width(run: Run) -> int:
    """The number of places that a run takes: none if it is a mark without width."""
    return 0 if run.content and run.text == ANCHOR else len(run.text)


def starts(clauses: Sequence[Clause]) -> list[int]:
    """The place at which each paragraph of a base begins, and the place after all."""
    return [0, *accumulate(sum(width(run) for run in clause.runs) + 1 for clause in clauses)]


def length(clauses: Iterable[Clause]) -> int:
    """The number of places of the base of a story."""
    return sum(sum(width(run) for run in clause.runs if run.status.in_base) + clause.end.status.in_base for clause in clauses)


def changes_of(
    clauses: Sequence[Clause], before: Clause | None = None, numbers: Mapping[str, NumberPair] = NO_NUMBERS
) -> list[PartyChange]:
    """The changes of a story, or of a part after the clause `before`, in order and as small as a word, paragraph or row.

    numbers: the margin numbers of its text
    """
    return [replace(change, turn=turn) for turn, change in enumerate(_Reader(clauses, before, numbers).read(clauses))]


class _Reader:
    def __init__(self, clauses: Sequence[Clause], before: Clause | None, numbers: Mapping[str, NumberPair]) -> None:
        self._numbers = numbers
        self._number = ""
        """The number of the new provision whose paragraphs are read."""
        self._place = 0
        self._start = 0
        self._struck = False
        self._pieces: list[Piece] = []
        self._move = ""
        self._by = NOBODY
        self._cell = before.cell if before is not None else None
        known = (before, *clauses) if before is not None else clauses
        of_base = [
            clause.cell for clause in known if clause.cell and clause.row is not Status.INSERTED and clause.end.status.in_base
        ]
        self._around = enclosing_cells(clauses)
        self._gone = {clause.cell[:2] for clause in clauses if clause.row is Status.DELETED and clause.cell is not None}
        self._deleted_cells = _deleted_cells_with_tables(clauses, self._around)
        self._cells = set(of_base)
        self._tables = {cell[0] for cell in of_base}

    def read(self, clauses: Sequence[Clause]) -> Iterator[PartyChange]:
        for part, group in groupby(clauses, key=self._one_sided_part):
            if part is not None:
                yield from self._close()
                clauses_of_part = list(group)
                if part[1] in self._deleted_cells:
                    yield self._cell_with_tables(clauses_of_part)
                elif part[0] is not Status.RETRACTED:
                    yield self._row(part[0], clauses_of_part)
                continue
            for clause in (tidy_clause(source, NOBODY) for source in group):
                yield from self._clause(clause)
        yield from self._close()

    def _one_sided_part(self, clause: Clause) -> tuple[Status, tuple[int, ...]] | None:
        """The row of a clause and its status, or the deleted row or cell with tables around it; None if it is on both sides."""
        if clause.cell is None:
            return None if clause.row is Status.KEPT else (clause.row, ())
        for cell in (*self._around.get(clause.id, ()), clause.cell):
            if clause.row is not Status.KEPT and cell[:2] in self._gone:
                return Status.DELETED, cell[:2]
            if cell in self._deleted_cells:
                return Status.DELETED, cell
        return None if clause.row is Status.KEPT else (clause.row, clause.cell[:2])

    def _cell_with_tables(self, clauses: Sequence[Clause]) -> PartyChange:
        """A deleted cell that contains tables."""
        start, last = self._place, clauses[-1]
        self._place += length(clauses)
        self._cell = last.cell
        return PartyChange("text", start, self._place, stamp=last.end.stamp, table=last.cell and last.cell[0])

    def _row(self, status: Status, clauses: Sequence[Clause]) -> PartyChange:
        """A row that is on one side only."""
        start = self._place
        if status is Status.DELETED:
            self._place += length(clauses)
            self._cell = clauses[-1].cell
            return PartyChange(
                "row", start, self._place, stamp=clauses[-1].row_stamp, table=clauses[-1].cell and clauses[-1].cell[0]
            )
        pieces: list[Piece] = []
        for clause in clauses:
            pieces += [_put(run) for run in clause.runs if run.status.in_draft and width(run)]
            if clause.end.status.in_draft:
                columns = clause.shape.columns if clause.shape is not None else 1
                pieces.append(InsertedEnd(bare_props(clause.props), clause.own_label, clause.cell, columns=columns))
        table = clauses[0].cell[0] if clauses[0].cell is not None else None
        why = None if table in self._tables else Message.of("it inserts a table; insert it by hand")
        return PartyChange("row", start, start, tuple(pieces), stamp=clauses[0].row_stamp, table=table, why_separate=why)

    def _clause(self, clause: Clause) -> Iterator[PartyChange]:
        inserted, struck = is_whole(clause, Status.INSERTED), is_whole(clause, Status.DELETED)
        lost = inserted and clause.cell is not None and clause.cell not in self._cells
        is_separate = struck or lost or (inserted and not self._pieces)  # a paragraph put into a split one belongs to the split
        if is_separate:
            yield from self._close()
        for run in clause.runs:
            yield from self._run(run)
        yield from self._end(clause)
        if clause.end.status.in_base:
            self._cell = clause.cell
        if is_separate:
            why = Message.of("a column is put into a table; put it in by hand") if lost else None
            behind = inserted and clause.cell is not None and clause.cell == self._cell
            for change in self._close(whole=inserted, behind=behind, reason=why):
                yield replace(change, paragraph=struck and clause.cell is None)

    def _run(self, run: Run) -> Iterator[PartyChange]:
        wide = width(run)
        if run.status is Status.RETRACTED or not wide:
            return
        if run.status is Status.INSERTED:
            self._open(run.move, run.stamp)
            self._pieces.append(_put(run))
            return
        if run.status is Status.DELETED:
            if run.move != self._move:
                yield from self._close()
            self._open(run.move, run.stamp)
            self._struck = True
            self._place += wide
            return
        yield from self._close()
        if run.base_style is not None and bare_style(run.style) != bare_style(run.base_style):
            yield PartyChange("format", self._place, self._place + wide, value=bare_style(run.style), stamp=run.style_stamp)
        self._place += wide

    def _end(self, clause: Clause) -> Iterator[PartyChange]:
        status = clause.end.status
        if status is Status.INSERTED:
            self._open(clause.end.move, clause.end.stamp)
            props, move = bare_props(clause.props), clause.end.move
            both = self._numbers.get(clause.id)
            self._number = (both.draft or "") if both is not None else self._number if props.kind == "paragraph" else ""
            self._pieces.append(InsertedEnd(props, clause.own_label, clause.cell, move, clause.own_number, self._number))
        elif status is Status.DELETED:
            self._number = ""
            if clause.end.move != self._move:
                yield from self._close()
            self._open(clause.end.move, clause.end.stamp)
            self._struck = True
            self._place += 1
        elif status is Status.KEPT:
            self._number = ""
            yield from self._close()
            if clause.base_props is not None and bare_props(clause.base_props) != bare_props(clause.props):
                yield PartyChange("props", self._place, self._place + 1, value=bare_props(clause.props), stamp=clause.props_stamp)
            if clause.own_label is not None and clause.is_on("base") and clause.own_label != clause.label:
                yield PartyChange("label", self._place, self._place + 1, value=clause.own_label)
            if has_mark_by_hand(clause) and clause.is_on("base"):
                yield PartyChange("mark", self._place, self._place + 1, value=clause.own_mark)
            self._place += 1

    def _open(self, move: str, stamp: Stamp) -> None:
        if not self._pieces and not self._struck:
            self._start = self._place
        self._move = self._move or move
        self._by = self._by if self._by != NOBODY else stamp

    def _close(self, *, whole: bool = False, behind: bool = False, reason: Message | None = None) -> Iterator[PartyChange]:
        if self._pieces or self._struck:
            change = PartyChange("text", self._start, self._place, tuple(self._pieces), move=self._move, stamp=self._by)
            yield replace(change, whole=whole, behind=behind, why_separate=reason)
        self._pieces, self._struck, self._move, self._start, self._by = [], False, "", self._place, NOBODY


def _deleted_cells_with_tables(clauses: Sequence[Clause], around: Mapping[str, tuple[CellId, ...]]) -> Set[CellId]:
    """The cells that are deleted with the tables in them while their rows stay.

    around: the cells around the table of each clause, by the id of the clause
    """
    if not around:
        return frozenset()
    written = {cell for clause in clauses if _is_in_draft(clause) for cell in around.get(clause.id, ())}
    return deleted_cells(clauses) & {cell for cells in around.values() for cell in cells} - written


def _is_in_draft(clause: Clause) -> bool:
    """Whether the draft has words or the end of a clause."""
    return clause.row.in_draft and (clause.end.status.in_draft or any(run.status.in_draft and width(run) for run in clause.runs))


def _put(run: Run) -> Run:
    return Run(run.text, Status.INSERTED, bare_style(run.style), move=run.move, content=run.content)


def bare_props(props: Props) -> Props:
    """Properties of a paragraph without references to its file."""
    return replace(props, style="", other="")


def _visible_parts(pieces: Iterable[Piece]) -> Iterator[object]:
    """The visible parts of pieces; equal neighbours as one."""
    last: tuple[str, Style] | None = None
    for piece in pieces:
        if isinstance(piece, Run) and piece.text not in (NOTE, OBJECT):
            if last is not None and last[1] == piece.style:
                last = last[0] + piece.text, last[1]
                continue
            if last is not None:
                yield last
            last = piece.text, piece.style
            continue
        if last is not None:
            yield last
            last = None
        if isinstance(piece, Run):
            yield piece.text, piece.content
        else:
            by_hand = piece.own_label, piece.own_number
            yield piece.props, *(label and label.text for label in by_hand), piece.cell and piece.cell[2]
    if last is not None:
        yield last


def shift(change: PartyChange, start: int, stop: int) -> PartyChange:
    """The same change at another range."""
    return replace(change, start=start, stop=stop)


def as_paragraphs(change: PartyChange, place: int, end: InsertedEnd, *, behind: bool = False) -> PartyChange:
    """The words of a change as paragraphs before another place, all in the cell of `end`, which closes the last one.

    behind: as in the change
    """
    pieces = change.pieces if isinstance(change.pieces[-1], InsertedEnd) else (*_trim(change.pieces), end)
    inside = tuple(replace(piece, cell=end.cell) if isinstance(piece, InsertedEnd) else piece for piece in pieces)
    return replace(change, sort="text", start=place, stop=place, pieces=inside, whole=True, behind=behind, table=None)


def _trim(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """Inserted words without the spaces that divided them from their neighbours."""
    out = list(pieces)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        piece = out[at]
        if isinstance(piece, Run) and strip(piece.text):
            out[at] = replace(piece, text=strip(piece.text))
    return out


def with_other_words(change: PartyChange, text: str) -> PartyChange:
    """The insertion of whole paragraphs with other words, a paragraph for each line."""
    end = next(piece for piece in change.pieces if isinstance(piece, InsertedEnd))
    pieces = [piece for line in text.split("\n") if line.strip() for piece in (Run(line.strip(), Status.INSERTED), end)]
    return replace(change, pieces=tuple(pieces), move="")


def clause_at(clauses: Sequence[Clause], place: int) -> Clause:
    """The clause in which a place lies."""
    ends = accumulate(sum(width(run) for run in clause.runs) + 1 for clause in clauses)
    return next((clause for clause, end in zip(clauses, ends, strict=True) if place < end), clauses[-1])
