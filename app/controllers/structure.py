"""The structure of the text by tree and keyboard: rows that are dragged, calls that are begun and renamed, closing
marks, counts."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, QPoint

from app.controllers.clause_commands import ClauseCommandsController
from app.session.session import Session
from app.user_data.settings import SettingsFile
from app.window.action_ids import ActionId
from app.window.actions import Actions
from app.window.command_target import Target
from app.window.main_window import MainWindow
from model.redline.edit_text import Place


class StructureController(QObject):
    """Connects what the window offers for the structure of the text with the commands."""

    def __init__(
        self, session: Session, actions: Actions, commands: ClauseCommandsController, window: MainWindow, settings: SettingsFile
    ) -> None:
        super().__init__(window)
        self._commands = commands
        self._window = window
        self._settings = settings
        self._punctuate = actions[ActionId.PUNCTUATE]
        self._punctuate.toggled.connect(self._set_punctuate)
        settings.follow(lambda value: self._punctuate.setChecked(value.punctuation))
        self._take_punctuate(self._punctuate.isChecked())
        actions.connect_to(ActionId.NEW_CALL, self.offer_calls)
        actions.connect_to(ActionId.RENAME, self._rename)
        actions.connect_to(ActionId.INSERT_CLAUSE, self._insert)
        window.tree.dropped.connect(commands.move_to)
        window.tree.renamed.connect(commands.rename)
        window.list.amendments.followed.connect(self.count)
        session.author_changed.connect(window.clause_panel.show_author)
        window.clause_panel.show_author(session.author)

    def _take_punctuate(self, on: bool) -> None:
        self._commands.punctuate = on
        for editor in (self._window.editor, self._window.note):
            editor.set_punctuate(on)

    def _set_punctuate(self, on: bool) -> None:
        self._take_punctuate(on)
        self._settings.change(punctuation=on)

    def count(self) -> None:
        """Counts the amendments of each clause for the tree; a renumbering only follows another one."""
        rows = self._window.list.amendments.rows
        self._window.tree.clauses.show_counts(Counter(row.clause for row in rows if row.parts and not row.story))

    def offer_calls(self) -> None:
        """Offers the calls that may stand where the caret is, or behind the row that is chosen."""
        from widgets.clause_tree.call_picker import CallBox

        found = self._commands.calls_here()
        window = self._window
        if found is None:
            window.tell(window.tr("A call stands in the text itself, not in a footnote."))
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
        """Lets a call be typed anew where the eye is: in its row, or beside it in the text."""
        window = self._window
        renamed = window.tree.rename_current() if window.tree.hasFocus() else self._rename_in_text()
        if not renamed:
            window.tell(window.tr("Only a call of the draft can be renamed here."))

    def _rename_in_text(self) -> bool:
        """Opens the box of calls under the call in which the caret is; False where it is in none of the draft."""
        editor, place = self._window.editor, self._window.editor.selected()[1]
        clause = editor.caret_clause()
        if clause is None or clause.props.kind != "call" or not clause.is_on("draft") or self._window.note.hasFocus():
            return False
        from widgets.clause_tree.call_picker import CallBox

        found = self._commands.calls_here()
        words = "".join(run.text for run in clause.runs if run.status.in_draft and not run.content)
        box = CallBox(found[1] if found is not None else (), self._window, words)
        box.chosen.connect(lambda words: self._commands.rename(clause.id, words))
        cursor = editor.textCursor()
        cursor.setPosition(editor.position_of(Place(place.index, 0)))
        box.show_at(editor.viewport().mapToGlobal(editor.cursorRect(cursor).bottomLeft()) + QPoint(0, 2))
        return True
