"""Painting of cards: full with two lines of their text, short as one line, or as a sign only."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen

from widgets.comments.signs import SIGN, draw_sign
from widgets.margin.card_words import EXPORTED, PRIVATE, CardWords
from widgets.margin.laid_text import LaidText, lay_out_text
from widgets.theme.colours import Colours, colours, edge_of, mix
from widgets.theme.design import RADIUS_BUTTON, TARGET

PAD = 6.0
EDGE = 3.0
"""The width in pixels of the bar in the colour of the kind."""
SIGN_ROOM = 17.0
_AIR = 4
"""The pixels between the sign of a card and its words."""
_BETWEEN = 8.0
"""Pixels between the kind of a card and the text beside it."""
MOST_WHO = 160
"""The most pixels of the author in a card of one line."""
LINES = 2
MOST = 400
"""The number of characters of the text that are used: two lines contain less."""


class CardLook(Struct, frozen=True):
    """The state in which a card is painted."""

    current: bool = False
    """It is the card at the caret."""
    focused: bool = False
    """It is current, and the cards have the focus."""
    hovered: bool = False


class CardPainter:
    """Paints cards with a font and a palette; the layout of lines is cached."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self._font = QFont(font)
        self._bold = QFont(font)
        self._bold.setBold(True)
        self._metrics, self._bold_metrics = QFontMetricsF(self._font), QFontMetricsF(self._bold)
        self.colours: Colours = colours(palette)
        self._accent = palette.color(QPalette.ColorRole.Accent)
        self._frame = edge_of(palette)
        self._texts: dict[tuple[str, int, int, bool], LaidText] = {}
        self.line = max(self._metrics.lineSpacing(), self._bold_metrics.lineSpacing())
        """The height of a line, unless it contains characters of a taller font."""

    @property
    def least(self) -> float:
        """The least height of a card."""
        return max(self.line + PAD, TARGET)

    def short(self, words: CardWords, width: float) -> float:
        """The height of a card of one line."""
        return max(self._pair(words.title, words.shown or words.who, self._room(width))[2] + PAD, TARGET)

    def whole(self, words: CardWords, width: float) -> float:
        """The full height of a card."""
        first = self._pair(words.title, words.who, self._room(width))[2]
        text_height = self._lay_out(words.shown, self._room(width), LINES).height if words.text else 0
        return first + text_height + 2 * PAD - 2

    def fitting(self, words: CardWords, width: float) -> float:
        """The height at which a card shows its text: one line if the text is not cut there, otherwise the full height."""
        _, rest, height = self._pair(words.title, words.shown or words.who, self._room(width))
        return max(height + PAD, TARGET) if rest is not None and not rest.is_cut else self.whole(words, width)

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
        words: its texts
        look: its state
        whole: whether it has its full height
        rtl: whether the window runs from right to left
        """
        self.paint_background(painter, rect, words, look, rtl=rtl)
        top = rect.top() + (PAD - 1 if whole else PAD / 2)
        left, right = rect.left() + PAD, rect.right() - PAD
        left, right = (left, right - EDGE) if rtl else (left + EDGE, right)
        self.paint_sign(painter, QRectF((right - SIGN_ROOM) if rtl else left, top, SIGN_ROOM, self.line), words, rtl=rtl)
        room = QRectF(left, top, right - left - SIGN_ROOM, self.line) if rtl else QRectF(
            left + SIGN_ROOM, top, right - left - SIGN_ROOM, self.line
        )  # fmt: skip
        if whole:
            self._write_pair(painter, room, words.title, words.who, rtl=rtl, spread=True)
            below = room.top() + self._pair(words.title, words.who, room.width())[2]
            painter.setPen(self.colours.text)
            self._lay_out(words.shown, self._room(rect.width()), LINES).draw(painter, room.left(), below)
        else:
            left = self._write_pair(painter, room, words.title, words.shown or words.who, rtl=rtl, spread=False)
            who = self._lay_out(words.who, MOST_WHO, 1) if words.text and words.who else None
            if who is not None and who.width + _BETWEEN <= left:
                painter.setPen(self.colours.quiet)
                at = room.left() if rtl else room.right() - who.width
                who.draw(painter, at, room.top() + (max(self.line, who.height) - who.height) / 2)

    def paint_background(self, painter: QPainter, rect: QRectF, words: CardWords, look: CardLook, *, rtl: bool) -> None:
        """Paints the background of a card and the bar of its kind.

        painter: the painter of the widget
        rect: the place of the card
        words: its texts
        look: its state
        rtl: whether the window runs from right to left
        """
        tone = self.tone(words)
        background = mix(self.colours.background, tone, 0.08) if look.current or look.hovered else self.colours.background
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self._accent if look.focused else tone if look.current else self._frame
        painter.setPen(QPen(frame, 2.0 if look.focused else 1.0))
        painter.setBrush(background)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_BUTTON, RADIUS_BUTTON)
        bar = QRectF(rect.right() - EDGE - 2 if rtl else rect.left() + 2, rect.top() + 4, EDGE, rect.height() - 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tone)
        painter.drawRoundedRect(bar, EDGE / 2, EDGE / 2)

    def paint_sign(self, painter: QPainter, place: QRectF, words: CardWords, *, rtl: bool) -> None:
        """Paints the sign of a card in a rectangle, some pixels from the words beside it; `rtl`: they are at its left."""
        place = place.adjusted(_AIR, 0, 0, 0) if rtl else place.adjusted(0, 0, -_AIR, 0)
        if words.sign in (PRIVATE, EXPORTED):
            at = place.center() - QPointF(SIGN / 2, SIGN / 2)
            draw_sign(painter, at, self.tone(words), private=words.sign == PRIVATE)
            return
        painter.setFont(self._bold)
        painter.setPen(self.tone(words))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words.sign)

    def _pair(self, first: str, second: str, width: float) -> tuple[LaidText, LaidText | None, float]:
        """The layout of the kind of a card, that of the text beside it if there is room, and the height of the line."""
        title = self._lay_out(first, round(width), 1, bold=True)
        left = width - title.width - _BETWEEN
        rest = None if left < 3 * SIGN_ROOM else self._lay_out(second, round(left), 1)
        return title, rest, max(self.line, title.height, rest.height if rest is not None else 0)

    def _write_pair(self, painter: QPainter, room: QRectF, first: str, second: str, *, rtl: bool, spread: bool) -> float:
        """Paints the kind of a card at the beginning of a line, and the other text at its end, or beside it. Returns the width
        that is left in the line.

        painter: the painter of the widget
        room: the place of the line
        first: the kind of the card
        second: its author or its text
        rtl: whether the window runs from right to left
        spread: whether the other text is at the end of the line
        """
        title, rest, height = self._pair(first, second, room.width())
        painter.setPen(self.colours.text)
        title.draw(painter, room.right() - title.width if rtl else room.left(), room.top() + (height - title.height) / 2)
        if rest is None:
            return 0.0
        taken = title.width + _BETWEEN
        at_left, at_right = room.left() + (0 if rtl else taken), room.right() - rest.width - (taken if rtl else 0)
        painter.setPen(self.colours.quiet if spread else self.colours.text)
        rest.draw(painter, at_left if rtl is spread else at_right, room.top() + (height - rest.height) / 2)
        return room.width() - taken - rest.width

    def _lay_out(self, text: str, width: int, most: int, *, bold: bool = False) -> LaidText:
        """A text in at most `most` lines; the last one is cut if there is not enough room."""
        key = (text, width, most, bold)
        if key not in self._texts:
            if len(self._texts) > 3000:
                self._texts.clear()
            font, least = (self._bold, self._bold_metrics) if bold else (self._font, self._metrics)
            flat = " ".join(text[:MOST].split())
            self._texts[key] = lay_out_text(flat, font, width, most, least.lineSpacing())
        return self._texts[key]
