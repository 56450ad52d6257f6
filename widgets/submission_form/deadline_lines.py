"""The deadlines of the conference that is chosen, under its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QLabel, QWidget

from model.submission.conferences import Conference, Deadline
from widgets.common.foreign_text import as_tooltip
from widgets.common.translation import counted, window_language


class DeadlineLines(QLabel):
    """A line for each deadline of a conference, with the days that are left; nothing where none is known. Where they are from
    its tooltip tells."""

    def __init__(self, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        """`today` gives the day on which they are counted."""
        super().__init__(parent)
        self._today = today
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def show_conference(self, conference: Conference | None) -> None:
        """Shows the deadlines of a conference."""
        deadlines = conference.deadlines if conference is not None else ()
        said = "\n".join(self._line(deadline) for deadline in deadlines)
        if said != self.text():
            self.setText(said)
            self.setToolTip(as_tooltip("\n".join(dict.fromkeys(deadline.source for deadline in deadlines))))
        self.setVisible(bool(said))

    def _line(self, deadline: Deadline) -> str:
        words = {"name": deadline.text(window_language()), "day": _day(deadline.day)}
        if not deadline.verified:
            words["name"] = self.tr("{name} (not verified)").format(name=words["name"])
        left = deadline.days_left(self._today())
        if left < 0:
            return self.tr("{name}: the deadline of {day} has passed").format(**words)
        if left == 0:
            return self.tr("{name}: by today, {day}").format(**words)
        return counted("{name}: by {day}, {n} day left", "{name}: by {day}, {n} days left", left, **words)


def _day(day: date) -> str:
    """A day as the language of the window writes it, without its weekday, which a sentence would have to inflect."""
    locale = QLocale()
    form = re.sub(r"[,،]?\s*dddd[,،]?\s*", "", locale.dateFormat(QLocale.FormatType.LongFormat))
    return locale.toString(QDate(day.year, day.month, day.day), form)
