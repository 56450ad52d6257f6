"""Going to a clause by its place, or by its path."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from model.errors import EditError
from model.submission.clause_paths import clause_at_path
from model.submission.place_texts import place_text
from model.submission.story import FIRST_TEXT, StoryId, redline_of
from widgets.common.clause_outline import first_words
from widgets.common.store import Store
from widgets.common.translation import say
from widgets.quick_pick.chooser import Chooser, ChooserEntry


class GoTo(Chooser):
    """Offers the clauses of one text by their places; says which one was chosen."""

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
        """A whole path names its clause or none; the beginning of one, or a word of it, chooses from what is offered."""
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
