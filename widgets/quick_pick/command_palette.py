"""The command palette: every action by its name, with its shortcut."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from widgets.common.actions import name_without_keys
from widgets.quick_pick.chooser import Chooser, ChooserEntry


class Palette(Chooser):
    """Runs one of the actions that it is opened with."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(self.tr("Commands"), self.tr("What do you want to do?"), window)
        self.chosen.connect(lambda action: action.trigger())

    def open_on(self, actions: Sequence[QAction]) -> None:
        """Offers the actions as they are now, those that can be run first; separators, menus and nameless ones are left
        out."""
        left_in = (action for action in actions if action.isVisible() and not action.isSeparator() and action.menu() is None)
        named = [action for action in left_in if name_without_keys(action.text())]
        self.open([self._entry(action) for action in sorted(named, key=lambda action: not action.isEnabled())])

    def _entry(self, action: QAction) -> ChooserEntry:
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        mark = "✓ " if action.isCheckable() and action.isChecked() else ""
        return ChooserEntry(name_without_keys(action.text()), f"{mark}{keys}", action, action.isEnabled())
