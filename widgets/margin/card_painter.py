"""Cards painted: whole with two lines of what they say, short as one line, or as a sign alone."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen, QTextLayout, QTextOption

from widgets.comments.signs import SIGN, draw_sign
from widgets.common.filling import fill
from widgets.common.foreign_text import text_direction
from widgets.margin.card_words import EXPORTED, PRIVATE, CardWords
from widgets.theme.colours import Colours, between, colours, edge_of

PAD = 6.0
EDGE = 3.0
"""Pixels of the bar in the colour of the kind."""
SIGN_ROOM = 17.0
LINES = 2
MOST = 400
"""Characters of what is said that are looked at: two lines hold less."""


class CardLook(Struct, frozen=True):
    """How a card is seen now."""

    current: bool = False
    """It belongs to the place of the caret."""
    focused: bool = False
    """It is current, and the keyboard is on the cards."""
    hovered: bool = False


class CardPainter:
    """Paints cards in a font on a palette; what a line holds is remembered."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self._font = QFont(font)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics, self._bold_metrics = QFontMetricsF(self._font), QFontMetricsF(self._bold)
        self.colours: Colours = colours(palette)
        self._accent = palette.color(QPalette.ColorRole.Accent)
        self._frame = edge_of(palette)
        self._lines: dict[tuple[str, int, int], list[str]] = {}
        self.line = max(self._metrics.lineSpacing(), self._bold_metrics.lineSpacing())
        """The height of a line."""

    @property
    def short(self) -> float:
        """The height of a card of one line."""
        return self.line + PAD

    def whole(self, words: CardWords, width: float) -> float:
        """The height of a card where it has room."""
        return self.line * (1 + len(self._broken(words.said, self._room(width), LINES))) + 2 * PAD - 2

    def _room(self, width: float) -> int:
        return round(width - EDGE - 2 * PAD - SIGN_ROOM)

    def tone(self, words: CardWords) -> QColor:
        """The colour of the kind of a card."""
        found = getattr(self.colours, words.tone)
        assert isinstance(found, QColor)
        return found

    def paint(self, painter: QPainter, rect: QRectF, words: CardWords, look: CardLook, *, whole: bool, rtl: bool) -> None:
        """Paints a card.

        painter: the painter of the widget
        rect: the place of the card
        words: what is written on it
        look: how it is seen now
        whole: not one line alone
        rtl: the window runs from right to left
        """
        self.background(painter, rect, words, look, rtl=rtl)
        top = rect.top() + (PAD - 1 if whole else PAD / 2)
        left, right = rect.left() + PAD, rect.right() - PAD
        left, right = (left, right - EDGE) if rtl else (left + EDGE, right)
        self.sign(painter, QRectF((right - SIGN_ROOM) if rtl else left, top, SIGN_ROOM, self.line), words)
        room = QRectF(left, top, right - left - SIGN_ROOM, self.line) if rtl else QRectF(
            left + SIGN_ROOM, top, right - left - SIGN_ROOM, self.line
        )  # fmt: skip
        if whole:
            self._pair(painter, room, words.title, words.who, rtl=rtl, spread=True)
            for number, line in enumerate(self._broken(words.said, round(room.width()), LINES), 1):
                self._write(painter, room.translated(0, number * self.line), line, text_direction(words.said))
        else:
            self._pair(painter, room, words.title, words.said or words.who, rtl=rtl, spread=False)

    def background(self, painter: QPainter, rect: QRectF, words: CardWords, look: CardLook, *, rtl: bool) -> None:
        """Paints the paper of a card and the bar of its kind.

        painter: the painter of the widget
        rect: the place of the card
        words: what is written on it
        look: how it is seen now
        rtl: the window runs from right to left
        """
        tone = self.tone(words)
        ground = between(self.colours.ground, tone, 0.08) if look.current or look.hovered else self.colours.ground
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._accent if look.focused else tone if look.current else self._frame
        painter.setPen(QPen(frame, 2.0 if look.focused else 1.0))
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        bar = QRectF(rect.right() - EDGE - 1 if rtl else rect.left() + 1, rect.top() + 2, EDGE, rect.height() - 4)
        fill(painter, bar, tone)

    def sign(self, painter: QPainter, place: QRectF, words: CardWords) -> None:
        """Paints the sign of a card in the middle of a place."""
        if words.sign in (PRIVATE, EXPORTED):
            at = place.center() - QPointF(SIGN / 2 + 2, SIGN / 2)
            draw_sign(painter, at, self.tone(words), private=words.sign == PRIVATE)
            return
        painter.setFont(self._bold)
        painter.setPen(self.tone(words))
        painter.drawText(place.adjusted(0, 0, -4, 0), Qt.AlignmentFlag.AlignCenter, words.sign)

    def _pair(self, painter: QPainter, room: QRectF, first: str, second: str, *, rtl: bool, spread: bool) -> None:
        """What a card is, and beside it who says it, at the far end, or what it says."""
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        title = self._one_line(first, self._bold_metrics, round(room.width()), bold=True)
        taken = self._bold_metrics.horizontalAdvance(title) + 8
        painter.setFont(self._bold)
        painter.setPen(self.colours.text)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        left = room.width() - taken
        if left < 3 * SIGN_ROOM:
            return
        rest = QRectF(room.left() if rtl else room.left() + taken, room.top(), left, room.height())
        text = self._one_line(second, self._metrics, round(left), bold=False)
        painter.setFont(self._font)
        painter.setPen(self.colours.quiet if spread else self.colours.text)
        side = Qt.AlignmentFlag.AlignRight if spread else Qt.AlignmentFlag.AlignLeft
        painter.drawText(rest, side | Qt.AlignmentFlag.AlignVCenter, text)

    def _write(self, painter: QPainter, room: QRectF, line: str, direction: Qt.LayoutDirection) -> None:
        painter.setLayoutDirection(direction)
        painter.setFont(self._font)
        painter.setPen(self.colours.text)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)

    def _one_line(self, text: str, metrics: QFontMetricsF, width: int, *, bold: bool) -> str:
        key = (text, width, -1 if bold else 0)
        if key not in self._lines:
            flat = " ".join(text[:MOST].split())
            self._remember(key, [metrics.elidedText(flat, Qt.TextElideMode.ElideRight, width)])
        return self._lines[key][0]

    def _broken(self, text: str, width: int, most: int) -> list[str]:
        """A text in lines; of the last as much as there is room for."""
        key = (text, width, most)
        if key not in self._lines:
            self._remember(key, self._break(" ".join(text[:MOST].split()), width, most))
        return self._lines[key]

    def _break(self, text: str, width: int, most: int) -> list[str]:
        layout, out = QTextLayout(text, self._font), list[str]()
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        encoded = text.encode("utf-16-le", "surrogatepass")
        layout.beginLayout()
        while len(out) < most:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 1))
            start, stop = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
            if len(out) == most - 1 and stop < len(encoded):
                rest = encoded[start:].decode("utf-16-le", "surrogatepass")
                out.append(self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            else:
                out.append(encoded[start:stop].decode("utf-16-le", "surrogatepass"))
        layout.endLayout()
        return out

    def _remember(self, key: tuple[str, int, int], lines: list[str]) -> None:
        if len(self._lines) > 3000:
            self._lines.clear()
        self._lines[key] = lines
