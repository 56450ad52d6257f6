"""The length of a text in words, as a word processor counts them."""

from __future__ import annotations

from model.text.lazy_regex import late

_IDEOGRAPHS = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_PIECE = late(rf"([{_IDEOGRAPHS}])|[^\s{_IDEOGRAPHS}]+(?:(?=\w)[{_IDEOGRAPHS}][^\s{_IDEOGRAPHS}]*)?")
"""An ideograph, or the text between spaces and ideographs; a number with its counter is one piece."""
_LETTER = late(r"\w")


def count_words(text: str) -> int:
    """The number of words between spaces, signs alone not counted; each ideograph is one."""
    return sum(1 for found in _PIECE.finditer(text) if found[1] or _LETTER.search(found[0]))
