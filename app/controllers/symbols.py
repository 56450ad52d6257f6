"""Signs that no key types, put into the text or the field that has the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from app.user_data.settings import MOST_SYMBOLS
from app.window.action_ids import ActionId
from app.window.context import Context
from widgets.dialogs.symbols import SymbolsDialog


class SymbolsController(QObject):
    """Opens the box of symbols, inserts the chosen one and remembers it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._window = context.window
        self._settings = context.settings
        self._field: QWidget | None = None
        """The field that had the caret when the box was opened, if it was not a text."""
        context.actions.connect_to(ActionId.SYMBOL, self.show)

    def show(self) -> None:
        """Opens the box."""
        focused = QApplication.focusWidget()
        self._field = focused if isinstance(focused, QLineEdit | QPlainTextEdit) else None
        dialog = SymbolsDialog(self._settings.value.symbols, self._window)
        dialog.chosen.connect(self.put)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def put(self, sign: str) -> None:
        """Inserts a character at the caret, as if it had been typed."""
        field = self._field if self._field is not None and isValid(self._field) else None
        if isinstance(field, QLineEdit):
            field.insert(sign)
        elif isinstance(field, QPlainTextEdit):
            field.insertPlainText(sign)
        else:
            self._window.focused_editor().edits.type_text(sign)
        others = (other for other in self._settings.value.symbols if other != sign)
        self._settings.change(symbols=(sign, *others)[:MOST_SYMBOLS])
