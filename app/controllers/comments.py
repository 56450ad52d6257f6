"""Comments in the window: their marks in the text, their panel, the ways from one to the other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Qt

from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.context import Context
from model.errors import EditError
from model.submission.story import StoryId
from model.submission.transactions import Selection
from widgets.comments.commands import CommentCommands
from widgets.comments.overlay import CommentOverlay
from widgets.comments.places import CommentPlaces
from widgets.common.announcements import announce, place_of_all
from widgets.common.translation import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.submission.comments import CommentAnchor
    from widgets.comments.panel import CommentPanel


class CommentCards(Protocol):
    """Cards beside the text in which comments are written and shown, if the user wants them; otherwise the panel does both."""

    def start_comment(self, anchors: Sequence[CommentAnchor]) -> bool:
        """Begins a comment. False if there are no cards."""

    def show_comment(self, key: str) -> bool:
        """Shows the card of a comment. False if there is none."""


class CommentsController(QObject):
    """Connects the comments with the window in which they are shown."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._window = window
        self.places = CommentPlaces(context.session, self)
        self.commands = CommentCommands(context.session, self.places, window.tell)
        self.cards: CommentCards | None = None
        self._last = ""
        """The key of the comment gone to last."""
        self.overlays = [CommentOverlay(editor, self.places) for editor in (window.editor, window.note)]
        window.panels.add("comments", self.tr("Comments"), lambda: self.panel, ActionId.COMMENTS)
        window.parts.append(self.places)
        self._connect(context.actions)

    def _connect(self, actions: Actions) -> None:
        window = self._window
        actions.connect_to(ActionId.COMMENT, self.start)
        actions.connect_to(ActionId.NEXT_COMMENT, lambda: self.step(1))
        actions.connect_to(ActionId.PREVIOUS_COMMENT, lambda: self.step(-1))
        self.places.followed.connect(self._repaint)
        self.places.followed.connect(self._count)
        window.proposal_shown.connect(self.places.show)
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(self._follow_caret)

    @cached_property
    def panel(self) -> CommentPanel:
        """Made when it is first wanted."""
        from widgets.comments.panel import CommentPanel

        window, panel = self._window, CommentPanel(self._session, self.places, self._window)
        panel.message.connect(window.tell)
        panel.went_to.connect(self._show)
        panel.left_for.connect(self._show_and_stay)
        panel.left.connect(lambda: window.focused_editor().setFocus(Qt.FocusReason.OtherFocusReason))
        panel.marked.connect(self.mark)
        return panel

    def start(self) -> None:
        """Begins a comment on what is selected, or on the clause of the caret."""
        from model.edits.comments import anchors_between

        target = self._window.target()
        if target is None:
            self._window.tell(self.tr("There is nothing yet to comment on: the text is empty."))
            return
        try:
            anchors = anchors_between(self._session.submission, target.story, target.start, target.stop)
        except EditError as error:
            self._window.tell(say(error.message))
            return
        if self.cards is None or not self.cards.start_comment(anchors):
            self._window.panels.open("comments")
            self.panel.start_new(anchors)

    def step(self, by: int) -> None:
        """Goes to the next comment (1) or the one before (−1) from the caret, round the text."""
        keys = [key for key in self._keys() if self.places.marks(key)]
        if not keys:
            self._window.tell(self.tr("There are no comments here."))
            return
        selection = self._window.focused_editor().caret.selection()
        order = {clause.id: at for at, clause in enumerate(self._window.editor.clauses)}

        def spot(key: str) -> tuple[int, int]:
            span = self.places.marks(key)[0].span
            return (order.get(span.clause, len(order)), span.start) if not span.note else (len(order), 0)

        last = self._current_key()
        if last in keys and selection is not None and self._is_at(last, selection):
            at = (keys.index(last) + by) % len(keys)
        else:
            caret = (order.get(selection.caret[0], 0), selection.caret[1]) if selection is not None else (0, 0)
            later = [at for at, key in enumerate(keys) if spot(key) > caret]
            earlier = [at for at, key in enumerate(keys) if spot(key) <= caret]
            at = (later or [0])[0] if by > 0 else (earlier or [len(keys) - 1])[-1]
        self._last = keys[at]
        if self.cards is None or not self.cards.show_comment(keys[at]):
            from widgets.comments.list import CommentChoice

            self._window.panels.open("comments")
            self.panel.list.choose(CommentChoice(keys[at]))
        self._show_and_stay(keys[at])
        from widgets.comments.phrases import comment_summary

        comment = self.places.comments[keys[at]]
        announce(self._window.editor, ". ".join((comment_summary(comment).rstrip("."), place_of_all(at + 1, len(keys)))))

    def _keys(self) -> list[str]:
        """The comments that are shown, in the order of the text."""
        if self._window.panels.in_front("comments"):
            return self.panel.list.keys()
        return [key for key, comment in self.places.in_order() if not comment.done]

    def _count(self) -> None:
        """Shows on the tab how many comments are open."""
        self._window.panels.show_count("comments", sum(not comment.done for comment in self.places.comments.values()))

    def _current_key(self) -> str:
        choice = self.panel.list.choice() if self._window.panels.in_front("comments") else None
        return choice.key if choice is not None else self._last

    def _is_at(self, key: str, caret: Selection) -> bool:
        span = self.places.marks(key)[0].span
        return caret.anchor == (span.clause, span.start) or caret.caret == (span.clause, span.start)

    def _show(self, key: str) -> None:
        marks = self.places.marks(key)
        if not marks:
            self._window.tell(self.tr("The text that this comment is about is no longer there."))
            return
        first, last = marks[0].span, marks[-1].span
        number = self.places.number
        story = StoryId(number, first.note)
        end = (first.clause, first.start) if first.whole else (last.clause, last.end)
        self._window.go_to(Selection(story, (first.clause, first.start), end))

    def _show_and_stay(self, key: str) -> None:
        self._show(key)
        marks = self.places.marks(key)
        editor = self._window.note if marks and marks[0].span.note else self._window.editor
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_caret(self) -> None:
        """Chooses the comment in which the caret is, while the work is in the text."""
        editor = self._window.focused_editor()
        if not self.places.has_places or not editor.hasFocus() or not self._window.panels.in_front("comments"):
            return
        from widgets.comments.list import CommentChoice

        caret = editor.caret.selection()
        if caret is None:
            return
        clause, offset = caret.caret
        marks = self.places.at(editor.story.note, clause)
        within = [mark for mark in marks if mark.span.start <= offset <= mark.span.end]
        choice = self.panel.list.choice()
        if within and (choice is None or choice.key not in {mark.key for mark in within}):
            best = min(within, key=lambda mark: mark.span.end - mark.span.start)
            self.panel.list.choose(CommentChoice(best.key))

    def mark(self, key: str) -> None:
        """Marks the words of a comment more strongly than those of others; '' for none."""
        if any(overlay.current != key for overlay in self.overlays):
            for overlay in self.overlays:
                overlay.current = key
            self._repaint()

    def set_signs(self, on: bool) -> None:
        """Shows or hides the signs of comments at the edge of the text, for a window without cards."""
        if self.overlays[0].signs is not on:
            self.overlays[0].signs = on
            self._repaint()

    def _repaint(self) -> None:
        for editor in (self._window.editor, self._window.note):
            editor.viewport().update()
