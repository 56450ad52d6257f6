"""The menu that corrects the recognition of a clause, and the box in which the end of a label is set."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.controllers.clause_commands import ClauseCommandsController
from app.window.actions import SEPARATOR, Actions
from app.window.main_window import MainWindow
from model.redline import Kind

KINDS: tuple[Kind, ...] = ("call", "heading", "annex", "number", "title", "history", "opening")
LEVELS = (1, 2, 3)
MENU = (
    "read call", "read level 1", "read level 2", "read level 3", "read heading", "read annex", SEPARATOR,
    "read number", "read title", "read history", "read opening", SEPARATOR, "read label",
)  # fmt: skip


class RecognitionFixesController(QObject):
    """Connects the corrections with the commands."""

    def __init__(self, actions: Actions, commands: ClauseCommandsController, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menu = QMenu(window.menuBar())
        actions.fill_menu(self._menu, MENU)
        actions["correct"].setMenu(self._menu)
        for kind in KINDS:
            actions.connect_to(f"read {kind}", partial(commands.correct_kind, kind))
        for level in LEVELS:
            actions.connect_to(f"read level {level}", partial(commands.correct_kind, "paragraph", level))
        actions.connect_to("read label", lambda: commands.correct_label(self._ask))

    def _ask(self, printed: str, length: int) -> int | None:
        from widgets.dialogs.label_end import LabelEndDialog

        dialog = LabelEndDialog(printed, length, self._window)
        given = dialog.length if dialog.exec() else None
        dialog.deleteLater()
        return given
