"""What a window shows: its words, its buttons, and how both are told by the names of a page."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QMenuBar,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from tests.app.manual.pages import plain

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def alike(words: str, shown: str) -> bool:
    """Whether a name is that of something in the window, where dots in the midst of it stand for any value."""
    expected, theirs = plain(words), plain(shown)
    head, dots, tail = expected.partition("…")
    return expected == theirs or bool(dots and tail and theirs.startswith(head) and theirs.endswith(tail))


def buttons(top: QWidget) -> list[QAbstractButton]:
    """The buttons that are seen in a window, or a part of it."""
    return [button for button in top.findChildren(QAbstractButton) if button.isVisible()]


def bears(button: QAbstractButton, words: str) -> bool:
    """Whether a button is called so, by what stands on it or by the action that it does."""
    named = [button.text(), button.accessibleName()]
    if isinstance(button, QToolButton) and button.defaultAction() is not None:
        named.append(button.defaultAction().text())
    return any(alike(words, name) for name in named)


def read_out(top: QWidget) -> Iterator[str]:
    """The words that are seen in a window, or a part of it."""
    yield top.windowTitle()
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible():
            yield from _words(widget)


def _words(widget: QWidget) -> Iterator[str]:
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QGroupBox):
        yield widget.title()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    if isinstance(widget, QMenu | QMenuBar):
        yield from (action.text() for action in widget.actions() if action.isVisible())
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _items(widget.model())


def _items(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = QModelIndex() if parent is None else parent
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
    if parent is None:
        heads = (model.headerData(at, Qt.Orientation.Horizontal) for at in range(columns))
        yield from (head for head in heads if isinstance(head, str))
    for row in range(model.rowCount(above)):
        for column in range(columns):
            index = model.index(row, column, above)
            yield from (words for role in ROLES if isinstance(words := index.data(role), str))
        if not isinstance(model, QAbstractListModel):
            yield from _items(model, model.index(row, 0, above))


def turn_wheel(target: QWidget, modifiers: Qt.KeyboardModifier) -> None:
    """Turns the wheel of the mouse away from the user over the middle of a widget."""
    at = target.rect().center()
    QApplication.sendEvent(
        target,
        QWheelEvent(
            QPointF(at), QPointF(target.mapToGlobal(at)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, modifiers,
            Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip
