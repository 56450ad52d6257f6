"""The painter of the rows of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPalette, QPen

from model.diff.aligned_rows import AlignedRow
from model.redline import SIDES
from widgets.comparison.cells import CellLayout
from widgets.theme.colours import colours, mix

SIGNS = {"same": "", "changed": "~", "inserted": "+", "deleted": "−", "moved": "⇄", "renumbered": "#"}
HUES = {"changed": "changed", "inserted": "inserted", "deleted": "deleted", "moved": "moved", "renumbered": "changed"}
TINT = 0.93
"""The share of the background in the colour behind a row that differs."""


class Columns(Struct, frozen=True):
    """The places of columns and signs, in units of the line height so that they grow with the font."""

    width: float
    line: float
    single: bool
    rtl: bool

    @property
    def signs(self) -> float:
        """The width for the signs."""
        return self.line * 1.8

    @property
    def gutter(self) -> float:
        """The width for the labels in a column."""
        return self.line * (4.4 if self.single else 2.4)

    @property
    def lefts(self) -> tuple[float, ...]:
        """The left edges of the columns; that of the first text first."""
        edge = self.line * 0.4
        if self.single:
            return (edge if self.rtl else edge + self.signs,)
        both = (edge, edge + self.column + self.signs)
        return both[::-1] if self.rtl else both

    @property
    def column(self) -> float:
        """The width of a column."""
        free = self.width - self.line * 0.8 - self.signs
        return max(free if self.single else free / 2, self.line * 4)

    @property
    def text(self) -> float:
        """The width of the labels and the text of a column."""
        return self.column - self.line * 0.4

    @property
    def signs_left(self) -> float:
        """The left edge of the column of signs, in pixels."""
        if self.single:
            return self.width - self.signs - self.line * 0.2 if self.rtl else self.line * 0.2
        return min(self.lefts) + self.column


class RowPainter:
    """Uses the colours of a palette."""

    def __init__(self, palette: QPalette, font: QFont) -> None:
        self._palette = colours(palette)
        self._mark = palette.color(QPalette.ColorRole.Accent)
        self._font = font
        self.line = QFontMetricsF(font).height()

    def paint_frame(self, painter: QPainter, columns: Columns, top: float, bottom: float) -> None:
        """Paints the lines between the columns."""
        if columns.single:
            return
        painter.setPen(QPen(mix(self._palette.text, self._palette.background, 0.82), 1))
        for edge in (columns.signs_left, columns.signs_left + columns.signs):
            painter.drawLine(QLineF(round(edge), top, round(edge), bottom))

    def paint_words(self, painter: QPainter, area: QRectF, words: str, *, background: bool = True) -> None:
        """Paints words that are not text of the comparison."""
        if background:
            painter.fillRect(area, mix(self._palette.text, self._palette.background, 0.93))
        painter.setPen(self._palette.quiet)
        painter.setFont(self._font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def paint_row(
        self,
        painter: QPainter,
        row: AlignedRow,
        cells: Sequence[CellLayout],
        columns: Columns,
        area: QRectF,
        *,
        counts: bool,
        missing: str,
    ) -> None:
        """Paints one row of the comparison.

        painter: the painter of the widget
        row: the row
        cells: its cells, laid out
        columns: the places of columns and signs
        area: the area of the row
        counts: whether the row has a difference of the chosen kinds
        missing: the text on a side that lacks the row
        """
        top = area.top() + self.line * 0.35
        for cell, left, side in zip(cells, columns.lefts, SIDES, strict=False):
            if not columns.single and not row.on(side):
                self._paint_missing(painter, missing, columns, left, top)
                continue
            if counts:
                tint = mix(getattr(self._palette, HUES[row.state]), self._palette.background, TINT)
                painter.fillRect(QRectF(left, area.top() + 1, columns.column, area.height() - 2), tint)
            cell.paint(painter, left + (self.line * 0.4 if columns.rtl else 0), top)
        self.paint_frame(painter, columns, area.top(), area.bottom())
        if row.state != "same":
            font = QFont(self._font)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(getattr(self._palette, HUES[row.state]) if counts else self._palette.quiet)
            place = QRectF(columns.signs_left, top, columns.signs, self.line * 1.2)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, SIGNS[row.state])

    def _paint_missing(self, painter: QPainter, words: str, columns: Columns, left: float, top: float) -> None:
        painter.setPen(self._palette.quiet)
        painter.setFont(self._font)
        near = columns.gutter
        area = QRectF(left if columns.rtl else left + near, top, columns.column - near, self.line * 1.25)
        align = Qt.AlignmentFlag.AlignRight if columns.rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, align | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute, words)

    def paint_current(self, painter: QPainter, area: QRectF, *, rtl: bool, focus: bool) -> None:
        """Paints the sign of the current row: a bar, and a frame if the view has the focus."""
        bar = self.line * 0.22
        painter.fillRect(QRectF(area.right() - bar if rtl else 0, area.top() + 1, bar, area.height() - 2), self._mark)
        if focus:
            painter.setPen(QPen(self._mark, 1.5))
            painter.drawRect(area.adjusted(1, 1, -1.5, -1.5))
