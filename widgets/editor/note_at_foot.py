"""The place of an open note: at the foot of its page, over its painted words; below the text if there is no page, or if the page
does not have it yet."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtWidgets import QSplitter

from widgets.editor.note_pane import NotePane
from widgets.editor.view import StoryView

ROOM = 8
"""The free space below a note after scrolling to it, in pixels."""


class NoteAtFoot(QObject):
    """Moves the editor of a note to the note."""

    def __init__(self, view: StoryView, pane: NotePane, under: QSplitter) -> None:
        """`under` holds the note if there are no pages."""
        super().__init__(pane)
        self._view = view
        self._pane = pane
        self._under = under
        self._placing = False
        pane.shown.connect(self.place)
        pane.another.connect(self.place)
        view.pages.shown.connect(self.place)
        view.story_shown.connect(self.place)
        view.verticalScrollBar().valueChanged.connect(self._follow)
        view.horizontalScrollBar().valueChanged.connect(self._follow)
        pane.editor.document().contentsChanged.connect(self._on_written)
        view.viewport().installEventFilter(self)

    @property
    def at_foot(self) -> bool:
        """Whether the note is at the foot of its page."""
        return self._pane.parentWidget() is self._view.viewport()

    def place(self) -> None:
        """Moves the note to its place."""
        if self._placing or self._pane.isHidden():
            return
        self._placing = True
        foot = self._view.pages.note_rect(self._pane.editor.story) is not None
        if foot != self.at_foot:
            focused = self._pane.editor.hasFocus()
            self._pane.set_at_foot(on=foot)
            if foot:
                self._pane.setParent(self._view.viewport())
            else:
                self._under.addWidget(self._pane)
            self._pane.show()
            if focused:
                self._pane.editor.setFocus()
        self._placing = False
        self._on_written()

    def _on_written(self) -> None:
        """Keeps the editor over its note, and visible while it has the keyboard, so that nobody types out of sight."""
        self._follow()
        if self.at_foot and self._pane.editor.hasFocus():
            self.show_it()

    def _follow(self) -> None:
        """Keeps the editor over its note."""
        if self._pane.isHidden() or not self.at_foot:
            return
        rect = self._view.pages.note_rect(self._pane.editor.story)
        if rect is None:
            return
        height = max(rect.height(), self._pane.editor.document().size().height())
        top = round(rect.top())
        place = QRect(round(rect.left()), top, ceil(rect.width()), round(rect.top() + height) - top)
        if place != self._pane.geometry():
            self._pane.setGeometry(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._follow()
        return super().eventFilter(watched, event)

    def show_it(self) -> None:
        """Scrolls to the note if it is at a foot."""
        if self.at_foot:
            bar, place = self._view.verticalScrollBar(), self._pane.geometry()
            if place.top() < 0 or place.bottom() > self._view.viewport().height():
                bar.setValue(bar.value() + place.bottom() - self._view.viewport().height() + ROOM)
