"""The picture of a page, as PDFium paints it."""

from __future__ import annotations

import ctypes
import math

from model.formats.pdf.extraction import DamagedPdf, PdfDocument
from model.formats.pdf.process_frames import PagePixels

_MOST_PIXELS = 24_000_000
"""100 MB: A4 at 490 dots per inch."""
_ANNOTATIONS = 0x01
"""FPDF_ANNOT: stamps and remarks are painted too."""
_BGRX = 3
"""FPDFBitmap_BGRx"""
_WHITE = 0xFFFFFFFF


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
    buffer = ctypes.create_string_buffer(columns * rows * 4)
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, _BGRX, buffer, columns * 4)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, _WHITE)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, turn // 90 % 4, _ANNOTATIONS)
    pdfium.FPDFBitmap_Destroy(bitmap)
    return PagePixels(columns, rows, scale, buffer.raw)
