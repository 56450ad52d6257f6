"""The functions of PDFium that the process of PDFs calls, as C declares them.

The library is that of pypdfium2, whose own module declares all 470 functions in 32 ms and makes an object of each handle that
a function returns; here a handle is a number. Only the process that reads PDFs imports this module.
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import POINTER, Structure, byref, c_char_p, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_FILES = {"win32": "pdfium.dll", "darwin": "libpdfium.dylib"}

_floats = POINTER(c_float)
_doubles = POINTER(c_double)
_uints = POINTER(c_uint)
_int, _handle = c_int, c_void_p

_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    # Document
    "FPDF_InitLibraryWithConfig": (None, (c_void_p,)),
    "FPDF_LoadMemDocument64": (_handle, (c_char_p, c_size_t, c_char_p)),
    "FPDF_GetLastError": (c_ulong, ()),
    "FPDF_GetPageCount": (_int, (_handle,)),
    "FPDF_GetMetaText": (c_ulong, (_handle, c_char_p, c_char_p, c_ulong)),
    "FPDFCatalog_IsTagged": (_int, (_handle,)),
    "FPDFCatalog_GetLanguage": (c_ulong, (_handle, c_char_p, c_ulong)),
    "FPDFDoc_GetAttachmentCount": (_int, (_handle,)),
    "FPDFDoc_GetJavaScriptActionCount": (_int, (_handle,)),
    "FPDF_GetFormType": (_int, (_handle,)),
    "FPDFBookmark_GetFirstChild": (_handle, (_handle, _handle)),
    "FPDFBookmark_GetNextSibling": (_handle, (_handle, _handle)),
    "FPDFBookmark_GetTitle": (c_ulong, (_handle, c_char_p, c_ulong)),
    "FPDFBookmark_GetDest": (_handle, (_handle, _handle)),
    "FPDFBookmark_GetAction": (_handle, (_handle,)),
    "FPDFAction_GetDest": (_handle, (_handle, _handle)),
    "FPDFDest_GetDestPageIndex": (_int, (_handle, _handle)),
    # Page
    "FPDF_LoadPage": (_handle, (_handle, _int)),
    "FPDF_ClosePage": (None, (_handle,)),
    "FPDF_GetPageBoundingBox": (_int, (_handle, c_void_p)),
    "FPDF_GetPageWidthF": (c_float, (_handle,)),
    "FPDF_GetPageHeightF": (c_float, (_handle,)),
    "FPDFPage_GetRotation": (_int, (_handle,)),
    "FPDFPage_SetRotation": (None, (_handle, _int)),
    # Objects
    "FPDFPage_CountObjects": (_int, (_handle,)),
    "FPDFPage_GetObject": (_handle, (_handle, _int)),
    "FPDFFormObj_CountObjects": (_int, (_handle,)),
    "FPDFFormObj_GetObject": (_handle, (_handle, c_ulong)),
    "FPDFPageObj_GetType": (_int, (_handle,)),
    "FPDFPageObj_GetMatrix": (_int, (_handle, c_void_p)),
    "FPDFPageObj_GetBounds": (_int, (_handle, _floats, _floats, _floats, _floats)),
    "FPDFPageObj_GetFillColor": (_int, (_handle, _uints, _uints, _uints, _uints)),
    "FPDFPath_CountSegments": (_int, (_handle,)),
    "FPDFPath_GetPathSegment": (_handle, (_handle, _int)),
    "FPDFPath_GetDrawMode": (_int, (_handle, POINTER(c_int), POINTER(c_int))),
    "FPDFPathSegment_GetPoint": (_int, (_handle, _floats, _floats)),
    "FPDFPathSegment_GetType": (_int, (_handle,)),
    "FPDFPathSegment_GetClose": (_int, (_handle,)),
    "FPDFPageObj_GetMarkedContentID": (_int, (_handle,)),
    "FPDFPageObj_CountMarks": (_int, (_handle,)),
    "FPDFPageObj_GetMark": (_handle, (_handle, c_ulong)),
    "FPDFPageObjMark_GetName": (_int, (_handle, c_void_p, c_ulong, POINTER(c_ulong))),
    # Structure
    "FPDF_StructTree_GetForPage": (_handle, (_handle,)),
    "FPDF_StructTree_Close": (None, (_handle,)),
    "FPDF_StructTree_CountChildren": (_int, (_handle,)),
    "FPDF_StructTree_GetChildAtIndex": (_handle, (_handle, _int)),
    "FPDF_StructElement_CountChildren": (_int, (_handle,)),
    "FPDF_StructElement_GetChildAtIndex": (_handle, (_handle, _int)),
    "FPDF_StructElement_GetChildMarkedContentID": (_int, (_handle, _int)),
    "FPDF_StructElement_GetType": (c_ulong, (_handle, c_void_p, c_ulong)),
    "FPDF_StructElement_GetAttributeCount": (_int, (_handle,)),
    "FPDF_StructElement_GetAttributeAtIndex": (_handle, (_handle, _int)),
    "FPDF_StructElement_Attr_GetValue": (_handle, (_handle, c_char_p)),
    "FPDF_StructElement_Attr_GetNumberValue": (_int, (_handle, _floats)),
    # Text
    "FPDFText_LoadPage": (_handle, (_handle,)),
    "FPDFText_ClosePage": (None, (_handle,)),
    "FPDFText_CountChars": (_int, (_handle,)),
    "FPDFText_GetUnicode": (c_uint, (_handle, _int)),
    "FPDFText_HasUnicodeMapError": (_int, (_handle, _int)),
    "FPDFText_GetTextObject": (_handle, (_handle, _int)),
    "FPDFText_GetLooseCharBox": (_int, (_handle, _int, c_void_p)),
    "FPDFText_GetCharOrigin": (_int, (_handle, _int, _doubles, _doubles)),
    "FPDFText_GetFontSize": (c_double, (_handle, _int)),
    "FPDFText_GetMatrix": (_int, (_handle, _int, c_void_p)),
    "FPDFTextObj_GetFont": (_handle, (_handle,)),
    "FPDFTextObj_GetTextRenderMode": (_int, (_handle,)),
    "FPDFFont_GetBaseFontName": (c_size_t, (_handle, c_char_p, c_size_t)),
    "FPDFFont_GetFlags": (_int, (_handle,)),
    "FPDFFont_GetWeight": (_int, (_handle,)),
    "FPDFFont_GetItalicAngle": (_int, (_handle, POINTER(c_int))),
    # Picture
    "FPDFBitmap_CreateEx": (_handle, (_int, _int, _int, c_void_p, _int)),
    "FPDFBitmap_Destroy": (None, (_handle,)),
    "FPDFBitmap_FillRect": (_int, (_handle, _int, _int, _int, _int, c_ulong)),
    "FPDF_RenderPageBitmap": (None, (_handle, _handle, _int, _int, _int, _int, _int, _int)),
}


class Rectangle(Structure):
    """FS_RECTF: y grows upwards."""

    _fields_ = [("left", c_float), ("top", c_float), ("right", c_float), ("bottom", c_float)]


class AffineMatrix(Structure):
    """FS_MATRIX: x' = ax + cy + e, y' = bx + dy + f."""

    _fields_ = [("a", c_float), ("b", c_float), ("c", c_float), ("d", c_float), ("e", c_float), ("f", c_float)]

    @property
    def values(self) -> tuple[float, float, float, float, float, float]:
        return self.a, self.b, self.c, self.d, self.e, self.f


class _Configuration(Structure):
    """FPDF_LIBRARY_CONFIG, version 2."""

    _fields_ = [("version", c_int), ("font_paths", c_void_p), ("isolate", c_void_p), ("slot", c_uint)]


class Pdfium:
    """The library, loaded and initialised once in a process; its functions are attributes with the names of C."""

    def __init__(self, *, needs_fonts: bool) -> None:
        """`needs_fonts`: whether the fonts of the system are looked up, which costs 0.15 s and only a picture needs."""
        library = ctypes.CDLL(str(library_path()))
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
            setattr(self, name, function)
        self._no_fonts = (c_char_p * 1)(None)
        paths = None if needs_fonts else ctypes.cast(self._no_fonts, c_void_p)
        self.FPDF_InitLibraryWithConfig(byref(_Configuration(2, paths, None, 0)))

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)

    def text(self, function: Any, *arguments: object) -> str:
        """What a function writes in UTF-16 into the buffer and length that are its last arguments."""
        size = function(*arguments, None, 0)
        if not 2 < size < 1_000_000:
            return ""
        buffer = ctypes.create_string_buffer(size)
        function(*arguments, buffer, size)
        return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def library_path() -> Path:
    """The file of PDFium; ImportError if pypdfium2 is not installed."""
    found = find_spec("pypdfium2_raw")
    if found is None or found.origin is None:
        raise ImportError("pypdfium2 is not installed")
    return Path(found.origin).parent / _FILES.get(sys.platform, "libpdfium.so")
