"""A text as words, numbers, signs and spaces: the units of comparison.

A word of a script without spaces (Chinese, Japanese kana, Thai) is one character. Combining marks (accents, Arabic vowels)
belong to the letter before them.
"""

from __future__ import annotations

import re
from functools import cache

_ALONE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts written without spaces between words."""
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0900-\u0903\u093a-\u094f\u200c\u200d"
)
"""Marks and joiners inside words that are no letters themselves."""
_PERHAPS_ALONE = re.compile(rb"\xe0[\xb8-\xbb]|[\xe1\xe3-\xe9\xf0]|\xef[\xa4-\xab]")
"""Bytes that occur in any UTF-8 text with characters of such scripts; a class of as many characters takes 4 ms to build."""


def token_spans(text: str) -> list[tuple[int, int]]:
    """The start and stop of each token of a text."""
    return [found.span() for found in _tokens_of(text).finditer(text)]


def words_in(text: str) -> list[str]:
    """The words and numbers of a text."""
    return [token for token in _tokens_of(text).findall(text) if token[0].isalnum()]


def _tokens_of(text: str) -> re.Pattern[str]:
    perhaps = not text.isascii() and _PERHAPS_ALONE.search(text.encode("utf-8", "surrogatepass"))
    return _token(_ALONE if perhaps else "")


@cache
def _token(alone: str) -> re.Pattern[str]:
    """The pattern of a token, with characters that are tokens alone; built when needed, since these ranges take a while."""
    letter = rf"[^\W\d_{alone}]"
    single = rf"[{alone}][{_MARKS}]*|" if alone else ""
    return re.compile(rf"{letter}+(?:[{_MARKS}]+{letter}*)*|\d+|\s|{single}.", re.DOTALL)


def weight(token: str) -> float:
    """The weight of a token in parts of a word: a sign written without spaces is half of one, a space or a point none."""
    if not token[:1].isalnum():
        return 0
    return 0.5 if len(token) == 1 and token >= "\u0e00" else 1
