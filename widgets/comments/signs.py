"""The signs of comments: a padlock for a private one, a speech bubble for one that is exported."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

SIGN = 9.0
"""Width and height in pixels."""


def draw_sign(painter: QPainter, at: QPointF, colour: QColor, *, private: bool, done: bool = False) -> None:
    """Draws the sign with its upper left corner at a point; a resolved comment has a tick instead of a background.

    painter: the painter of the widget
    at: its upper left corner
    colour: the colour of the signs
    private: whether the comment stays on this computer
    done: whether the comment is resolved
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(colour, 1.3)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    background = QColor(colour)
    background.setAlpha(0 if done else 70)
    painter.setBrush(background)
    painter.drawPath(_padlock(at) if private else _bubble(at))
    if done:
        middle = at + QPointF(SIGN / 2, SIGN * (0.68 if private else 0.4))
        painter.drawPolyline([middle + QPointF(-2.2, 0), middle + QPointF(-0.6, 1.6), middle + QPointF(2.4, -1.8)])
    painter.restore()


def sign_icon(colour: QColor, ratio: float, *, private: bool, done: bool = False, chosen: QColor | None = None) -> QIcon:
    """The sign as an icon for a screen with some pixels per point; in a selected row it has another colour.

    colour: the colour of the signs
    ratio: pixels of the screen per point
    private: whether the comment stays on this computer
    done: whether the comment is resolved
    chosen: the colour in a selected row; None for the same
    """
    icon = QIcon(_picture(colour, ratio, private=private, done=done))
    if chosen is not None:
        icon.addPixmap(_picture(chosen, ratio, private=private, done=done), QIcon.Mode.Selected)
    return icon


def _picture(colour: QColor, ratio: float, *, private: bool, done: bool) -> QPixmap:
    size = SIGN + 5
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw_sign(painter, QPointF(2.5, 2.5), colour, private=private, done=done)
    painter.end()
    return picture


def _bubble(at: QPointF) -> QtGui.QPainterPath:
    path = QtGui.QPainterPath()
    path.addRoundedRect(QRectF(at.x(), at.y(), SIGN, SIGN * 0.74), 2, 2)
    tail = QtGui.QPainterPath(at + QPointF(2.5, SIGN * 0.7))
    tail.lineTo(at + QPointF(2.5, SIGN))
    tail.lineTo(at + QPointF(5.5, SIGN * 0.7))
    tail.closeSubpath()
    return path.united(tail)


def _padlock(at: QPointF) -> QtGui.QPainterPath:
    path = QtGui.QPainterPath()
    path.addRoundedRect(QRectF(at.x() + 1, at.y() + SIGN * 0.42, SIGN - 2, SIGN * 0.58), 1.5, 1.5)
    path.moveTo(at + QPointF(3, SIGN * 0.42))
    path.arcTo(QRectF(at.x() + 3, at.y(), SIGN - 6, SIGN * 0.7), 180, -180)
    path.lineTo(at + QPointF(SIGN - 3, SIGN * 0.42))
    return path
