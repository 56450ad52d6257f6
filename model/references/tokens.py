"""The tokens of citations.

A token is a phrase of the vocabulary (`plenipotentiary conference`), a number of some form (`71`, `61-3`, `A/RES/70/125`),
another word, or a mark. White space, notes and direction marks separate tokens. Offsets are code points of the given text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, TypeAlias

from msgspec import Struct

from model.lexicon.words import LANGUAGES
from model.references.words import Terms, word_terms
from model.text.legible import SILENT, Legible

Shape = Literal["phrase", "number", "word", "mark"]
_NONE: Terms = frozenset()
_DROPPED = SILENT + "\u0001\ufffc" + "".join(map(chr, range(0x64B, 0x653))) + "\u0670\u0640"
_READ = dict.fromkeys(map(ord, _DROPPED), "") | dict(
    zip(map(ord, "\u00a0\u2007\u2009\u202f\u3000\u2028’‘ʼ،؛（），；：［］‐‑．"), "      '''" + ",;(),;:[]--.", strict=True)
)
"""The reading of each sign: similar ones as one, those without width as nothing."""
_NUMBER = (
    r"(?<![0-9A-Za-zÀ-ɏ_/.])(?:[ASE]/[A-Z0-9][\w./()\-]*\d|[A-Z]\.\d+(?:\.\d+)*(?:-\d+)?|\[[^\[\]]{1,40}\]"
    r"|[A-Z]{2,5}\d*/\d+)"
    r"|(?<![0-9A-Za-z/])\d+(?:[/.]\d+)*(?:-\d{1,2}(?!\d))?(?:bis|ter|quater)?(?![0-9])"
)
"""`A/RES/70/125`, `A.1`, `[AFCP-1]`, `COM5/1`; `71`, `70/125`, `1.1`, `61-3`, `20bis`."""
_WORD = r"[^\W\d_]+(?:['\-][^\W\d_]+)*"
_ELIDED = r"(?<!\w)(?:[ldsnmtjc]|qu)'(?=\w)"
"""A French article or pronoun before a vowel, which is no part of the following word: `l'article`."""
_CJK = r"[\u3400-\u9fff]"
_ARABIC_PREFIX = "(?:و|ف)?(?:ب|ك|ل)?(?:ال|ل)?"


class Token(Struct, frozen=True):
    """A part of a text, with the terms that it may represent."""

    shape: Shape
    text: str
    """The text as read: similar signs folded into one, upper and lower case unchanged."""
    start: int
    stop: int
    terms: Terms = _NONE
    glued: bool = False
    """Whether it directly follows the preceding token."""

    def has(self, *terms: str) -> bool:
        """Whether the token may represent any of these terms."""
        return any(term in self.terms for term in terms)


class TokenReader:
    """A reader of tokens from left to right: looks at those at a place, which may lie outside."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens

    def at(self, place: int) -> Token | None:
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def is_one(self, place: int, *terms: str) -> bool:
        token = self.at(place)
        return token is not None and token.has(*terms)


def scan(text: str, language: str) -> list[Token]:
    """The tokens of a text, in order; in a language that is not one of the six, phrases are read as English."""
    language = language if language in LANGUAGES else "en"
    read = Legible(text, _READ)
    forms = word_terms(language)
    arabic = language == "ar"
    tokens: list[Token] = []
    behind = 0
    for found in _pattern(language).finditer(read.text):
        terms = _NONE
        if found["phrase"] is not None:
            form = re.sub(" +", " ", found["form"] if arabic and found["form"] else found["phrase"])
            terms = forms.get(form, _NONE) | forms.get(form.lower(), _NONE)
        shape: Shape = "number" if found["number"] else "phrase" if terms else "mark" if found["mark"] else "word"
        tokens.append(Token(shape, found[0], *read.span(*found.span()), terms, found.start() == behind))
        behind = found.end()
    return tokens


@cache
def _pattern(language: str) -> re.Pattern[str]:
    forms = sorted(word_terms(language))
    words = _tree(form for form in forms if form[0].isalnum())
    signs = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True) if not form[0].isalnum())
    word = _WORD
    if language == "zh":
        phrase, word = f"{words}|{signs}", f"{_CJK}|{_WORD.replace('[^', '[^' + _CJK[1:-1])}"
    elif language == "ar":
        phrase = rf"(?<!\w)و(?=\d)|(?<!\w){_ARABIC_PREFIX}(?P<form>{words})(?!\w)|{signs}"
    else:
        phrase = rf"(?<!\w)(?:{words})(?:(?<=')|(?!\w))|{signs}"
        if language == "fr":
            word = rf"{_ELIDED}|{_WORD}"
    return re.compile(rf"(?P<number>{_NUMBER})|(?P<phrase>{phrase})|(?P<word>{word})|(?P<mark>[^\w\s])", re.IGNORECASE)


_Node: TypeAlias = "dict[str, _Node]"


def _tree(forms: Iterable[str]) -> str:
    """A pattern of many forms, the longest first, that shares their beginnings, so that few are tried at a place."""
    root: _Node = {}
    for form in forms:
        node = root
        for char in form.lower():
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(root)


def _branches(node: _Node) -> str:
    parts = [(" +" if char == " " else re.escape(char)) + _branches(below) for char, below in node.items() if char]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"
    return f"(?:{body})?" if "" in node else body
