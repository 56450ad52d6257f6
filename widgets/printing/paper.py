"""Pages on paper: as the bytes of a PDF, or on a printer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRectF
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from model.errors import ClausewrightError
from model.formats.page.house_styles import LANGUAGE_TAGS
from model.formats.pdf.tagging import NoTags, Tagging
from model.message import Message
from widgets.printing.page import Page
from widgets.printing.tags import PageTags
from widgets.theme.design import PAPER

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 1440
"""Dots an inch: a dot is a twip."""
PROGRAM = "Clausewright"
SHEET = QColor(PAPER)


class Pdf:
    """A PDF that is being written: `data` is complete after all of `steps`. It names the title, the language and the program
    only, and its structure for readers who do not see it."""

    def __init__(self, title: str, language: str = "", *, landscape: bool = False) -> None:
        """`language` is the code of the language of the text."""
        self._title = title
        self._language = language
        self._landscape = landscape
        self.data = b""
        self.is_tagged = False
        """Whether the structure could be written."""

    def steps(self, pages: Iterable[Page]) -> Iterator[None]:
        """Writes page by page, and then the structure."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setTitle(self._title)
        writer.setCreator(PROGRAM)
        writer.setResolution(RESOLUTION)
        _set_page(writer, landscape=self._landscape)
        tags = PageTags(self._language)
        yield from _paint(writer, pages, 1, QPointF(), tags.draw)
        data = bytes(buffer.data().data())
        tagging = Tagging(data, tags.document, LANGUAGE_TAGS.get(self._language, ""))
        with suppress(NoTags):
            yield from tagging.steps()
            self.is_tagged = True
        self.data = tagging.data


def print_steps(printer: QPrinter, pages: Sequence[Page]) -> Iterator[None]:
    """Prints the pages chosen in the printer's dialog, as large as its paper allows. NoPrinter if it cannot start."""
    printer.setFullPage(True)
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    wide, high = paper.width() * 20, paper.height() * 20
    width, height = (pages[0].width, pages[0].height) if pages else (wide, high)
    fit = min(wide / width, high / height, 1.0)
    scale = printer.resolution() / RESOLUTION
    middle = QPointF((wide - width * fit) / 2, (high - height * fit) / 2) * scale
    yield from _paint(printer, _chosen_pages(printer, pages), scale * fit, middle)


class NoPrinter(ClausewrightError):
    """The printer does not accept the pages; the caller reports it."""

    def __init__(self) -> None:
        super().__init__(Message.verbatim(""))


def prepare(printer: QPrinter, title: str, *, landscape: bool = False) -> None:
    """Sets the paper and the name of the job."""
    printer.setDocName(title)
    printer.setCreator(PROGRAM)
    _set_page(printer, landscape=landscape)


def draw_page(painter: QPainter, page: Page, width: float) -> None:
    """Paints a page on white paper of a width, at the painter's origin."""
    scale = width / page.width
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.scale(scale, scale)
    paper = QRectF(0, 0, page.width, page.height)
    painter.fillRect(paper, SHEET)
    painter.setClipRect(paper)
    page.draw(painter)
    painter.restore()


def _set_page(device: QPagedPaintDevice, *, landscape: bool) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    device.setPageOrientation(orientation)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))


def _chosen_pages(printer: QPrinter, pages: Sequence[Page]) -> Sequence[Page]:
    first, last = printer.fromPage(), printer.toPage()
    chosen = [page for page in pages if not first or first <= page.number <= (last or first)]
    return chosen[::-1] if printer.pageOrder() is type(printer).PageOrder.LastPageFirst else chosen


def _draw(painter: QPainter, page: Page, _: int) -> None:
    page.draw(painter)


def _paint(
    device: QPagedPaintDevice,
    pages: Iterable[Page],
    scale: float,
    origin: QPointF,
    draw: Callable[[QPainter, Page, int], None] = _draw,
) -> Iterator[None]:
    """Draws pages one after the other.

    device: a printer or a file
    pages: the pages
    scale, origin: how large, and where on the paper
    draw: draws a page, with its number from 0
    """
    painter = QPainter()
    if not painter.begin(device):
        raise NoPrinter
    try:
        for place, page in enumerate(pages):
            if place and not device.newPage():
                raise NoPrinter
            painter.resetTransform()
            painter.translate(origin)
            painter.scale(scale, scale)
            draw(painter, page, place)
            yield
    finally:
        painter.end()
