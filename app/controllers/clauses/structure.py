"""The actions and gestures for clauses, connected to the clause commands: menus, rows that are dragged, calls that are begun
and renamed, closing marks, counts."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QObject, QPoint

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import SEPARATOR, ActionId
from app.window.actions import Actions
from app.window.command_target import Target
from app.window.context import Context
from model.redline import Kind
from model.redline.edit_text import Place
from model.submission.story import clauses_of
from widgets.common.menu import Menu
from widgets.dialogs import messages


class StructureController(QObject):
    """Connects what the window offers for the structure of the text with the commands."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        actions, window = context.actions, context.window
        super().__init__(window)
        self._commands = commands
        self._session = context.session
        self._window = window
        self._settings = context.settings
        self._punctuate = actions[ActionId.PUNCTUATE]
        self._punctuate.toggled.connect(self._set_punctuate)
        context.settings.follow(lambda value: self._punctuate.setChecked(value.punctuation))
        self._take_punctuate(self._punctuate.isChecked())
        self._connect(actions)
        commands.refused.connect(window.tell)
        commands.went_to.connect(window.go_to)
        for editor in (window.editor, window.note):
            editor.level_asked.connect(commands.change_level)
        window.tree.delete_asked.connect(commands.delete)
        window.tree.insert_asked.connect(commands.insert_after)
        window.tree.dropped.connect(commands.move_to)
        window.tree.renamed.connect(commands.rename)
        window.list.amendments.followed.connect(self.count)
        context.session.author_changed.connect(window.clause_panel.show_author)
        window.clause_panel.show_author(context.session.author)

    def _connect(self, actions: Actions) -> None:
        connect, commands = actions.connect_to, self._commands
        connect(ActionId.NEW_CALL, self.offer_calls)
        connect(ActionId.RENAME, self._rename)
        connect(ActionId.INSERT_CLAUSE, self._insert)
        connect(ActionId.DELETE_CLAUSE, commands.delete)
        connect(ActionId.RESTORE, commands.restore)
        connect(ActionId.JOIN, commands.join)
        connect(ActionId.INSERT_TABLE, lambda: commands.insert_table(self._ask_for_table))
        connect(ActionId.INSERT_ROW_ABOVE, lambda: commands.insert_row(above=True))
        connect(ActionId.INSERT_ROW_BELOW, lambda: commands.insert_row(above=False))
        connect(ActionId.DELETE_ROW, commands.delete_rows)
        connect(ActionId.INSERT_COLUMN_BEFORE, lambda: commands.insert_column(before=True))
        connect(ActionId.INSERT_COLUMN_AFTER, lambda: commands.insert_column(before=False))
        connect(ActionId.DELETE_COLUMN, commands.delete_columns)
        connect(ActionId.PROMOTE, lambda: commands.change_level(-1))
        connect(ActionId.DEMOTE, lambda: commands.change_level(1))
        connect(ActionId.MOVE_UP, lambda: commands.move(-1))
        connect(ActionId.MOVE_DOWN, lambda: commands.move(1))
        connect(ActionId.LABEL, self._set_label)
        connect(ActionId.UNLABEL, lambda: commands.set_label(None))
        connect(ActionId.MAKE_CALL, lambda: commands.set_kind("call"))
        connect(ActionId.MAKE_LETTERED, lambda: commands.set_kind("paragraph", "letter"))
        connect(ActionId.MAKE_NUMBERED, lambda: commands.set_kind("paragraph", "decimal"))
        connect(ActionId.MAKE_PLAIN, lambda: commands.set_kind("paragraph", "none"))
        connect(ActionId.MAKE_HEADING, lambda: commands.set_kind("heading"))
        connect(ActionId.MAKE_ANNEX, lambda: commands.set_kind("annex"))

    def _set_label(self) -> None:
        present = self._present_label()
        question = self.tr("The label of this clause, such as a)bis:")
        label = messages.ask_for_text(self._window, self.tr("Label"), question, present)
        if label and label != present:
            self._commands.set_label(label)

    def _present_label(self) -> str:
        """The label that the chosen clause has in the draft; "" if it has none."""
        target = self._window.target()
        if target is None or target.story.note:
            return ""
        clauses = clauses_of(self._session.submission, target.story)
        return self._session.labelling(target.story.proposal).draft(clauses[target.stop.index].id) or ""

    def _ask_for_table(self) -> tuple[int, int, int] | None:
        from widgets.dialogs.small_dialogs import NewTableDialog

        box = NewTableDialog(self._window)
        return (box.rows, box.columns, box.heads) if box.exec() else None

    def _take_punctuate(self, on: bool) -> None:
        self._commands.punctuate = on
        for editor in (self._window.editor, self._window.note):
            editor.edits.intents.punctuate = on

    def _set_punctuate(self, on: bool) -> None:
        self._take_punctuate(on)
        self._settings.change(punctuation=on)

    def count(self) -> None:
        """Counts the amendments of each clause for the tree; a renumbering only follows another one."""
        rows = self._window.list.amendments.rows
        self._window.tree.clauses.show_counts(Counter(row.clause for row in rows if row.parts and not row.note))

    def offer_calls(self) -> None:
        """Offers the calls that can be inserted at the caret, or after the chosen row."""
        from widgets.clause_tree.call_picker import CallBox

        found = self._commands.calls_here()
        window = self._window
        if found is None:
            window.tell(window.tr("An introductory phrase belongs in the text itself, not in a footnote."))
            return
        target, offered = found
        box = CallBox(offered, window)
        box.chosen.connect(lambda words: self._begin(target, words))
        tree = window.tree
        if target.whole:
            corner = tree.viewport().mapToGlobal(tree.visualRect(tree.currentIndex()).bottomLeft())
        else:
            corner = window.editor.viewport().mapToGlobal(window.editor.cursorRect().bottomLeft())
        box.show_at(corner + QPoint(0, 2))

    def _begin(self, target: Target, words: str) -> None:
        self._commands.insert_call(target, words)
        self._window.editor.setFocus()

    def _insert(self) -> None:
        editor = self._window.focused_editor()
        if editor.clauses:
            self._commands.insert_after()
        else:
            self._commands.begin(editor.story)

    def _rename(self) -> None:
        """Lets the user retype a call: in its row, or beside it in the text."""
        window = self._window
        renamed = window.tree.rename_current() if window.tree.hasFocus() else self._rename_in_text()
        if not renamed:
            window.tell(window.tr("Only an introductory phrase of the draft can be renamed here."))

    def _rename_in_text(self) -> bool:
        """Opens the box of calls under the call at the caret. False if the caret is in no call of the draft."""
        editor, place = self._window.editor, self._window.editor.caret.selected_range()[1]
        clause = editor.caret.clause()
        if clause is None or clause.props.kind != "call" or not clause.is_on("draft") or self._window.note.hasFocus():
            return False
        from widgets.clause_tree.call_picker import CallBox

        found = self._commands.calls_here()
        words = "".join(run.text for run in clause.runs if run.status.in_draft and not run.content)
        box = CallBox(found[1] if found is not None else (), self._window, words)
        box.chosen.connect(lambda words: self._commands.rename(clause.id, words))
        cursor = editor.textCursor()
        cursor.setPosition(editor.content.position_of(Place(place.index, 0)))
        box.show_at(editor.viewport().mapToGlobal(editor.cursorRect(cursor).bottomLeft()) + QPoint(0, 2))
        return True


KINDS: dict[ActionId, Kind] = {
    ActionId.READ_CALL: "call",
    ActionId.READ_HEADING: "heading",
    ActionId.READ_ANNEX: "annex",
    ActionId.READ_NUMBER: "number",
    ActionId.READ_TITLE: "title",
    ActionId.READ_HISTORY: "history",
    ActionId.READ_OPENING: "opening",
}
LEVELS = {ActionId.READ_LEVEL_1: 1, ActionId.READ_LEVEL_2: 2, ActionId.READ_LEVEL_3: 3}
MENU = (
    ActionId.READ_CALL, ActionId.READ_LEVEL_1, ActionId.READ_LEVEL_2, ActionId.READ_LEVEL_3, ActionId.READ_HEADING,
    ActionId.READ_ANNEX, SEPARATOR, ActionId.READ_NUMBER, ActionId.READ_TITLE, ActionId.READ_HISTORY, ActionId.READ_OPENING,
    SEPARATOR, ActionId.READ_LABEL,
)  # fmt: skip


class RecognitionFixesController(QObject):
    """Connects the corrections with the commands."""

    def __init__(self, context: Context, commands: ClauseCommandsController) -> None:
        actions, window = context.actions, context.window
        super().__init__(window)
        self._window = window
        self._menu = Menu(window.menuBar())
        actions.fill_menu(self._menu, MENU)
        actions[ActionId.CORRECT].setMenu(self._menu)
        for id, kind in KINDS.items():
            actions.connect_to(id, partial(commands.correct_kind, kind))
        for id, level in LEVELS.items():
            actions.connect_to(id, partial(commands.correct_kind, "paragraph", level))
        actions.connect_to(ActionId.READ_LABEL, lambda: commands.correct_label(self._ask))

    def _ask(self, printed: str, length: int) -> int | None:
        from widgets.dialogs.label_end import LabelEndDialog

        dialog = LabelEndDialog(printed, length, self._window)
        given = dialog.length if dialog.exec() else None
        dialog.deleteLater()
        return given
