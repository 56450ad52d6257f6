"""Taking differences of a comparison over into the draft that was compared: tracked, as few words as possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from model.diff.aligned_rows import AlignedRow, Half, aligned_rows
from model.edits.clause_properties import change_kind, set_label
from model.edits.common import index_of, of_edit, transaction
from model.edits.deleted_amendments import restore_deleted_text
from model.edits.import_content import ContentImporter
from model.edits.structure import NewClause, insert_clauses, move_clauses
from model.edits.tables.rows import delete_row, row_range
from model.edits.take_over.rows import RowCounts, RowKey, cells_beside, put_in_row, restored_row, row_key
from model.edits.take_over.words import (
    OTHER,
    operations,
    place_at,
    place_beside,
    spans_in,
    struck_here,
    tidy_new_clauses,
)
from model.edits.text import set_format
from model.edits.transform import Transform
from model.errors import EditError
from model.message import Message
from model.redline import NOTE, Clause, Paragraph, Props, Redline, Side, Stamp, paragraphs
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.submission.amendments import AmendedPart, Amendment, ChosenParts
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetClause, Transaction
from model.submission.values import Submission

_NESTED = Message.of("this row contains a table; take it over with Word")
_STALE = Message.of("the draft has changed since it was compared; compare again")


class TakenOver(Struct, frozen=True):
    """The transaction that takes a difference over, and the styles of it that are not the document's and stay away."""

    transaction: Transaction
    foreign: tuple[str, ...] = ()


def take(
    submission: Submission, number: int, compared: Redline, side: Side, chosen: Sequence[Amendment], stamp: Stamp
) -> TakenOver:
    """Take differences of a comparison over into the draft of a proposal. EditError if the draft changed since, and for what only
    follows from other changes or cannot be brought here: numbers, columns, pictures and styles of other files. With a paragraph
    of a row that comes or goes the whole row is taken.

    compared: the comparison
    side: the side of the comparison that is the draft
    chosen: the differences that are taken
    """
    taking = _Taking(submission, number, compared, side, stamp)
    for amendment in chosen:
        if amendment.kind == "renumbering":
            raise EditError.of("a number depends on the order of the clauses; take over the change that caused it")
    moves = [change for change in chosen if change.kind == "move" and taking.is_plain_move(change)]
    rest = [*(part for change in chosen for part in change.parts), *taking.rest_of_rows(chosen)]
    for note in dict.fromkeys(part.note for part in rest):
        taking.take(note, [part for part in rest if part.note == note], [] if note else moves)
    if not taking.transform.steps and taking.bringing.foreign:
        raise EditError.of(
            "the style {style} is not one of this document; choose one like it in Word", style=taking.bringing.foreign[0]
        )
    made = taking.transform.transaction(TransactionKind.TAKE_OVER, selection=taking.transform.selection)
    return TakenOver(made, tuple(dict.fromkeys(taking.bringing.foreign)))


class _Taking:
    """The submission with the differences taken so far."""

    def __init__(self, submission: Submission, number: int, compared: Redline, side: Side, stamp: Stamp) -> None:
        self.transform = Transform(submission, stamp)
        self._text = StoryId(number)
        self._compared = compared
        self._side: Side = side
        self._other = OTHER[side]
        self._stamp = stamp
        other_keys = _note_keys(paragraphs(compared.clauses, side))
        own_keys = _note_keys(paragraphs(story_clauses(submission, self._text), "draft"))
        self._notes = dict(zip(other_keys, own_keys, strict=False))
        self._cells = dict(
            cells_beside(
                (half for row in aligned_rows(compared, "") for half in row.on(side)),
                paragraphs(story_clauses(submission, self._text), "draft"),
            )
        )
        self.bringing = ContentImporter(self.transform, number, compared, self._other, stamp)
        self.bringing.know(proposal_of(submission, number))
        self._known_rows: dict[str, list[AlignedRow]] = {}

    def _do(self, made: Transaction) -> None:
        if made.steps:
            self.transform.add(made)

    # -- where things are in the draft

    def _story(self, note: str) -> StoryId:
        """The story of the draft that corresponds to the text, or to a note, of the comparison."""
        if not note:
            return self._text
        key = self._notes.get(note)
        if key is None:
            raise EditError(_STALE)
        return StoryId(self._text.proposal, key)

    def _rows(self, note: str) -> list[AlignedRow]:
        if note not in self._known_rows:
            self._known_rows[note] = list(aligned_rows(self._compared, note))
        return self._known_rows[note]

    def _paragraphs(self, story: StoryId) -> list[Paragraph]:
        return list(paragraphs(self.transform.clauses(story), "draft"))

    def _targets(self, story: StoryId, row: AlignedRow, count: int) -> list[Paragraph]:
        """The paragraphs of the draft that a row shows."""
        halves = row.on(self._side)
        found = self._paragraphs(story)[count : count + len(halves)]
        if [target.text for target in found] != [half.paragraph.text for half in halves]:
            raise EditError(_STALE)
        return found

    def rest_of_rows(self, chosen: Sequence[Amendment]) -> Iterator[AmendedPart]:
        """The other paragraphs of the table rows of which one was chosen."""
        ids = {part.clause for change in chosen for part in change.parts if part.what == "row" and not part.note}
        keys = {row_key(clause) for clause in self._compared.clauses if clause.id in ids}
        for clause in self._compared.clauses if ids else ():
            if row_key(clause) in keys and row_key(clause) is not None:
                yield AmendedPart("", clause.id, "row")

    # -- what is done

    def is_plain_move(self, amendment: Amendment) -> bool:
        """Whether what a move takes away is one whole paragraph that stands elsewhere with the same words."""
        mine, theirs = self._ends_of(amendment)
        if len(mine) != 1 or len(theirs) != 1 or mine[0] == theirs[0]:
            return False
        rows = self._rows("")
        target_row, source_row = rows[mine[0]], rows[theirs[0]]
        if target_row.on(self._other) or source_row.on(self._side):
            return False
        before = sum(len(row.on(self._side)) for row in rows[: mine[0]])
        if any(len(target.clauses) > 1 for target in self._targets(self._text, target_row, before)):
            return False
        return [half.paragraph.text for half in target_row.on(self._side)] == [
            half.paragraph.text for half in source_row.on(self._other)
        ]

    def _ends_of(self, amendment: Amendment) -> tuple[list[int], list[int]]:
        """The rows from which a move takes something away, and those to which it brings something."""
        ids = {part.clause for part in amendment.parts}
        rows = [(place, row) for place, row in enumerate(self._rows("")) if ids & {clause.id for clause in row.clauses}]
        return [place for place, row in rows if row.on(self._side)], [place for place, row in rows if row.on(self._other)]

    def _behind(self, story: StoryId, count: int) -> int:
        """The index after the first `count` paragraphs of the draft."""
        if not count:
            return 0
        clauses, last = self.transform.clauses(story), self._paragraphs(story)[count - 1].closing
        return index_of(clauses, last.id) + 1

    def take(self, of: str, parts: Sequence[AmendedPart], moves: Sequence[Amendment]) -> None:
        """Takes parts of a story over: first what is deleted or reworded, then what is inserted. `moves` stay moves."""
        story, rows = self._story(of), self._rows(of)
        counts = RowCounts(rows, self._side)
        ids = {part.clause for part in parts}
        touched = [place for place, row in enumerate(rows) if any(clause.id in ids for clause in row.clauses)]
        origins = {to[0]: origin[0] for origin, to in map(self._ends_of, moves)}
        moved = {place: self._targets(story, rows[place], counts.before(place)) for place in origins.values()}
        for place in reversed(touched):
            if counts[place] and place not in moved:
                self._take_away(story, rows, counts, place, parts)
                counts.settle(place, len(self._paragraphs(story)))
        put_in: set[RowKey | None] = set()
        for place in touched:
            if (key := self._key(rows[place])) in put_in:
                continue
            if place in origins:
                outside = rows[place].on(self._other)[0].paragraph.closing.cell is None
                self._move_here(story, counts, place, origins[place], moved[origins[place]], outside=outside)
            elif not rows[place].on(self._side):
                self._bring(story, rows, counts, place)
                if key is not None:
                    put_in.add(key)
            counts.settle(place, len(self._paragraphs(story)))

    def _take_away(
        self, story: StoryId, rows: Sequence[AlignedRow], counts: RowCounts, place: int, parts: Sequence[AmendedPart]
    ) -> None:
        """Deletes what only the draft has at a row, with its whole table row; what both have gets the other's words."""
        row, count = rows[place], counts.before(place)
        targets = self._targets(story, row, count)
        if row.on(self._other):
            ids = {clause.id for clause in row.clauses}
            self._reword(story, row, count, [part for part in parts if part.clause in ids])
        elif self._key(row) is not None:
            self._strike_row(targets[0].closing)
            counts.empty(self._of_same_row(rows, place))
        else:
            self._strike(story, targets)

    def _move_here(
        self, story: StoryId, counts: RowCounts, place: int, origin: int, moved: Sequence[Paragraph], *, outside: bool
    ) -> None:
        """Moves paragraphs from the row where the draft has them to the one where the other text has them."""
        at = counts.before(place)
        for paragraph in reversed(moved):
            behind = self._behind(story, at)
            if outside:
                behind = place_beside(self.transform.clauses(story), behind, None)
            self._do(move_clauses(self.transform.submission, story, paragraph.bearer.id, behind, self._stamp, only=True))
        counts[place] = len(moved)
        counts.settle(origin, len(self._paragraphs(story)))

    def _bring(self, story: StoryId, rows: Sequence[AlignedRow], counts: RowCounts, place: int) -> None:
        """Puts in what the other text alone has at a row, with all of its row of a table."""
        low, count = place, counts.before(place)
        while low and not rows[low - 1].on(self._other):
            low -= 1
        start = counts.before(low)
        if self._key(rows[place]) is None:
            self._put_in(story, count, rows[place].on(self._other), start)
            return
        together = self._of_same_row(rows, place)
        self._put_in_row(count, [half for index in together for half in rows[index].on(self._other)], start)
        for index in together:
            counts[index] = len(rows[index].on(self._other))

    def _of_same_row(self, rows: Sequence[AlignedRow], place: int) -> list[int]:
        """The rows of the comparison that show cells of the same row of a table."""
        key = self._key(rows[place])
        return [index for index, row in enumerate(rows) if self._key(row) == key]

    def _strike(self, story: StoryId, targets: Sequence[Paragraph]) -> None:
        clauses = self.transform.clauses(story)
        low, high = index_of(clauses, targets[0].clauses[0].id), index_of(clauses, targets[-1].closing.id) + 1
        change = edit(clauses, Place(low, 0), Place(high, 0), [], self._stamp, caret="before")
        self._do(of_edit(story, clauses, change, TransactionKind.TAKE_OVER, self._stamp))

    @staticmethod
    def _key(row: AlignedRow) -> RowKey | None:
        return row_key(row.clauses[0]) if not row.note else None

    def _strike_row(self, closing: Clause) -> None:
        """Deletes the row of the draft's table in which a paragraph ends."""
        assert closing.cell is not None
        clauses = self.transform.clauses(self._text)
        low, high = row_range(clauses, index_of(clauses, closing.id))
        if any(clause.cell is None or clause.cell[:2] != closing.cell[:2] for clause in clauses[low:high]):
            raise EditError(_NESTED)
        self._do(delete_row(self.transform.submission, self._text, closing.id, self._stamp))

    def _put_in_row(self, count: int, halves: Sequence[Half], low: int) -> None:
        """Inserts a row after the first `count` paragraphs, or restores it; rows of one table stay together."""
        at, start = self._behind(self._text, count), self._behind(self._text, min(low, count))
        clauses = self.transform.clauses(self._text)
        cells = [half.paragraph.closing.cell for half in halves]
        table = next(cell[0] for cell in cells if cell is not None)
        own_table = {other_cell[0]: own_cell[0] for other_cell, own_cell in self._cells.items()}.get(table)
        step = restored_row(self._text, clauses, start, at, [half.paragraph.text for half in halves], own_table)
        if step is not None:
            own_table = next(clause.cell[0] for clause in step.old if clause.cell is not None)
        elif own_table is None:
            own_table = 1 + max((clause.cell[0] for clause in clauses if clause.cell), default=-1)
        self._cells.setdefault((table, -1, -1), (own_table, -1, -1))
        if step is None:
            new = [NewClause(Props(level=1), tuple(self.bringing.runs(half.paragraph.runs))) for half in halves]
            clauses = self.transform.clauses(self._text)
            columns = [cell[2] for cell in cells if cell is not None]
            step = put_in_row(self._text, clauses, at, own_table, columns, new, self._stamp)
        self._do(transaction(TransactionKind.TAKE_OVER, [step], self._stamp))

    def _put_in(self, story: StoryId, count: int, halves: Sequence[Half], low: int) -> None:
        """Inserts paragraphs after the first `count`, or restores them; the other text has none of those from `low` on."""
        at, start = self._behind(story, count), self._behind(story, min(low, count))
        clauses = self.transform.clauses(story)
        for half in reversed(halves):
            in_cell = half.paragraph.closing.cell is not None
            struck = struck_here(clauses, start, at, half.paragraph.text, in_cell=in_cell)
            if struck is not None:
                place = index_of(clauses, struck.id)
                self._do(restore_deleted_text(story, clauses, place, place + 1, self._stamp))
                continue
            props, beside = half.paragraph.props, self._beside(story, half, count)
            runs = tuple(self.bringing.runs(half.paragraph.runs))
            new = NewClause(replace(props, style="", other=""), runs)
            place = place_beside(self.transform.clauses(story), at, beside)
            self._do(insert_clauses(self.transform.submission, story, place, [new], self._stamp, beside=beside))

    def _beside(self, story: StoryId, half: Half, count: int) -> Clause | None:
        """The clause before or after a place, if it is in the cell that corresponds to that of `half`; None outside of tables."""
        if story != self._text or (other_cell := half.paragraph.closing.cell) is None:
            return None
        around = self._paragraphs(story)[max(count - 1, 0) : count + 1]
        own_cell = self._cells.get(other_cell)
        beside = next(
            (paragraph.closing for paragraph in around if own_cell is not None and paragraph.closing.cell == own_cell), None
        )
        if beside is None:
            raise EditError.of("columns of a table are not taken over; put the column in with Word")
        return beside

    def _reword(self, story: StoryId, row: AlignedRow, count: int, parts: Sequence[AmendedPart]) -> None:
        self._take_properties(story, row, count, parts)
        self._take_formats(story, row, count, parts)
        before = self.transform.clauses(story)
        for op in reversed(list(operations(row, parts, self._side))):
            targets = self._targets_now(story, row, count)
            clauses = self.transform.clauses(story)
            a, b = place_at(clauses, targets, op.start), place_at(clauses, targets, op.stop, stop=op.start != op.stop)
            new = [InsertedParagraph(tuple(self.bringing.runs(runs))) for runs in op.new] if op.new != [[]] else []
            self._do(of_edit(story, clauses, edit(clauses, a, b, new, self._stamp), TransactionKind.TAKE_OVER, self._stamp))
        steps = tidy_new_clauses(story, before, self.transform.clauses(story), self._stamp)
        self._do(transaction(TransactionKind.TAKE_OVER, steps, self._stamp))
        if any(part.what == "end" for part in parts):
            self._take_kinds(story, row, count)

    def _take_kinds(self, story: StoryId, row: AlignedRow, count: int) -> None:
        """Makes the parts of a paragraph that was split or merged the kinds that they are in the other text."""
        halves = row.on(self._other)
        for half, target in zip(halves, self._paragraphs(story)[count : count + len(halves)], strict=False):
            props, now = half.paragraph.props, target.props
            if (props.kind, props.level, props.scheme) != (now.kind, now.level, now.scheme):
                self._do(self._as(story, target, props))

    def _as(self, story: StoryId, target: Paragraph, props: Props) -> Transaction:
        kind, scheme, level = props.kind, props.scheme, props.level
        return change_kind(self.transform.submission, story, target.closing.id, kind, self._stamp, scheme=scheme, level=level)

    def _targets_now(self, story: StoryId, row: AlignedRow, count: int) -> list[Paragraph]:
        """The paragraphs of a row while it is edited from its end: those before the place are still what they were."""
        return self._paragraphs(story)[count : count + len(row.on(self._side))]

    def _take_properties(self, story: StoryId, row: AlignedRow, count: int, parts: Sequence[AmendedPart]) -> None:
        chosen = ChosenParts(parts)
        for half, target in zip(row.on(self._side), self._targets(story, row, count), strict=True):
            closing, bearer = half.paragraph.closing, half.paragraph.bearer
            if chosen.has(closing.id, "props"):
                self._take_props(story, target, closing.props_on(self._other))
            if chosen.has(bearer.id, "label"):
                label = half.other or None
                self._do(set_label(self.transform.submission, story, target.bearer.id, label, self._stamp))

    def _take_props(self, story: StoryId, target: Paragraph, props: Props) -> None:
        """Makes a paragraph what it is in the other text, or, where it is that, gives it the style that it has there."""
        now = target.props
        if (props.kind, props.level, props.scheme) != (now.kind, now.level, now.scheme):
            self._do(self._as(story, target, props))
            return
        old = target.closing
        new = self.bringing.with_style(old, props)
        self._do(transaction(TransactionKind.TAKE_OVER, [SetClause(story, old.id, old, new)] if new != old else [], self._stamp))

    def _take_formats(self, story: StoryId, row: AlignedRow, count: int, parts: Sequence[AmendedPart]) -> None:
        chosen = ChosenParts(parts)
        at = (0, 0)
        for clause in row.clauses:
            offset = 0
            for run in clause.runs:
                if run.status.on(self._side):
                    if run.base_style is not None and chosen.has(clause.id, "format", offset):
                        like = partial(self.bringing.style, new=run.style_on(self._other))
                        targets = self._targets_now(story, row, count)
                        for span in spans_in(targets[at[0]], at[1], at[1] + len(run.text)):
                            self._do(set_format(self.transform.submission, story, [span], like, self._stamp))
                    at = (at[0], at[1] + len(run.text))
                offset += len(run.text)
            if clause.end.status.on(self._side):
                at = (at[0] + 1, 0)


def _note_keys(found: Iterator[Paragraph]) -> list[str]:
    return [run.content for paragraph in found for run in paragraph.runs if run.content and run.text == NOTE]
