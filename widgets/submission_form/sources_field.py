"""The field of the sources, one per line; it offers regional organizations and administrations by symbol and name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QWidget

from widgets.common.qt_fixes import hide_completions
from widgets.submission_form.text_field import TextField

NAME = Qt.ItemDataRole.UserRole
_CHOOSING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class SourcesField(TextField):
    """The value is a tuple of lines without empty ones. Enter takes the first offer if a symbol is being typed; a name that is
    only similar has to be chosen, otherwise other sources could not be typed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 1, parent)
        self._offers = QStandardItemModel(self)
        self._completer = QCompleter(self._offers, self)
        self._completer.setWidget(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # The type hints of PySide6 know neither the selection of an overloaded signal nor that a completer always has a list.
        cast(Any, self._completer.activated)[QModelIndex].connect(self._take)
        self._popup.setAccessibleName(name)
        self.setMinimumWidth(1)

    @property
    def _popup(self) -> QAbstractItemView:
        return cast(QAbstractItemView, self._completer.popup())

    def offer(self, names: Mapping[str, str]) -> None:
        """Sets the offers: names by symbols."""
        self._offers.clear()
        for symbol, name in names.items():
            item = QStandardItem(f"{symbol} – {name}")
            item.setData(name, NAME)
            self._offers.appendRow(item)

    def _value_of(self, text: str) -> Any:
        return tuple(line.strip() for line in text.split("\n") if line.strip())

    def _text_of(self, value: Any) -> str:
        return "\n".join(value)

    def event(self, event: QEvent) -> bool:
        """Tab takes the offer before it leaves the field; Qt would leave the field first."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab
        if pressed and (popup := self._popup).isVisible():
            if popup.currentIndex().isValid():
                self._take(popup.currentIndex())
            hide_completions(popup)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        popup = self._popup
        if popup.isVisible() and event.key() in _CHOOSING:
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.text() and event.text().isprintable():
            self._complete()
        else:
            popup.hide()

    def _complete(self) -> None:
        typed = self.textCursor().block().text().strip()
        self._completer.setCompletionPrefix(typed)
        exact = self._completer.completionCount() == 1 and self._completer.currentIndex().data(NAME) == typed
        if not typed or not self._completer.completionCount() or exact:
            self._popup.hide()
            return
        self._popup.setCurrentIndex(self._by_symbol(typed))
        rectangle = self.cursorRect()
        rectangle.setLeft(0)
        rectangle.setWidth(max(self.width(), 320))
        self._popup.setFocusProxy(self)
        self._completer.complete(rectangle)

    def _by_symbol(self, typed: str) -> QModelIndex:
        """The offer with the typed symbol, otherwise the first whose symbol begins so; none if there is none."""
        offers = self._completer.completionModel()
        rows = [offers.index(row, 0) for row in range(offers.rowCount())]
        symbols = [str(row.data()).partition(" ")[0].casefold() for row in rows]
        exact = next((row for row, symbol in zip(rows, symbols, strict=True) if symbol == typed.casefold()), None)
        begun = (row for row, symbol in zip(rows, symbols, strict=True) if symbol.startswith(typed.casefold()))
        return exact if exact is not None else next(begun, QModelIndex())

    def _take(self, index: QModelIndex) -> None:
        """Replaces the typed line by the name of the chosen source."""
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(str(index.data(NAME)))
        self.setTextCursor(cursor)
