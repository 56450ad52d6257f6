"""The lines of a printed page: broken at their width, each with its height and the notes that it calls."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from model.formats.page.blocks import Cell, Line, Row, Span
from model.formats.page.metrics import Metrics
from model.redline import Status
from widgets.printing.type import DEFAULT_TAB, MARGIN_ROOM, NEAR, NEAR_RTL, SINGLE, Typeface, tab_stops

_LONGEST_WORD = 10_000
"""Characters without a space beyond which Qt would look too long for a place to break them."""
_PAD = 50.0
_NOTHING = Span("")
END = "¶"
"""The sign of a paragraph end that is tracked for itself."""
_EUROPEAN = dict.fromkeys((*range(0x80, 0x530), *range(0x1E00, 0x2400), 0xFEFF))
"""Latin, Greek and Cyrillic letters, punctuation and symbols: a text of these alone has lines of equal height."""


def _line_height(font: QFontMetricsF) -> float:
    return font.ascent() + font.descent() + max(font.leading(), 0)


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _units(line: Line, start: int) -> int:
    """The place in a paragraph of the words printed from `start` on, label included; both in UTF-16 units."""
    rest, units = start - sum(_utf16(span.text) for span in line.label), 0
    for span in line.spans:
        length = _utf16(span.text)
        if rest < length:
            return units + (max(rest, 0) if span.stands_for is None else 0)
        rest -= length
        units += length if span.stands_for is None else span.stands_for
    return units


class FlowStrip(Struct, frozen=True):
    """One line of a page."""

    layout: QTextLayout
    line: QTextLine
    height: float
    lift: float = 0
    """How much higher it is drawn than Qt would: the font of a single sign may be taller than all the others."""
    notes: tuple[str, ...] = ()
    changed: bool = False
    """Something in it is tracked."""
    source: str = ""
    """The paragraph that it prints, see `Line.source`."""
    at: int = 0
    """The place at which it begins in the text of that paragraph, in UTF-16 units."""
    margin: tuple[FlowStrip, ...] = ()
    """The lines of the margin number beside it."""
    style: str = ""
    """The style of that paragraph."""
    heard: Line | None = None
    """That paragraph, if it sounds otherwise than it is drawn: something in it is tracked, or it runs from right to left."""

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draws the line with its upper left corner at `x`, `y`, in points."""
        self.line.draw(painter, QPointF(x, y - self.lift - self.line.y()))


class FlowBlock(Struct, frozen=True):
    """A printed paragraph, broken into strips."""

    strips: tuple[FlowStrip, ...]
    look: Metrics
    before: float = 0
    after: float = 0
    new_page: bool = False

    @property
    def height(self) -> float:
        """The height of all strips, in points, without the space around the paragraph."""
        return sum(strip.height for strip in self.strips)


class Column(Struct):
    """The strips of a cell on their way to the page: each with the place of its upper edge."""

    placed: list[tuple[float, FlowStrip]] = []
    height: float = 0
    pad: float = 0
    """The free space above and below."""

    def cut(self, room: float) -> tuple[Column, Column]:
        """The part that fits into a height, and the rest."""
        fitting = (at for at, (top, strip) in enumerate(self.placed) if top + strip.height + self.pad > room)
        count = next(fitting, len(self.placed))
        if count == len(self.placed):
            return self, Column()
        fits, rest = self.placed[:count], self.placed[count:]
        start = rest[0][0] - self.pad
        moved = [(top - start, strip) for top, strip in rest]
        bottom = fits[-1][0] + fits[-1][1].height + self.pad if fits else 0
        return Column(fits, bottom, self.pad), Column(moved, self.height - start, self.pad)


def height_of(columns: Iterable[Column]) -> float:
    """The height of a row."""
    return max((column.height for column in columns), default=0)


def of_no_text(column: Column) -> Column:
    """A column whose lines report no paragraph."""
    return Column([(y, replace(strip, source="")) for y, strip in column.placed], column.height, column.pad)


def going_on(row: Row) -> frozenset[int]:
    """The columns of the grid at which cells of a row begin that go on those above them."""
    starts = accumulate((cell.columns for cell in row.cells), initial=0)
    return frozenset(at for at, cell in zip(starts, row.cells, strict=False) if cell.goes_on)


class LineBreaker(Struct):
    """Breaks the lines of one text."""

    type: Typeface

    @property
    def rtl(self) -> bool:
        """Whether lines run from right to left."""
        return self.type.language == "ar"

    @property
    def margin_room(self) -> int:
        """The room of a margin number, in twips."""
        return MARGIN_ROOM + NEAR - NEAR_RTL if self.rtl else MARGIN_ROOM

    def block(self, line: Line, width: float, *, small: bool = False) -> FlowBlock:
        """A paragraph at a width; `small` sets it for a narrow column."""
        look = self.type.metrics(line.style, small=small)
        layout, calls, changes = self._layout(line, look, small=small)
        left, hanging = (0, 0) if line.centred else (look.left, look.hanging)
        self._set_option(layout, look, line, left, hanging)
        strips: list[FlowStrip] = []
        known = max((QFontMetricsF(part.format.font()) for part in layout.formats()), key=_line_height, default=None)
        if known is not None and not layout.text().translate(_EUROPEAN).isascii():
            known = None
        heard = line if changes or self.rtl else None
        layout.beginLayout()
        y = 0.0
        while (row := layout.createLine()).isValid():
            row.setLeadingIncluded(True)
            begin = max(left - hanging, 0) if not strips else left
            row.setLineWidth(max(width - begin - look.right, width / 8))
            row.setPosition(QPointF(look.right if self.rtl else begin, y))
            natural, lift = self._height(row, known)
            height = line.height or natural * look.line / SINGLE
            start, stop = row.textStart(), row.textStart() + row.textLength()
            notes = tuple(key for place, key in calls if start <= place < stop)
            changed = any(first < stop and last > start for first, last in changes)
            at = _units(line, start) if line.source and strips else 0
            strips.append(FlowStrip(layout, row, height, lift, notes, changed, line.source, at, (), line.style, heard))
            y += row.height()
        layout.endLayout()
        if line.margin and strips:
            number = Line("Normal", line.margin)
            beside = self.block(number, self.margin_room).strips
            beside = beside if len(beside) == 1 else self.block(number, self.margin_room, small=True).strips
            strips[0] = replace(strips[0], margin=beside, changed=strips[0].changed or any(strip.changed for strip in beside))
        before, after = (0, 0) if line.height else (look.before, look.after)
        return FlowBlock(tuple(strips), look, before, after, line.new_page)

    def column(self, cell: Cell, width: float, *, small: bool = False) -> Column:
        """The lines of a cell, one under another; `small` as in `block`, and no more room above and below than is needed."""
        out = Column(pad=_PAD if small else 0)
        y, gap = float(out.pad), 0.0
        for line in cell.lines:
            block = self.block(replace(line, margin=(), label=line.head), width, small=small)
            if out.placed or not small:
                y += max(gap, block.before)
            for strip in block.strips:
                out.placed.append((y, strip))
                y += strip.height
            gap = block.after
        out.height = y + (out.pad if small else gap)
        return out

    @staticmethod
    def _height(line: QTextLine, known: QFontMetricsF | None) -> tuple[float, float]:
        """The height of a line and the distance by which it is raised. In a European text both are those of the house's font,
        even if some characters come from other fonts."""
        if known is None or line.height() <= _line_height(known):
            return line.height(), 0
        return _line_height(known), max(line.ascent() - known.ascent(), 0)

    def _layout(
        self, line: Line, look: Metrics, *, small: bool
    ) -> tuple[QTextLayout, list[tuple[int, str]], list[tuple[int, int]]]:
        """The characters with their formats, the calls of notes, and the tracked parts, in UTF-16 units."""
        layout = QTextLayout()
        texts, ranges, calls, changes = [], [], [], []
        at = 0
        mark = (Span(END, line.end),) if line.end is not Status.KEPT and not line.whole else ()
        for span in (*line.label, *line.spans, *mark):
            text = span.text.upper() if (look.caps if span.caps is None else span.caps) else span.text
            length = _utf16(text)
            format_range = QTextLayout.FormatRange()
            format_range.start, format_range.length, format_range.format = (
                at,
                length,
                self.type.format(line.style, span, small=small),
            )
            ranges.append(format_range)
            if span.note:
                calls.append((at, span.note))
            if span.status is not Status.KEPT or span.restyled:
                changes.append((at, at + length))
            texts.append(text)
            at += length
        layout.setText("".join(texts))
        layout.setFont(self.type.format(line.style, _NOTHING, small=small).font())
        layout.setFormats(ranges)
        layout.setCacheEnabled(True)
        return layout, calls, changes

    def _set_option(self, layout: QTextLayout, look: Metrics, line: Line, left: float, hanging: float) -> None:
        side = Qt.AlignmentFlag.AlignRight if self.rtl else Qt.AlignmentFlag.AlignLeft
        middle = look.centred or line.centred
        option = QTextOption((Qt.AlignmentFlag.AlignHCenter if middle else side) | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if self.rtl else Qt.LayoutDirection.LeftToRight)
        text, wrap = layout.text(), QTextOption.WrapMode
        endless = len(text) > _LONGEST_WORD and max(map(len, text.split()), default=0) > _LONGEST_WORD
        option.setWrapMode(wrap.WrapAnywhere if endless else wrap.WrapAtWordBoundaryOrAnywhere)
        start = max(left - hanging, 0)
        option.setTabs(tab_stops(look, start, 1.0, rtl=self.rtl, hangs=hanging > 0))
        option.setTabStopDistance(DEFAULT_TAB)
        layout.setTextOption(option)
