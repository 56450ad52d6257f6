"""The actions on characters: clipboard, formats, signs that no key types, footnotes; and how the text is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import ActionId
from app.window.context import Context
from app.window.main_window import MainWindow
from model.submission.story import NO_TEXT, note_of
from model.submission.transactions import Transaction
from widgets.common.menu import go_to_pane
from widgets.dialogs import messages


class TextActions(QObject):
    """Connects those actions with the text that has the focus."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        super().__init__(context.window)
        self._session = context.session
        self._actions = context.actions
        self._commands = commands
        self._window = context.window
        self._new_note = NO_TEXT, -1
        """The story of the footnote that was put in last, and the number of steps that were done by then."""
        self._connect()

    def _connect(self) -> None:
        connect, window = self._actions.connect_to, self._window
        for id, of_field, of_editor in (
            (ActionId.CUT, "cut", self._cut),
            (ActionId.COPY, "copy", lambda: window.focused_editor().copy()),
            (ActionId.PASTE, "paste", lambda: window.focused_editor().paste()),
            (ActionId.SELECT_ALL, "selectAll", lambda: window.focused_editor().selectAll()),
        ):
            connect(id, partial(self._where_the_focus_is, of_field, of_editor))
        for id in (ActionId.BOLD, ActionId.ITALIC, ActionId.UNDERLINE, ActionId.SUPERSCRIPT):
            connect(id, partial(self._commands.toggle, id.value))
        connect(ActionId.CHANGE_CASE, self._commands.change_case)
        for id, sign in ((ActionId.NO_BREAK_SPACE, "\u00a0"), (ActionId.NO_BREAK_HYPHEN, "\u2011")):
            connect(id, partial(self._type, sign))
        connect(ActionId.MARKUP, lambda: window.show_view("markup"))
        connect(ActionId.DRAFT, lambda: window.show_view("draft"))
        connect(ActionId.BASE, lambda: window.show_view("base"))
        connect(ActionId.UNDO_LIST, self._show_undo_list)
        self._actions.steps_wanted.connect(self._session.name_steps)
        panes = PaneRound(window)
        connect(ActionId.NEXT_PANE, partial(panes.go, 1))
        connect(ActionId.PREVIOUS_PANE, partial(panes.go, -1))
        connect(ActionId.FOOTNOTE, self._insert_footnote)
        connect(ActionId.SHOW_FOOTNOTE, self._show_footnote)
        window.note_pane.shown.connect(self._actions[ActionId.SHOW_FOOTNOTE].setChecked)
        window.note_pane.left.connect(self._on_note_left)

    def _where_the_focus_is(self, of_field: str, of_editor: Callable[[], object]) -> None:
        """Call a method of the field that has the focus, else a function of the text."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) or (focused is not None and focused.inherits("QPlainTextEdit")):
            getattr(focused, of_field)()
        else:
            of_editor()

    def _cut(self) -> None:
        self._window.focused_editor().edits.cut_text()

    def _type(self, sign: str) -> None:
        self._window.focused_editor().edits.type_text(sign)

    def _show_undo_list(self) -> None:
        from widgets.dialogs.small_dialogs import UndoList

        self._session.name_steps()
        box = UndoList(self._session.stack, self._window)
        box.finished.connect(box.deleteLater)
        box.open()

    def _insert_footnote(self) -> None:
        """Puts in a footnote without words, and opens it to be written."""
        story = self._commands.insert_note("", self._note_number)
        if story is not None:
            self._new_note = story, self._session.stack.index()
            self._window.show_note(story)
            self._window.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_number(self, made: Transaction) -> str | None:
        """The number of a footnote that is inserted, for which the user is asked if the rule gives it none; '' for that of the
        rule, None if the user cancels."""
        from model.edits.notes import missing_number

        proposed = missing_number(self._session.submission, made)
        if not proposed:
            return ""
        question = self.tr("ITU’s rule gives a footnote no number at this place. Its margin number; leave it empty for none:")
        given = messages.ask_for_text(self._window, self.tr("Margin number"), question, proposed)
        return given.strip() if given is not None else None

    def _on_note_left(self) -> None:
        """Takes a footnote back that was put in and left without a word."""
        story, step = self._new_note
        self._new_note = NO_TEXT, -1
        note = note_of(self._session.submission, story)
        if note is None or self._session.stack.index() != step or any(clause.text for clause in note.clauses):
            return
        self._session.stack.undo()
        self._window.tell(self.tr("The footnote was empty and has been removed."))

    def _show_footnote(self) -> None:
        window = self._window
        story, shown = self._commands.note_here(), window.note_pane.isVisible()
        if shown and story in (None, window.note.story):
            window.leave_note()
        elif story is None:
            window.tell(self.tr("Place the caret beside a footnote mark first."))
        else:
            window.show_note(story)
            window.note.setFocus()
        self._actions[ActionId.SHOW_FOOTNOTE].setChecked(not window.note_pane.isHidden())


class PaneRound:
    """Gives the focus to the next part of the window (1) or to the previous one (−1): tree, first page, text, note, second
    text, panels."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def go(self, by: int) -> None:
        """Leaves the part that has the focus."""
        window = self._window
        focused = QApplication.focusWidget() or window
        if by > 0 and focused is window.editor and window.enter_first_page():
            return
        if by < 0 and focused is not window.editor and window.editor.isAncestorOf(focused):  # from the first page in the text
            window.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        go_to_pane(self._panes(), by)

    def _panes(self) -> list[QWidget]:
        window, side = self._window, self._window.panes.side
        text = window.editor.focusProxy() or window.editor
        beside = [window.texts.widget(at) for at in range(1, window.texts.count())]
        panes = (side.button, window.tree, text, window.note, *beside, *window.panels.shown_panels())
        return [pane for pane in panes if pane is not None]
