"""The margins beside the text: labels, the old deleted and the new inserted, and the marks of tracked ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextBlock, QTextDocument, QTextLine

from model.formats.page.labels import house_label
from model.numbering import Labelling, on_one_line
from model.redline import Clause, Status
from widgets.editor import change_bars
from widgets.editor.document.formats import Formats
from widgets.editor.document.page_formats import ROOM, STYLE, PageFormats
from widgets.editor.document.projection import Projection, Window
from widgets.editor.document.shown_blocks import blocks_of
from widgets.editor.invisible_characters import has_deleted_blanks, paint_deleted_blanks
from widgets.editor.margin_numbers import ShownNumber, number_of
from widgets.theme.colours import Colours

GAP = 6.0
Written = tuple[QFont, QFontMetricsF, dict[str, float]]
"""A font, its metrics, and the widths of texts in it: they are needed at every key."""


class MarginLabels(Struct, frozen=True):
    """The labels of a block: in the base, in the draft."""

    base: str | None
    draft: str | None
    number: ShownNumber | None = None
    """The margin number of its provision, painted by `MarginNumbers`."""


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
    return MarginLabels(on_one_line(base) or None, on_one_line(draft) or None, number_of(projection, labelling, block))


def labels_in(projection: Projection, labelling: Labelling, shown: Sequence[int]) -> list[MarginLabels]:
    """The labels that a view shows at a range of blocks."""
    return [labels_of(projection, labelling, block) for block in shown if block < projection.count]


def ends_differ(before: Projection, after: Projection, window: Window) -> bool:
    """Whether the mark of an end, which is painted and changes no text, appeared or vanished."""
    first, old, new = window
    if after.view != "markup":
        return False
    was, now = before.clauses[first : first + old], after.clauses[first : first + new]
    return [clause.end.status for clause in was] != [clause.end.status for clause in now]


def _end(clauses: Sequence[Clause], number: int) -> Status:
    """The status of the end of a clause, as shown: the last end of a cell has that of its row."""
    clause = clauses[number]
    goes_on = number + 1 < len(clauses) and clauses[number + 1].cell == clause.cell
    return Status.KEPT if clause.row is not Status.KEPT and not goes_on else clause.end.status


class Margins:
    """Paints labels and end marks of the blocks that a rectangle shows."""

    def __init__(self, document: QTextDocument, formats: Callable[[], Formats]) -> None:
        self._document = document
        self._formats = formats
        self._fonts: dict[tuple[bool, bool, str, bool], Written] = {}
        self._fonts_of: Formats | None = None

    def paint(
        self, painter: QPainter, projection: Projection, labelling: Labelling | None, shown: Sequence[int], offset: QPointF
    ) -> None:
        """Paints the margins of visible blocks.

        painter: the painter of the widget
        projection: what is shown
        labelling: the labels, if known
        shown: the visible blocks
        offset: the place of the viewport in the document, in pixels
        """
        formats, colours = self._formats(), self._formats().colours
        bars: QRectF | None = None
        if isinstance(formats, PageFormats):
            at = self._document.documentMargin() - change_bars.AT * formats.scale - offset.x()
            bars = QRectF(at, 0, max(1.0, change_bars.WIDTH * formats.scale), 0)
        for number, block in blocks_of(self._document, shown):
            if number >= projection.count:
                break
            labels = labels_of(projection, labelling, number)
            marked = projection.view == "markup" and number < len(projection.clauses)
            end = _end(projection.clauses, number) if marked else Status.KEPT
            if labels.base or labels.draft or end is not Status.KEPT:
                italic = projection.house is not None and _in_italics(projection, number)
                self._paint_beside(painter, block, labels, end, offset, italic=italic)
            if marked and has_deleted_blanks(projection.clauses[number]):
                paint_deleted_blanks(painter, projection, number, block, colours.deleted, offset)
            if marked and bars is not None:
                clause, changed = projection.clauses[number], labels.base != labels.draft
                change_bars.paint_bars(painter, clause, block, bars, colours.text, offset.y(), relabelled=changed)

    def _paint_beside(
        self, painter: QPainter, block: QTextBlock, labels: MarginLabels, end: Status, offset: QPointF, *, italic: bool
    ) -> None:
        layout = block.layout()
        count = layout.lineCount()
        if not count:
            return
        rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
        origin = layout.position() - offset
        if labels.base or labels.draft:
            if isinstance(self._formats(), PageFormats):
                self._paint_on_page(painter, block, labels, origin, italic=italic, rtl=rtl)
            else:
                self._paint_labels(painter, layout.lineAt(0), labels, origin, rtl=rtl)
        if end is not Status.KEPT:
            self._paint_end(painter, layout.lineAt(count - 1), end, origin, rtl=rtl)

    def _paint_on_page(
        self, painter: QPainter, block: QTextBlock, labels: MarginLabels, origin: QPointF, *, italic: bool, rtl: bool
    ) -> None:
        """Writes labels at their places on paper, old before new; if there is not enough room, they end at the text."""
        line, form = block.layout().lineAt(0), block.blockFormat()
        pieces = _pieces(labels, self._formats().colours)[::-1]
        style, room = form.stringProperty(STYLE), form.doubleProperty(ROOM)
        width = 0.0
        for text, _, struck, underlined in pieces:
            width += self._width(text, self._font(struck=struck, underlined=underlined, style=style, italic=italic))
        place = line.position() + origin
        start = place.x() + (line.width() + room if rtl else -room)
        edge = place.x() + (line.width() + GAP if rtl else -GAP)
        if width + GAP > room:
            start = edge + width if rtl else edge - width
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        for text, colour, struck, underlined in pieces:
            written = self._font(struck=struck, underlined=underlined, style=style, italic=italic)
            at = QPointF(start, place.y() + line.ascent())
            width = self._write(painter, text, colour, at, written, left=rtl)
            start += -width if rtl else width

    def _paint_labels(self, painter: QPainter, line: QTextLine, labels: MarginLabels, origin: QPointF, *, rtl: bool) -> None:
        pieces = _pieces(labels, self._formats().colours)
        place = line.position() + origin
        baseline = place.y() + line.ascent()
        edge = place.x() + (line.width() + GAP if rtl else -GAP)
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        for text, colour, struck, underlined in pieces:
            at = QPointF(edge, baseline)
            written = self._font(struck=struck, underlined=underlined)
            width = self._write(painter, text, colour, at, written, left=not rtl)
            edge += (width + GAP) if rtl else -(width + GAP)

    def _paint_end(self, painter: QPainter, line: QTextLine, status: Status, origin: QPointF, *, rtl: bool) -> None:
        colours = self._formats().colours
        inserted = status is Status.INSERTED
        rect = line.naturalTextRect()
        at = QPointF(origin.x() + (rect.left() - 2 if rtl else rect.right() + 2), origin.y() + line.y() + line.ascent())
        colour = colours.inserted if inserted else colours.deleted
        self._write(painter, "¶", colour, at, self._font(struck=not inserted, underlined=inserted), left=rtl)

    def _write(self, painter: QPainter, text: str, colour: QColor, at: QPointF, written: Written, *, left: bool) -> float:
        """Writes a text beside a point, on its left or right, and returns its width."""
        width = self._width(text, written)
        painter.setFont(written[0])
        painter.setPen(colour)
        painter.drawText(QPointF(at.x() - width, at.y()) if left else at, text)
        return width

    @staticmethod
    def _width(text: str, written: Written) -> float:
        _, metrics, widths = written
        width = widths.get(text)
        if width is None:
            width = widths[text] = metrics.horizontalAdvance(text)
        return width

    def _font(self, *, struck: bool, underlined: bool, style: str = "", italic: bool = False) -> Written:
        formats = self._formats()
        if formats is not self._fonts_of:
            self._fonts, self._fonts_of = {}, formats
        found = self._fonts.get((struck, underlined, style, italic))
        if found is None:
            font = QFont(formats.font_of(style) if isinstance(formats, PageFormats) else formats.font)
            font.setStrikeOut(struck)
            font.setUnderline(underlined)
            font.setItalic(italic or font.italic())
            found = self._fonts[struck, underlined, style, italic] = (font, QFontMetricsF(font), {})
        return found


def _pieces(labels: MarginLabels, colours: Colours) -> list[tuple[str, QColor, bool, bool]]:
    """The labels from the text outwards, each with its colour, and whether it is struck through or underlined."""
    if labels.base == labels.draft:
        return [(labels.base, colours.text, False, False)] if labels.base else []
    pieces: list[tuple[str, QColor, bool, bool]] = []
    if labels.draft:
        pieces.append((labels.draft, colours.inserted, False, True))
    if labels.base:
        pieces.append((labels.base, colours.deleted, True, False))
    return pieces


def _in_italics(projection: Projection, block: int) -> bool:
    """Whether the label of a block is in italics on paper."""
    bearer = projection.bearer(block)
    return bearer is not None and house_label(bearer, bearer.own_label or bearer.label).italic
