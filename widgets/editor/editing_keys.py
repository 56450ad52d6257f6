"""The keys that edit, other than those that type a character."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QTextCursor

from model.redline.edit_text import Place
from widgets.editor.key_intents import Intent
from widgets.editor.selection_edits import SelectionEdits
from widgets.editor.view import StoryView


class EditingKeys:
    """Carries out the intents of keys in a view."""

    def __init__(self, view: StoryView, edits: SelectionEdits, ask_level: Callable[[int], None]) -> None:
        """`ask_level` is called with the number of levels by which the clauses of the selection are to move."""
        self._view = view
        self._edits = edits
        self._ask_level = ask_level
        do, intents = edits.apply, edits.intents
        self._actions: Mapping[Intent, Callable[[], None]] = {
            "backspace": lambda: do(lambda at: intents.backspace(at, word=False)),
            "backspace word": lambda: do(lambda at: intents.backspace(at, word=True)),
            "delete": lambda: do(intents.delete),
            "delete word": lambda: do(lambda at: intents.delete(at, word=True)),
            "delete line": self._delete_line,
            "split": lambda: do(intents.split),
            "break line": lambda: do(intents.break_line),
            "demote": partial(self._tab, 1),
            "promote": partial(self._tab, -1),
            "cut": edits.cut_text,
        }

    def press(self, intent: Intent) -> None:
        """Does what a key means; nothing if it means nothing."""
        action = self._actions.get(intent)
        if action is not None:
            action()

    def _tab(self, by: int) -> None:
        """Changes the level at the start of a paragraph and in a selection of several. In a table, selects the next cell, and
        adds a row after the last one. Elsewhere, selects the next field of a new text, or types a tab, as word processors do."""
        from model.edits import enter_and_tab

        view, edits = self._view, self._edits
        clauses, (a, b) = view.projection.clauses, view.caret.selected_range()
        meaning = enter_and_tab.tab_meaning(clauses, a, b) if clauses else None
        if meaning == "cell":
            index = enter_and_tab.next_cell(clauses, a.index, by, view.view)
            if index is not None:
                view.caret.move_to(enter_and_tab.end_of_cell(clauses, index), Place(index, 0))
            elif by > 0:
                edits.apply(edits.intents.add_row)
        elif meaning == "level" and view.view != "base":
            self._ask_level(by)
        elif meaning == "text" and view.view != "base":
            field = edits.intents.field_beside((a, b), by)
            if field is not None:
                view.caret.move_to(field[1], field[0])
            elif by > 0:
                edits.type_text("\t", by_key=True)

    def _delete_line(self) -> None:
        cursor = self._view.textCursor()
        if not cursor.hasSelection():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
            self._view.setTextCursor(cursor)
        self._edits.apply(self._edits.intents.delete)
