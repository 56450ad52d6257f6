"""The strip beside the scroll bar: the places of amendments, comments, problems and hits in the whole text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QApplication, QScrollBar, QSizePolicy, QToolTip, QWidget

from model.redline.edit_text import Place
from model.submission.transactions import Selection
from widgets.common.accessible_rows import PaintedPart
from widgets.common.foreign_text import as_tooltip
from widgets.common.tasks import debounce
from widgets.editor.view import StoryView
from widgets.theme.colours import colours
from widgets.theme.themes import is_flat

REDRAW_AFTER = 250
"""Milliseconds between the last change and the update of the strip: it must not delay keys."""
WIDTH = 15
NEAR = 4.0
"""The distance in pixels within which a click hits a mark."""
MOST_LINES = 6
"""The largest number of marks that a tooltip lists."""
MarkKind = Literal["amendment", "problem", "comment", "hit"]


class ScrollMark(Struct, frozen=True):
    """A mark for a place in the text."""

    kind: MarkKind
    clause: str
    offset: int
    selection: Selection
    """The selection that a click shows."""
    sentence: Callable[[], str]
    grave: bool = False
    """Whether a problem is an error."""


class ScrollMarks(PaintedPart, QWidget):
    """A click goes to a mark. With the keyboard, the commands for the next amendment, comment, problem and hit do the same."""

    went_to = Signal(object)
    """A Selection."""

    def __init__(self, view: StoryView, bar: QScrollBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._bar = bar
        self._marks: Sequence[ScrollMark] = ()
        self._heights: list[tuple[float, ScrollMark]] = []
        """By their heights in the strip."""
        self._drawn: QPixmap | None = None
        self._timer = debounce(self, REDRAW_AFTER, self.redraw)
        self.setAccessibleName(self.tr("Amendments, problems, comments and hits in the whole text"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        view.document().documentLayout().documentSizeChanged.connect(self._timer.start)
        view.pages.shown.connect(self._timer.start)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def show_marks(self, marks: Iterable[ScrollMark]) -> None:
        """Shows other marks; they are drawn shortly after."""
        self._marks = tuple(marks)
        self._timer.start()

    def redraw(self) -> None:
        """Computes the heights of the marks again."""
        self._timer.stop()
        index = {clause.id: at for at, clause in enumerate(self._view.projection.clauses)}
        groove, ends = self._groove(), self._ends()
        placed = [
            (groove.top() + self._part(Place(index[mark.clause], mark.offset), ends, groove.height()) * groove.height(), mark)
            for mark in self._marks
            if mark.clause in index
        ]
        self._heights = sorted(placed, key=lambda entry: entry[0])
        self._drawn = None
        self.update()

    def heights(self, kind: MarkKind) -> list[float]:
        """The heights in the strip of the marks of a kind."""
        return [height for height, mark in self._heights if mark.kind == kind]

    def _part(self, place: Place, ends: tuple[float, float], room: float) -> float:
        """The place as a share of the height of the whole text, from 0 to 1.

        ends: as of `_ends`
        room: the height of the strip; in a long text, the lines of a paragraph are at one height in it
        """
        document, projection = self._view.document(), self._view.projection
        number = projection.block_of(place.index)
        layout = document.findBlockByNumber(number).layout()
        lines = layout.lineCount()
        if not lines:  # not laid out yet; it is drawn again after that
            return min(number / max(document.blockCount(), 1), 1.0)
        low, high = ends
        height, line = max(high - low, 1.0), layout.lineAt(0)
        if lines > 1 and layout.lineAt(lines - 1).y() / height * room > 1:
            line = layout.lineForTextPosition(projection.point(place).position)
        top = layout.position().y() + (line.y() if line.isValid() else 0.0)
        return min((top - low) / height, 1.0)

    def _ends(self) -> tuple[float, float]:
        """The beginning and the end of all that can be scrolled to, in heights of the document."""
        bar, height = self._view.verticalScrollBar(), self._view.document().documentLayout().documentSize().height()
        return float(bar.minimum()), max(height, float(bar.maximum() + bar.pageStep()) if bar.maximum() else 0.0)

    def _groove(self) -> QRectF:
        groove = self._bar.rect() if is_flat() else self._between_arrows()
        return QRectF(0, groove.top() + 3, self.width(), max(groove.height() - 6, 1))

    def _between_arrows(self) -> QRect:
        from PySide6.QtWidgets import QStyle, QStyleOptionSlider  # 7 ms of the start, which the flat style does not need

        option = QStyleOptionSlider()
        self._bar.initStyleOption(option)
        style, groove = self._bar.style(), QStyle.SubControl.SC_ScrollBarGroove
        return style.subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, groove, self._bar)

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.end()

    def _draw(self) -> QPixmap:
        """Amendments as bars on the left, problems as triangles in the middle, comments as dots on the right, hits as lines
        across: place and shape show the kind as the colour does."""
        ratio = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(self.palette().color(self.palette().ColorRole.Window))
        palette, painter, done = colours(self.palette()), QPainter(drawn), set[tuple[str, int]]()
        painter.setPen(Qt.PenStyle.NoPen)
        # Errors are drawn last, so that no warning covers one.
        for height, mark in sorted(self._heights, key=lambda entry: (entry[1].kind != "hit", entry[1].grave)):
            at = (mark.kind + "!" * mark.grave, round(height))
            if at in done:
                continue
            done.add(at)
            tones: dict[MarkKind, QColor] = {
                "amendment": palette.inserted, "comment": palette.moved, "hit": palette.misspelt,
                "problem": palette.deleted if mark.grave else palette.changed,
            }  # fmt: skip
            _draw(painter, mark, height, tones[mark.kind])
        painter.end()
        return drawn

    def resizeEvent(self, event: QEvent) -> None:
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._drawn = None
            self.update()

    # -- mouse

    def near(self, height: float) -> list[ScrollMark]:
        """The marks at a height, the nearest first."""
        first = bisect_left(self._heights, height - NEAR, key=lambda entry: entry[0])
        last = bisect_left(self._heights, height + NEAR, key=lambda entry: entry[0])
        return [mark for _, mark in sorted(self._heights[first:last], key=lambda entry: abs(entry[0] - height))]

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.sentences_at(float(event.pos().y())), self)
            return True
        return super().event(event)

    def sentences_at(self, height: float) -> str:
        """The meanings of the marks at a height, as a tooltip."""
        marks = self.near(height)
        lines = [mark.sentence() for mark in marks[:MOST_LINES]]
        if len(marks) > MOST_LINES:
            lines.append(self.tr("More marks here: {count}").format(count=len(marks) - MOST_LINES))
        return "".join(map(as_tooltip, lines))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        marks = self.near(event.position().y())
        if marks:
            self.went_to.emit(marks[0].selection)
            return
        groove, bar = self._groove(), self._view.verticalScrollBar()
        part = (event.position().y() - groove.top()) / groove.height()
        low, high = self._ends()
        bar.setValue(round(low + part * (high - low) - bar.pageStep() / 2))

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._bar, event)


def _draw(painter: QPainter, mark: ScrollMark, height: float, tone: QColor) -> None:
    painter.setBrush(tone)
    if mark.kind == "amendment":
        painter.drawRect(QRectF(1, round(height) - 1, 4, 3))
    elif mark.kind == "problem":
        painter.drawPolygon(QPolygonF([QPointF(7.5, height - 3), QPointF(4.5, height + 2), QPointF(10.5, height + 2)]))
    elif mark.kind == "comment":
        painter.drawEllipse(QPointF(12, height), 2.2, 2.2)
    else:
        painter.drawRect(QRectF(0, round(height), WIDTH, 1.5))
