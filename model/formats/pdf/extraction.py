"""PDFium's reading of a PDF: what is known of the document, its pages one after another, and the picture of a page.

Runs only in the process of PDFs (`reading_process.py`): a damaged file may end it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from ctypes import byref, create_string_buffer

from msgspec.structs import replace

from model.formats.pdf.page_characters import PageCharacters
from model.formats.pdf.page_graphics import Box, read_graphics
from model.formats.pdf.page_tags import TagReader
from model.formats.pdf.pages import Bookmark, FontReadability, PdfFacts, PdfPage, PdfPicture, PdfRule, PdfSpan
from model.formats.pdf.pdfium import Pdfium, Rectangle
from model.formats.pdf.process_frames import PagePixels
from model.formats.pdf.role_map import without_role_map
from model.formats.pdf.upright import Upright

_MOST_BOOKMARKS = 20_000
_DEEPEST = 16
_MOST_ADDED = 20
"""Characters that are added to a scanned page: its number, a stamp."""
SCANNED_PART = 0.5
"""The part of a page that the picture of a scanned one covers at least."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD; FPDF_ERR_SECURITY, an unknown kind of encryption, is the next."""

_MOST_PIXELS = 24_000_000
"""100 MB: A4 at 490 dots per inch."""
_ANNOTATIONS = 0x01
"""FPDF_ANNOT: stamps and remarks are painted too."""
_BGRX = 3
"""FPDFBitmap_BGRx"""
_WHITE = 0xFFFFFFFF


class EncryptedPdf(Exception):
    """The file asks for a password."""


class DamagedPdf(Exception):
    """PDFium finds no document or page in the file."""


class PdfDocument:
    """An open PDF."""

    def __init__(self, pdfium: Pdfium, data: bytes) -> None:
        """Raises EncryptedPdf, DamagedPdf."""
        self.pdfium = pdfium
        data, names = without_role_map(data)
        self._data = data  # PDFium reads in it as long as the document is open.
        self.handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.handle:
            raise EncryptedPdf if pdfium.FPDF_GetLastError() in (_PASSWORD, _PASSWORD + 1) else DamagedPdf
        self.page_count = pdfium.FPDF_GetPageCount(self.handle)
        self._characters = PageCharacters(pdfium)
        self._tags = TagReader(pdfium, names) if pdfium.FPDFCatalog_IsTagged(self.handle) else None

    def facts(self) -> PdfFacts:
        """What is known before the pages are read."""
        pdfium = self.pdfium
        return PdfFacts(
            self.page_count,
            title=self._metadata(b"Title"),
            author=self._metadata(b"Author"),
            language=pdfium.text(pdfium.FPDFCatalog_GetLanguage, self.handle),
            outline=tuple(self._bookmarks()),
            attachments=max(pdfium.FPDFDoc_GetAttachmentCount(self.handle), 0),
            has_form=pdfium.FPDF_GetFormType(self.handle) > 0,
            scripts=max(pdfium.FPDFDoc_GetJavaScriptActionCount(self.handle), 0),
        )

    def pages(self) -> Iterator[PdfPage]:
        """The pages; one that PDFium cannot read is empty. Raises DamagedPdf if it can read none."""
        is_any = False
        for index in range(self.page_count):
            page = self._page(index)
            is_any |= page is not None
            yield page or PdfPage(index + 1, 0.0, 0.0, 0, ())
        if not is_any:
            raise DamagedPdf

    def fonts(self) -> tuple[FontReadability, ...]:
        """The fonts of visible text in the pages that were read, the most used first."""
        read = self._characters
        return tuple(FontReadability(name, count, read.unreadable[name]) for name, count in read.characters.most_common())

    def _metadata(self, name: bytes) -> str:
        return self.pdfium.text(self.pdfium.FPDF_GetMetaText, self.handle, name)

    def _page(self, index: int) -> PdfPage | None:
        pdfium = self.pdfium
        page = pdfium.FPDF_LoadPage(self.handle, index)
        if not page:
            return None
        try:
            return self._read(index + 1, page)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _read(self, number: int, page: int) -> PdfPage:
        pdfium = self.pdfium
        text_page = pdfium.FPDFText_LoadPage(page)
        rectangle = Rectangle()
        pdfium.FPDF_GetPageBoundingBox(page, byref(rectangle))
        page_box: Box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        shown = pdfium.FPDFPage_GetRotation(page) * 90
        turn = _turn(self._characters.angles(text_page), shown) if text_page else 0
        if turn:  # PDFium puts characters in order by lines that are level in the page as it is shown.
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDFPage_SetRotation(page, (shown + turn) // 90 % 4)
            text_page = pdfium.FPDFText_LoadPage(page)
        try:
            return self._upright_page(number, page, text_page, Upright(page_box, shown + turn), turn)
        finally:
            pdfium.FPDFText_ClosePage(text_page)

    def _upright_page(self, number: int, page: int, text_page: int | None, upright: Upright, turn: int) -> PdfPage:
        pdfium = self.pdfium
        graphics = read_graphics(pdfium, page)
        rules = tuple(PdfRule(*upright.box(box)) for box in graphics.rules)
        pictures = tuple(PdfPicture(*upright.box(box)) for _, box in graphics.pictures)
        tags, tag_numbers = self._tags.of(page, graphics.texts) if self._tags is not None else ((), {})
        spans = tuple(self._characters.spans(text_page, upright, graphics, tag_numbers)) if text_page else ()
        is_recognised = bool(pictures) and _is_recognised(spans, pictures, upright)
        if is_recognised:
            spans = tuple(replace(span, is_hidden=False) for span in spans)
        return PdfPage(number, upright.width, upright.height, turn, spans, rules, pictures, is_recognised, tags)

    def _bookmarks(self) -> Iterator[Bookmark]:
        pdfium = self.pdfium
        seen: set[int] = set()
        waiting = [(pdfium.FPDFBookmark_GetFirstChild(self.handle, None), 0)]
        while waiting and len(seen) < _MOST_BOOKMARKS:
            item, level = waiting.pop()
            if not item or item in seen or level > _DEEPEST:
                continue
            seen.add(item)
            yield Bookmark(pdfium.text(pdfium.FPDFBookmark_GetTitle, item), level, self._target(item) + 1)
            waiting.append((pdfium.FPDFBookmark_GetNextSibling(self.handle, item), level))
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(self.handle, item), level + 1))

    def _target(self, item: int) -> int:
        """The page to which a bookmark leads, from 0; -1 if it leads to none."""
        pdfium = self.pdfium
        place = pdfium.FPDFBookmark_GetDest(self.handle, item)
        if not place:
            action = pdfium.FPDFBookmark_GetAction(item)
            place = pdfium.FPDFAction_GetDest(self.handle, action) if action else None
        return max(pdfium.FPDFDest_GetDestPageIndex(self.handle, place), -1) if place else -1


def _is_recognised(spans: Sequence[PdfSpan], pictures: Sequence[PdfPicture], upright: Upright) -> bool:
    """Whether the text of a page is nothing but the invisible text on the picture of a scanned one."""
    visible = sum(len(span.text) for span in spans if not span.is_hidden)
    hidden = sum(len(span.text) for span in spans if span.is_hidden)
    covered = max((picture.x1 - picture.x0) * (picture.y1 - picture.y0) for picture in pictures)
    return hidden > _MOST_ADDED >= visible and covered > SCANNED_PART * upright.width * upright.height


def _turn(angles: dict[int, int], shown: int) -> int:
    """Degrees clockwise by which a page must be turned so that most of its text is upright, beyond the turn that it shows."""
    upright = dict.fromkeys((0, 90, 180, 270), 0)
    for angle, count in angles.items():
        upright[round(angle / 90) * 90 % 360] += count
    most = max(upright, key=lambda quarter: (upright[quarter], (quarter - shown) % 360 == 0))
    return (most - shown) % 360 if upright[most] else 0


def draw_page(document: PdfDocument, index: int, scale: float, turn: int) -> PagePixels:
    """The picture of a page, from 0, with `scale` pixels per point, turned clockwise by `turn` degrees. Raises DamagedPdf."""
    pdfium = document.pdfium
    page = pdfium.FPDF_LoadPage(document.handle, index)
    if not page:
        raise DamagedPdf
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    if turn % 180:
        width, height = height, width
    if not (0 < width < math.inf and 0 < height < math.inf):
        raise DamagedPdf
    scale = min(scale, math.sqrt(_MOST_PIXELS / (width * height)))
    columns, rows = max(int(width * scale), 1), max(int(height * scale), 1)
    if columns * rows > _MOST_PIXELS:
        raise DamagedPdf
    buffer = create_string_buffer(columns * rows * 4)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, _BGRX, buffer, columns * 4)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, turn // 90 % 4, _ANNOTATIONS)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return PagePixels(columns, rows, scale, buffer.raw)
