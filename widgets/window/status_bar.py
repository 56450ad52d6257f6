"""The status bar: a message about what happened, beside the place in the text, which makes room for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStatusBar, QWidget

from widgets.common.foreign_text import direction_marked
from widgets.common.labels import set_tooltip
from widgets.common.names import spoken_path
from widgets.common.placing import visual_rect
from widgets.theme.design import GAP, HAIRLINE, NONE, PADDING

LEAST = 120
"""The least width of a place in pixels beside a long message."""
MOST = (1 << 24) - 1
"""Qt's limit for widths: none."""


class PlaceLabel(QLabel):
    """A path whose middle is omitted if there is not enough room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def show_path(self, path: str) -> None:
        """Shows the place of a path. The same place causes no new layout of the window, since each key asks for it."""
        if path == self._path:
            return
        self._path = path
        self.setAccessibleName(spoken_path(path))
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(spoken_path(self._path)) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint().boundedTo(QSize(LEAST, MOST))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room, metrics = self.width(), self.fontMetrics()
        whole = spoken_path(self._path)
        shown = spoken_path(self._path, lambda words: metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        self.setText(direction_marked(shown))
        set_tooltip(self, "" if shown == whole else whole)


class StatusBar(QStatusBar):
    """Lets the place shrink while a message is shown, and elides a longer message."""

    resized = Signal(QSize)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fixed: list[QWidget] = []
        """The parts at its end, in their order."""
        self.setSizeGripEnabled(False)  # the frame of the window is there for that
        self.setContentsMargins(GAP, NONE, GAP, NONE)
        self.place = PlaceLabel()
        self.addPermanentWidget(self.place)
        self.messageChanged.connect(self._make_room)

    def addPermanentWidget(self, widget: QWidget, stretch: int | None = 0) -> None:
        """Adds a part at the end, apart from the one before it."""
        super().addPermanentWidget(widget, stretch or 0)
        self._fixed.append(widget)
        for line in self.findChildren(QHBoxLayout):  # a new one at each addition
            line.setSpacing(PADDING)

    def _make_room(self, sentence: str) -> None:
        wanted = self.fontMetrics().horizontalAdvance(sentence) + 2 * GAP
        end = self._from_the_start(self.place.geometry()).right()
        self.place.setMaximumWidth(max(LEAST, end - wanted) if sentence else MOST)
        set_tooltip(self, sentence if wanted > end - LEAST else "")

    def _from_the_start(self, place: QRect) -> QRect:
        """The place of a rectangle, mirrored if the bar runs from right to left."""
        return visual_rect(self.layoutDirection(), self.rect(), place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size())
        self._make_room(self.currentMessage())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As Qt paints it, except that Qt cuts a message in the middle of a letter."""
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), HAIRLINE, self.palette().color(QPalette.ColorRole.Midlight))
        for part in self._fixed[1:]:
            if part.isVisible():
                beside = self._from_the_start(part.geometry()).left() - PADDING // 2
                line = self._from_the_start(QRect(beside, self.height() // 4, HAIRLINE, self.height() // 2))
                painter.fillRect(line, self.palette().color(QPalette.ColorRole.Midlight))
        end = self._from_the_start(self.place.geometry()).left()
        room = self._from_the_start(self.rect().adjusted(GAP, 0, end - GAP - self.width(), 0))
        sentence = self.fontMetrics().elidedText(self.currentMessage(), Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, direction_marked(sentence))
        painter.end()
