"""The lines of a part of a page: words with their places, in reading order.

Places are measured from the side where lines begin, so that text from right to left is laid out like any other: `left` is the
beginning of a word, `right` its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from operator import attrgetter

from model.formats.pdf.layout.blocks import TextBlock
from model.formats.pdf.layout.characters import CJK
from model.formats.pdf.layout.rows import rows_of
from model.formats.pdf.layout.words import LineRules, PageWord, words_of_row
from model.formats.pdf.pages import PdfSpan

_CJK_UNIT = re.compile(r"[（(《「『【“‘]*(?:[\x21-\x7e]+|.)[，。、；：？！）)》」』】”’]*")
"""The beginning of a Chinese text that no line divides."""
SENTENCE_END = re.compile('[.:;!?。；：！？؛؟]["”’»)）]*$')


class PageLine:
    """Words on one baseline."""

    __slots__ = ("baseline", "block", "bottom", "column", "left", "page", "right", "size", "text", "top", "words")

    def __init__(self, words: list[PageWord], page: int, block: TextBlock | None = None, column: int = 0) -> None:
        """`block`: the paragraph that it is in, if the file has a structure; `column`: how often that begins again higher up on
        the page before it."""
        self.words = words
        self.page = page
        self.block = block
        self.column = column
        self.left = min(word.left for word in words)
        self.right = max(word.right for word in words)
        self.top = min(word.top for word in words)
        self.bottom = max(word.bottom for word in words)
        main = _main_word(words)
        self.baseline, self.size = main.baseline, main.size
        self.text = "".join(f" {word.text}" if word.blank else word.text for word in words).lstrip()

    @property
    def first_width(self) -> float:
        """The width of its beginning that stays together at the end of a line: a word with its parts in other styles."""
        first = self.words[0]
        if CJK.search(self.text[:3]):
            return self._first_cjk_width()
        right = first.right
        for word in self.words[1:]:
            if word.blank and not word.is_tied:
                break
            right = max(right, word.right)
        return right - first.left

    def _first_cjk_width(self) -> float:
        """The same of Chinese text, which is divided between any two characters but at numbers, words and punctuation."""
        found = _CJK_UNIT.match(self.text)
        unit = found[0] if found else self.text[:1]
        return sum(self.size if CJK.match(sign) else 0.5 * self.size for sign in unit)


def _main_word(words: Sequence[PageWord]) -> PageWord:
    """The longest word of the size that most characters have."""
    if len(words) == 1:
        return words[0]
    counts: dict[float, int] = {}
    for word in words:
        counts[word.size] = counts.get(word.size, 0) + len(word.text)
    size = max(counts, key=lambda key: (counts[key], key))
    return max((word for word in words if word.size == size), key=lambda word: len(word.text))


def lines_of(spans: Iterable[PdfSpan], page: int, width: float, rules: LineRules) -> list[PageLine]:
    """The lines of spans, from top to bottom.

    page: the number of their page
    width: that of the page, in points; text from right to left is measured from its right side
    rules: those of the document
    """
    rows = rows_of(sorted(spans, key=attrgetter("baseline")))
    lines = []
    for row in rows:
        words = words_of_row(row, width, rules)
        if words:
            lines.append(PageLine(words, page))
    lines.sort(key=lambda line: (line.baseline, line.left))
    return lines
