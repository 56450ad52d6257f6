"""The view *Markup in words* in the place of the text, in step with it in both directions."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.controllers.speech.caret import words_of
from app.window.action_ids import ActionId
from app.window.context import Context
from model.speech.spoken_text import spoken_text
from model.submission.story import redline_of
from model.submission.transactions import Selection
from widgets.common.store import Change
from widgets.common.tasks import debounce
from widgets.common.translation import say
from widgets.reading.words_view import WordsView

FOLLOW_AFTER = 20
"""Milliseconds after a change until the text in words is made again."""


class WordsController(QObject):
    """Shows the text in words until another view is chosen."""

    def __init__(self, context: Context, frame: QWidget) -> None:
        """`frame` holds the text; it is hidden meanwhile."""
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._settings = context.settings
        self._actions = context.actions
        self._window = window
        self._frame = frame
        self._is_leading = False
        """Whether the caret of the text follows that of the view, which stays where it is."""
        self.view = WordsView()
        self.view.hide()
        window.add_frame(self.view)
        self._timer = debounce(self, FOLLOW_AFTER, self.follow)
        self.view.moved.connect(self._go_to)
        self.view.left.connect(context.actions[ActionId.MARKUP].trigger)
        window.editor.caret_moved.connect(self._follow_caret)
        window.editor.story_shown.connect(self._timer.start)
        context.actions.connect_to(ActionId.MARKUP_IN_WORDS, self.show)
        context.actions[ActionId.MARKUP_IN_WORDS].toggled.connect(self._on_toggled)
        self._session.changed.connect(self._on_changed)
        window.parts.append(self)

    def close_story(self) -> None:
        """Releases the session."""
        self._timer.stop()
        self._session.changed.disconnect(self._on_changed)

    def show(self) -> None:
        """Shows the text in words at the place of the caret."""
        self._window.show_view("markup")
        focused = self._frame.isAncestorOf(self._window.focusWidget() or self._window)
        self._frame.hide()
        self.view.show()
        self._window.editor.setFocusProxy(self.view)  # whatever returns to the text comes to the view
        self.follow()
        if focused:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self) -> None:
        """Makes the lines of the text as it is."""
        self._timer.stop()
        if self.view.isHidden():
            return
        editor = self._window.editor
        redline, labelling = redline_of(self._session.submission, editor.story), self._session.labelling(editor.story.proposal)
        lines = spoken_text(redline, labelling, say, words_of(self._settings.value))
        self.view.show_lines(lines, redline.language or self._session.submission.language)
        self._follow_caret()

    def _on_toggled(self, shown: bool) -> None:
        if shown or self.view.isHidden():
            return
        focused = self.view.hasFocus()
        cast(Any, self._window.editor).setFocusProxy(None)  # the type hints of PySide6 allow only a widget
        self.view.hide()
        self._frame.show()
        if focused:
            self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, _change: Change) -> None:
        if not self.view.isHidden():
            self._timer.start()

    def _follow_caret(self) -> None:
        if self.view.isHidden() or self._is_leading:
            return
        editor = self._window.editor
        clause, place = editor.caret.clause(), editor.caret.selected_range()[1]
        if clause is not None:
            self.view.go_to(clause.id, place.offset)

    def _go_to(self, clause: str, offset: int) -> None:
        if clause in redline_of(self._session.submission, self._window.editor.story).places:
            story = self._window.editor.story
            self._is_leading = True
            self._window.editor.caret.select(Selection(story, (clause, offset), (clause, offset)))
            self._is_leading = False
