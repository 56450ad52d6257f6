"""The text in a frame with its margin, the strip of marks and the scroll bar."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from widgets.common.sizes import digit_width
from widgets.editor.view import StoryView
from widgets.editor.view_comfort import NORMAL, PAGE_MARGIN, PAGE_WIDTH
from widgets.margin.card_margin import STRIP, CardMargin
from widgets.margin.card_words import CardWords
from widgets.margin.cards import Card
from widgets.margin.scroll_marks import ScrollMarks

NARROW, BROAD = 30, 44
"""The least and the greatest width of cards, in digits of the window."""
LEAST_TEXT = 56
"""The least width, in digits, of a text without pages beside cards, as a page keeps its lines; if there is not enough room, the
margin shows signs."""
PAGE_SIDES = 56
"""The least number of pixels beside the lines of a page."""
TEXT = 92
"""The width in digits from which on surplus room widens the cards."""


class TextFrame(QFrame):
    """Replaces a view in a window. The scroll bar is outside the margin, since it scrolls the margin too."""

    def __init__(self, view: StoryView, words_of: Callable[[Card], CardWords], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.margin = CardMargin(view, words_of)
        self.bar = _OuterBar(view)
        self.marks = ScrollMarks(view, self.bar)
        self._wanted = False
        self._leftwards = False
        view.setFrameShape(QFrame.Shape.NoFrame)
        self.setFrameStyle(QFrame.Shape.StyledPanel | QFrame.Shadow.Sunken)
        column = QVBoxLayout(self)  # bars with questions about the text are added above it
        self._row = QHBoxLayout()
        for layout in (column, self._row):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        column.addLayout(self._row, 1)
        for part in (view, self.margin, self.marks, self.bar):
            self._row.addWidget(part)
        self._row.setStretch(0, 1)
        self._gap_line = _GapLine(self)
        self.margin.hide()

    def show_margin(self, *, wanted: bool, leftwards: bool) -> None:
        """Shows or hides the margin; with `leftwards`, for a text that runs from right to left, on its left."""
        if (wanted, leftwards) == (self._wanted, self._leftwards):
            return
        self._wanted, self._leftwards = wanted, leftwards
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._row.removeWidget(self.margin)
        self._row.insertWidget(1 if leftwards is mirrored else 0, self.margin)
        self.fit()

    def fit(self) -> None:
        """Gives the cards the available width; if it is not enough, they are signs only."""
        if not self._wanted:
            self.margin.hide()
            return
        letter = digit_width(self.margin.font())
        room = self.contentsRect().width() - self.marks.sizeHint().width() - self.bar.sizeHint().width()
        narrow, broad = round(NARROW * letter), round(BROAD * letter)
        wanted = self._text_width(letter)
        signs = room - narrow < (wanted if self.view.sheet.comfort.page else LEAST_TEXT * letter)
        wide = min(broad, max(narrow, round(room - wanted)))
        self.margin.set_signs_only(signs)
        self.margin.setFixedWidth(STRIP if signs else wide)
        self.margin.show()

    def _text_width(self, letter: float) -> float:
        """The width in pixels that the text prefers: for a page, its lines and the least margins."""
        comfort = self.view.sheet.comfort
        if comfort.page:
            return self.view.logicalDpiX() * (PAGE_WIDTH - 2 * PAGE_MARGIN) * (comfort.zoom or NORMAL) / 100 + PAGE_SIDES
        return (comfort.width or TEXT) * letter * (comfort.zoom or NORMAL) / 100

    def show_gap_line(self, height: float | None, tone: QColor) -> None:
        """Draws the line from a card to its words over the area between the text and the margin; None removes it."""
        sheet, margin = self.view.viewport(), self.margin
        left, right = sheet.mapTo(self, sheet.rect().topLeft()).x(), sheet.mapTo(self, sheet.rect().topRight()).x() + 1
        left, right = (margin.geometry().right() + 1, left) if margin.x() < left else (right, margin.x())
        if height is None or right - left < 1 or margin.isHidden():
            self._gap_line.hide()
            return
        top = sheet.mapTo(self, sheet.rect().topLeft()).y() + round(height)
        self._gap_line.tone = tone
        self._gap_line.setGeometry(left, top - 1, right - left, 3)
        self._gap_line.show()
        self._gap_line.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _GapLine(QWidget):
    """A part of the line from a card to its words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.tone = QColor()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.tone, 1.0, Qt.PenStyle.DotLine))
        painter.drawLine(0, 1, self.width(), 1)
        painter.end()


class _OuterBar(QScrollBar):
    """Mirrors the scroll bar of a view, which a scroll area keeps inside."""

    def __init__(self, view: StoryView) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._view = view
        self.setAutoFillBackground(True)  # otherwise everything that contains it is painted at any place
        inner = view.verticalScrollBar()
        inner.setStyleSheet("QScrollBar { width: 0px }")  # it takes no room, whatever the policy of the view
        self.setAccessibleName(self.tr("Scroll the text"))
        inner.rangeChanged.connect(self._follow)
        inner.valueChanged.connect(self.setValue)
        self.valueChanged.connect(inner.setValue)
        self._follow()

    def _follow(self) -> None:
        inner = self._view.verticalScrollBar()
        self.setRange(inner.minimum(), inner.maximum())
        self.setPageStep(self._view.viewport().height())  # the inner bar is set after its signal
        self.setSingleStep(inner.singleStep())
        self.setValue(inner.value())
        self.setEnabled(inner.maximum() > inner.minimum())
