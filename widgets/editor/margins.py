"""The margins beside the text: labels, old struck and new live, and the marks of tracked ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextDocument, QTextLine

from model.numbering import Labelling
from model.redline import Clause, Status
from widgets.editor.formats import Formats
from widgets.editor.projection import Projection, Window
from widgets.editor.signs import has_struck_blanks, paint_blanks
from widgets.editor.table_layout import TableLayout

GAP = 6.0
Written = tuple[QFont, QFontMetricsF, dict[str, float]]
"""A font, its measures, and the widths of what was written in it: they are asked for at every key."""


class MarginLabels(NamedTuple):
    """The labels of a block: in the base, in the draft."""

    base: str | None
    draft: str | None


def labels_of(projection: Projection, labelling: Labelling | None, block: int) -> MarginLabels:
    """The labels that a view shows at a block."""
    if labelling is None:
        return MarginLabels(None, None)
    members = projection.members(block)
    base = draft = None
    for clause in members:
        if projection.view != "draft" and base is None:
            base = labelling.base(clause.id)
        if projection.view != "base" and draft is None:
            draft = labelling.draft(clause.id)
    if projection.view == "draft":
        base = draft
    elif projection.view == "base":
        draft = base
    return MarginLabels(base or None, draft or None)


def labels_in(projection: Projection, labelling: Labelling, shown: range) -> list[MarginLabels]:
    """The labels that a view shows at some blocks."""
    return [labels_of(projection, labelling, block) for block in range(shown.start, min(shown.stop, projection.count))]


def ends_differ(before: Projection, after: Projection, window: Window) -> bool:
    """Whether the mark of an end, which is painted and changes no text, came or went."""
    first, old, new = window
    if after.view != "markup":
        return False
    was, now = before.clauses[first : first + old], after.clauses[first : first + new]
    return [clause.end.status for clause in was] != [clause.end.status for clause in now]


def _end(clauses: Sequence[Clause], number: int) -> Status:
    """What has become of the end of a clause, as far as it is shown: the last one of a cell goes with its row."""
    clause = clauses[number]
    goes_on = number + 1 < len(clauses) and clauses[number + 1].cell == clause.cell
    return Status.KEPT if clause.row is not Status.KEPT and not goes_on else clause.end.status


class Margins:
    """Paints labels and end marks of the blocks that a rectangle shows."""

    def __init__(self, document: QTextDocument, formats: Callable[[], Formats], tables: TableLayout) -> None:
        self._document = document
        self._tables = tables
        self._formats = formats
        self._fonts: dict[tuple[bool, bool], Written] = {}
        self._fonts_of: Formats | None = None

    def visible(self, top: float, bottom: float) -> range:
        """The blocks between two heights of the document."""
        layout = self._document.documentLayout()
        # Qt's own search: it lays nothing out that stands below, as asking a block of the middle for its place would.
        block = self._document.findBlock(max(0, layout.hitTest(QPointF(0, top), Qt.HitTestAccuracy.FuzzyHit)))
        while block.previous().isValid() and layout.blockBoundingRect(block).top() > top:
            block = block.previous()  # a document that is laid out bit by bit is searched from where that has come to
        first = stop = self._tables.first_at(block.blockNumber(), top)
        block = self._document.findBlockByNumber(first)
        while block.isValid() and self._tables.upper_edge(stop, layout.blockBoundingRect(block).top()) <= bottom:
            stop += 1
            block = block.next()
        return range(first, stop)

    def paint(
        self, painter: QPainter, projection: Projection, labelling: Labelling | None, shown: range, offset: QPointF
    ) -> None:
        """Paints what belongs to the blocks that are shown.

        painter: the painter of the widget
        projection: what is shown
        labelling: the labels, where they are known
        shown: the blocks that are shown
        offset: the place of the viewport in the document, in pixels
        """
        block = self._document.findBlockByNumber(shown.start)
        for number in shown:
            if number >= projection.count or not block.isValid():
                break
            labels = labels_of(projection, labelling, number)
            marked = projection.view == "markup" and number < len(projection.clauses)
            end = _end(projection.clauses, number) if marked else Status.KEPT
            if labels.base or labels.draft or end is not Status.KEPT:
                self._paint_beside(painter, block, labels, end, offset)
            if marked and has_struck_blanks(projection.clauses[number]):
                paint_blanks(painter, projection, number, block, self._formats().colours.deleted, offset)
            block = block.next()

    def _paint_beside(self, painter: QPainter, block: QTextBlock, labels: MarginLabels, end: Status, offset: QPointF) -> None:
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        origin = layout.position() - offset
        if labels.base or labels.draft:
            self._paint_labels(painter, layout.lineAt(0), labels, origin, rtl=rtl)
        if end is not Status.KEPT:
            self._paint_end(painter, layout.lineAt(count - 1), end, origin, rtl=rtl)

    def _paint_labels(self, painter: QPainter, line: QTextLine, labels: MarginLabels, origin: QPointF, *, rtl: bool) -> None:
        colours = self._formats().colours
        pieces: list[tuple[str, QColor, bool, bool]] = []
        if labels.base == labels.draft:
            if labels.base:
                pieces = [(labels.base, colours.text, False, False)]
        else:
            if labels.draft:
                pieces.append((labels.draft, colours.inserted, False, True))
            if labels.base:
                pieces.append((labels.base, colours.deleted, True, False))
        place = line.position() + origin
        baseline = place.y() + line.ascent()
        edge = place.x() + (line.width() + GAP if rtl else -GAP)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        for text, colour, struck, underlined in pieces:
            at = QPointF(edge, baseline)
            width = self._write(painter, text, colour, at, struck=struck, underlined=underlined, left=not rtl)
            edge += (width + GAP) if rtl else -(width + GAP)

    def _paint_end(self, painter: QPainter, line: QTextLine, status: Status, origin: QPointF, *, rtl: bool) -> None:
        colours = self._formats().colours
        inserted = status is Status.INSERTED
        rect = line.naturalTextRect()
        at = QPointF(origin.x() + (rect.left() - 2 if rtl else rect.right() + 2), origin.y() + line.y() + line.ascent())
        colour = colours.inserted if inserted else colours.deleted
        self._write(painter, "¶", colour, at, struck=not inserted, underlined=inserted, left=rtl)

    def _write(
        self, painter: QPainter, text: str, colour: QColor, at: QPointF, *, struck: bool, underlined: bool, left: bool
    ) -> float:
        """Writes a text beside a point, on its left or right, and gives its width."""
        font, metrics, widths = self._font(struck=struck, underlined=underlined)
        width = widths.get(text)
        if width is None:
            width = widths[text] = metrics.horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QPointF(at.x() - width, at.y()) if left else at, text)
        return width

    def _font(self, *, struck: bool, underlined: bool) -> Written:
        formats = self._formats()
        if formats is not self._fonts_of:
            self._fonts, self._fonts_of = {}, formats
        found = self._fonts.get((struck, underlined))
        if found is None:
            font = QFont(formats.font)
            font.setStrikeOut(struck)
            font.setUnderline(underlined)
            found = self._fonts[struck, underlined] = (font, QFontMetricsF(font), {})
        return found
