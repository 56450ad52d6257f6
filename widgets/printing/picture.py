"""A picture of the pages as they would be printed, one at a time."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from model.formats.page.blocks import Printout
from model.formats.page.metrics import MARGIN
from widgets.common.tasks import SlicedWork
from widgets.printing.page import Page
from widgets.printing.page_area import PageArea, PageSheet
from widgets.printing.paginator import Paginator
from widgets.printing.paper import draw_page

SLICE = 0.008
"""Seconds for which laying out keeps the window waiting."""
DESCRIBED = 300
"""The number of characters of a page that a screen reader gets."""


class PagePicture(PageArea):
    """Lays out the pages of a printed text in slices and shows one; `show_printout` keeps its number for another text."""

    laid_out = Signal(int)
    """The number of pages, once all are laid out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._paper = _Paper()
        super().__init__(self._paper, parent)
        self._pages: list[Page] = []
        self._laid_out = True
        self._work = SlicedWork(SLICE, self)
        self._work.sliced.connect(self._count_pages)
        self._work.finished.connect(self._end)
        self._work.failed.connect(self._fail)
        self.turned.connect(lambda _number: self._show())

    def show_printout(self, printed: Printout) -> None:
        """Shows another text. The picture stays until its new page is laid out."""
        self._laid_out, self._pages = False, []
        self._work.start(self._lay_out(Paginator(printed).pages()))

    def stop(self) -> None:
        """Lays no more out until another text is shown."""
        self._work.stop()

    def _lay_out(self, pages: Iterator[Page]) -> Iterator[None]:
        for page in pages:
            self._pages.append(page)
            if page.number == self.number:
                self._show()
            yield

    def _end(self) -> None:
        self._laid_out = True
        self._count_pages()
        self._show()
        self.laid_out.emit(len(self._pages))

    def _fail(self, error: Exception) -> None:
        """Stops at the pages that exist."""
        self._end()
        raise error

    def _count_pages(self) -> None:
        many = len(self._pages)
        self.set_count(many if self._laid_out else max(many, self.count), is_last=self._laid_out)

    def _show(self) -> None:
        if self.number <= len(self._pages):
            page = self._pages[self.number - 1]
            self._paper.show_page(page)
            self.describe(self.tr("Picture of page {number}").format(number=page.number), _words(page))


class _Paper(PageSheet):
    """The sheet."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._picture: QPixmap | None = None
        super().__init__()

    @property
    def ratio(self) -> float:
        page = self._page or Page(1)
        return page.height / page.width

    def show_page(self, page: Page) -> None:
        self._page, self._picture = page, None
        self.resize(self.sizeHint())
        self.update()

    def resized(self) -> None:
        self._picture = None

    def paint_page(self, painter: QPainter) -> None:
        if self._page is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            size = QSize(self.page_width, self.page_height) * ratio
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            drawing = QPainter(self._picture)
            draw_page(drawing, self._page, self.page_width)
            drawing.end()
        painter.drawPixmap(0, 0, self._picture)


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
