"""A comparison as rows: the paragraphs of two texts side by side, with their differences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

from model.numbering import Labelling, note_marks
from model.redline import SIDES, Clause, Note, Paragraph, Redline, Side, paragraphs
from model.redline.segments import segments
from model.submission.amendments import Amendment, AmendmentKind, Amendments

Sort = Literal["text", "label", "format", "move"]
SORTS: tuple[Sort, ...] = get_args(Sort)
_SORTS: dict[AmendmentKind, Sort] = {
    "move": "move", "format": "format", "kind": "format", "label": "label", "renumbering": "label",
}  # fmt: skip
State = Literal["same", "changed", "inserted", "deleted", "moved", "renumbered"]


class Half(Struct, frozen=True):
    """A paragraph of one side, its label there, and its label on the other side if it exists there too."""

    paragraph: Paragraph
    label: str
    other: str


class AlignedRow(Struct, frozen=True):
    """Corresponding paragraphs: one of each side; several if split or merged; none on one side if only the other has it."""

    note: str
    """The key of the note that contains them; '' for the text itself."""
    clauses: tuple[Clause, ...]
    """Of the comparison."""
    left: tuple[Half, ...]
    right: tuple[Half, ...]
    sorts: frozenset[Sort]
    """The sorts of differences."""

    def on(self, side: Side) -> tuple[Half, ...]:
        """The paragraphs of one side."""
        return self.left if side == "base" else self.right

    @property
    def state(self) -> State:
        """The state of the row as a whole: renumbered if only labels differ, changed for any other difference of both sides."""
        if "move" in self.sorts and not (self.left and self.right):
            return "moved"
        if not self.left or not self.right:
            return "inserted" if self.right else "deleted" if self.left else "same"
        if self.sorts <= {"label"}:
            return "renumbered" if self.sorts else "same"
        return "changed"


class RowDifference(Struct, frozen=True):
    """A difference, and the row in which it shows."""

    amendment: Amendment
    row: int

    @property
    def sort(self) -> Sort:
        """The sort of the difference, by which lists are narrowed."""
        return sort_of(self.amendment)


class AlignedTexts(Struct, frozen=True):
    """A comparison ready to be shown."""

    redline: Redline
    labelling: Labelling
    rows: tuple[AlignedRow, ...]
    """Of the text, then of its notes. Their left halves, one after the other, are the base, their right halves the draft."""
    changes: tuple[RowDifference, ...]
    partners: Mapping[int, int]
    """The rows between which something moved, each with the other."""

    def changes_in(self, row: int) -> tuple[RowDifference, ...]:
        """The differences of a row; a move in both of its rows."""
        clause_ids = {(self.rows[row].note, clause.id) for clause in self.rows[row].clauses}
        return tuple(
            change
            for change in self.changes
            if change.row == row or any((part.note, part.clause) in clause_ids for part in change.amendment.parts)
        )


def without_formats(found: AlignedTexts) -> AlignedTexts:
    """The comparison without differences of format in its rows; the list of its differences is unchanged."""
    rows = (replace(row, sorts=row.sorts - {"format"}) if "format" in row.sorts else row for row in found.rows)
    return replace(found, rows=tuple(rows))


def sort_of(amendment: Amendment) -> Sort:
    """The sort of a difference."""
    return _SORTS.get(amendment.kind, "text")


def align_redline(redline: Redline, labelling: Labelling | None = None) -> AlignedTexts:
    """The rows of a comparison; `labelling` is that of the redline, if known."""
    labelling = labelling or Labelling.of(redline)
    found = tuple(Amendments.of(redline, labelling))
    sorts: dict[tuple[str, str], set[Sort]] = {}
    for amendment in found:
        for place in ((amendment.note, amendment.clause), *((part.note, part.clause) for part in amendment.parts)):
            sorts.setdefault(place, set()).add(sort_of(amendment))
    rows = tuple(_rows(redline, labelling, sorts))
    places = {(row.note, clause.id): place for place, row in enumerate(rows) for clause in row.clauses}
    changes = [RowDifference(amendment, places[amendment.note, amendment.clause]) for amendment in found]
    partners: dict[int, int] = {}
    for amendment in found:
        ends = dict.fromkeys(places[part.note, part.clause] for part in amendment.parts)
        if amendment.kind == "move" and len(ends) == 2:
            first, other = ends
            partners |= {first: other, other: first}
    return AlignedTexts(redline, labelling, rows, tuple(sorted(changes, key=lambda change: change.row)), partners)


def aligned_rows(redline: Redline, note: str, labelling: Labelling | None = None) -> Iterator[AlignedRow]:
    """The rows of the text, or of the note with a key, without their differences."""
    if not note:
        labelling = labelling or Labelling.of(redline)
        for part in segments(redline.clauses):
            left, right = (tuple(_halves(part, labelling, side)) for side in SIDES)
            yield AlignedRow("", part, left, right, frozenset())
        return
    base, draft = note_marks(redline).get(note, (None, None))
    yield from _note_rows(note, redline.notes[note], base or "", draft or "")


def _rows(redline: Redline, labelling: Labelling, sorts: Mapping[tuple[str, str], set[Sort]]) -> Iterator[AlignedRow]:
    marks = note_marks(redline)
    keys = dict.fromkeys(key for key in (*marks, *redline.notes) if key in redline.notes)
    text = aligned_rows(redline, "", labelling)
    notes = (_note_rows(key, redline.notes[key], *(mark or "" for mark in marks.get(key, ("", "")))) for key in keys)
    for row in chain(text, *notes):
        row_sorts = frozenset(sort for clause in row.clauses for sort in sorts.get((row.note, clause.id), ()))
        yield replace(row, sorts=row_sorts)


def _halves(part: Sequence[Clause], labelling: Labelling, side: Side) -> Iterator[Half]:
    for paragraph in paragraphs(part, side):
        id = paragraph.bearer.id
        base, draft = labelling.printed_label("base", id), labelling.printed_label("draft", id)
        yield Half(paragraph, base, draft) if side == "base" else Half(paragraph, draft, base)


def _note_rows(key: str, note: Note, base: str, draft: str) -> Iterator[AlignedRow]:
    for place, part in enumerate(segments(note.clauses)):
        marks = (base, draft) if not place else ("", "")
        left = [Half(paragraph, *marks) for paragraph in paragraphs(part, "base")] if base or not draft else []
        right = [Half(paragraph, *marks[::-1]) for paragraph in paragraphs(part, "draft")] if draft or not base else []
        yield AlignedRow(key, part, tuple(left), tuple(right), frozenset())
