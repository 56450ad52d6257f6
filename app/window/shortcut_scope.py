"""The scope of shortcuts: those of clauses and formats are off while a field for typing has the focus, and that of the export is
on, which Qt gives to fields on Linux: Ctrl+E is the end of a line in Emacs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QTextEdit, QWidget
from shiboken6 import isValid

from app.window.action_ids import ActionId
from app.window.actions import Actions

ON_TEXT = (
    ActionId.NEW_CALL, ActionId.RENAME, ActionId.INSERT_CLAUSE, ActionId.DELETE_CLAUSE, ActionId.RESTORE, ActionId.PROMOTE,
    ActionId.DEMOTE, ActionId.MOVE_UP, ActionId.MOVE_DOWN, ActionId.LABEL, ActionId.FOOTNOTE, ActionId.BOLD, ActionId.ITALIC,
    ActionId.UNDERLINE, ActionId.SUPERSCRIPT, ActionId.NO_BREAK_SPACE, ActionId.NO_BREAK_HYPHEN, ActionId.ACCEPT,
    ActionId.REJECT, ActionId.INSERT_TABLE, ActionId.INSERT_ROW_ABOVE, ActionId.INSERT_ROW_BELOW, ActionId.DELETE_ROW,
    ActionId.INSERT_COLUMN_BEFORE, ActionId.INSERT_COLUMN_AFTER, ActionId.DELETE_COLUMN, ActionId.SPLIT_BAND,
    ActionId.MERGE_BANDS, ActionId.ADD_SERVICE, ActionId.DELETE_SERVICE, ActionId.CHANGE_CATEGORY, ActionId.TABLE_NOTES,
    ActionId.PUT_IN_BRACKETS, ActionId.ADD_OPTION, ActionId.CHOOSE_OPTION, ActionId.KEEP_OPTIONS, ActionId.DELETE_OPTIONS,
    ActionId.ACCEPT_NOC, ActionId.STRIP_BRACKETS,
)  # fmt: skip
"""Actions on the text: a key meant for a field must not change the text."""


class ShortcutFocus(QObject):
    """Lets those shortcuts count or not as the focus moves; in the menus the actions stay as they are."""

    def __init__(self, actions: Actions, texts: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._actions = [actions[id] for id in ON_TEXT]
        self._export = actions[ActionId.EXPORT]
        self._field: QWidget | None = None
        """The field with the focus."""
        self._texts = tuple(texts)
        self._resting = False
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        resting = now is not None and now not in self._texts and is_field(now)
        if self._field is not None and isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if resting else None
        if self._field is not None:
            self._field.installEventFilter(self)
        if resting is not self._resting:
            self._resting = resting
            # An action without a widget of its own is never reached in this context.
            contexts = Qt.ShortcutContext
            for action in self._actions:
                action.setShortcutContext(contexts.WidgetShortcut if resting else contexts.WindowShortcut)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the key of the export from a field; what is typed in a cell of a table belongs to the value before."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) not in self._export.shortcuts():
            return False
        around = watched.parent()
        table = around.parent() if around is not None else None  # a cell is in the viewport
        if isinstance(table, QAbstractItemView):
            table.setFocus(Qt.FocusReason.OtherFocusReason)
        event.ignore()
        return True


def is_field(widget: QWidget) -> bool:
    """Whether a user types into a widget."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    return isinstance(widget, QLineEdit | QTextEdit) or widget.inherits("QPlainTextEdit") or widget.inherits("QAbstractSpinBox")
