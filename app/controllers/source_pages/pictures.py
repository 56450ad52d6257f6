"""The pictures of pages, drawn in another process while a thread waits for it; the last ones are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from app.background import Report, Worker
from model.errors import ClausewrightError
from model.formats.pdf.places import SourcePlace
from widgets.common.translation import say
from widgets.source_pages.page_view import SourcePageView

KEPT = 4
"""Pictures that are kept; one of a page in the width of a large window has some 8 MB."""
STEP = 64
"""Pixels to a multiple of which the width of a picture is raised, so that a small change of the window needs no new one."""
WIDEST = 4096
USUAL_WIDTH = 595.0
"""The width of a page in points, before it is known: A4."""


class Pixels(Protocol):
    """The picture of a page."""

    @property
    def width(self) -> int:
        """In pixels."""

    @property
    def height(self) -> int:
        """In pixels."""

    @property
    def scale(self) -> float:
        """Pixels per point."""

    @property
    def data(self) -> bytes:
        """Four bytes for each pixel: blue, green, red, and one that is not used."""


Draw = Callable[[bytes, str, int, float, int], Pixels]
"""Draws a page of a PDF: its bytes and name, the number of the page from 1, pixels per point, degrees by which it is turned.
ClausewrightError if it cannot."""
Key = tuple[int, int]
"""Number and width of a picture."""


class PagedDocument(Struct, frozen=True):
    """A PDF whose pages are drawn."""

    name: str
    data: bytes
    turns: Mapping[int, int] = {}
    """Degrees by which pages are turned, by their numbers."""


class PagePictures(QObject):
    """Gives a view the pictures of one document. Of several that it asks for, only the last one is drawn."""

    def __init__(self, document: PagedDocument, view: SourcePageView, parent: QObject, draw: Draw | None = None) -> None:
        """Draws for a view.

        document: whose pages are drawn
        view: what shows the pictures
        draw: draws a page; None: the process that reads PDFs
        """
        super().__init__(parent)
        self._draw = draw
        self._document = document
        self._widths: dict[int, float] = {}
        """The widths of pages in points, as far as they are known."""
        self._view = view
        self._kept: OrderedDict[Key, tuple[QImage, float]] = OrderedDict()
        self._wanted: Key | None = None
        self._worker: Worker[tuple[QImage, float]] | None = None
        view.picture_asked.connect(self.ask)

    def ask(self, number: int, pixels: int) -> None:
        """Shows the picture of a page, which is drawn if it is not kept."""
        key = number, min(-(-pixels // STEP) * STEP, WIDEST)
        kept = self._kept.get(key)
        if kept is not None:
            self._wanted = None
            self._kept.move_to_end(key)
            self._view.show_picture(number, *kept)
            return
        self._wanted = key
        self._start()

    def stop(self) -> None:
        """Draws no more for the view."""
        self._view.picture_asked.disconnect(self.ask)
        self._wanted = None
        if self._worker is not None:
            self._worker.cancel()
        self.deleteLater()

    def _start(self) -> None:
        if self._worker is not None or self._wanted is None:
            return
        key, document = self._wanted, self._document
        number, pixels = key
        width, turn = self._widths.get(number, USUAL_WIDTH), document.turns.get(number, 0)
        draw = self._draw or _drawing()

        def work(_report: Report) -> tuple[QImage, float]:
            drawn = draw(document.data, document.name, number, pixels / width, turn)
            shared = QImage(drawn.data, drawn.width, drawn.height, 4 * drawn.width, QImage.Format.Format_RGB32)
            return shared.copy(), drawn.width / drawn.scale

        worker = self._worker = Worker(work, "picture of a page", self)
        worker.finished.connect(lambda: self._take(key, worker))
        worker.start()

    def _take(self, key: Key, worker: Worker[tuple[QImage, float]]) -> None:
        self._worker = None
        is_wanted, number = self._wanted == key, key[0]
        if is_wanted:
            self._wanted = None
        try:
            found = worker.result()
        except ClausewrightError as error:
            if is_wanted:
                self._view.show_problem(say(error.message))
        else:
            if found is not None:
                picture, width = found
                self._widths[number] = width
                self._kept[key] = found
                while len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
                self._view.show_picture(number, picture, width)
        self._start()


def _drawing() -> Draw:
    """The function that lets the process that reads PDFs draw a page."""
    from model.formats.pdf.page_reading import read_page_picture

    return read_page_picture


def last_page(places: Mapping[str, Sequence[SourcePlace]]) -> int:
    """The last page on which a clause is; 1 if none is on any."""
    return max((place.page for boxes in places.values() for place in boxes), default=1)
