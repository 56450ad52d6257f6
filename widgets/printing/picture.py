"""A picture of the pages as they would be printed, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from model.formats.page.blocks import Printout
from model.formats.page.metrics import MARGIN
from widgets.common.foreign_text import as_tooltip
from widgets.common.labels import plain_label
from widgets.common.number_field import NumberField
from widgets.common.qt_fixes import PassesFocus
from widgets.common.tasks import SlicedWork
from widgets.printing.page import Page
from widgets.printing.paginator import Paginator
from widgets.printing.paper import draw_page
from widgets.theme.design import TIGHT

SLICE = 0.008
"""Seconds for which laying out keeps the window waiting."""
STEP = 1.25
CLOSEST, WIDEST = 0.5, 4.0
"""Of the width that there is."""
EDGE = 6
DESCRIBED = 300
"""The number of characters of a page that a screen reader gets."""


class PagePicture(PassesFocus):
    """Lays out the pages of a printed text in slices and shows one; `show_printout` keeps its number for another text."""

    laid_out = Signal(int)
    """The number of pages, once all are laid out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: list[Page] = []
        self._laid_out = True
        self._paper = _Paper()
        self._work = SlicedWork(SLICE, self)
        self._work.sliced.connect(self._set_count)
        self._work.finished.connect(self._end)
        self._work.failed.connect(self._fail)
        self._number = NumberField()
        self._number.setAccessibleName(self.tr("Page"))
        self._number.setRange(1, 1)
        self._number.setKeyboardTracking(False)
        self._number.valueChanged.connect(lambda _: self._show())
        self._count = plain_label("")
        self._count.setWordWrap(False)
        self._area = QScrollArea()
        self._area.setWidget(self._paper)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # or the width to fit would change with it
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.installEventFilter(self)
        self._area.viewport().installEventFilter(self)
        self._zoom = 1.0
        self.previous = self._button("", self.tr("Previous page"), lambda: self.turn(-1))
        self.previous.setArrowType(Qt.ArrowType.LeftArrow)
        self.next = self._button("", self.tr("Next page"), lambda: self.turn(1))
        self.next.setArrowType(Qt.ArrowType.RightArrow)
        bar = QHBoxLayout()
        bar.setContentsMargins(TIGHT, TIGHT, TIGHT, TIGHT)
        for widget in (self.previous, self._number, self._count, self.next):
            bar.addWidget(widget)
        bar.insertSpacing(2, 4)
        bar.addStretch(1)
        bar.addWidget(self._button("−", self.tr("Smaller"), lambda: self.zoom(1 / STEP)))
        bar.addWidget(self._button("+", self.tr("Larger"), lambda: self.zoom(STEP)))
        bar.addWidget(self._button("↔", self.tr("As wide as there is room"), lambda: self.zoom(0)))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self._area, 1)
        self.main_part = self._area
        self._show()

    def _button(self, words: str, name: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolTip(as_tooltip(name))
        button.setAccessibleName(name)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked: act())
        return button

    # -- pages

    @property
    def number(self) -> int:
        """The number of the page that is shown."""
        return self._number.value()

    def show_printout(self, printed: Printout) -> None:
        """Shows another text. The picture stays until its new page is laid out."""
        self._laid_out, self._pages = False, []
        self._work.start(self._lay_out(Paginator(printed).pages()))

    def stop(self) -> None:
        """Lays no more out until another text is shown."""
        self._work.stop()

    def turn(self, by: int) -> None:
        """Moves by a number of pages, backwards if it is negative."""
        self._number.setValue(self.number + by)
        self._area.verticalScrollBar().setValue(0)

    def zoom(self, factor: float) -> None:
        """Shows the page larger or smaller by a factor, 0: as wide as there is room."""
        self._zoom = min(max(self._zoom * factor, CLOSEST), WIDEST) if factor else 1.0
        self._fit()

    def _lay_out(self, pages: Iterator[Page]) -> Iterator[None]:
        for page in pages:
            self._pages.append(page)
            if page.number == self.number:
                self._show()
            yield

    def _end(self) -> None:
        self._laid_out = True
        self._set_count()
        self._show()
        self.laid_out.emit(len(self._pages))

    def _fail(self, error: Exception) -> None:
        """Stops at the pages that exist."""
        self._end()
        raise error

    def _set_count(self) -> None:
        many = len(self._pages)
        if self._laid_out or many > self._number.maximum():
            self._number.setMaximum(max(many, 1))
        more = "" if self._laid_out else " …"
        self._count.setText(self.tr("of {count}").format(count=self._number.maximum()) + more)

    def _show(self) -> None:
        self.previous.setEnabled(self.number > 1)
        self.next.setEnabled(self.number < self._number.maximum())
        if self.number <= len(self._pages):
            page = self._pages[self.number - 1]
            self._paper.show_page(page)
            self._area.setAccessibleName(self.tr("Picture of page {number}").format(number=page.number))
            self._area.setAccessibleDescription(_words(page))

    # -- size

    def _fit(self) -> None:
        room = self._area.viewport().width() - 2 * EDGE
        self._paper.set_width(max(int(room * self._zoom), 60))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self._area.viewport() and event.type() == QEvent.Type.Resize:
            self._fit()
        if watched is self._area and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._paper.set_marked(event.type() == QEvent.Type.FocusIn)
        if watched is self._area and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _key(self, event: QKeyEvent) -> bool:
        """Page keys turn the page if there is nothing left to scroll; Home and End go to the first and the last."""
        bar, key = self._area.verticalScrollBar(), event.key()
        if key == Qt.Key.Key_PageDown and bar.value() == bar.maximum() and self.number < self._number.maximum():
            self.turn(1)
        elif key == Qt.Key.Key_PageUp and bar.value() == bar.minimum() and self.number > 1:
            self.turn(-1)
        elif key == Qt.Key.Key_Home:
            self._number.setValue(1)
        elif key == Qt.Key.Key_End:
            self._number.setValue(self._number.maximum())
        else:
            return False
        return True


class _Paper(QWidget):
    """The sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._page: Page | None = None
        self._width = 200
        self._picture: QPixmap | None = None
        self._marked = False
        self.resize(self.sizeHint())

    def show_page(self, page: Page) -> None:
        self._page, self._picture = page, None
        self.resize(self.sizeHint())
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Shows that the keys are for it."""
        self._marked = marked
        self.update()

    def set_width(self, width: int) -> None:
        if width != self._width:
            self._width, self._picture = width, None
            self.resize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(self._width + 2 * EDGE, self._height + 2 * EDGE)

    @property
    def _height(self) -> int:
        page = self._page or Page(1)
        return round(self._width * page.height / page.width)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            size = QSize(self._width, self._height) * ratio
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            painter = QPainter(self._picture)
            draw_page(painter, self._page, self._width)
            painter.end()
        painter = QPainter(self)
        painter.drawPixmap(EDGE, EDGE, self._picture)
        role = QPalette.ColorRole.Accent if self._marked else QPalette.ColorRole.Midlight
        painter.setPen(QPen(self.palette().color(role), 3 if self._marked else 1))
        painter.drawRect(EDGE - 1, EDGE - 1, self._width + 1, self.height() - 2 * EDGE + 1)
        painter.end()


def _words(page: Page) -> str:
    """How a page begins, for who cannot see it."""
    out = ""
    for _, y, strip in page.strips:
        if page.number == 1 or y >= MARGIN:
            start = strip.line.textStart()
            out += strip.layout.text()[start : start + strip.line.textLength()].strip() + " "
        if len(out) > DESCRIBED:
            break
    return " ".join(out.split())[:DESCRIBED]
