"""The whole comparison in a strip: the places of the differences, and the visible part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from widgets.common.accessible_rows import PaintedPart
from widgets.comparison.row_painter import HUES
from widgets.comparison.rows_view import RowsView
from widgets.theme.colours import colours
from widgets.theme.design import HAIRLINE, RADIUS_FIELD, TIGHT

LEAST = 2.0
"""The least height of a mark in pixels."""
_PARTS = {
    "deleted": (0.0, 0.4), "inserted": (0.6, 1.0), "changed": (0.3, 0.7), "moved": (0.3, 0.7), "renumbered": (0.4, 0.6),
}  # fmt: skip
"""A row of only one text is marked on the half of that text, so that the place conveys what the colour does."""


class OverviewStrip(PaintedPart, QWidget):
    """Is beside the rows; a click goes to the place. With the keyboard, the list of differences does the same."""

    def __init__(self, view: RowsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._drawn: QPixmap | None = None
        self.setAccessibleName(self.tr("Overview of the differences"))
        self.setToolTip(self.tr("The whole text: click to go to a place"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.scrolled.connect(self.update)
        view.refilled.connect(self._redraw)

    def sizeHint(self) -> QSize:
        return QSize(round(self.fontMetrics().height() * 1.1), 100)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), 20)

    def _redraw(self) -> None:
        self._drawn = None
        self.update()

    def resizeEvent(self, event: QEvent) -> None:
        self._drawn = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._drawn is None:
            self._drawn = self._draw()
        painter.drawPixmap(0, 0, self._drawn)
        top, bottom = self._view.visible_part()
        seen = QRectF(0.5, top * self.height() + 0.5, self.width() - 1, max((bottom - top) * self.height() - 1, 2 * RADIUS_FIELD))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(self.palette().ColorRole.Dark), HAIRLINE))
        painter.drawRoundedRect(seen, RADIUS_FIELD, RADIUS_FIELD)

    def _draw(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        palette = colours(self.palette())
        drawn.fill(self.palette().color(self.palette().ColorRole.Window))
        painter = QPainter(drawn)
        room = self.width() - 2.0 * TIGHT
        for start, stop, state in self._view.marks():
            low, high = _PARTS.get(state, (0.0, 1.0))
            if self._view.rtl:
                low, high = 1 - high, 1 - low
            y, tall = start * self.height(), max((stop - start) * self.height() - HAIRLINE, LEAST)  # rows stay apart
            painter.fillRect(QRectF(TIGHT + low * room, y, (high - low) * room, tall), getattr(palette, HUES[state]))
        painter.end()
        return drawn

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._view.go_to_part(min(max(event.position().y() / max(self.height(), 1), 0.0), 1.0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
