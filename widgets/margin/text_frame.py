"""The text in a frame with the strip of marks and the scroll bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollBar, QWidget

from widgets.editor.view import StoryView
from widgets.margin.card_margin import CardMargin
from widgets.margin.scroll_marks import ScrollMarks


class TextFrame(QFrame):
    """Replaces a view in a window."""

    def __init__(self, view: StoryView, margin: CardMargin, parent: QWidget | None = None) -> None:
        """`margin` shows the cards of the view in a panel."""
        super().__init__(parent)
        self.view = view
        self._margin = margin
        self.bar = _OuterBar(view, self)
        self.marks = ScrollMarks(view, self.bar, self)
        view.setFrameShape(QFrame.Shape.NoFrame)
        self.setFrameShape(QFrame.Shape.NoFrame)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for part in (view, self.marks, self.bar):
            row.addWidget(part)
        row.setStretch(0, 1)
        self._gap_line = _GapLine(self)

    def show_gap_line(self, height: float | None, tone: QColor) -> None:
        """Draws the line from a card to its words over what is between the text and the edge of the frame; None removes it."""
        sheet, edge = self.view.viewport(), self.rect()
        left, right = sheet.mapTo(self, sheet.rect().topLeft()).x(), sheet.mapTo(self, sheet.rect().topRight()).x() + 1
        left, right = (edge.left(), left) if self._margin.on_left() else (right, edge.right() + 1)
        if height is None or right - left < 1:
            self._gap_line.hide()
            return
        top = sheet.mapTo(self, sheet.rect().topLeft()).y() + round(height)
        self._gap_line.tone = tone
        self._gap_line.setGeometry(left, top - 1, right - left, 3)
        self._gap_line.show()
        self._gap_line.update()


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

    def __init__(self, view: StoryView, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
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
