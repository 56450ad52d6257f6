"""A laid-out page: its lines and rules with their places. Measures are twips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from model.formats.page.metrics import LANDSCAPE_WIDTH, MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH
from widgets.printing.flow import FlowStrip
from widgets.theme.design import INK

RULE, THICK = 8.0, 30.0
"""Widths of lines."""
BAR_AT = MARGIN - 240
"""The place of the bars beside changed lines."""
BLACK = QColor(INK)
NOTES = "/notes/"
"""What the source of each line of a note contains."""


class RuledLine(NamedTuple):
    """A straight line on a page."""

    line: QLineF
    width: float
    colour: QColor
    source: str = ""
    """What it is drawn for, see `Line.source`; `NOTES` for the rule over the notes."""


class PrintedCell(NamedTuple):
    """The cell of a table on pages: the numbers of the table, the row and the column in the printout."""

    table: int
    row: int
    column: int
    columns: int
    """How many columns it has."""
    head: bool


class Page(Struct):
    """The contents of one page."""

    number: int
    strips: list[tuple[float, float, FlowStrip]] = []
    rules: list[RuledLine] = []
    numbers: list[tuple[float, float, FlowStrip]] = []
    """The numbers of lines, beside the text."""
    landscape: bool = False
    cells: dict[int, PrintedCell | None] = {}
    """The cells of the strips in tables, by their numbers in `strips`; None for a head that is repeated."""

    @property
    def width(self) -> int:
        """The width of the paper."""
        return PAGE_HEIGHT if self.landscape else PAGE_WIDTH

    @property
    def height(self) -> int:
        """The height of the paper."""
        return PAGE_WIDTH if self.landscape else PAGE_HEIGHT

    @property
    def text_width(self) -> int:
        """The width between the margins."""
        return LANDSCAPE_WIDTH if self.landscape else TEXT_WIDTH

    @property
    def bottom(self) -> int:
        """The height at which the text ends at the latest."""
        return self.height - MARGIN

    def draw(self, painter: QPainter) -> None:
        """Paints the page on a painter whose unit is the twip."""
        painter.setPen(BLACK)
        for x, y, strip in (*self.strips, *self.numbers):
            strip.draw(painter, x, y)
        self.draw_rules(painter)

    def draw_rules(self, painter: QPainter) -> None:
        """Paints the rules alone."""
        for rule in self.rules:
            painter.setPen(QPen(rule.colour, rule.width))
            painter.drawLine(rule.line)

    def put(self, x: float, y: float, strip: FlowStrip) -> None:
        """Adds a line to the page, in points from its upper left corner, and a bar in the margin if it is changed."""
        self.strips.append((x, y, strip))
        if strip.changed:
            self.rules.append(RuledLine(QLineF(BAR_AT, y, BAR_AT, y + strip.height), RULE, BLACK, strip.source))

    def rule(self, start: QPointF, stop: QPointF, width: float = RULE, colour: QColor = BLACK, source: str = "") -> None:
        """Adds a straight rule to the page.

        start: its beginning, in twips
        stop: its end
        width: its width
        colour: its colour
        source: what it is drawn for, see `RuledLine`
        """
        self.rules.append(RuledLine(QLineF(start, stop), width, colour, source))


def scale_grid(grid: Sequence[int], most: int) -> list[float]:
    """A grid that is at most so wide."""
    factor = min(most / sum(grid), 1.0)
    return [width * factor for width in grid]
