"""The signs of symbol fonts in Unicode: `w:sym` and the bullets of lists name a font and a code in its private
range."""

from __future__ import annotations

from model.redline import ANCHOR, NOTE, OBJECT

_SYMBOL = " !∀#∃%&∋()∗+,–./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x34: "✎", 0x3E: "✇", 0x46: "☞", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6D: "❍", 0x6E: "■",
    0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x77: "⬥", 0x9E: "·",
    0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA2: "⭕", 0xA4: "◉", 0xA5: "◎", 0xA7: "▪", 0xA8: "◻", 0xAA: "✦", 0xAB: "★",
    0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xF3: "⬄",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x54: "☒", 0x96: "•", 0x97: "●", 0xA2: "▪", 0xA3: "□"}
_WINGDINGS_3 = {0x67: "→", 0x7D: "▶", 0x84: "◀", 0xA4: "▸"}
_TABLES: dict[str, dict[int, str]] = {
    "symbol": {**dict(enumerate(_SYMBOL, 0x20)), **dict(enumerate(_SYMBOL_HIGH, 0xA0))},
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": {0x3D: "●", 0x61: "✓", 0x67: "■", 0x72: "✗"},
}
BULLET = "•"


def unicode_sign(font: str, code: str) -> str:
    """The Unicode sign that a `w:sym` shows (`font` Symbol, `code` F02D gives an en dash, as in ITU's lists). A sign in no
    table is a bullet if the font is a symbol font, else the character of the code itself."""
    try:
        value = int(code, 16)
    except ValueError:
        return BULLET
    return sign_of(font, value)


def sign_of(font: str, value: int) -> str:
    """The Unicode character of a code in a symbol font; a bullet if the font's table does not have it."""
    low = value - 0xF000 if 0xF000 <= value <= 0xF0FF else value
    table = _TABLES.get(font.strip().lower())
    if table is not None:
        return table.get(low, BULLET) if low <= 0xFF else _plain_sign(low)
    return _plain_sign(low)


def bullet(font: str, text: str) -> str:
    """The bullet of a list, from its `w:lvlText` and the font of its level; private characters are mapped."""
    symbolic = font.strip().lower() in _TABLES
    return "".join(
        sign_of(font if symbolic else "Symbol", ord(char)) if 0xF000 <= ord(char) <= 0xF0FF or symbolic else _usual_name(char)
        for char in text
    )


def _usual_name(char: str) -> str:
    return BULLET if _is_no_sign(ord(char)) and char != "\t" else char


def _plain_sign(value: int) -> str:
    return BULLET if 0xE000 <= value <= 0xF8FF or _is_no_sign(value) else chr(value)


def _is_no_sign(value: int) -> bool:
    """Whether a code is no character of a text: a control, surrogate, noncharacter or separator, or special in a run."""
    return (
        value < 0x20
        or 0x7F <= value <= 0x9F
        or value in (0x2028, 0x2029)
        or 0xD800 <= value <= 0xDFFF
        or 0xFDD0 <= value <= 0xFDEF
        or value & 0xFFFE == 0xFFFE
        or value > 0x10FFFF
        or chr(value) in (NOTE, OBJECT, ANCHOR)
    )
