"""Words divided at the ends of lines: joined if the document has them whole, kept with their hyphen if it has them so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from model.formats.pdf.layout.characters import CJK
from model.formats.pdf.layout.lines import PageLine

HYPHENS = ("-", "\u2010", "\u00ad")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010'’][^\W\d_]+)*")
_HEAD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*$")
_TAIL = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")


class LineEnd(Struct, frozen=True):
    """How a line is joined to the next one."""

    drops_hyphen: bool = False
    blank: bool = True
    """Whether a space is between them."""
    other: str = ""
    """The other reading of the joined word, if it is doubtful."""
    word: str = ""
    """The joined word, if it is doubtful."""


class LineEnds:
    """The words of a document, by which lines are joined."""

    def __init__(self, lines: Iterable[PageLine]) -> None:
        self._words: Counter[str] = Counter()
        divided: list[tuple[str, str]] = []
        before: PageLine | None = None
        for line in lines:
            words = [found[0].lower().replace("\u2010", "-") for found in _WORD.finditer(line.text)]
            if line.text.endswith(HYPHENS) and words:
                words.pop()
            if before is not None and before.text.endswith(HYPHENS):
                parts = _parts(before.text, line.text)
                if parts is not None:
                    divided.append(parts)
                    words = words[1:]
            self._words.update(words)
            before = line
        self._divides = self._most_are_divided(divided)

    def _most_are_divided(self, divided: Iterable[tuple[str, str]]) -> bool:
        """Whether the document divides words: more of those at line ends are found whole than with a hyphen."""
        whole = kept = 0
        for head, tail in divided:
            whole += self._words[(head + tail).lower()] > 0
            kept += self._words[f"{head}-{tail}".lower()] > 0
        return whole > kept

    def join(self, line: str, below: str) -> LineEnd:
        """How a line of a paragraph is joined to the text of the next one."""
        if line.endswith(HYPHENS):
            return self._join_divided(line, below)
        if line.endswith(("\u2011", "/", "\u2013", "\u2014")):
            return LineEnd(blank=False) if line[-1] in "\u2011/" or line[-2:-1].isdigit() else LineEnd()
        if CJK.match(line[-1:]) or CJK.match(below[:1]):
            return LineEnd(blank=False)
        return LineEnd()

    def _join_divided(self, line: str, below: str) -> LineEnd:
        parts = _parts(line, below)
        if parts is None:
            return LineEnd(blank=line[-2:-1] in ("", " "))
        head, tail = parts
        if not (head[-1:].isalpha() and tail[:1].islower()) or head.isupper():
            return LineEnd(blank=False)
        whole, hyphened = self._words[(head + tail).lower()], self._words[f"{head}-{tail}".lower()]
        joined, kept = head + tail, f"{head}-{tail}"
        if whole and not hyphened:
            return LineEnd(drops_hyphen=True, blank=False)
        if hyphened and not whole:
            return LineEnd(blank=False)
        are_words = self._words[head.lower()] and self._words[tail.lower()]
        if self._divides and not are_words:
            return LineEnd(drops_hyphen=True, blank=False, word=joined, other=kept)
        return LineEnd(blank=False, word=kept, other=joined)


def _parts(line: str, below: str) -> tuple[str, str] | None:
    """The parts of a word before and after the hyphen at the end of a line; None if there is no word on a side."""
    head, tail = _HEAD.search(line[:-1]), _TAIL.match(below)
    return (head[0], tail[0]) if head and tail else None
