"""The grids of tables: lines around cells, and a tint and a sign for inserted or deleted rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from model.redline import KEPT, Status
from widgets.editor.document.projection import Projection
from widgets.editor.tables.geometry import TableBox, TableCell
from widgets.editor.tables.layout import TableLayout
from widgets.editor.tables.placed_table import PlacedTable
from widgets.theme.colours import Colours, mix

TINT = 0.88
"""The share of the background in the colour of a tracked row."""
SIGN = 4.0
"""Half the length of the strokes of the sign beside a row, in pixels."""
BESIDE = 8.0
"""From the middle of the sign to the table, in pixels."""


def paint_tables(
    painter: QPainter, tables: TableLayout, projection: Projection, colours: Colours, area: QRectF, offset: QPointF
) -> None:
    """Draws the grids of tables in an area of the viewport.

    painter: the painter of the widget
    tables: their places
    projection: what is shown
    colours: the colours of the text
    area: the part of the viewport that is repainted
    offset: the place of the viewport in the document, in pixels
    """
    for table in tables.tables:
        origin = tables.origin(table) - offset
        if origin.y() > area.bottom() or origin.y() + table.box.bottom < area.top():
            continue
        part = area.translated(-origin).adjusted(0, -1, 0, 1)
        painter.save()
        painter.translate(origin)
        if projection.view == "markup":
            _paint_rows(painter, table, projection, colours, part)
        for box in (table.box, *table.box.inner()):
            _paint_grid(painter, box, colours.quiet, part)
        painter.restore()


def _paint_rows(painter: QPainter, table: PlacedTable, projection: Projection, colours: Colours, part: QRectF) -> None:
    """Tints tracked rows, and draws + or − beside them: an empty row shows nothing else."""
    shades: dict[Status, QColor] = {Status.INSERTED: colours.inserted, Status.DELETED: colours.deleted}
    for box in (table.box, *table.box.inner()):
        for row in box.rows:
            status = projection.members(table.first + row[0].begins)[-1].row
            shade = shades.get(status, colours.changed)
            if row[0].top > part.bottom() or row[0].bottom < part.top():
                continue
            if status is KEPT:
                _paint_cells(painter, table, row, projection, shades, colours.background)
                continue
            left, right = min(cell.left for cell in row), max(cell.right for cell in row)
            low = min(cell.bottom for cell in row)
            painter.fillRect(QRectF(left, row[0].top, right - left, low - row[0].top), mix(shade, colours.background, TINT))
            beside = right + BESIDE if row[0].left > row[-1].left else left - BESIDE  # on the side on which reading starts
            _paint_sign(painter, QPointF(beside, (row[0].top + low) / 2), shade, plus=status is Status.INSERTED)


def _paint_cells(
    painter: QPainter,
    table: PlacedTable,
    row: Sequence[TableCell],
    projection: Projection,
    shades: Mapping[Status, QColor],
    background: QColor,
) -> None:
    """Tints the cells of tracked columns, and draws + or − in empty ones."""
    for cell in row:
        inside = [clause for item in cell.items if isinstance(item, int) for clause in projection.members(table.first + item)]
        statuses = {clause.end.status for clause in inside}
        shade = shades.get(next(iter(statuses), KEPT))
        if len(statuses) != 1 or shade is None or not cell.rows:
            continue
        around = QRectF(cell.left, cell.top, cell.right - cell.left, cell.bottom - cell.top)
        painter.fillRect(around, mix(shade, background, TINT))
        if not any(clause.text for clause in inside):
            _paint_sign(painter, around.center(), shade, plus=Status.INSERTED in statuses)


def _paint_sign(painter: QPainter, middle: QPointF, shade: QColor, *, plus: bool) -> None:
    painter.setPen(QPen(shade, 2))
    painter.drawLine(QLineF(middle - QPointF(SIGN, 0), middle + QPointF(SIGN, 0)))
    if plus:
        painter.drawLine(QLineF(middle - QPointF(0, SIGN), middle + QPointF(0, SIGN)))


def _paint_grid(painter: QPainter, box: TableBox, colour: QColor, part: QRectF) -> None:
    painter.setPen(QPen(colour, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for cell in box.cells():
        if cell.rows and cell.top <= part.bottom() and cell.bottom >= part.top():
            left, top = round(cell.left) + 0.5, round(cell.top) + 0.5
            painter.drawRect(QRectF(left, top, round(cell.right) + 0.5 - left, round(cell.bottom) + 0.5 - top))
