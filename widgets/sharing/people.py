"""Those who share a draft, in words and as badges: initials on a colour."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from model.submission.story import FIRST_TEXT, StoryId
from widgets.common.foreign_text import isolated
from widgets.common.translation import counted, translate
from widgets.theme.colours import participant_colour
from widgets.theme.design import RADIUS_FIELD, SMALL
from widgets.theme.fonts import typeface

BADGE = 18
"""The height of a badge in pixels."""
MINUTE, HOUR = 60, 3600
"""Seconds."""


class Person(Struct, frozen=True):
    """Somebody who shares a draft."""

    id: str
    name: str
    color: int
    place: str = ""
    """The place of the caret in words; '' if it is unknown."""
    story: StoryId = FIRST_TEXT
    clause: str = ""
    away: int = 0
    """The number of whole minutes since the last sign of life; 0 if the person is there."""

    @property
    def shown_name(self) -> str:
        """The name as it is shown."""
        return isolated(self.name) if self.name else translate("Sharing", "Somebody without a name")


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name; a question mark if there is none."""
    words = [word for word in name.split() if word[0].isalnum()]
    letters = [words[0][0], *([words[-1][0]] if len(words) > 1 else [])] if words else ["?"]
    return "".join(letters).upper()


def status_of(person: Person) -> str:
    """Where somebody is: `in resolves 3`, `away for 5 minutes`."""
    if person.away >= HOUR // MINUTE:
        return counted("away for {n} hour", "away for {n} hours", person.away // (HOUR // MINUTE))
    if person.away:
        return counted("away for {n} minute", "away for {n} minutes", person.away)
    if person.place:
        return translate("Sharing", "in {place}").format(place=person.place)
    return translate("Sharing", "there")


def line_of_person(person: Person) -> str:
    """A person and where he or she is, on one line."""
    return translate("Sharing", "{name} – {status}").format(name=person.shown_name, status=status_of(person))


def badge(person: Person, palette: QPalette, ratio: float = 1.0) -> QIcon:
    """The initials of a person on the colour; for a person who is away, only a frame in the colour."""
    wide = BADGE + 6
    picture = QPixmap(round(wide * ratio), round(BADGE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint_badge(painter, QRectF(0, 0, wide, BADGE), person, palette, initials(person.name))
    painter.end()
    icon = QIcon(picture)
    icon.addPixmap(picture, QIcon.Mode.Selected)  # else its colour would change in a chosen row
    return icon


def badge_font() -> QFont:
    """The font of initials and names on a badge."""
    return typeface(QApplication.font(), SMALL)


def paint_badge(painter: QPainter, rect: QRectF, person: Person, palette: QPalette, words: str) -> None:
    """Paints words on the colour of a person.

    painter: paints them
    rect: where
    person: whose colour it is
    palette: the colours of the window
    words: the initials, or the name
    """
    colour, background = participant_colour(palette, person.color), palette.color(QPalette.ColorRole.Base)
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(colour)
    painter.setBrush(QColor(Qt.GlobalColor.transparent) if person.away else colour)
    painter.drawRoundedRect(inner, RADIUS_FIELD, RADIUS_FIELD)
    painter.setFont(badge_font())
    painter.setPen(colour if person.away else background)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, words)
