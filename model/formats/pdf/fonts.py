"""The fonts of a page: names, whether they are bold or italic, and the signs of their private codes."""

from __future__ import annotations

import ctypes
import re
from ctypes import byref, c_int

from msgspec import Struct

from model.formats.pdf.pages import UNREADABLE
from model.formats.pdf.pdfium import Pdfium

_SUBSET = re.compile(r"[A-Z]{6}\+")
_BOLD = re.compile(r"Bold|Black|Heavy|Gras|Negreta|Fett|[-,]B(?:d|dIt)?$|^CM(?:BX|BCSY|SSBX)|^SFB[XI]|^LM\w*-?Bold|Demi", re.I)
_ITALIC = re.compile(r"Ital|Obli|Kursiv|Cursiva|[-,](?:Bd)?It$|^CM(?:TI|SL|BXTI|BXSL|MI|SSI|ITT)|^SF(?:TI|SL|BI)", re.I)
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
"""Of the font's descriptor (ISO 32000-1, table 123)."""
_BOLD_WEIGHT = 650
"""PDFium computes the weight from the width of stems, five times which the regular Verdana is 480 and the bold Arial 690."""


_SYMBOL_FONT = re.compile(r"(symbol|wingdings|webdings)[- ]?([23])?", re.I)
_SMALL = 0xF700
"""Where Adobe's list of glyphs has small capitals and old-style figures: 0xF700 and the code of the letter or digit."""
PRIVATE = range(0xE000, 0xF900)
"""The private codes of Unicode in its first plane."""


class FontFace(Struct, frozen=True):
    """What is known of a font."""

    name: str
    """The PostScript name, without the prefix of a subset."""
    is_bold: bool = False
    is_italic: bool = False
    symbols: str = ""
    """The font of signs that it is, as `sign_of` knows it; empty for one of letters."""

    def private_sign(self, code: int) -> str:
        """The character for a private code; UNREADABLE if only the font knows it."""
        if 0xF000 <= code <= 0xF0FF:
            from model.formats.word.package.symbol_fonts import sign_of  # few files have such a font

            return sign_of(self.symbols or "symbol", code)
        if 0xF730 <= code <= 0xF739 or 0xF761 <= code <= 0xF77A or 0xF7E0 <= code <= 0xF7FE:
            return chr(code - _SMALL)
        return UNREADABLE


class Fonts:
    """The fonts of one page. Their addresses may be those of others on the next one."""

    def __init__(self, pdfium: Pdfium) -> None:
        self._pdfium = pdfium
        self._faces: dict[int | None, FontFace] = {None: FontFace("")}
        self._buffer = ctypes.create_string_buffer(256)

    def of(self, text_object: int) -> FontFace:
        """The font of a text object."""
        font = self._pdfium.FPDFTextObj_GetFont(text_object)
        face = self._faces.get(font)
        if face is None:
            face = self._faces[font] = self._face(font)
        return face

    def _face(self, font: int) -> FontFace:
        pdfium = self._pdfium
        size = min(pdfium.FPDFFont_GetBaseFontName(font, self._buffer, len(self._buffer)), len(self._buffer))
        name = _SUBSET.sub("", self._buffer.raw[: max(size - 1, 0)].decode("utf-8", "replace"), count=1)
        flags = max(pdfium.FPDFFont_GetFlags(font), 0)
        slope = c_int()
        pdfium.FPDFFont_GetItalicAngle(font, byref(slope))
        symbols = _SYMBOL_FONT.match(name)
        return FontFace(
            name,
            symbols=" ".join(filter(None, symbols.groups())).lower() if symbols else "",
            is_bold=bool(_BOLD.search(name) or flags & _BOLD_FLAG or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT),
            is_italic=bool(_ITALIC.search(name) or flags & _ITALIC_FLAG or slope.value),
        )
