"""The characters of a PDF as text: ligatures and presentation forms as letters, private codes of symbol fonts as signs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from model.formats.word.package.symbol_fonts import BULLET, sign_of

UNREADABLE = "\ufffd"
_PRIVATE = "\ue000-\uf8ff"
_CHANGED = re.compile(f"[\u2e80-\u2fdf\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc\u00ad\u2000-\u200a\u2028\u2029{_PRIVATE}]")
"""Radicals, to which some fonts map Chinese characters; ligatures, presentation forms of Hebrew and Arabic, soft hyphens, wide
spaces, separators, private codes."""
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SYMBOL_FONT = re.compile("(wingdings ?[23]?|webdings|symbol)", re.IGNORECASE)
_FIRST_OF_ADOBE = 0xF8E5
_OF_ADOBE = "⎯⏐⎯®©™⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
"""The signs that Adobe's glyph list gives private codes from there on."""
RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters and marks that are written from right to left."""
CJK = re.compile("[\u2e80-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]|[\U00020000-\U0003ffff]")
"""Characters between which a line ends without a space."""


_OF_FORMULAS = re.compile("[\u0370-\u03ff\u239b-\u23ae]")
"""Greek letters and parts of brackets."""
_BULLETS = {
    sign_of("Symbol", code): sign_of("Wingdings", code)
    for code in range(0x21, 0x100)
    if _OF_FORMULAS.match(sign_of("Symbol", code)) and sign_of("Wingdings", code) != BULLET
}


def bullet_of(sign: str, font: str) -> str:
    """The bullet that a sign before the text of a line stands for: without Wingdings, LibreOffice prints its bullets in
    OpenSymbol, and maps them to the signs that the font Symbol has at their codes."""
    return _BULLETS.get(sign, sign) if "OpenSymbol" in font else sign


def readable(text: str, font: str) -> str:
    """Characters as a person would type them."""
    if text.isascii() or not (_CHANGED.search(text) or _DIRECTIONS.search(text)):
        return text
    return _CHANGED.sub(lambda found: _typed(found[0], font), _DIRECTIONS.sub("", text))


@lru_cache(maxsize=2048)
def _typed(char: str, font: str) -> str:
    code = ord(char)
    if 0xE000 <= code <= 0xF8FF:
        return _of_private_code(code, font)
    if char == "\u00ad":
        return "-"
    return unicodedata.normalize("NFKC", char)


def _of_private_code(code: int, font: str) -> str:
    """The sign that a font has at a private code: symbol fonts have theirs at 0xF020 to 0xF0FF, Adobe's signs are at 0xF8E5."""
    if 0 <= code - _FIRST_OF_ADOBE < len(_OF_ADOBE):
        return _OF_ADOBE[code - _FIRST_OF_ADOBE]
    if not 0xF020 <= code <= 0xF0FF:
        return UNREADABLE
    named = _SYMBOL_FONT.search(font.replace("-", " "))
    return sign_of(named[1] if named else "Symbol", code)
