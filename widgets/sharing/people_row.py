"""The row in the status bar with those who share the draft."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from model.text.shortening import shorten_text
from widgets.common.foreign_text import as_caption
from widgets.common.labels import set_tooltip
from widgets.common.translation import counted
from widgets.sharing.people import BADGE, Person, badge, line_of_person, status_of
from widgets.theme.design import NONE, TIGHT

MOST = 3
"""The people who have a button of their own; the others are counted."""
LONGEST = 18
"""Characters of a status that are shown."""


class PeopleRow(QWidget):
    """Shows each person as initials on a colour with the place of the caret; clicking shows the place."""

    went_to = Signal(str)
    """The id of a person whose place is to be shown."""
    list_asked = Signal()
    """The list of all is to be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Who shares this draft"))
        self.buttons: dict[str, QToolButton] = {}
        """The buttons by the ids of the people; '' is that of the others."""
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(NONE, NONE, NONE, NONE)
        self._layout.setSpacing(TIGHT)
        self._shown: tuple[Person, ...] | None = None

    def follow(self, people: Sequence[Person]) -> None:
        """Shows these people; does nothing if they are shown."""
        if self._shown == tuple(people):
            return
        self._shown = tuple(people)
        wanted = [person.id for person in people[:MOST]]
        if len(people) > MOST or not people:
            wanted.append("")
        if list(self.buttons) != wanted:
            self._make(wanted)
        for person in people[:MOST]:
            button, status = self.buttons[person.id], status_of(person)
            button.setIcon(badge(person, self.palette(), self.devicePixelRatioF()))
            button.setText(as_caption(shorten_text(status, LONGEST)))
            set_tooltip(button, line_of_person(person))
            button.setAccessibleName(line_of_person(person))
        if "" in self.buttons:
            more = len(people) - MOST
            words = counted("{n} more", "{n} more", more, "people") if people else self.tr("Nobody else is there")
            self.buttons[""].setText(words)
            self.buttons[""].setAccessibleName(words)

    def _make(self, ids: Sequence[str]) -> None:
        for button in self.buttons.values():
            self._layout.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for id in ids:
            button = QToolButton()
            button.setAutoRaise(True)
            button.setIconSize(QSize(BADGE + 6, BADGE))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _checked=False, id=id: self.went_to.emit(id) if id else self.list_asked.emit())
            self.buttons[id] = button
            self._layout.addWidget(button)
