"""The scope of shortcuts: those of clauses and formats are off while a field for typing has the focus."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QTextEdit, QWidget

from app.window.action_ids import ActionId
from app.window.actions import Actions

ON_TEXT = (
    ActionId.NEW_CALL, ActionId.RENAME, ActionId.INSERT_CLAUSE, ActionId.DELETE_CLAUSE, ActionId.RESTORE, ActionId.PROMOTE,
    ActionId.DEMOTE, ActionId.MOVE_UP, ActionId.MOVE_DOWN, ActionId.LABEL, ActionId.FOOTNOTE, ActionId.BOLD, ActionId.ITALIC,
    ActionId.UNDERLINE, ActionId.SUPERSCRIPT, ActionId.NO_BREAK_SPACE, ActionId.NO_BREAK_HYPHEN, ActionId.ACCEPT,
    ActionId.REJECT, ActionId.INSERT_TABLE, ActionId.INSERT_ROW_ABOVE, ActionId.INSERT_ROW_BELOW, ActionId.DELETE_ROW,
    ActionId.INSERT_COLUMN_BEFORE, ActionId.INSERT_COLUMN_AFTER, ActionId.DELETE_COLUMN, ActionId.PUT_IN_BRACKETS,
    ActionId.ADD_OPTION, ActionId.CHOOSE_OPTION, ActionId.KEEP_OPTIONS, ActionId.DELETE_OPTIONS, ActionId.ACCEPT_NOC,
    ActionId.STRIP_BRACKETS,
)  # fmt: skip
"""Actions on the text: a key meant for a field must not change the text."""


class ShortcutFocus(QObject):
    """Lets those shortcuts count or not as the focus moves; in the menus the actions stay as they are."""

    def __init__(self, actions: Actions, texts: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = [actions[id] for id in ON_TEXT]
        self._texts = tuple(texts)
        self._resting = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        resting = now is not None and now not in self._texts and is_field(now)
        if resting is not self._resting:
            self._resting = resting
            # An action without a widget of its own is never reached in this context.
            contexts = Qt.ShortcutContext
            for action in self._actions:
                action.setShortcutContext(contexts.WidgetShortcut if resting else contexts.WindowShortcut)


def is_field(widget: QWidget) -> bool:
    """Whether a user types into a widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QTextEdit) or widget.inherits("QPlainTextEdit") or widget.inherits("QAbstractSpinBox")
