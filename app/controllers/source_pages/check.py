"""The check of what was recognised in a PDF, before its text is used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.controllers.source_pages.pictures import PagedDocument, PagePictures, last_page
from app.window.context import Context
from model.files.opening import OpenedFile, with_corrected_pages
from model.files.read_pages import ReadPages, texts_of

Known = Callable[[OpenedFile], OpenedFile]
"""Returns a file with the corrections that were made when it was read before; the same file if there are none."""


class PageCheckController(QObject):
    """Shows the box of what was recognised if something in a PDF is doubtful that the user is about to use."""

    def __init__(self, context: Context, known: Known) -> None:
        """`known` applies earlier corrections."""
        super().__init__(context.window)
        self._window = context.window
        self._known = known

    def check(self, opened: OpenedFile) -> OpenedFile | None:
        """A file that was opened, with the corrections of its user, or with those that were made when it was read before; None
        if the user cancels. A file without pages or without doubts is returned as it is."""
        known = self._known(opened)
        if known is not opened or opened.places is None or not opened.places.doubts:
            return known
        pages = ReadPages(texts_of(opened.submission), opened.places)
        corrected = check_pages(opened.path.name, opened.data, pages, self.tr("&Open"), self._window)
        return with_corrected_pages(opened, corrected) if corrected is not None else None


def check_pages(name: str, data: bytes, pages: ReadPages, accept: str, parent: QWidget) -> ReadPages | None:
    """Shows what was recognised, and returns it as the user corrected it; None if the user cancels.

    name: that of the file
    data: its bytes
    pages: what was read from it
    accept: the words of the button that ends the check
    parent: the window in front of which the box is shown
    """
    from widgets.source_pages.recognition_box import RecognitionBox

    places = pages.places
    box = RecognitionBox(name, pages, places.page_count or last_page(places.places), accept, parent)
    pictures = PagePictures(PagedDocument(name, data, places.turns), box.view, box)
    try:
        return box.pages if box.exec() else None
    finally:
        pictures.stop()
        box.deleteLater()
