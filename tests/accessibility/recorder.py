"""What the program gives a screen reader while it is used: announcements, names and descriptions of what has the focus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QMenu, QMessageBox, QWidget

from widgets.common import announcements
from widgets.common.accessible_rows import PaintedRows
from widgets.common.actions import bare_name

ORDER = ("window", "message", "focus", "about", "row")
"""What is looked at after each step, in the order in which it is written."""


class Recorder:
    """Collects lines of the form `focus: Text (EditableText)`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._before: dict[str, str] = {}
        self._focused: QWidget | None = None
        self._row = QPersistentModelIndex()

    def announce(self, widget: QWidget, sentence: str) -> QAccessibleAnnouncementEvent:
        """Makes the event of an announcement, as Qt does, and records it."""
        self._lines.append(f"says: {sentence}")
        return QAccessibleAnnouncementEvent(widget, sentence)

    def take_lines(self) -> list[str]:
        """What was emitted since the last time."""
        now, before = dict(_look()), self._before
        focused = QApplication.focusWidget()
        moved, self._focused = focused is not self._focused, focused
        row = focused.currentIndex() if isinstance(focused, QAbstractItemView) else QModelIndex()
        same_row, self._row = not moved and row.isValid() and row == self._row, QPersistentModelIndex(row)
        changed = [
            key for key in ORDER if now.get(key) and (now[key] != before.get(key) or (moved and key not in ("window", "message")))
        ]
        if now.get("about", "") == now.get("focus", "").rpartition(" (")[0] and "about" in changed:
            changed.remove("about")  # a reader omits a description that says the same as the name
        news = {"message": " · "} if now.get("window") == before.get("window") else {}
        news |= {"row": ", "} if same_row else {}
        lines = [f"{key}: {_news(before.get(key, ''), now[key], news.get(key))}" for key in changed] + self._lines
        self._lines, self._before = [], now
        return lines


def _news(before: str, now: str, between: str | None) -> str:
    """The parts that are new in what was said before; all of it if it was not."""
    if between is None:
        return now
    known = before.split(between)
    return between.join(part for part in now.split(between) if part not in known) or now


def _look() -> Iterator[tuple[str, str]]:
    """What is in front and what has the focus."""
    window, widget = QApplication.activeWindow(), QApplication.focusWidget()
    if window is not None:
        yield "window", window.windowTitle().replace("[*]", "")
        if isinstance(window, QMessageBox):
            yield "message", " ".join(f"{window.text()} {window.informativeText()}".split())
        elif isinstance(window, QDialog):
            yield "message", _labels(window)
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        yield "row", _entry(popup)
        return
    if popup is not None:
        widget = popup.focusWidget() or popup
    interface = QAccessible.queryAccessibleInterface(widget) if widget is not None else None
    if interface is None:
        return
    name, description = (" ".join(interface.text(kind).split()) for kind in (QAccessible.Text.Name, QAccessible.Text.Description))
    yield "focus", f"{name} ({', '.join([interface.role().name, *_states(interface.state())])})"
    yield "about", description
    yield "row", _row(widget)


def _labels(box: QDialog) -> str:
    """The texts of a box that belong to no field, which a reader says when it comes up."""
    labels = (label for label in box.findChildren(QLabel) if label.isVisible() and label.buddy() is None)
    return " · ".join(" ".join((label.accessibleName() or label.text()).split()) for label in labels if label.text())


def _entry(menu: QMenu) -> str:
    """The current entry of a menu."""
    action = menu.activeAction()
    if action is None:
        return ""
    states = ["checked" if action.isChecked() else "not checked"] if action.isCheckable() else []
    return ", ".join([bare_name(action.text()), *states, *([] if action.isEnabled() else ["disabled"])])


def _states(state: QAccessible.State) -> Iterator[str]:
    if state.checkable:
        yield "checked" if state.checked else "not checked"
    if state.disabled:
        yield "disabled"


def _row(widget: QWidget | None) -> str:
    """The words of the current row of a list, with what is said of it."""
    if isinstance(widget, PaintedRows):
        return ", ".join(filter(None, widget.row_words(widget.current_row()))) if widget.current_row() >= 0 else ""
    if not isinstance(widget, QAbstractItemView):
        return ""
    index = widget.currentIndex()
    parts = [_words(index), str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole) or "")] if index.isValid() else []
    return ", ".join(" ".join(part.split()) for part in parts if part)


def _words(index: QModelIndex) -> str:
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole) or "")


@contextmanager
def listening() -> Iterator[Recorder]:
    """A screen reader that listens, and what it is given."""
    recorder, was = Recorder(), QAccessible.isActive()
    QAccessible.setActive(True)
    with mock.patch.object(announcements, "QAccessibleAnnouncementEvent", recorder.announce):
        yield recorder
    QAccessible.setActive(was)
