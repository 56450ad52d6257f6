"""Small pictures of what can be started: documents drawn with the colours of a palette, without words of any language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontInfo, QPainter, QPainterPath, QPalette, QPen

from widgets.theme.colours import colours, edge_of, mix, surround_colour
from widgets.theme.design import RADIUS_BUTTON, SEMIBOLD
from widgets.theme.fonts import typeface

SIZE = QSizeF(160, 100)
"""The size of a picture in its own units."""
_LINE = 3.0
_AMENDED = "MOD"


def draw_picture(name: str, painter: QPainter, place: QRectF, palette: QPalette, *, mirrored: bool = False) -> None:
    """Paints a picture in a rectangle, with the background behind it.

    name: one of `PICTURES`
    painter: paints on anything
    place: the rectangle
    palette: the colours
    mirrored: whether texts run from right to left
    """
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    frame = QPainterPath()
    frame.addRoundedRect(place, RADIUS_BUTTON, RADIUS_BUTTON)
    painter.setClipPath(frame)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mix(surround_colour(palette), palette.color(QPalette.ColorRole.Accent), 0.06))
    painter.drawRect(place)
    scale = min(place.width() * (1 / SIZE.width()), place.height() * (1 / SIZE.height()))
    painter.translate(place.center())
    painter.scale(-scale if mirrored else scale, scale)
    painter.translate(-SIZE.width() / 2, -SIZE.height() / 2)
    PICTURES[name](_Sketch(painter, palette, mirrored=mirrored))
    painter.restore()


class _Sketch:
    """Paints pages, lines of words and signs in the units of a picture."""

    def __init__(self, painter: QPainter, palette: QPalette, *, mirrored: bool) -> None:
        self._painter = painter
        self._mirrored = mirrored
        shades = colours(palette)
        self.base, self.edge = palette.color(QPalette.ColorRole.Base), edge_of(palette)
        self.accent = palette.color(QPalette.ColorRole.Accent)
        self.words, self.faint = mix(shades.text, shades.background, 0.45), mix(shades.text, shades.background, 0.7)
        self.text, self.inserted, self.deleted, self.moved = shades.text, shades.inserted, shades.deleted, shades.moved

    def sheet(self, x: float, y: float, width: float, height: float, radius: float = 1.5) -> None:
        """A page, a card or a window."""
        self._painter.setPen(QPen(self.edge, 0.8))
        self._painter.setBrush(self.base)
        self._painter.drawRoundedRect(QRectF(x, y, width, height), radius, radius)

    def line(self, x: float, y: float, width: float, colour: QColor | None = None, height: float = _LINE) -> None:
        """A line of words."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour or self.words)
        self._painter.drawRoundedRect(QRectF(x, y, width, height), height / 2, height / 2)

    def inserted_words(self, x: float, y: float, width: float) -> None:
        """Underlined words."""
        self.line(x, y, width, self.inserted)
        self.stroke(x, y + 4.6, x + width, y + 4.6, self.inserted)

    def deleted_words(self, x: float, y: float, width: float) -> None:
        """Struck words."""
        self.line(x, y, width, mix(self.deleted, self.base, 0.55))
        self.stroke(x - 1, y + _LINE / 2, x + width + 1, y + _LINE / 2, self.deleted)

    def stroke(self, x: float, y: float, to_x: float, to_y: float, colour: QColor, width: float = 0.9) -> None:
        """A thin line."""
        self._painter.setPen(QPen(colour, width))
        self._painter.drawLine(QPointF(x, y), QPointF(to_x, to_y))

    def dot(self, x: float, y: float, radius: float, colour: QColor) -> None:
        """A filled circle."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawEllipse(QPointF(x, y), radius, radius)

    def symbol(self, x: float, y: float, width: float, height: float) -> None:
        """The symbol of an amended text, which is the same in all languages."""
        painter = self._painter
        enlargement = height * (1 / QFontInfo(painter.font()).pixelSize())
        font = typeface(painter.font(), enlargement, SEMIBOLD)
        painter.save()
        painter.setFont(font)
        painter.setPen(self.text)
        if self._mirrored:
            painter.translate(2 * x + width, 0)
            painter.scale(-1, 1)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(x, y, width, height * 1.4), side | Qt.AlignmentFlag.AlignVCenter, _AMENDED)
        painter.restore()

    def check(self, x: float, y: float) -> None:
        """A sign that something is complete."""
        self.dot(x, y, 10, self.accent)
        self._painter.setPen(QPen(self.base, 2.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        ticks = (QPointF(x - 4, y), QPointF(x - 1, y + 3.5), QPointF(x + 5, y - 4))
        way = -1 if self._mirrored else 1
        turned = [QPointF(x + (point.x() - x) * way, point.y()) for point in ticks]
        self._painter.drawPolyline(turned)


def _proposal(on: _Sketch) -> None:
    """A page with tracked changes, and a card beside an insertion."""
    on.sheet(24, 8, 82, 100)
    on.symbol(32, 11, 30, 8)
    on.line(50, 25, 30)
    on.line(42, 32, 46, on.text)
    for y, width in ((43, 66), (50, 40), (57, 66), (64, 22), (71, 66), (78, 58), (85, 66), (92, 50)):
        on.line(32, y, width)
    on.inserted_words(74, 50, 24)
    on.deleted_words(57, 64, 30)
    on.stroke(28, 49, 28, 56, on.text)
    on.stroke(28, 63, 28, 68, on.text)
    on.stroke(99, 53, 116, 53, on.inserted)
    on.sheet(116, 42, 36, 24, 3)
    on.stroke(117.5, 45, 117.5, 63, on.inserted, 2)
    on.line(123, 48, 24, on.inserted)
    on.line(123, 56, 16)


def _open(on: _Sketch) -> None:
    """A text before others."""
    on.sheet(54, 8, 78, 100)
    on.sheet(46, 14, 78, 100)
    on.sheet(38, 20, 78, 100)
    on.line(62, 29, 30)
    on.line(54, 36, 46, on.text)
    for y, width in ((48, 62), (55, 62), (62, 44), (73, 20), (80, 62), (87, 62), (94, 56)):
        on.line(46, y, width)


def _compare(on: _Sketch) -> None:
    """Two texts, and the lines in which they differ."""
    for x in (12, 86):
        on.sheet(x, 10, 62, 100)
        on.line(x + 16, 18, 30, on.text)
        for y, width in ((29, 46), (36, 46), (50, 46), (57, 34), (71, 46), (78, 46), (92, 40)):
            on.line(x + 8, y, width)
    on.deleted_words(20, 43, 34)
    on.inserted_words(94, 43, 42)
    on.deleted_words(20, 64, 24)
    on.inserted_words(94, 64, 30)
    for middle in (44.5, 65.5):
        on.stroke(58, middle, 90, middle, on.faint)


def _consolidate(on: _Sketch) -> None:
    """A table with a column for each proposer."""
    on.sheet(12, 12, 136, 100)
    rows, columns = (26, 46, 66, 86), (46, 80, 114)
    for x, colour in zip(columns, (on.accent, on.moved, on.deleted), strict=True):
        on.line(x + 4, 17, 24, colour, 4)
        on.stroke(x, 12, x, 100, on.faint)
    for row, y in enumerate(rows):
        on.stroke(12, y, 148, y, on.faint)
        on.line(17, y + 5, 22)
        on.line(17, y + 11, 15 + 2 * row)
        for column, x in enumerate(columns):
            if (row, column) in ((0, 1), (2, 0), (3, 2)):
                continue
            on.line(x + 4, y + 5, 24)
            if (row + column) % 2:
                on.inserted_words(x + 4, y + 11, 18)
            else:
                on.deleted_words(x + 4, y + 11, 14)


def _sample(on: _Sketch) -> None:
    """The first page of a finished submission."""
    on.sheet(39, 8, 82, 100)
    on.line(46, 14, 34, on.text)
    on.line(90, 14, 24)
    on.line(90, 20, 18)
    on.stroke(46, 27, 114, 27, on.edge)
    on.line(58, 33, 44, on.text)
    on.line(64, 40, 32)
    for y in (49, 76):
        on.stroke(46, y, 114, y, on.faint)
    on.line(46, 54, 18, on.text)
    for y, width in ((54, 44), (61, 44), (68, 32)):
        on.line(70, y, width)
    on.symbol(46, 79, 30, 8)
    on.line(46, 93, 68)
    on.check(119, 84)


def _treaty(on: _Sketch) -> None:
    """A page of provisions with their numbers in the margin, one of them new."""
    on.sheet(39, 8, 82, 100)
    on.line(64, 14, 32, on.text)
    on.line(58, 21, 44)
    for y, widths in ((33, (58, 40)), (50, (58, 30)), (67, (58, 46)), (84, (58, 24))):
        if y == 67:
            on.inserted_words(45, y, 9)
            on.inserted_words(59, y, widths[0] - 4)
            on.inserted_words(59, y + 8, widths[1] - 6)
            continue
        on.line(45, y, 9, on.text)
        for row, width in enumerate(widths):
            on.line(59, y + 7 * row, width - 4)
    on.stroke(42, 66, 42, 79, on.text)


def _tour(on: _Sketch) -> None:
    """The window, and a note that explains a part of it."""
    on.sheet(12, 12, 136, 80, 4)
    on.stroke(12, 22, 148, 22, on.faint)
    for x in (18, 24, 30):
        on.dot(x, 17, 1.6, on.words)
    on.stroke(40, 22, 40, 92, on.faint)
    for y, indent in ((29, 0), (36, 4), (43, 4), (50, 0), (57, 4)):
        on.line(17 + indent, y, 18 - indent)
    for y, width in ((30, 44), (37, 50), (44, 34), (51, 50), (58, 42), (65, 50)):
        on.line(48, y, width)
    on.stroke(106, 22, 106, 92, on.faint)
    on.line(111, 30, 30)
    on.line(111, 37, 22)
    on.sheet(84, 52, 58, 34, 4)
    on.stroke(88, 52.4, 138, 52.4, on.accent, 2)
    on.line(91, 61, 36, on.text)
    on.line(91, 68, 44)
    for x, colour in ((93, on.accent), (99, on.faint), (105, on.faint)):
        on.dot(x, 78, 2, colour)


PICTURES: dict[str, Callable[[_Sketch], None]] = {
    "proposal": _proposal,
    "open": _open,
    "compare": _compare,
    "consolidate": _consolidate,
    "sample": _sample,
    "treaty": _treaty,
    "tour": _tour,
}
"""The pictures by their names."""
