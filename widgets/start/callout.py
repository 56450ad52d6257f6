"""A note of the tour beside a part of the window, and a frame around that part."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.common.labels import plain_label
from widgets.theme.colours import mix
from widgets.theme.design import PADDING

WIDTH = 330
AWAY = 10


class Callout(QFrame):
    """Is shown over the window, which remains usable."""

    next_asked = Signal()
    back_asked = Signal()
    closed = Signal()
    moved = Signal()
    """The size of the window has changed; the receiver places the note again."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._around: QRect = QRect()
        self._frame = _Frame(window)
        self.setAutoFillBackground(True)
        self.setFixedWidth(min(WIDTH, window.width() - 2 * AWAY))
        self.head, self.words = QLabel(), plain_label("")
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.count = QLabel()
        self.back = QPushButton(self.tr("&Back"))
        self.next = QPushButton(self.tr("&Next"))
        self.stop = QPushButton(self.tr("Close"))
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        for button in (self.back, self.next, self.stop):
            button.setAutoDefault(True)
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        layout.addWidget(self.head)
        layout.addWidget(self.words)
        layout.addSpacing(4)
        layout.addLayout(row)
        self.next.clicked.connect(lambda _checked: self.next_asked.emit())
        self.back.clicked.connect(lambda _checked: self.back_asked.emit())
        self.stop.clicked.connect(lambda _checked: self.closed.emit())
        window.installEventFilter(self)

    def show_step(self, head: str, words: str, number: int, count: int) -> None:
        """Shows a step, counted from 1."""
        self.head.setText(head)
        self.words.setText(words)
        self.count.setText(self.tr("{number} of {count}").format(number=number, count=count))
        self.setAccessibleName(head)
        self.setAccessibleDescription(words)
        self.next.setAccessibleDescription(f"{head}. {words}")  # read out when it gets the focus
        self.back.setEnabled(number > 1)
        self.next.setText(self.tr("&Next") if number < count else self.tr("&Done"))
        self.stop.setVisible(number < count)

    def stand_by(self, around: QRect) -> None:
        """Places the note beside a rectangle of the window, where there is room, and frames the rectangle."""
        self._around = around
        window = self.parentWidget()
        assert window is not None
        self.setFixedHeight(self.layout().totalHeightForWidth(self.width()))  # type: ignore[union-attr]
        size, room = self.size(), window.rect().adjusted(AWAY, AWAY, -AWAY, -AWAY)
        left = max(room.left(), min(around.left(), room.right() + 1 - size.width()))
        places = (
            QPoint(around.right() + AWAY, around.top()),
            QPoint(around.left() - AWAY - size.width(), around.top()),
            QPoint(left, around.bottom() + AWAY),
            QPoint(left, around.top() - AWAY - size.height()),
        )
        fitting = (place for place in places if room.contains(QRect(place, size)))
        place = next(fitting, around.center() - QPoint(size.width() // 2, size.height() // 2))
        x = min(max(place.x(), room.left()), room.right() - size.width())
        y = min(max(place.y(), room.top()), room.bottom() - size.height())
        self.move(x, y)
        self._frame.setGeometry(around.adjusted(-3, -3, 3, 3))
        self._frame.show()
        self._frame.raise_()
        self.show()
        self.raise_()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self) -> None:
        """Removes the note and its frame."""
        self._frame.hide()
        self._frame.deleteLater()
        self.hide()
        self.deleteLater()

    def event(self, event: QEvent) -> bool:
        """Keeps the letters of the buttons from the fields beside the note, which may have the same."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._button_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def _button_of(self, event: QKeyEvent) -> QPushButton | None:
        """The button whose underlined letter is pressed with Alt."""
        pressed = QKeySequence(event.keyCombination())
        shown = (button for button in (self.back, self.next, self.stop) if button.isVisible() and button.isEnabled())
        return next((button for button in shown if QKeySequence.mnemonic(button.text()) == pressed), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (button := self._button_of(event)) is not None:
            button.click()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_PageDown:
            self.next_asked.emit()
        elif event.key() == Qt.Key.Key_PageUp and self.back.isEnabled():
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.moved.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        painter = QPainter(self)
        background = palette.color(QPalette.ColorRole.Base)
        painter.fillRect(self.rect(), mix(background, palette.color(QPalette.ColorRole.Accent), 0.08))
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class _Frame(QWidget):
    """A frame that ignores the mouse."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 3))
        painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
