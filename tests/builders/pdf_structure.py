"""The structure of a PDF as PDFium reads it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as pdfium


def opened(data: bytes) -> Any:
    """A document; the caller keeps the bytes."""
    return pdfium.FPDF_LoadMemDocument(data, len(data), None)


def is_tagged(data: bytes) -> bool:
    return bool(pdfium.FPDFCatalog_IsTagged(opened(data)))


def structure(data: bytes, page: int = 0) -> list[str]:
    """A line for each element of a page, indented by its depth: its type, and what is read in place of its characters."""
    document = opened(data)
    shown = pdfium.FPDF_LoadPage(document, page)
    tree = pdfium.FPDF_StructTree_GetForPage(shown)
    count = pdfium.FPDF_StructTree_CountChildren(tree)
    return [line for at in range(count) for line in _lines(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), 0)]


def _lines(element: Any, depth: int) -> Iterator[str]:
    spoken = _text(pdfium.FPDF_StructElement_GetActualText, element)
    yield "  " * depth + _text(pdfium.FPDF_StructElement_GetType, element) + (f" {spoken}" if spoken else "")
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            yield from _lines(child, depth + 1)


def _text(function: Any, element: Any) -> str:
    length = function(element, None, 0)
    buffer = ctypes.create_string_buffer(max(length, 2))
    function(element, buffer, length)
    return buffer.raw[: max(length - 2, 0)].decode("utf-16-le")


def picture(data: bytes, page: int = 0) -> bytes:
    """The pixels of a page at 72 dots an inch."""
    document = opened(data)
    shown = pdfium.FPDF_LoadPage(document, page)
    width, height = 595, 842
    bitmap = pdfium.FPDFBitmap_Create(width, height, 0)
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, shown, 0, 0, width, height, 0, 0)
    return ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), pdfium.FPDFBitmap_GetStride(bitmap) * height)
