"""One story of a submission in one view, as the blocks of the document of a text view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from model.numbering import Labelling, note_marks
from model.numbering.edition_marks import MarkPair
from model.redline import Clause, Redline
from model.redline.edit_text import Place
from model.redline.table_shape import TableShape
from model.submission.resolved import View
from model.submission.story import FIRST_TEXT, StoryId, clauses_of, redline_of
from model.submission.values import Proposal, Submission
from widgets.common.foreign_text import set_text_language
from widgets.common.store import Change, Store, changed_clauses
from widgets.editor.document.document_patches import fill, patch, patch_ends
from widgets.editor.document.end_marks import NO_ENDS
from widgets.editor.document.foreign_edit_guard import ForeignEdit, ForeignEditGuard
from widgets.editor.document.formats import Formats
from widgets.editor.document.projection import Point, Projection, Window
from widgets.editor.document.shown_blocks import ShownBlocks, blocks_of
from widgets.editor.inline_objects import InlineObjects
from widgets.editor.margins import ends_differ
from widgets.editor.story_style import StoryStyle
from widgets.editor.tables.layout import TableLayout
from widgets.editor.tables.pictures import picture_in


class StoryDocument(QObject):
    """Fills a document with a story, and patches it when the story changes."""

    about_to_change = Signal()
    """The document is about to show another story, or other clauses of the same."""

    def __init__(self, text: QTextEdit, store: Store, style: StoryStyle, guard: ForeignEditGuard) -> None:
        super().__init__(text)
        self._text = text
        self._store = store
        self._guard = guard
        self.document = text.document()
        self.style = style
        self.story = FIRST_TEXT
        self.view: View = "markup"
        """With changes, draft or base; set by `show` alone, as the story and the projection."""
        self.projection = Projection.of((), self.view)
        self.tables = TableLayout(self.document, lambda: style.formats)
        load = partial(picture_in, store, lambda: self.story)
        self._inline_objects = InlineObjects(self.document, load, lambda: style.formats.colours, self)
        self.shown = ShownBlocks()
        """Kept by whoever hides blocks."""
        self._shapes: tuple[Redline | None, Mapping[int, TableShape]] = (None, {})

    # -- the story

    @property
    def submission(self) -> Submission:
        """The submission as it is now."""
        return self._store.submission

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the story as they are now."""
        return clauses_of(self._store.submission, self.story)

    @property
    def formats(self) -> Formats:
        """The formats in which the story is shown."""
        return self.style.formats

    def labelling(self) -> Labelling | None:
        """The labels of the text; None in a note."""
        if self.story.note or not self._store.submission.proposals:
            return None
        return self._store.labelling(self.story.proposal)

    def _note_marks(self) -> dict[str, str]:
        """The mark printed for each note in this view; a deleted one keeps its mark of the base."""
        if self.story.note:
            return {}
        first = 0 if self.view == "base" else 1
        marks = note_marks(redline_of(self._store.submission, self.story))
        return {key: both[first] or both[1 - first] or "*" for key, both in marks.items()}

    def _table_shapes(self) -> Mapping[int, TableShape]:
        """The shapes of the tables of the text; tables in notes are plain."""
        submission, number = self._store.submission, self.story.proposal
        if self.story.note or not 1 <= number <= len(submission.proposals):
            return {}
        if (proposal := submission.proposals[number - 1]).original is not self._shapes[0]:
            self._shapes = proposal.original, _shapes_in(proposal, submission.sources.get(proposal.source, b""))
        return self._shapes[1]

    # -- the document

    def let_through(self) -> AbstractContextManager[None]:
        """A context in which changes of the document are the program's own."""
        return self._guard.let_through()

    def show(self, story: StoryId, view: View) -> None:
        """Fills the document with a story in a view."""
        self.story, self.view = story, view
        self.style.follow_house(story)
        language = redline_of(self._store.submission, story).language
        set_text_language(self._text, language or self._store.submission.language)
        self.projection = Projection.of(self.clauses, view, language, self._note_marks(), self.style.house, self._ends())
        self.shown.show_all()
        with self.let_through():
            self.tables.forget()
            self._inline_objects.forget()
            fill(self.document, self.projection, self.formats, self._move_caret_to_start, self._format_cells)
            self.tables.settle()
        self.fit_tables()

    def _move_caret_to_start(self) -> None:
        self._text.setTextCursor(QTextCursor(self.document))  # `movePosition` would lay the whole document out

    def _format_cells(self, blocks: range) -> None:
        self.tables.read(self.projection, self._table_shapes())
        self.tables.format_cells(blocks)

    def follow(self, change: Change) -> bool:
        """Patches the document after a change; returns whether the mark of an end, which is painted, came or went."""
        clauses, before = clauses_of(change.after, self.story), self.projection
        ends = self._ends()
        if clauses is before.clauses:
            if ends is not before.ends:
                self._show_ends(ends)
            return False
        known = before.clauses is clauses_of(change.before, self.story)
        changed = changed_clauses(change, self.story) if known else None
        projection, window = before.update(clauses, self._note_marks, changed)
        self.projection = projection if ends is projection.ends else replace(projection, ends=ends)
        self.shown.follow(window)
        with self.let_through():
            self.tables.hold()
            patch(self.document, before, self.projection, window, self.formats)
            patch_ends(self.document, before, self.projection, window, self.formats)
            blocks = self.tables.update(self.projection, window)
            if blocks and self.shown.is_part:
                self._show_after_tables(blocks)
            self._place_cells(blocks)
            self.fit_tables()
        return ends_differ(before, self.projection, window)

    def _ends(self) -> Mapping[str, MarkPair]:
        """The edition marks of the story, by the clauses at whose ends they are shown."""
        if not self._store.submission.proposals:
            return NO_ENDS
        return self._store.labelling(self.story.proposal).marks_of(self.story.note).printed

    def _show_ends(self, ends: Mapping[str, MarkPair]) -> None:
        """Shows other edition marks after the same words."""
        before, self.projection = self.projection, replace(self.projection, ends=ends)
        with self.let_through():
            patch_ends(self.document, before, self.projection, Window(0, 0, 0), self.formats)
            self._place_cells(range(self.projection.count))

    def put_back(self) -> ForeignEdit | None:
        """Undoes what changed the document by another way; returns the difference that it had made."""
        if not self._guard.has_edit:
            return None
        difference = self._guard.put_back(self.projection, self.formats)
        with self.let_through():
            self._place_cells(range(self.projection.count))
        if self.shown.is_part:  # hidden paragraphs that are written again are no longer hidden
            blocks = blocks_of(self.document, range(self.projection.count))
            self.shown.show_too(number for number, block in blocks if block.isVisible())
        return difference

    # -- tables

    def _place_cells(self, blocks: range) -> None:
        """Moves the cells of changed blocks to their places, and repaints the grids if they moved."""
        if blocks and self.tables.tables:
            self.tables.format_cells(blocks)
            self.settle_tables(blocks)

    def _show_after_tables(self, blocks: range) -> None:
        """Shows hidden paragraphs in changed tables and right after them. Qt ignores the margin below a table if the next
        paragraph is hidden, so the next shown one would be in the table."""
        found = blocks_of(self.document, range(blocks.start, blocks.stop + 1))
        hidden = {number: block for number, block in found if not block.isVisible()}
        for block in hidden.values():
            block.setVisible(True)
            self.document.markContentsDirty(block.position(), block.length())
        self.shown.show_too(hidden)

    def settle_tables(self, blocks: range | None = None) -> None:
        """Gives the rows of all blocks, or of some, the heights of their contents."""
        if self.tables.settle(blocks):
            self._text.viewport().update()

    def fit_tables(self) -> None:
        """Lays tables out for the width of the text, if that has changed."""
        with self.let_through():
            if self.tables.fit():
                self._text.viewport().update()

    # -- places

    def place_at(self, position: int) -> Place:
        """The place of the model that a position of the document shows."""
        block = self.document.findBlock(position)
        return self.projection.place(Point(block.blockNumber(), position - block.position()))

    def position_of(self, place: Place) -> int:
        """The position of the document that shows a place of the model."""
        point = self.projection.point(place)
        return self.document.findBlockByNumber(point.block).position() + point.position

    def blocks_between(self, top: float, bottom: float) -> Sequence[int]:
        """The shown blocks between two heights of the document."""
        if self.shown.is_part:
            return list(self._shown_between(top, bottom))
        layout, tables = self.document.documentLayout(), self.tables
        # Qt's own search lays nothing out below; asking a block in the middle for its place would.
        block = self.document.findBlock(max(0, layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)))
        while block.previous().isValid() and layout.blockBoundingRect(block).top() > top:
            block = block.previous()  # in a document that is laid out bit by bit, Qt's search starts where that has come to
        first = stop = tables.first_at(block.blockNumber(), top)
        block, has_tables = self.document.findBlockByNumber(first), bool(tables.tables)
        while block.isValid():
            edge = layout.blockBoundingRect(block).top()
            if (tables.upper_edge(stop, edge) if has_tables else edge) > bottom:
                break
            stop += 1
            block = block.next()
        return range(first, stop)

    def _shown_between(self, top: float, bottom: float) -> Iterator[int]:
        """The blocks between two heights while others are hidden, of which Qt's search would pass each."""
        layout, tables = self.document.documentLayout(), self.tables

        def edge(number: int) -> float:
            return layout.blockBoundingRect(self.document.findBlockByNumber(number)).top()

        first = self.shown.first_at(top, edge)
        for number in self.shown.onwards(tables.first_at(first, top)):
            if tables.upper_edge(number, edge(number)) > bottom:
                return
            yield number


def _shapes_in(proposal: Proposal, package: bytes) -> Mapping[int, TableShape]:
    """The shapes of the tables of a text; a text without tables does not need the package."""
    if all(clause.cell is None for clause in proposal.original.clauses):
        return {}
    from model.formats.word.table_shapes import table_shapes  # a text without tables needs no reader of Word files

    return table_shapes(proposal.original.clauses, package)
