"""The lists in which the user picks an action by its name, or a clause by its place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from model.errors import EditError
from model.submission.clause_paths import clause_at_path
from model.submission.place_texts import place_text
from model.submission.story import FIRST_TEXT, StoryId, redline_of
from widgets.common.actions import name_without_keys
from widgets.common.clause_outline import first_words
from widgets.common.store import Store
from widgets.common.translation import say
from widgets.quick_pick.chooser import Chooser, ChooserEntry


class Palette(Chooser):
    """Runs one of the given actions."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(self.tr("Commands"), self.tr("What do you want to do?"), window)
        self.chosen.connect(lambda action: action.trigger())

    def open_on(self, actions: Sequence[QAction]) -> None:
        """Offers the actions in their current state, enabled ones first, without separators, menus and nameless ones."""
        left_in = (action for action in actions if action.isVisible() and not action.isSeparator() and action.menu() is None)
        named = [action for action in left_in if name_without_keys(action.text())]
        self.open([self._entry(action) for action in sorted(named, key=lambda action: not action.isEnabled())])

    def _entry(self, action: QAction) -> ChooserEntry:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        mark = "✓ " if action.isCheckable() and action.isChecked() else ""
        return ChooserEntry(name_without_keys(action.text()), f"{mark}{keys}", action, action.isEnabled())


class GoTo(Chooser):
    """Offers the clauses of one text by their places, and emits the chosen one."""

    went_to = Signal(object, str)
    """Story and id of the clause."""

    def __init__(self, store: Store, window: QWidget) -> None:
        super().__init__(self.tr("Go to clause"), self.tr("A place, such as resolves 1 or recalling b)"), window, words=True)
        self._store = store
        self._story = FIRST_TEXT
        self.chosen.connect(lambda id: self.went_to.emit(self._story, id))
        self.asked.connect(self._look_up)

    def open_on(self, story: StoryId) -> None:
        """Offers the clauses of a proposal's text."""
        self._story = story.text
        clauses = redline_of(self._store.submission, self._story).clauses
        number = self._story.proposal
        paths, places = (self._store.paths(number), self._store.places(number)) if clauses else ({}, {})
        self.open([
            ChooserEntry(say(place_text(places[clause.id])), first_words(clause), clause.id, path=paths[clause.id])
            for clause in clauses
            if clause.id in paths
        ])  # fmt: skip

    def stands_alone(self, words: str) -> bool:
        """A whole path names one clause or none; the beginning of a path, or a word of it, filters the entries."""
        return "/" in words and not any(words.casefold() in entry.path.casefold() for entry in self.offered)

    def _look_up(self, path: str) -> None:
        number = self._story.proposal
        redline = redline_of(self._store.submission, self._story)
        if not redline.clauses:
            return
        try:
            id = clause_at_path(redline, path, self._store.labelling(number), self._store.paths(number))
        except EditError as error:
            self.say(say(error.message))
            return
        self.close_again()
        self.went_to.emit(self._story, id)
