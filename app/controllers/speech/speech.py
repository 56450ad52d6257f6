"""The commands for people who listen to the text: read the clause with its changes, say what is here; and the sentences that a
screen reader would otherwise not hear."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import QApplication

from app.controllers.library.cited_text import CitedTextController
from app.controllers.margin.cards import CardsController
from app.controllers.speech.caret import CaretSpeech
from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.amendments import Amendment
from widgets.amendments.cells import WHOLE, amendment_line
from widgets.common import announcements
from widgets.common.actions import bare_name
from widgets.common.translation import line_of, say, with_label

STATES = (
    ActionId.MARKUP, ActionId.DRAFT, ActionId.BASE, ActionId.WEB_LAYOUT, ActionId.ONLY_PROPOSALS, ActionId.TRACK,
    ActionId.FOCUS_MODE,
)  # fmt: skip
"""Commands whose new state is seen in the window and not heard. The view in words has the focus, and is heard by its name."""


class SpeechController(QObject):
    """Announces what changes without the focus, and carries out the commands.

    cards: all cards at a clause, which its amendments, comments and problems are
    cited: what is known of a text that is cited at a place
    """

    def __init__(self, context: Context, cards: CardsController, cited: CitedTextController) -> None:
        window = context.window
        super().__init__(window)
        self._session = context.session
        self._window = window
        self._cards = cards
        self._cited = cited
        self.caret = CaretSpeech(context)
        window.statusBar().messageChanged.connect(self._announce_message)
        window.list.chosen.connect(self._announce_amendment)
        connect = context.actions.connect_to
        connect(ActionId.READ_CLAUSE, self.read_clause)
        connect(ActionId.WHAT_IS_HERE, self.tell_place)
        for id in STATES:
            action = context.actions[id]
            action.triggered.connect(partial(self._announce_state, action))

    def _announce_message(self, message: str) -> None:
        if message and QApplication.activePopupWidget() is None:  # over a menu, it is the help of the entry
            announcements.announce(self._window.statusBar(), message)

    def _announce_state(self, action: QAction) -> None:
        """Announces the view that is shown now, or what was switched on or off."""
        name = bare_name(action.text())
        if action.actionGroup() is None:
            name = with_label(name, self.tr("on") if action.isChecked() else self.tr("off"))
        announcements.announce(self._window.editor, name)

    def _announce_amendment(self, amendment: Amendment) -> None:
        """Announces an amendment that was gone to: its kind, place, words, author and reason, and which of all it is."""
        if not QAccessible.isActive():
            return
        model = self._window.list.amendments
        decidable = [row.key for row in model.decidable]
        remark = model.remarks.get(amendment.key)
        parts = [amendment_line(amendment, model.place_of(amendment), WHOLE)]
        if remark is not None and remark.reason:
            parts.append(with_label(self.tr("Reason"), remark.reason))
        if amendment.key in decidable:
            parts.append(announcements.place_of_all(decidable.index(amendment.key) + 1, len(decidable)))
        announcements.announce(self._window.editor, ". ".join(parts))

    def read_clause(self) -> None:
        """Reads the clause of the caret with its changes in words."""
        editor = self._window.focused_editor()
        clause = editor.caret.clause()
        if clause is not None:
            self._tell(self.caret.speaker(editor).clause(clause).text)

    def tell_place(self) -> None:
        """Says what is at the caret: its place and label, amendments, comments, problems, and the text that is cited."""
        window = self._window
        editor = window.focused_editor()
        clause = editor.caret.clause()
        if clause is None:
            self._tell(self.tr("The text is empty."))
            return
        heading = self.caret.speaker(editor).heading(clause)
        place = window.list.amendments.place_of(Amendment("kind", editor.story.note, clause.id, "", "", self._session.stamp()))
        parts = [line_of((place, *map(say, heading)))]
        if editor is window.editor:
            parts += self._cards.sentences_at(clause.id)
        parts += self._cited.sentences_at(editor, editor.caret.selected_range()[1])
        self._tell(". ".join(parts))

    def _tell(self, words: str) -> None:
        """Shows words in the status bar, whose messages are announced."""
        self._window.tell(" ".join(words.split()))
