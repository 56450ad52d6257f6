"""Words in the form in which they are searched: without accents, case, vowel signs and articles that are written onto a word.

Indexed and searched words have the same normal form, so that `developpement` finds *développement*, الامم finds الأمم and 人权
finds each place at which the two characters are side by side. A character of Chinese is a word. An Arabic word loses its
articles and prepositions until only three letters remain or it has none: with one removal only, اللجنة (لجنه) and لجنة (جنه)
would differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from model.text.lazy_regex import late
from model.text.legible import SILENT

FOLDING = 1
"""The version of these rules: an index that was made by others is rebuilt."""
_LEAST = 3
"""Letters that must stay of an Arabic word."""
_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0483-\u0487\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed" + SILENT
"""Characters within a word that are none of its letters."""
_WORD = late(rf"[{_CJK}]|(?:[^\W_{_CJK}]+[{_MARKS}]*)+")
_ARABIC = late("[\u0600-\u06ff]")
_PROCLITIC = late("(?:[وف]?(?:ال|بال|كال|لل)|[ولبكف])(?=.{3})")
_CUT_SHORT = late("(?:[وف]?(?:ال|بال|كال|لل)|[ولبكف])(?=.{2})")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ـ": None,
        "ё": "е", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    }
)  # fmt: skip
"""Letters that are searched as others, but for those that are a letter and an accent."""
_SHORT_I = "\u0438\u0306"
"""The Russian letter й, which is no и with an accent."""


class Word(Struct, frozen=True):
    """A word of a text in its normal form, and its place."""

    form: str
    start: int
    stop: int


class _Forms(dict[str, str]):
    """The folded forms of words, each computed once; texts repeat their words."""

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST:
            self.clear()
        self[word] = form = _form(word)
        return form


_MOST = 500_000
"""The largest number of forms in the cache."""


def normal_form(text: str) -> str:
    """The words of a text with a blank between them."""
    return " ".join(filter(None, map(_FORMS.__getitem__, _WORD.findall(text))))


def words_of(text: str) -> Iterator[Word]:
    """The words of a text with their places, without those that have an empty normal form."""
    for found in _WORD.finditer(text):
        if form := _FORMS[found[0]]:
            yield Word(form, *found.span())


def beginnings(form: str) -> tuple[str, ...]:
    """The beginnings under which words are found that begin with a normalised word: of an Arabic one also without the prefixes
    that a longer word would lose, down to two letters."""
    forms = [form]
    while _ARABIC.match(forms[-1]) and (cut := _CUT_SHORT.match(forms[-1])):
        forms.append(forms[-1][cut.end() :])
    return tuple(forms)


def _form(word: str) -> str:
    if word.isascii():
        return word.lower()
    letters = unicodedata.normalize("NFKD", word.translate(_LETTERS)).casefold().replace(_SHORT_I, "й").translate(_LETTERS)
    form = "".join(letter for letter in letters if letter.isalnum())
    if _ARABIC.match(form):
        while len(form) > _LEAST and (cut := _PROCLITIC.match(form)):
            form = form[cut.end() :]
    return form


_FORMS = _Forms()
