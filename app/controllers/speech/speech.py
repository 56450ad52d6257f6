"""The commands for people who listen to the text: read the clause with its changes, say what is here; and the sentences that a
screen reader would otherwise not hear."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QMenu, QWidget
from shiboken6 import isValid

from app.controllers.library.cited_text import CitedTextController
from app.controllers.margin.cards import CardsController
from app.controllers.speech.caret import CaretSpeech
from app.controllers.speech.steps import StepSpeech
from app.window.action_ids import ActionId
from app.window.context import Context
from model.submission.amendments import Amendment
from widgets.amendments.cells import WHOLE, amendment_line
from widgets.common import accessible_rows, announcements
from widgets.common.actions import bare_name
from widgets.common.tasks import debounce
from widgets.common.translation import line_of, say, with_label
from widgets.editor.editor import Editor

STATES = (
    ActionId.MARKUP, ActionId.DRAFT, ActionId.BASE, ActionId.WEB_LAYOUT, ActionId.ONLY_PROPOSALS, ActionId.TRACK,
    ActionId.FOCUS_MODE, ActionId.CLAUSE_TREE,
)  # fmt: skip
"""Commands whose new state is seen in the window and not heard. The view in words has the focus, and is heard by its name."""

ROWS = (QAccessible.Role.ListItem, QAccessible.Role.TreeItem, QAccessible.Role.Cell)
UNNAMED = (QAccessible.Role.Tree, QAccessible.Role.Table)
"""What Orca does not name when it says one of its rows."""
SETTLED_AFTER = 30
"""Milliseconds after a change of the focus until the announcement of what has it is repeated."""


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
        self.steps = StepSpeech(context)
        window.statusBar().messageChanged.connect(self._announce_message)
        window.list.chosen.connect(self._announce_amendment)
        connect = context.actions.connect_to
        connect(ActionId.READ_CLAUSE, self.read_clause)
        connect(ActionId.WHAT_IS_HERE, self.tell_place)
        self._focus_timer = debounce(self, SETTLED_AFTER, self._tell_focus)
        window.panes.pane.chosen.connect(lambda _name: self._focus_timer.start())
        window.panels.put_away.connect(self._announce_closed)
        for menu in window.menuBar().findChildren(QMenu):
            menu.aboutToHide.connect(self._focus_timer.start)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        for id in STATES:
            action = context.actions[id]
            action.triggered.connect(partial(self._announce_state, action))

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Tells a reader the name of the label of what gets the focus: Qt told it the text with the sign of the mnemonic, before
        the label was given its field."""
        if now is None or not QAccessible.isActive():
            return
        for label in now.window().findChildren(QLabel):
            if isValid(label) and label.buddy() is now:  # Python may hold one that Qt has deleted
                QAccessible.updateAccessibility(QAccessibleEvent(label, QAccessible.Event.NameChanged))
        self._focus_timer.start()

    def _tell_focus(self) -> None:
        """Tells a reader again what has the focus, which ignores it if it knows. Qt calls a tab that was chosen the focus, also
        after the panel has it, and does not name the row of a list that gets the focus, nor the entry at which a menu below it
        was closed."""
        menu = QApplication.activePopupWidget()
        widget = menu if isinstance(menu, QMenu) else QApplication.focusWidget()
        if widget is None or not QAccessible.isActive():
            return
        if isinstance(widget, accessible_rows.PaintedRows) and widget.current_row() >= 0:
            widget.announce_row()
            return
        event, row = QAccessibleEvent(widget, QAccessible.Event.Focus), _row_of(widget)
        if row >= 0:
            event.setChild(row)
        QAccessible.updateAccessibility(event)
        interface = QAccessible.queryAccessibleInterface(widget)
        if row >= 0 and interface is not None and interface.role() in UNNAMED:
            announcements.announce(widget, interface.text(QAccessible.Text.Name))

    def _announce_message(self, message: str) -> None:
        if message and QApplication.activePopupWidget() is None:  # over a menu, it is the help of the entry
            # Orca omits sentences of a source that follow one another fast, unless it has the focus.
            announcements.announce(QApplication.focusWidget() or self._window.statusBar(), message)

    def _announce_state(self, action: QAction) -> None:
        """Announces the view that is shown now, or what was switched on or off."""
        name = bare_name(action.text())
        if action.actionGroup() is None:
            name = with_label(name, self.tr("on") if action.isChecked() else self.tr("off"))
        announcements.announce(self._window.editor, name)

    def _announce_closed(self, action: QAction) -> None:
        """Announces a panel that was closed, and the place in the text: the focus may be there as before."""
        editor = self._window.focused_editor()
        name = with_label(bare_name(action.text()), self.tr("closed"))
        announcements.announce(editor, line_of((name, self._place_at(editor))))

    def _announce_amendment(self, amendment: Amendment) -> None:
        """Announces an amendment that was gone to: its kind, place, words, author and reason, and which of all it is."""
        if not QAccessible.isActive():
            return
        model = self._window.list.amendments
        decidable = [row.key for row in model.decidable]
        parts = [amendment_line(amendment, model.place_of(amendment), WHOLE)]
        if reason := model.reason_of(amendment):
            parts.append(with_label(self.tr("Reason"), reason.rstrip(".")))
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
        parts = [line_of(once((self._place_at(editor), *map(say, heading))))]
        if editor is window.editor:
            parts += self._cards.sentences_at(clause.id)
        parts += self._cited.sentences_at(editor, editor.caret.selected_range()[1])
        self._tell(". ".join(parts))

    def _place_at(self, editor: Editor) -> str:
        """The place of the clause at the caret; '' in an empty text."""
        clause = editor.caret.clause()
        if clause is None:
            return ""
        return self._window.list.amendments.place_of(
            Amendment("kind", editor.story.note, clause.id, "", "", self._session.stamp())
        )

    def _tell(self, words: str) -> None:
        """Shows words in the status bar, whose messages are announced."""
        self._window.tell(" ".join(words.split()))


def _row_of(widget: QWidget) -> int:
    """The place of the current row among the children that a reader sees of a list, tree, table or menu; −1 if there is none."""
    if isinstance(widget, QMenu):
        return widget.actions().index(widget.activeAction()) if widget.activeAction() is not None else -1
    interface = QAccessible.queryAccessibleInterface(widget) if isinstance(widget, QAbstractItemView) else None
    row = interface.focusChild() if interface is not None else None
    return interface.indexOfChild(row) if interface is not None and row is not None and row.role() in ROWS else -1


def once(parts: Sequence[str]) -> list[str]:
    """Parts of a sentence without those whose words another part has: `recalling a)` without `a)`."""
    return [part for part in dict.fromkeys(parts) if not any(part in other for other in parts if other != part)]
