"""A text view that shows one story of a submission; a collaborator handles each part of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QTextEdit, QWidget

from model.redline import Clause
from model.submission.resolved import View
from model.submission.story import FIRST_TEXT, StoryId, clauses_of, redline_of
from widgets.common.qt_fixes import give_viewport
from widgets.common.store import Change, Store
from widgets.common.tasks import debounce
from widgets.editor.caret import Caret
from widgets.editor.document.foreign_edit_guard import ForeignEditGuard
from widgets.editor.document.formats import Formats
from widgets.editor.document.paragraph_moves import move_by_paragraph
from widgets.editor.document.projection import Projection
from widgets.editor.document.scroll_anchor import ScrollAnchor
from widgets.editor.hit_test import HitTest
from widgets.editor.inline_objects import describe_object, note_at
from widgets.editor.mark_tooltips import MarkTooltips
from widgets.editor.mouse import Mouse
from widgets.editor.pages.pages import Pages
from widgets.editor.sheet import Sheet
from widgets.editor.story_document import StoryDocument
from widgets.editor.story_painter import StoryPainter
from widgets.editor.story_style import StoryStyle
from widgets.editor.tables.caret_moves import CaretMoves
from widgets.editor.view_comfort import Comfort

SCALE_AFTER = 120
"""Milliseconds after a change of the room until a page is scaled to it: a window or a pane is often drawn wider for a while."""
READING = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class StoryView(QTextEdit):
    """Shows one story; its document is changed by patches only."""

    caret_moved = Signal()
    note_asked = Signal(object)
    """The story of a note that was clicked at the foot of a page, or whose mark was double-clicked."""
    outer_asked = Signal(str, QPointF)
    """What was clicked on the pages around the text (see `OuterPages.source_at`), and the point of the viewport."""
    zoomed = Signal(int)
    """Another zoom is shown, in per cent: asked for, or for another room."""
    story_shown = Signal()
    """Another story, view or setting of the text is shown."""

    def __init__(self, store: Store, story: StoryId = FIRST_TEXT, view: View = "markup", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setCursorWidth(2)
        self._store = store
        self._guard = ForeignEditGuard(self.document(), self.flush, self)
        self.sheet = Sheet(self, self._guard)
        style = StoryStyle(self, self.sheet, store)
        self.content = StoryDocument(self, store, style, self._guard)
        self.anchor = ScrollAnchor(self, self.content.blocks_between)
        self.caret = Caret(self, self.content)
        self.hit_test = HitTest(self, self.content)
        self.mouse = Mouse(self, self.hit_test)
        self._caret_moves = CaretMoves(self, self.content.tables, self.hit_test.cursor_at)
        self.pages = Pages(self, self.content, self.content.tables, self.anchor)
        self._painter = StoryPainter(self, self.content, self.pages)
        self.overlays = self._painter.overlays
        self.tooltips = MarkTooltips(self)
        self.tooltips.sources.append(self._object_text)
        self._zoom_timer = debounce(self, SCALE_AFTER, self._scale_in_place)
        self.show_story(story, view)
        self.cursorPositionChanged.connect(self._report_caret)
        store.changed.connect(self._on_changed)

    @property
    def story(self) -> StoryId:
        """The story that is shown."""
        return self.content.story

    @property
    def view(self) -> View:
        """The view: with changes, draft or base."""
        return self.content.view

    @property
    def projection(self) -> Projection:
        """The blocks of the document and the places of the clauses in them."""
        return self.content.projection

    @property
    def formats(self) -> Formats:
        """The formats in which the story is shown."""
        return self.content.formats

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the story as they are now."""
        return self.content.clauses

    # -- the story

    def show_story(self, story: StoryId, view: View, *, keep: bool = True) -> None:
        """Shows a story in a view; keeps the selection and the pages of the same text if `keep`."""
        self.content.about_to_change.emit()
        self._guard.forget()
        if story != self.story or not keep:
            self.pages.forget()
        selection = self.caret.selection() if keep and self.projection.clauses else None
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextEditorInteraction if view != "base" else READING)
        blocked = QSignalBlocker(self)
        self.pages.gaps.forget()
        self.content.show(story, view)
        blocked.unblock()
        self.pages.refill()
        if selection is not None and selection.story == story:
            self.caret.select(selection)
        if not self.document().isEmpty() and self.textCursor().position() == 0:
            self._report_caret()  # elsewhere Qt has told it
        self._painter.refill()
        self.story_shown.emit()

    def close_story(self) -> None:
        """Disconnects from the session, which outlives the view."""
        self._store.changed.disconnect(self._on_changed)

    def flush(self) -> None:
        """Undoes what changed the document by another way."""
        self.content.put_back()

    def _on_changed(self, change: Change) -> None:
        if change.transaction is None:
            self._settle_zoom()  # otherwise the text would be set twice: the window has just been shown
            self.show_story(self.story, self.view, keep=False)  # another text: its clauses may have the same ids
            return
        follow = self.content.follow
        if clauses_of(change.after, self.story) is not self.projection.clauses:
            self.content.about_to_change.emit()
            self.flush()
            follow = self._follow_colleague if change.origin == "arrived" else follow
        before = self.projection
        ends_differ = follow(change)
        self.caret.leave_mark()
        selection = change.transaction.after
        if change.origin in ("undo", "redo") and selection is not None and selection.story == self.story:
            self.caret.select(selection)
        self._painter.follow(before, ends_differ=ends_differ)

    def _follow_colleague(self, change: Change) -> bool:
        """Shows what a colleague changed: caret, selection and the visible lines stay at their words."""
        from model.submission.moved_selections import move_selection

        before, selection = self.projection.clauses, self.caret.selection()
        with self.anchor.in_place():
            ends_differ = self.content.follow(change)
            moved = move_selection(selection, before, self.projection.clauses) if selection is not None else None
            if moved is not None and moved != self.caret.selection():
                self.caret.select(moved)
        return ends_differ

    def _report_caret(self) -> None:
        if not self._guard.has_edit:
            self.caret_moved.emit()

    def _object_text(self, point: QPointF) -> list[str]:
        """The text of the note, or the description of the picture, whose mark is under the mouse."""
        if self.hit_test.place_under(point) is None:
            return []
        redline = redline_of(self.content.submission, self.story)
        place = self.hit_test.character_at(point)
        text = describe_object(redline, self.projection, place, self.content.labelling())
        return [text] if text else []

    # -- its look

    def show_comfort(self, comfort: Comfort) -> None:
        """Shows the text as a reader wants it."""
        if comfort == self.sheet.comfort:
            return
        with self.anchor.keep_in_sight(lambda: self.sheet.zoom):
            self.sheet.show(comfort)
            self._zoom_timer.stop()
            self._scale()

    @property
    def is_about_to_scale(self) -> bool:
        """Whether another zoom for the present room is about to be shown."""
        return self._zoom_timer.isActive()

    def _scale(self) -> None:
        """Shows the text at the zoom for the present room."""
        if self.sheet.fit():
            self.zoomed.emit(self.sheet.zoom)
        style = self.content.style
        self.setFont(style.font(style.house_of(self.story)))
        self._restyle()
        self._lay_out()
        with self.content.let_through():  # marks of notes are as high as the letters of the document, which Qt lays out later
            self.content.settle_tables()

    def _scale_in_place(self) -> None:
        """Does so while what is read stays in sight."""
        with self.anchor.keep_in_sight(lambda: self.sheet.zoom):
            self._scale()

    def _settle_zoom(self) -> None:
        """Adopts the zoom that is about to be shown, without setting the present text in it."""
        if not self.is_about_to_scale:
            return
        self._zoom_timer.stop()
        if self.sheet.fit():
            self.zoomed.emit(self.sheet.zoom)
        style = self.content.style
        style.refresh(self.story)  # first, or the other font would have the text set in it
        self.setFont(style.font(style.house))
        self._lay_out()

    def follow_house(self) -> None:
        """Shows the text again if the styles of its page have changed."""
        style = self.content.style
        if style.house_of(self.story) != style.house:
            self.show_story(self.story, self.view)

    def _restyle(self) -> None:
        if self.content.style.refresh(self.story):
            self.show_story(self.story, self.view)

    def _lay_out(self) -> None:
        self.sheet.lay_out()
        self.content.fit_tables()

    # -- events

    def paintEvent(self, event: QPaintEvent) -> None:
        area = event.rect()
        blocks = self._painter.visible_blocks(area)
        self.pages.settle_shown(blocks)
        super().paintEvent(QPaintEvent(self._painter.paint_under(area)))
        self._painter.paint_over(blocks)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not hasattr(self, "_painter"):  # Qt sends events while the view is being made
            return
        if event.type() == QEvent.Type.PaletteChange:
            self.sheet.colour_surround()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the line of the caret, or the first one if the caret is out of view, at its height."""
        keeps = event.oldSize().width() != event.size().width() and self.isVisible()
        anchor = self.anchor.take() if keeps else None
        if self.sheet.wanted_zoom() != self.sheet.zoom:
            (self._zoom_timer.start if self.isVisible() else self._scale)()
        self._lay_out()
        super().resizeEvent(event)
        self.content.fit_tables()
        self.pages.again()
        self.anchor.restore(anchor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.sheet.zoom_by_wheel(event):
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        note, source = self.pages.note_at(event.position()), self.pages.outer.source_at(event.position())
        if not note and (source or self.pages.outer.contains(event.position())):
            if source and event.button() == Qt.MouseButton.LeftButton:
                self.outer_asked.emit(source, event.position())
            return
        if note and event.button() == Qt.MouseButton.LeftButton:
            self.note_asked.emit(note)
        else:
            self.mouse.press(event, super().mousePressEvent)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.mouse.move(event, super().mouseMoveEvent)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.mouse.release(event, super().mouseReleaseEvent)
        self.caret.leave_mark()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        point = event.position()
        key = note_at(self.projection, self.hit_test.character_at(point)) if self.hit_test.place_under(point) else ""
        if key:
            self.note_asked.emit(StoryId(self.story.proposal, key))
        else:
            self.mouse.double_click(event, super().mouseDoubleClickEvent)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leaves keys to Qt; a page up or down at the end of the text goes on to the pages around it."""
        pages = event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not event.modifiers()
        before = self.textCursor().position() if pages else 0
        if not (move_by_paragraph(self, event) or self._caret_moves.handle(event)):
            super().keyPressEvent(event)
        if pages and self.textCursor().position() == before:
            steps = QAbstractSlider.SliderAction
            step = steps.SliderPageStepSub if event.key() == Qt.Key.Key_PageUp else steps.SliderPageStepAdd
            self.verticalScrollBar().triggerAction(step)
