"""The menu that corrects the recognition of a clause, and the box in which the end of a label is set."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.controllers.clauses.clause_commands import ClauseCommandsController
from app.window.action_ids import SEPARATOR, ActionId
from app.window.context import Context
from model.redline import Kind

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
        self._menu = QMenu(window.menuBar())
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
