"""The window: the clause tree, the editor and the note under it, the amendments; each follows the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QComboBox, QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.session.session import Session
from app.window.action_ids import REVIEW_BAR, ActionId
from app.window.actions import Actions
from app.window.command_target import Target, clause_target
from app.window.panels import ORDER, Panels
from app.window.toolbars import Toolbars
from model.errors import EditError
from model.submission.amendments import Amendment
from model.submission.resolved import View
from model.submission.story import FIRST_TEXT, StoryId, clauses_of
from model.submission.transactions import Selection
from widgets.amendments.stepping import selection_of_amendment
from widgets.amendments.tree import AmendmentTree
from widgets.clause_tree.panel import ClausePanel
from widgets.clause_tree.view import ClauseTree
from widgets.common.labels import name_choice
from widgets.common.store import Change, SessionPart, heads_of
from widgets.common.tasks import debounce
from widgets.editor.editor import Editor
from widgets.editor.note_at_foot import NoteAtFoot
from widgets.editor.note_pane import NotePane
from widgets.window.pane_layout import PaneLayout
from widgets.window.side_pane import SidePane
from widgets.window.status_bar import StatusBar

if TYPE_CHECKING:
    from widgets.amendments.panel import AmendmentPanel

TELL_FOR = 8000
"""Milliseconds for which the status bar shows a sentence."""
PLACE_AFTER = 60
NARROWEST, LEAST, OTHERS = 480, 200, 544
"""Pixels that the text keeps, those that it keeps on the smallest screen, and those that it leaves to others before; the tree
beside it gives way first."""


class MainWindow(QMainWindow):
    """Shows one session. What its actions do is connected from outside."""

    proposal_shown = Signal(int)
    """The number, from 1, of the proposal whose text is shown from now on."""
    menu_opens = Signal(object, object)
    """A context menu that may still be added to, and its place on the screen."""

    def __init__(self, session: Session, actions: Actions, may_close: Callable[[], bool]) -> None:
        """`may_close` is asked before the window closes."""
        super().__init__()
        self.setObjectName("main")
        self._session = session
        self._may_close = may_close
        self._closed = False
        self.is_following_list = False
        """Whether the caret is on its way to an amendment that was chosen, which is announced by its own sentence."""
        self.editor = Editor(session)
        self.editor.setAccessibleName(self.tr("Text"))
        self.note_pane = NotePane(session)
        self.note = self.note_pane.editor
        self.tree = ClauseTree(session)
        unseen = QWidget(self)
        unseen.hide()
        self.list = AmendmentTree(session, parent=unseen)
        self._review_actions = [actions[id] for id in REVIEW_BAR]
        self.parts: list[SessionPart] = [self.editor, self.note, self.tree.clauses, self.list.amendments]
        self.enter_first_page: Callable[[], bool] = lambda: False
        """Gives the keyboard to the first page above the text; returns whether there is one."""
        self._proposals = QComboBox()
        name_choice(self._proposals, self.tr("Proposal"))
        self._status = StatusBar()
        self._place_timer = debounce(self, PLACE_AFTER, self._show_place)
        self._lay_out(actions)
        self._connect()
        self._fill_proposals()

    def _lay_out(self, actions: Actions) -> None:
        actions.fill_bar(self.menuBar())
        self.bars = Toolbars(actions, self, self._proposals)
        # From outside inwards: a part that gets another parent is styled again, with all parts in it.
        self.texts = QSplitter(Qt.Orientation.Horizontal)
        """The text, and the second one that may be shown beside it."""
        self.panes = PaneLayout(partial(ClausePanel, self.tree), self.texts, SidePane(ORDER), self)
        self.clause_panel = cast(ClausePanel, self.panes.side.tree)
        self.setCentralWidget(self.panes)
        text = QSplitter(Qt.Orientation.Vertical, self.texts)
        self.text_area = QWidget(text)
        self._text_column = QVBoxLayout(self.text_area)
        self._text_column.setContentsMargins(0, 0, 0, 0)
        self._text_column.setSpacing(0)
        text.addWidget(self.note_pane)
        self.note_place = NoteAtFoot(self.editor, self.note_pane, text)
        text.setMinimumWidth(max(LEAST, min(NARROWEST, self.screen().availableSize().width() - OTHERS)))
        text.setStretchFactor(0, 4)
        text.setStretchFactor(1, 1)
        self.texts.setCollapsible(0, False)
        self.panels = Panels(self, self.panes, actions)
        self.panels.add_below("amendments", lambda: self.review, ActionId.AMENDMENTS)
        self.setStatusBar(self._status)

    @cached_property
    def review(self) -> AmendmentPanel:
        """The table of all amendments: made when it is first shown or stepped through, as it costs the start 10 ms."""
        from widgets.amendments.panel import AmendmentPanel

        made = AmendmentPanel(self.list, self._review_actions, self)
        made.hide()
        made.message.connect(self.tell)
        made.close_asked.connect(lambda: self.panels.close("amendments"))
        return made

    def add_bar(self, bar: QWidget) -> None:
        """Puts a bar above the text and above the bars that are there."""
        self._text_column.insertWidget(0, bar)

    def add_frame(self, frame: QWidget) -> None:
        """Puts the frame that holds the text into its place."""
        self._text_column.addWidget(frame)

    def _connect(self) -> None:
        self.editor.caret_moved.connect(self._follow_caret)
        self.list.amendments.followed.connect(self._follow_caret)
        self.tree.chosen.connect(self._go_to_clause)
        self.list.chosen.connect(self._follow_list)
        self.list.left_for.connect(self._go_and_stay)
        for editor in (self.editor, self.note):
            editor.refused.connect(self.tell)
        self._proposals.activated.connect(lambda row: self.show_proposal(row + 1))
        self._session.changed.connect(self._on_changed)
        self.note_pane.left.connect(self.leave_note)
        self.editor.note_asked.connect(self._enter_note)
        self.panes.left.connect(lambda: self.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.tree.activated.connect(lambda _index: self.panes.uncover())

    # -- what is worked on

    def target(self) -> Target | None:
        """The target of a command: the clause chosen in a focused tree, otherwise the selection of the text with the caret."""
        if self.tree.hasFocus():
            return self._tree_target()
        editor = self.focused_editor()
        return Target(editor.story, *editor.caret.selected_range()) if editor.clauses else None

    def _tree_target(self) -> Target | None:
        chosen, current = self.tree.selected_ids(), self.tree.current_id()
        story = self.editor.story
        try:
            clauses = clauses_of(self._session.submission, story)
            last = current if current in chosen else next(iter(chosen), None)
            return clause_target(story, clauses, last, chosen) if last is not None else None
        except EditError:
            return None

    def chosen_amendments(self, at_caret: Callable[[], list[Amendment]]) -> list[Amendment]:
        """The amendments chosen in the list if that has the focus, otherwise those `at_caret`."""
        return (self.list.hasFocus() and self.list.selected()) or at_caret()

    def step(self, by: int) -> None:
        """Goes to the next amendment (1) or the one before (−1), from the caret."""
        self.review.step(by, self.focused_editor().caret.selection())

    def focused_editor(self) -> Editor:
        """The editor in which the keyboard is: that of the note, else that of the text."""
        return self.note if self.note.hasFocus() else self.editor

    # -- going places

    def go_to(self, selection: Selection) -> None:
        """Shows a selection in the text that it is in."""
        number = selection.story.proposal
        if number != self.editor.story.proposal:
            self.show_proposal(number)
        if selection.story.note:
            self.show_note(selection.story)
            self.note.caret.reveal(selection)
        else:
            self.editor.caret.reveal(selection)

    def _go_to_clause(self, id: str) -> None:
        self.editor.caret.reveal(Selection(self.editor.story, (id, 0), (id, 0)))

    def _go_to_amendment(self, amendment: Amendment) -> None:
        self.go_to(selection_of_amendment(amendment, self.list.amendments.redline, self.editor.story.proposal))

    def _follow_list(self, amendment: Amendment) -> None:
        self.is_following_list = True
        self._go_to_amendment(amendment)
        self.is_following_list = False

    def _go_and_stay(self, amendment: Amendment) -> None:
        self._go_to_amendment(amendment)
        (self.note if amendment.note else self.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow_caret(self) -> None:
        if not self._place_timer.isActive():
            self._place_timer.start()

    def _show_place(self) -> None:
        clause = self.editor.caret.clause()
        self.bars.kinds.show_clause(clause, editable=self.editor.view != "base")
        if clause is None:
            self._status.place.show_path("")
            return
        if self.tree.clauses.follows:
            within: Sequence[str] = ()
            if self.tree.hasFocus():
                within = Target(self.editor.story, *self.editor.caret.selected_range()).chosen_ids(self.editor.clauses)
            self.tree.follow(clause.id, within)
        place = self.list.amendments.path_of(clause.id)
        self._status.place.show_path(place)
        self.editor.setAccessibleDescription(self._status.place.accessibleName())

    def show_note(self, story: StoryId) -> None:
        """Shows a note under the text, and in the text the place of its mark."""
        another = self.note_pane.isHidden() or self.note.story != story
        self.note_pane.show_note(story, self.editor.view)
        mark = self.note_pane.mark()
        if another and mark is not None and story.note:
            self.editor.caret.select(mark)
            QTimer.singleShot(0, self.editor, self._show_mark)  # the note has taken its place by then

    def _show_mark(self) -> None:
        if self.note_place.at_foot and not self.note_pane.isHidden():
            self.note_place.show_it()
        else:
            self.editor.ensureCursorVisible()

    def _enter_note(self, story: StoryId) -> None:
        if story.proposal != self.editor.story.proposal:
            self.show_proposal(story.proposal)
        self.show_note(story)
        self.note.setFocus(Qt.FocusReason.MouseFocusReason)

    def leave_note(self) -> None:
        """Closes the note; the work goes on at its mark in the text."""
        mark = self.note_pane.mark()
        self.note_pane.hide()
        if mark is not None and mark.story == self.editor.story:
            self.editor.caret.select(mark)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, view: View) -> None:
        """Shows the text and the open note with changes, as the draft or as the base."""
        self.editor.show_story(self.editor.story, view)
        if self.note_pane.isVisible():
            self.note.show_story(self.note.story, view)

    def show_proposal(self, number: int) -> None:
        """Shows the text of a proposal, by its number from 1."""
        self.note_pane.hide()
        self._proposals.setCurrentIndex(number - 1)
        self.editor.show_story(StoryId(number), self.editor.view)
        self.tree.clauses.show_story(StoryId(number))
        self.list.amendments.show_story(StoryId(number))
        self.proposal_shown.emit(number)

    def _fill_proposals(self) -> None:
        heads = heads_of(self._session.submission)
        names = [f"{symbol} {number}".strip() or self.tr("Text") for symbol, number in heads]
        if names != [self._proposals.itemText(row) for row in range(self._proposals.count())]:
            self._proposals.clear()
            self._proposals.addItems(names)
            self._proposals.setCurrentIndex(self.editor.story.proposal - 1)
        self.bars.show_choice(0, shown=len(names) > 1)

    def _on_changed(self, change: Change) -> None:
        if heads_of(change.before) != heads_of(change.after):
            self._fill_proposals()
        if change.transaction is None:
            if self.editor.story != FIRST_TEXT:
                self.show_proposal(1)
        elif self.editor.story.proposal > max(len(change.after.proposals), 1):
            self.show_proposal(max(len(change.after.proposals), 1))
        self._follow_caret()

    def tell(self, sentence: str) -> None:
        """Shows a sentence in the status bar for `TELL_FOR` milliseconds."""
        if self.statusBar().currentMessage() == sentence:
            self.statusBar().clearMessage()  # Qt ignores the same message, and a screen reader would not say it again
        self.statusBar().showMessage(sentence, TELL_FOR)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._closed or not self._may_close():
            event.setAccepted(self._closed)
            return
        self._closed = True
        for part in self.parts:
            part.close_story()
        self._session.changed.disconnect(self._on_changed)
        event.accept()
