"""A QTextEdit that shows one story of a submission in one view, and tells which place there is which place of the
model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from model.numbering import Labelling, note_marks
from model.redline import Clause, Redline
from model.redline.edit_text import Place
from model.redline.table_shape import TableShape
from model.submission.resolved import View
from model.submission.transactions import Selection
from model.submission.values import Submission
from widgets.common.store import Change, Store, changed_clauses, clauses_of, note_key, proposal_number, redline_of
from widgets.editor.composition import Composition
from widgets.editor.document_patches import fill, patch
from widgets.editor.foreign_edit_guard import ForeignEdit, ForeignEditGuard
from widgets.editor.formats import Formats
from widgets.editor.hints import Hints
from widgets.editor.house import House
from widgets.editor.inline_objects import InlineObjects, note_at, object_told
from widgets.editor.intents import Pair, place_in, selection_at
from widgets.editor.margins import Margins, ends_differ, labels_in
from widgets.editor.page_formats import PageFormats, page_font
from widgets.editor.pages.pages import Pages
from widgets.editor.pointing import show_top
from widgets.editor.projection import Point, Projection
from widgets.editor.tables.pictures import picture_in
from widgets.editor.tables.view import TableView, shapes_in

Overlay = Callable[[QPainter, range, QPointF], None]
"""Paints over blocks that can be seen; the last is the place of the viewport in the document."""
READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class StoryView(TableView):
    """Shows one story; its document is changed by patches only."""

    caret_moved = Signal()
    note_asked = Signal(str)
    """The story of a note at the foot of a page that was clicked at."""
    story_shown = Signal()
    """Another story, view or setting of the text is shown."""

    def __init__(self, store: Store, story: str = "1", view: View = "markup", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._story = story
        self._view: View = view
        self._projection = Projection.of((), view)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setCursorWidth(2)
        self.overlays: list[Overlay] = []
        self._house: House | None = None
        self._formats = Formats(self.palette(), self.document().defaultFont())
        self._margins = Margins(self.document(), lambda: self._formats, self._tables)
        self._marks = InlineObjects(self.document(), partial(picture_in, store, lambda: self.story), self)
        self._guard = ForeignEditGuard(self.document(), self.flush, self)
        self.hints = Hints(self)
        self.hints.sources.append(self._told_of_object)
        self._composition = Composition(self, self._guard, self.compose)
        self._shown_labelling: Labelling | None = None
        self._shaped: tuple[Redline | None, Mapping[int, TableShape]] = (None, {})
        self.pages = Pages(self, self, self._tables)
        self.show_story(story, view)
        self.cursorPositionChanged.connect(self._tell_caret)
        store.changed.connect(self._on_changed)

    def flush(self) -> None:
        """Puts back what came into the document by another way."""
        self._put_back()

    def _put_back(self) -> ForeignEdit | None:
        if not self._guard.noticed:
            return None
        difference = self._guard.put_back(self._projection, self._formats)
        with self._guard.asleep():
            self._place_cells(range(self._projection.count))
        return difference

    # -- what is shown

    @property
    def story(self) -> str:
        """The story that is shown."""
        return self._story

    @property
    def view(self) -> View:
        """The view: with changes, draft or base."""
        return self._view

    @property
    def projection(self) -> Projection:
        """The blocks of the document and the places of the clauses in them."""
        return self._projection

    @property
    def formats(self) -> Formats:
        """The formats in which the story is shown."""
        return self._formats

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the story as they are now."""
        return clauses_of(self._store.submission, self.story)

    def show_story(self, story: str, view: View, *, keep: bool = True) -> None:
        """Shows a story in a view; of the same text with the selection, where it can be kept."""
        self._composition.end()
        self._guard.forget()
        if story != self._story or not keep:
            self.pages.forget()
        kept = self.selection() if keep and self._projection.clauses else None
        self._story, self._view = story, view
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextEditorInteraction if view != "base" else READING)
        language = redline_of(self._store.submission, story).language
        house = self._right_house()
        if house != self._house:
            self._house, self._formats = house, self._right_formats(house)
            if house is not None:
                self.setFont(self._base_font())
        self._projection = Projection.of(self.clauses, view, language, self._note_marks(), self._house)
        blocked = QSignalBlocker(self)
        self.pages.gaps.forget()
        with self._guard.asleep():
            self._tables.forget()
            self._marks.forget()
            fill(self.document(), self._projection, self._formats, self._to_start, self._dress_cells)
            self._tables.settle()
        self._fit_tables()
        blocked.unblock()
        if not self.document().isEmpty():
            self._tell_caret()
        self._shown_labelling = self._labelling()
        self.pages.refilled()
        if kept is not None and kept.story == story:
            self.select_range(kept)
        self.viewport().update()
        self.story_shown.emit()

    def _to_start(self) -> None:
        self.setTextCursor(QTextCursor(self.document()))  # `movePosition` would lay the whole document out

    def _dress_cells(self, blocks: range) -> None:
        self._tables.read(self._projection, self._table_shapes())
        self._tables.dress(blocks)

    def close_story(self) -> None:
        """Lets go of the session, which outlives the editor."""
        self._store.changed.disconnect(self._on_changed)

    def _labelling(self) -> Labelling | None:
        if note_key(self.story) is not None or not self._store.submission.proposals:
            return None
        return self._store.labelling(proposal_number(self.story))

    def _note_marks(self) -> dict[str, str]:
        """What is printed for each note in this view; one that is struck keeps its mark in the base."""
        if note_key(self.story) is not None:
            return {}
        first = 0 if self._view == "base" else 1
        marks = note_marks(redline_of(self._store.submission, self.story))
        return {key: both[first] or both[1 - first] or "*" for key, both in marks.items()}

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self.show_story(self.story, self._view, keep=False)  # another text: its clauses may have the same ids
            return
        clauses = clauses_of(change.after, self.story)
        if clauses is not self._projection.clauses:
            self._composition.end()
            self.flush()
        before, marked = self._projection, False
        if clauses is not before.clauses:
            known = before.clauses is clauses_of(change.before, self.story)
            changed = changed_clauses(change, self.story) if known else None
            self._projection, window = before.update(clauses, self._note_marks, changed)
            with self._guard.asleep():
                self._tables.hold()
                patch(self.document(), before, self._projection, window, self._formats)
                self._place_cells(self._tables.update(self._projection, window))
                self._fit_tables()
            marked = ends_differ(before, self._projection, window)
        selection = change.transaction.after
        if change.origin != "edit" and selection is not None and selection.story == self.story:
            self.select_range(selection)
        self._repaint_margins(before, marked=marked)

    def _table_shapes(self) -> Mapping[int, TableShape]:
        """The shapes of the tables of the text; tables in notes are plain."""
        submission, number = self._store.submission, proposal_number(self.story)
        if note_key(self.story) is not None or not 1 <= number <= len(submission.proposals):
            return {}
        if (proposal := submission.proposals[number - 1]).original is not self._shaped[0]:
            self._shaped = proposal.original, shapes_in(proposal, submission.sources.get(proposal.source, b""))
        return self._shaped[1]

    def _repaint_margins(self, before: Projection, *, marked: bool) -> None:
        """Paints the margins anew where a mark of an end (`marked`) or a seen label differs; Qt paints changed text alone."""
        old, new = self._shown_labelling, self._labelling()
        self._shown_labelling = new
        if not marked:
            if old is None or new is None or old.labels is new.labels:
                return
            top = self.verticalScrollBar().value()
            shown = self._margins.visible(top, top + self.viewport().height())
            if labels_in(before, old, shown) == labels_in(self._projection, new, shown):
                return
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        area, offset = event.rect(), self.scrolled()
        shown = self._margins.visible(area.top() + offset.y(), area.bottom() + offset.y())
        self.pages.settle_shown(shown)
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.pages.paint(painter, shown, offset)
        self._margins.paint(painter, self._projection, self._shown_labelling, shown, offset)
        # Signs of a block may reach into the next one.
        around = range(max(0, shown.start - 1), shown.stop)
        for overlay in self.overlays:
            overlay(painter, around, offset)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_projection"):
            self._restyle()

    # -- the house's styles

    def follow_house(self) -> None:
        """Sets the text in other styles where those of its page have changed since it was shown."""
        if self._right_house() != self._house:
            self.show_story(self.story, self._view)

    def _right_house(self) -> House | None:
        note = note_key(self.story) is not None
        if not (self.comfort.foot if note else self.comfort.page):
            return None
        house = House.of(self._store.submission, proposal_number(self.story))
        return replace(house, note=True) if note else house

    def _base_font(self) -> QFont:
        house = self._right_house()
        return super()._base_font() if house is None else page_font(house, self.comfort.zoom / 100, 1 / 20)

    def _right_formats(self, house: House | None) -> Formats:
        if house is None:
            return Formats(self.palette(), self.document().defaultFont())
        return PageFormats(self.palette(), house, self.comfort.zoom / 100, self.logicalDpiX())

    def _restyle(self) -> None:
        house = self._right_house()
        fresh = self._right_formats(house)
        if house != self._house or not fresh.same_as(self._formats):
            self._formats, self._house = fresh, house
            self.show_story(self.story, self._view)

    def _resized(self) -> None:
        super()._resized()
        self.pages.again()

    def asleep(self) -> AbstractContextManager[None]:
        """While changes of the document are our own."""
        return self._guard.asleep()

    @property
    def composing(self) -> bool:
        """Whether an input method is at work."""
        return self._composition.active

    @property
    def submission(self) -> Submission:
        """What is worked on."""
        return self._store.submission

    # -- where the caret is

    def selected(self) -> Pair:
        """The selection as places of the model, in order."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            here = self._projection.place(Point(cursor.blockNumber(), cursor.positionInBlock()))
            return here, here
        a, b = self._place(cursor.selectionStart()), self._place(cursor.selectionEnd())
        return (a, b) if a <= b else (b, a)

    def selection(self) -> Selection | None:
        """The selection in terms of the model, which outlives changes; None where the story is empty."""
        cursor = self.textCursor()
        return selection_at(self.story, self._projection.clauses, self._place(cursor.anchor()), self._place(cursor.position()))

    def select_range(self, selection: Selection) -> None:
        """Selects what a selection names, as far as it still stands."""
        anchor = place_in(self._projection.clauses, selection.anchor)
        caret = place_in(self._projection.clauses, selection.caret)
        if caret is not None:
            self.set_caret(caret, anchor)

    def set_caret(self, caret: Place, anchor: Place | None = None) -> None:
        """Puts the caret at a place and selects from `anchor` to there, where that is given; scrolls so far that it is seen."""
        cursor = self.textCursor()
        at = self.position_of(anchor or caret)
        if (anchor is None or anchor == caret) and cursor.position() == at and not cursor.hasSelection():
            self.show_caret()
            return
        cursor.setPosition(at)
        if anchor is not None and anchor != caret:
            cursor.setPosition(self.position_of(caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)  # scrolls to it
        self.show_top()

    def blocks_between(self, top: float, bottom: float) -> range:
        """The blocks between two heights of the document."""
        return self._margins.visible(top, bottom)

    def show_caret(self) -> None:
        """Scrolls to the caret, see `show_top`."""
        self.ensureCursorVisible()
        self.show_top()

    def show_top(self) -> None:
        """Where the caret is seen in the first line, shows the white above that too."""
        show_top(self)

    def caret_clause(self) -> Clause | None:
        """The clause in which the caret stands."""
        index = self._place(self.textCursor().position()).index
        return self._projection.clauses[index] if index < len(self._projection.clauses) else None

    def character_at(self, point: QPointF) -> Place:
        """The place in front of the character at a place of the viewport; behind the last one where it is beside that."""
        at = self.cursor_at(point)
        leftwards = at.block().blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
        if (point.x() < self.cursorRect(at).center().x()) is leftwards:
            if at.atBlockEnd():
                return self._place(at.position())
            at.movePosition(QTextCursor.MoveOperation.NextCharacter)
        place = self._place(at.position())
        return Place(place.index, max(0, place.offset - 1))

    def place_under(self, point: QPointF) -> Place | None:
        """The place of the text at a place of the viewport; None beside the text."""
        cursor = self.cursor_at(point)
        place = self._place(cursor.position())
        near = abs(self.cursorRect(cursor).center().x() - point.x()) <= self.fontMetrics().height()
        return place if near and place.index < len(self._projection.clauses) else None

    def _told_of_object(self, point: QPointF) -> list[str]:
        """What a note says or a picture shows whose mark is under the mouse."""
        if self.place_under(point) is None:
            return []
        place = self.character_at(point)
        told = object_told(redline_of(self._store.submission, self.story), self._projection, place)
        return [told] if told else []

    def mousePressEvent(self, event: QMouseEvent) -> None:
        note = self.pages.note_at(event.position())
        if note and event.button() == Qt.MouseButton.LeftButton:
            self.note_asked.emit(note)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = note_at(self._projection, self.character_at(event.position())) if self.place_under(event.position()) else ""
        if key:
            self.note_asked.emit(f"{proposal_number(self.story)}/notes/{key}")
            return
        super().mouseDoubleClickEvent(event)

    def _place(self, position: int) -> Place:
        block = self.document().findBlock(position)
        return self._projection.place(Point(block.blockNumber(), position - block.position()))

    def position_of(self, place: Place) -> int:
        """The place in the document at which a place of the model is shown."""
        point = self._projection.point(place)
        return self.document().findBlockByNumber(point.block).position() + point.position

    def top_block(self) -> int:
        top = self.verticalScrollBar().value()
        return self._margins.visible(top, top + 1).start

    def _tell_caret(self) -> None:
        if not self._guard.noticed:
            self.caret_moved.emit()
