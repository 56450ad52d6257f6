"""The check of what was recognised in a PDF, before its text is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.controllers.source_pages.pictures import PagedDocument, PagePictures, last_page
from app.user_data.pdf_corrections import PdfCorrections
from app.window.context import Context
from model.errors import FileError
from model.files.opening import OpenedFile, with_corrected_pages
from model.files.read_pages import ReadPages, texts_of
from model.submission.text_corrections import Corrections, TextCorrection
from widgets.common.translation import say

Known = Callable[[OpenedFile], Corrections]
"""Returns the corrections that were made when the file was added to the library."""


class PageCheckController(QObject):
    """Shows the box of what was recognised if something in a PDF is doubtful that the user is about to use."""

    def __init__(self, context: Context, known: Known, settings: Path) -> None:
        """`known` returns the corrections that the library has; others are kept in `settings`, the folder of the settings."""
        super().__init__(context.window)
        self._window = context.window
        self._tell = context.open_submission.message.emit
        self._known = known
        self._kept = PdfCorrections(settings)

    def check(self, opened: OpenedFile) -> OpenedFile | None:
        """A file that was opened, with the corrections of its user and those that were made when it was read before; None if the
        user cancels. The box is shown only if something is doubtful that the user neither corrected nor confirmed before."""
        if opened.places is None:
            return opened
        pages = ReadPages(texts_of(opened.submission), opened.places)
        pages, _ = pages.correct_again(self._earlier(opened))
        if not pages.is_doubtful:
            return with_corrected_pages(opened, pages) if pages.corrections else opened
        corrected = check_pages(opened.path.name, opened.data, pages, self.tr("&Open"), self._window)
        if corrected is None:
            return None
        if corrected.corrections != pages.corrections:
            self._keep(opened, corrected)
        return with_corrected_pages(opened, corrected)

    def _earlier(self, opened: OpenedFile) -> Corrections:
        """The corrections that were made when the file was added to the library or opened before."""
        known, kept = self._known(opened), self._kept.find(opened.fingerprint)
        return {number: _united(known.get(number, ()), kept.get(number, ())) for number in {*known, *kept}}

    def _keep(self, opened: OpenedFile, pages: ReadPages) -> None:
        try:
            self._kept.keep(opened.fingerprint, pages.corrections)
        except FileError as error:
            self._tell(
                self.tr("The corrections are in the document, but not kept for the next time: {reason}.").format(
                    reason=say(error.message)
                )
            )


def _united(known: Sequence[TextCorrection], kept: Sequence[TextCorrection]) -> tuple[TextCorrection, ...]:
    """Two lists of corrections of one text as one; the second usually continues the first."""
    if tuple(kept[: len(known)]) == tuple(known):
        return tuple(kept)
    return (*known, *(correction for correction in kept if correction not in known))


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
