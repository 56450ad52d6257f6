"""The words of a row of a page: in logical order, with the spaces between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter, sub
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from model.formats.pdf.layout.bidi import logical_clusters, visual_clusters
from model.formats.pdf.layout.characters import RTL, bullet_of, readable
from model.formats.pdf.pages import PdfSpan

_TOKEN = re.compile(r"[^ \t\u3000]+")
_GAP = 0.17
"""Of the size: two characters with a wider gap are parts of two words."""
_GAP_RTL = 0.3
"""The same of letters that are joined, in a document that has spaces."""


class PageWord(Struct, gc=False):
    """Characters of one style without a space."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    is_bold: bool
    is_italic: bool
    blank: bool
    """Whether a space precedes it."""
    is_tied: bool = False
    """Whether that space is one at which no line ends."""
    is_underlined: bool = False
    is_struck: bool = False


class LineRules(Struct, frozen=True):
    """What the lines of a document have in common."""

    is_rtl: bool = False
    """Whether lines begin on the right."""
    has_spaces: bool = True
    """Whether spaces are characters, so that a gap without one is a space at which no line ends."""


def words_of_row(row: list[PdfSpan], width: float, rules: LineRules) -> list[PageWord]:
    if rules.is_rtl or any(RTL.search(span.text) for span in row):
        return _words_by_direction(row, width, rules)
    words: list[PageWord] = []
    is_blank = False
    for span in _with_bullet(row):
        start = len(words)
        words += _words_of(span)
        if is_blank and len(words) > start:
            words[start].blank = True
        is_blank = span.text[-1:].isspace()
    words.sort(key=attrgetter("left"))
    return _with_blanks(words, rules)


def _with_bullet(row: list[PdfSpan]) -> list[PdfSpan]:
    """A row whose first sign, apart from the text after it, is a bullet."""
    if not any("OpenSymbol" in span.font for span in row):
        return row
    ordered = sorted(row, key=attrgetter("left"))
    first = ordered[0]
    sign = first.text.strip()
    if len(ordered) > 1 and len(sign) == 1 and ordered[1].left - first.right > 0.4 * first.size:
        bullet = replace(first, text=first.text.replace(sign, bullet_of(sign, first.font)))
        return [bullet if span is first else span for span in row]
    return row


def _words_of(span: PdfSpan) -> Iterable[PageWord]:
    """The words of a span from left to right; `blank` tells whether the span has a space before the word."""
    text, lefts, rights = span.text, span.lefts, span.rights
    gap = _GAP * span.size
    for token in _TOKEN.finditer(text):
        start, stop = token.span()
        gaps = list(map(sub, lefts[start + 1 : stop], rights[start : stop - 1]))
        if gaps and max(gaps) > gap:
            limit = _limit(gaps, gap)
            begin = start
            for at, wide in enumerate(gaps, start + 1):
                if wide > limit:
                    yield _word(span, begin, at, blank=0 < begin == start)
                    begin = at
            yield _word(span, begin, stop, blank=0 < begin == start)
        else:
            yield _word(span, start, stop, blank=start > 0)


def _limit(gaps: Sequence[float], usual: float) -> float:
    """The gap that parts words; wider in words whose letters are spaced."""
    if len(gaps) > 3 and (middle := median(gaps)) > usual:
        return middle * 1.8
    return usual


def _word(span: PdfSpan, start: int, stop: int, *, blank: bool) -> PageWord:
    return PageWord(
        readable(span.text[start:stop], span.font), span.lefts[start], max(span.rights[start:stop]), span.top, span.bottom,
        span.baseline, span.size, span.is_bold, span.is_italic, blank,
    )  # fmt: skip


def _with_blanks(words: list[PageWord], rules: LineRules) -> list[PageWord]:
    """Words in order, with a space before those that are apart from the one before; without words printed twice."""
    out: list[PageWord] = []
    spaced = _letter_gap(words)
    for word in words:
        if not word.text:
            continue
        if out:
            before = out[-1]
            if spaced and word.left - before.right < spaced:
                before.text, before.right = before.text + word.text, word.right
                continue
            if word.text == before.text and abs(word.left - before.left) < 0.1 * word.size:
                before.is_bold = before.is_bold or word.left != before.left  # printed twice to look bold
                continue
            gap = word.left - before.right
            is_apart = gap > _GAP * min(word.size, before.size)
            word.is_tied = rules.has_spaces and is_apart and not word.blank and gap < 0.5 * word.size
            word.blank = is_apart or (word.blank and gap > -0.6 * word.size)
        else:
            word.blank = False
        out.append(word)
    return out


def _letter_gap(words: Sequence[PageWord]) -> float:
    """The gap below which letters are of one word, in a row whose letters are spaced; 0 in any other."""
    if len(words) < 8 or sum(len(word.text) == 1 and word.text.isalpha() for word in words) < 0.7 * len(words):
        return 0.0
    gaps = sorted(word.left - before.right for before, word in pairwise(words))
    return 1.6 * gaps[len(gaps) // 3] + 0.02 * words[0].size


def _words_by_direction(row: list[PdfSpan], width: float, rules: LineRules) -> list[PageWord]:
    """The words of a row with text from right to left, in logical order."""
    rtl = rules.is_rtl
    least = _GAP_RTL if rules.has_spaces else _GAP
    out: list[PageWord] = []
    is_blank = False
    for cluster in logical_clusters(visual_clusters(row), rtl=rtl):
        span = row[cluster.span]
        if not cluster.text.strip(" \t"):
            is_blank = True
            continue
        text = readable(cluster.text, span.font)
        left, right = (width - cluster.right, width - cluster.left) if rtl else (cluster.left, cluster.right)
        last = out[-1] if out else None
        if last is not None:
            is_blank = is_blank or cluster.gap > least * span.size
            if not is_blank and _is_alike(last, span):
                last.text += text
                last.left, last.right = min(last.left, left), max(last.right, right)
                continue
        out.append(
            PageWord(
                text, left, right, span.top, span.bottom, span.baseline, span.size, span.is_bold, span.is_italic,
                is_blank and last is not None,
            )
        )  # fmt: skip
        is_blank = False
    return [word for word in out if word.text]


def _is_alike(word: PageWord, span: PdfSpan) -> bool:
    """Whether characters of a span have the style of a word; letters with marks may be raised a little."""
    return (
        word.size == span.size
        and word.is_bold == span.is_bold
        and word.is_italic == span.is_italic
        and abs(word.baseline - span.baseline) < 0.3 * span.size
    )
