"""The start page: recent documents, and ways to start."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QFrame,
    QLabel,
    QMainWindow,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from widgets.common.actions import bare_name
from widgets.common.foreign_text import as_tooltip
from widgets.common.labels import plain_label
from widgets.start.recent_list import RecentEntry, RecentList
from widgets.theme.colours import between, colours, edge_of
from widgets.theme.design import BODY, GAP, PAGE, RADIUS_OVERLAY, SECTION, SEMIBOLD, TITLE
from widgets.theme.fonts import typeface

NARROW = 720
"""The width in pixels below which the list is below the buttons."""
WIDEST = 1080
ICON = QSize(28, 28)


class StartAction(Struct, frozen=True):
    """A way to start: its action, and a short explanation."""

    action: QAction
    words: str
    more: str
    main: bool = False


class StartPage(QWidget):
    """Covers the window below its menus until a document is chosen; the covered parts are disabled meanwhile."""

    file_asked = Signal(str)
    drop_asked = Signal(str)
    again_set = Signal(bool)
    """Whether to show the page at the next start."""
    left = Signal()
    """The user wants to return to the document behind the page."""

    def __init__(self, actions: Sequence[StartAction], window: QMainWindow, *, again: bool = True) -> None:
        super().__init__(window)
        self._window = window
        self._resting: list[QWidget] = []
        self.may_leave = False
        """Whether there is a document behind the page."""
        self.setAutoFillBackground(True)
        self.setCursor(Qt.CursorShape.ArrowCursor)  # not the cursor of the borders of panels below
        self.setAccessibleName(self.tr("Start page"))
        self.files = RecentList()
        self.buttons = [StartButton(action) for action in actions]
        self.nothing = plain_label(self.tr("Documents that you open or save are listed here."))
        self.again = QCheckBox(self.tr("Show this page at every start"))
        self.again.setChecked(again)
        self.again.toggled.connect(self.again_set)
        self._lay_out()
        self.files.opened.connect(self.file_asked)
        self.files.dropped.connect(self._drop)
        window.installEventFilter(self)
        self._fit()
        self.hide()

    def _lay_out(self) -> None:
        head = QLabel(self.tr("Clausewright"))
        head.setFont(typeface(head.font(), TITLE, SEMIBOLD))
        message_label = plain_label(
            self.tr("Amend an ITU text as in Word; what you change becomes tracked changes in ITU’s form.")
        )
        recent = QLabel(self.tr("Recent documents"))
        begin = QLabel(self.tr("Begin"))
        for label in (recent, begin):
            label.setFont(typeface(label.font(), BODY, SEMIBOLD))
        recent.setBuddy(self.files)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(recent)
        left.addWidget(self.nothing, 1, Qt.AlignmentFlag.AlignTop)
        left.addWidget(self.files, 1)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(begin)
        for button in self.buttons:
            right.addWidget(button)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(PAGE)
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 4)
        inside = QWidget()
        inside.setMaximumWidth(WIDEST)
        whole = QVBoxLayout(inside)
        whole.setContentsMargins(PAGE, PAGE, PAGE, SECTION)
        whole.setSpacing(GAP)
        whole.addWidget(head, 0, Qt.AlignmentFlag.AlignLeft)  # its letters run from left to right in either direction of the page
        whole.addWidget(message_label)
        whole.addSpacing(18)
        whole.addLayout(self._columns, 1)
        whole.addSpacing(8)
        whole.addWidget(self.again)
        middle = QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        area = QScrollArea()
        area.setWidget(middle)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)

    # -- what is shown

    def show_entries(self, entries: Sequence[RecentEntry]) -> None:
        """Shows the recent documents."""
        self.files.show_entries(entries)
        self._show_whether_any()

    def _show_whether_any(self) -> None:
        self.nothing.setVisible(not self.files.count())
        self.files.setVisible(bool(self.files.count()))

    def _drop(self, key: str) -> None:
        self._show_whether_any()
        if not self.files.count():
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.drop_asked.emit(key)

    # -- coming and going

    def open(self, *, may_leave: bool) -> None:
        """Covers the window."""
        self.may_leave = may_leave
        bar = self._window.menuBar()
        for child in self._window.children():
            if isinstance(child, QWidget) and not child.isWindow() and child not in (self, bar) and child.isEnabled():
                child.setEnabled(False)
                self._resting.append(child)
        self._fit()
        self.show()
        self.raise_()
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def close_page(self) -> None:
        """Uncovers the window."""
        self.hide()
        for child in self._resting:
            if isValid(child):  # parts of the window that were replaced since are deleted only with the next events
                child.setEnabled(True)
        self._resting.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.may_leave:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return False

    def _fit(self) -> None:
        bar = self._window.menuBar()
        top = bar.height() if not bar.isNativeMenuBar() and bar.isVisibleTo(self._window) else 0
        self.setGeometry(0, top, self._window.width(), self._window.height() - top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.BottomToTop if narrow else ways.LeftToRight)
        rows = min(max(self.files.count(), 1), 4)
        self.files.setMinimumHeight(rows * 90 if narrow else 0)


class StartButton(QPushButton):
    """A large button with two lines: what it does, and what for."""

    def __init__(self, about: StartAction) -> None:
        super().__init__(about.words)
        self._more = about.more
        self._main = about.main
        self._action = about.action
        self.setAccessibleName(bare_name(about.words))
        self.setAccessibleDescription(about.more)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        keys = about.action.shortcut().toString(about.action.shortcut().SequenceFormat.NativeText)
        self._keys = keys
        self.setToolTip(as_tooltip(f"{about.more} ({keys})" if keys else about.more))
        self.clicked.connect(lambda _checked: about.action.trigger())

    def _fonts(self) -> tuple[QFont, QFont]:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        return bold, self.font()

    def sizeHint(self) -> QSize:
        bold, plain = map(QFontMetrics, self._fonts())
        width = max(bold.horizontalAdvance(self.text() + "    " + self._keys), plain.horizontalAdvance(self._more))
        return QSize(width + 2 * 14 + self._indent(), bold.lineSpacing() + plain.lineSpacing() + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def _icon(self) -> QIcon:
        return self._action.icon()

    def _indent(self) -> int:
        return 0 if self._icon().isNull() else ICON.width() + 12

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, roles = self.palette(), QPalette.ColorRole
        shades = colours(palette)
        base, text = palette.color(roles.Base), palette.color(roles.Text)
        hover, down = self.underMouse(), self.isDown()
        ground = between(base, text, 0.12) if down else between(base, text, 0.06) if hover else base
        edge = palette.color(roles.Accent) if self._main or self.hasFocus() else edge_of(palette)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 2 if self.hasFocus() or self._main else 1))
        painter.drawRoundedRect(box, RADIUS_OVERLAY, RADIUS_OVERLAY)
        inner = self.rect().adjusted(14, 9, -14, -9)
        ltr = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
        indent = self._indent()
        if indent:
            place = inner.left() if ltr else inner.right() - ICON.width()
            self._icon().paint(painter, place, inner.center().y() - ICON.height() // 2, ICON.width(), ICON.height())
            inner = inner.adjusted(indent, 0, 0, 0) if ltr else inner.adjusted(0, 0, -indent, 0)
        bold, plain = self._fonts()
        side = Qt.AlignmentFlag.AlignLeft if ltr else Qt.AlignmentFlag.AlignRight
        other = Qt.AlignmentFlag.AlignRight if ltr else Qt.AlignmentFlag.AlignLeft
        top, absolute = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignAbsolute
        painter.setFont(bold)
        painter.setPen(text)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        shown = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        mnemonic = Qt.TextFlag.TextShowMnemonic if shown else Qt.TextFlag.TextHideMnemonic
        painter.drawText(inner, side | top | absolute | mnemonic, self.text())
        painter.setFont(plain)
        painter.setPen(shades.quiet)
        if self._keys:
            painter.drawText(inner, other | top | absolute, self._keys)
        line = QFontMetrics(plain).elidedText(self._more, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignBottom | absolute, line)
