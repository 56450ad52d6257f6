"""Find and replace, going to a clause, the command palette, and their places in the
window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.story import StoryId
from model.submission.transactions import Selection
from widgets.editor.editor import Editor

if TYPE_CHECKING:
    from model.submission.resolved import View
    from model.submission.search import Hit, Where
    from widgets.find.bar import FindBar
    from widgets.quick_pick.pickers import GoTo, Palette

SHOWN_IN: dict[Where, tuple[View, ...]] = {"draft": ("draft", "markup"), "base": ("base", "markup"), "markup": ("markup",)}
"""The views in which a hit can be seen; the first that is shown already is kept."""


class FindController(QObject):
    """Connects what finds with the window in which it is shown; each part of it is made when it is first wanted."""

    much_replaced = Signal()
    """Much is about to be replaced at once."""
    found = Signal()
    """Other hits are shown, or none any more."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._actions = context.actions
        self._window = window
        self._in_slices = context.open_submission.work_in_slices
        self._editor = window.editor
        """The text in which the caret was moved last."""
        self._connect()

    def _connect(self) -> None:
        window, connect = self._window, self._actions.connect_to
        for editor in (window.editor, window.note):
            editor.caret_moved.connect(lambda editor=editor: self._follow(editor))
        connect(ActionId.FIND, lambda: self._open(replacing=False))
        connect(ActionId.REPLACE, lambda: self._open(replacing=True))
        connect(ActionId.FIND_NEXT, lambda: self._step(1))
        connect(ActionId.FIND_PREVIOUS, lambda: self._step(-1))
        connect(ActionId.GO_TO_CLAUSE, lambda: self.go_to.open_on(window.editor.story))
        connect(ActionId.COMMANDS, self._open_palette)

    @cached_property
    def bar(self) -> FindBar:
        """The bar of find and replace, above the text."""
        from widgets.find.bar import FindBar
        from widgets.find.hit_marks import HitMarks

        bar = FindBar(self._session, self._selection)
        bar.in_slices = self._in_slices
        bar.went_to.connect(self._show)
        bar.message.connect(self._window.tell)
        bar.closed.connect(self._close)
        bar.much_replaced.connect(self.much_replaced)
        bar.found.connect(self.found)
        for editor in (self._window.editor, self._window.note):
            bar.found.connect(HitMarks(editor, lambda: self.hits).refresh)
        self._window.parts.append(bar)
        bar.hide()
        self._window.add_bar(bar)
        return bar

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits that are shown; none while the bar is put away."""
        bar: FindBar | None = vars(self).get("bar")
        return bar.list.hits.hits if bar is not None and not bar.isHidden() else ()

    @cached_property
    def go_to(self) -> GoTo:
        """The box in which a clause to go to is chosen."""
        from widgets.quick_pick.pickers import GoTo

        box = GoTo(self._session, self._window)
        box.went_to.connect(self._show_clause)
        return box

    @cached_property
    def palette(self) -> Palette:
        """The box in which a command is chosen by its name."""
        from widgets.quick_pick.pickers import Palette

        return Palette(self._window)

    def _selection(self) -> Selection | None:
        return self._editor.caret.selection()

    def _follow(self, editor: Editor) -> None:
        self._editor = editor

    def _open(self, *, replacing: bool) -> None:
        from widgets.find.bar import words_to_find

        words = words_to_find(self._editor.textCursor().selectedText()) if self._editor.hasFocus() else ""
        self.bar.start(words, replacing=replacing)

    def _close(self) -> None:
        self.bar.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _step(self, by: int) -> None:
        if self.bar.form.query.text:
            self.bar.step(by)
        else:
            self._open(replacing=False)

    def _open_palette(self) -> None:
        self.palette.open_on([self._actions[id] for id in self._actions.ids if id is not ActionId.COMMANDS])

    def _show(self, selection: Selection) -> None:
        if self._window.editor.view not in SHOWN_IN[self.bar.form.query.where]:
            self._actions[ActionId.MARKUP].trigger()
        self._window.go_to(selection)

    def _show_clause(self, story: StoryId, id: str) -> None:
        self._window.go_to(Selection(story, (id, 0), (id, 0)))
        self._window.editor.setFocus(Qt.FocusReason.OtherFocusReason)
