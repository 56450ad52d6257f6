"""The lines of a part of a page: words with their places, in reading order.

Places are measured from the side where lines begin, so that text from right to left is laid out like any other: `left` is the
beginning of a word, `right` its end.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter, sub
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from model.formats.pdf.layout.bidi import logical_clusters, visual_clusters
from model.formats.pdf.layout.characters import CJK, RTL, bullet_of, readable
from model.formats.pdf.pages import PdfSpan

_TOKEN = re.compile(r"[^ \t\u3000]+")
_CJK_UNIT = re.compile(r"[（(《「『【“‘]*(?:[\x21-\x7e]+|.)[，。、；：？！）)》」』】”’]*")
"""The beginning of a Chinese text that no line divides."""
_GAP = 0.17
"""Of the size: two characters with a wider gap are parts of two words."""
_GAP_RTL = 0.3
"""The same of letters that are joined, in a document that has spaces."""
_ONE_LINE = 0.12
"""Of the size: baselines that differ less are of one line."""
_MARK = 6
"""The most characters of the mark of a note."""
_MOST_SPANS = 10_000
"""Of a page whose rows are compared with each other."""
_SMALL = 0.86
"""Of the size of a line: smaller characters beside it may be raised or lowered."""


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


class PageLine:
    """Words on one baseline."""

    __slots__ = ("baseline", "bottom", "left", "page", "right", "size", "text", "top", "words")

    def __init__(self, words: list[PageWord], page: int) -> None:
        self.words = words
        self.page = page
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


class LineRules(Struct, frozen=True):
    """What the lines of a document have in common."""

    is_rtl: bool = False
    """Whether lines begin on the right."""
    has_spaces: bool = True
    """Whether spaces are characters, so that a gap without one is a space at which no line ends."""


def lines_of(spans: Iterable[PdfSpan], page: int, width: float, rules: LineRules) -> list[PageLine]:
    """The lines of spans, from top to bottom.

    page: the number of their page
    width: that of the page, in points; text from right to left is measured from its right side
    rules: those of the document
    """
    rows = _rows(sorted(spans, key=attrgetter("baseline")))
    lines = []
    for row in rows:
        words = _words_of_row(row, width, rules)
        if words:
            lines.append(PageLine(words, page))
    lines.sort(key=lambda line: (line.baseline, line.left))
    return lines


# --- rows -----------------------------------------------------------------------------------------------------------------


def _rows(spans: Sequence[PdfSpan]) -> list[list[PdfSpan]]:
    """Spans grouped by their baseline, with raised and lowered ones beside them."""
    rows: list[list[PdfSpan]] = []
    for span in spans:
        if rows and abs(span.baseline - rows[-1][0].baseline) <= max(_ONE_LINE * span.size, 0.6):
            rows[-1].append(span)
        else:
            rows.append([span])
    if len(rows) < 2 or len(spans) > _MOST_SPANS:
        return rows
    return _with_raised(_side_by_side(rows))


def _side_by_side(rows: list[list[PdfSpan]]) -> list[list[PdfSpan]]:
    """Rows of which those are one whose baselines differ little and whose spans are beside each other."""
    out = [rows[0]]
    for row in rows[1:]:
        before = out[-1]
        limit = 0.35 * min(before[0].size, row[0].size)
        if row[0].baseline - before[0].baseline < limit and not any(_overlap(span, other) for span in row for other in before):
            before += row
            before.sort(key=attrgetter("size"), reverse=True)
        else:
            out.append(row)
    return out


def _overlap(span: PdfSpan, other: PdfSpan) -> bool:
    """Whether spans are one over the other."""
    common = min(span.right, other.right) - max(span.left, other.left)
    return common > 0.4 * min(span.right - span.left, other.right - other.left) + 0.1


def _with_raised(rows: list[list[PdfSpan]]) -> list[list[PdfSpan]]:
    """Rows in which raised and lowered spans are in the row of the text beside them."""
    out: list[list[PdfSpan]] = [list(row) for row in rows]
    for at, row in enumerate(rows):
        for near in _near(rows, at):
            while moved := [span for span in out[at] if _belongs(span, row, rows[near], out[near])]:
                out[near] += moved
                out[at] = [span for span in out[at] if span not in moved]
    return [row for row in out if row]


def _belongs(span: PdfSpan, row: Sequence[PdfSpan], host: Sequence[PdfSpan], joined: Sequence[PdfSpan]) -> bool:
    """Whether a span of a row is raised or lowered text of another row, to which others were joined before."""
    if not joined:
        return False
    size = max(other.size for other in host)
    is_small = span.size <= _SMALL * size
    shift = (host[0].baseline - span.baseline) / size
    if is_small:
        if not -0.4 < shift < 0.75:
            return False
    elif len(span.text.strip()) > 4 or span.size > size or not -0.25 < shift < 0.35 or _weight(row) >= _weight(host):
        return False
    if any(_is_beside(span, other) for other in joined):
        return True
    return (
        is_small and len(span.text.strip()) <= _MARK and shift > 0 and _is_before(span, min(joined, key=lambda other: other.left))
    )


def _is_before(span: PdfSpan, first: PdfSpan) -> bool:
    """Whether a span has the place of the mark of a note, a tab before the first text of its line."""
    return 0 <= first.left - span.right < 4 * first.size


def _weight(row: Sequence[PdfSpan]) -> int:
    return sum(len(span.text) for span in row)


def _near(rows: Sequence[Sequence[PdfSpan]], at: int) -> Iterable[int]:
    """The rows whose baselines are within a line of that of a row, the nearest first."""
    baseline = rows[at][0].baseline
    found = []
    for step in (-1, 1):
        near = at + step
        while 0 <= near < len(rows) and abs(rows[near][0].baseline - baseline) < 14:
            found.append(near)
            near += step
    return sorted(found, key=lambda near: abs(rows[near][0].baseline - baseline))


def _is_beside(span: PdfSpan, other: PdfSpan) -> bool:
    """Whether a span touches another, or is between two of its words."""
    near = 0.5 * other.size
    left, right = span.left, span.right
    begin, end = other.left, other.right
    return left <= end + near and right >= begin - near


# --- words ----------------------------------------------------------------------------------------------------------------


def _words_of_row(row: list[PdfSpan], width: float, rules: LineRules) -> list[PageWord]:
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
