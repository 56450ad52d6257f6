"""A field for a date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QPushButton, QWidget, QWidgetAction

from widgets.common.labels import plain_label, set_tooltip
from widgets.common.menu import Menu
from widgets.common.store import MergeKey
from widgets.submission_form.line_field import LineField


class DateField(QWidget):
    """An ISO date, typed or chosen from a calendar; an invalid date is kept, with a warning."""

    edited = Signal(object, object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineField(name, self.tr("year-month-day"), self)
        set_tooltip(self.line, self.line.placeholderText())  # for which a narrow form has no room
        self.line.edited.connect(self._on_edited)
        self.note = plain_label("")
        self.note.hide()
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(name)
        self._calendar.activated.connect(self._choose)
        self._calendar.clicked.connect(self._choose)
        self._menu = Menu(self)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(self._calendar)
        self._menu.addAction(action)
        self._menu.aboutToShow.connect(self._show_day)
        self.button = QPushButton(self.tr("Calendar"), self)
        self.button.setAccessibleName(self.tr("Choose the date from a calendar"))
        self.button.setMenu(self._menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        layout.addWidget(self.note)
        self.setFocusProxy(self.line)

    def show_value(self, value: str) -> None:
        """Shows a date, with a warning if it is invalid."""
        self.line.show_value(value)
        self._judge(value)

    def _on_edited(self, value: str, merge: MergeKey | None) -> None:
        self._judge(value)
        self.edited.emit(value, merge)

    def _judge(self, value: str) -> None:
        message = self.tr("not a date: printed as it is") if value and _day(value) is None else ""
        self.note.setText(message)
        self.note.setVisible(bool(message))
        self.line.setAccessibleDescription(message or self.line.placeholderText())

    def _show_day(self) -> None:
        day = _day(self.line.text())
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day) if day else QDate.currentDate())
        self._calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self._menu.hide()
        value = day.toString(Qt.DateFormat.ISODate)
        self.show_value(value)
        self.edited.emit(value, None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
