"""Footnotes: found at the bottom of a page or column by the line above them, or by their size and mark."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field

from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.layout.words import PageWord
from model.formats.pdf.pages import PdfRule

_MARK = re.compile(r"\(?(?:\d{1,3}(?:bis|ter|quater)?|[*†‡§¶#]{1,4}|[a-z]|[ivx]{1,5})\)?")
_SIGNS = "*†‡§¶#"
_PIECES = re.compile(r"([\s,;،、]+)")
_RAISED = 0.2
"""Of the size of a line: a mark is raised by at least as much, or smaller than the text."""


class PageNote(Struct):
    """The lines of a footnote on one page."""

    mark: str
    """As printed; '' for lines that continue a note of the page before."""
    lines: list[PageLine] = field(default_factory=list)
    column: tuple[int, int] | None = (0, 1)
    """As that of a part of a page."""


def is_raised(word: PageWord, line: PageLine) -> bool:
    """Whether a word is raised above the line, or small as raised words are."""
    shift = (line.baseline - word.baseline) / line.size
    return shift > 0.12 and (word.size < 0.9 * line.size or shift > _RAISED)


def split_notes(
    lines: list[PageLine], rules: Sequence[PdfRule], left: float, right: float, body_size: float
) -> tuple[list[PageLine], list[PageNote]]:
    """The lines of a part of a page without its footnotes, and the footnotes.

    lines: from top to bottom
    rules: those of the page that belong to no table, measured like the lines
    left: the beginning of the part's lines
    right: their end
    body_size: the size of most text of the document
    """
    start = _start_by_rule(lines, rules, left, right, body_size)
    if start is None:
        start = _start_by_mark(lines, body_size)
    if start is None:
        return lines, []
    return lines[:start], _notes(lines[start:])


def _start_by_rule(lines: list[PageLine], rules: Sequence[PdfRule], left: float, right: float, body_size: float) -> int | None:
    for rule in sorted(rules, key=lambda rule: rule.y0):
        width = rule.x1 - rule.x0
        if rule.y1 - rule.y0 > 3 or width < 30 or abs(rule.x0 - left) > 12 or rule.x0 > right or _is_underline(rule, lines):
            continue
        start = next((at for at, line in enumerate(lines) if line.baseline > rule.y0 + 2), len(lines))
        below = lines[start:]
        if not below or below[0].top < rule.y0 - 2 or below[0].top - rule.y0 > 3 * below[0].size:
            continue
        is_short = width < 0.75 * (right - left)
        if _begins_with_mark(below[0]) and (
            is_short or is_raised(below[0].words[0], below[0]) or below[0].size < body_size - 0.4
        ):
            return start
        if is_short and all(line.size < body_size - 0.4 for line in below):
            return start
    return None


def _is_underline(rule: PdfRule, lines: Sequence[PageLine]) -> bool:
    """Whether a rule is under words."""
    return any(-1 < rule.y0 - line.baseline < 0.4 * line.size and line.left < rule.x1 and line.right > rule.x0 for line in lines)


def _start_by_mark(lines: list[PageLine], body_size: float) -> int | None:
    """The first of small lines at the end that begin with a raised mark that the text above them has too."""
    start = len(lines)
    while start > 0 and lines[start - 1].size < body_size - 0.4:
        start -= 1
    marks = {mark for line in lines[:start] for marks in marks_in(line) for mark in marks.pieces[::2]}
    for at in range(start, len(lines)):
        if _begins_with_mark(lines[at]) and bare_mark(lines[at].words[0].text) in marks:
            return at
    return None


class NoteMarks(Struct):
    """Raised words of a line that may refer to notes."""

    start: int
    """The number of the first word."""
    stop: int
    pieces: list[str]
    """Marks and what is between them, in turn; a mark first."""


def marks_in(line: PageLine) -> list[NoteMarks]:
    """The places of a line that may refer to notes: `1`, `1bis`, `1, 2`, `*`."""
    out: list[NoteMarks] = []
    words, at = line.words, 1
    while at < len(words):
        stop = at
        while (
            stop < len(words)
            and is_raised(words[stop], line)
            and (stop == at or not words[stop].blank or _is_listed(words, stop))
        ):
            stop += 1
        if stop > at:
            text = "".join(f" {word.text}" if word.blank and place else word.text for place, word in enumerate(words[at:stop]))
            pieces = _PIECES.split(text)
            if all(_MARK.fullmatch(mark) for mark in pieces[::2] if mark) and pieces[0]:
                out.append(
                    NoteMarks(at, stop, [bare_mark(piece) if place % 2 == 0 else piece for place, piece in enumerate(pieces)])
                )
        at = max(stop, at + 1)
    return out


def _is_listed(words: Sequence[PageWord], at: int) -> bool:
    return words[at - 1].text.endswith((",", ";", "،", "、"))


def _begins_with_mark(line: PageLine) -> bool:
    first = line.words[0]
    return bool(_MARK.fullmatch(first.text)) and len(line.words) > 1 and (is_raised(first, line) or first.text[0] in _SIGNS)


def bare_mark(mark: str) -> str:
    """A mark without brackets."""
    return mark.strip("()")


def _notes(lines: list[PageLine]) -> list[PageNote]:
    notes: list[PageNote] = []
    plain = not any(_begins_with_mark(line) for line in lines)
    for line in lines:
        is_marked = _begins_with_mark(line) or (plain and _is_numbered(line))
        mark, rest = _without_mark(line) if is_marked else ("", line)
        if mark or not notes:
            notes.append(PageNote(mark))
        notes[-1].lines.append(rest)
    return notes


def note_of_lines(lines: Sequence[PageLine]) -> PageNote:
    """The footnote of lines that the structure of the file has in one note."""
    first = lines[0]
    if not (_begins_with_mark(first) or _is_numbered(first)):
        return PageNote("", list(lines))
    mark, rest = _without_mark(first)
    return PageNote(mark, [rest, *lines[1:]])


def _without_mark(line: PageLine) -> tuple[str, PageLine]:
    """The mark at the beginning of a line, `1bis` too, and the line without it."""
    mark = bare_mark(line.words[0].text)
    count = 1
    while count < len(line.words) - 1 and not line.words[count].blank and is_raised(line.words[count], line):
        mark += line.words[count].text
        count += 1
    first = line.words[count]
    first.blank = False
    return mark, PageLine([first, *line.words[count + 1 :]], line.page, line.block, line.column)


def _is_numbered(line: PageLine) -> bool:
    return len(line.words) > 1 and bool(re.fullmatch(r"\(?\d{1,3}[.)]?", line.words[0].text))


def keys_of_marks(lines: Iterable[PageLine], notes: Iterable[tuple[int, str, str]]) -> dict[tuple[int, str], str]:
    """The keys of notes by page and mark in the text. Marks and notes of a page that remain are paired in order if they are
    equally many; then numbers that only one mark and only one note of the document have, since notes may be printed later.

    lines: those of the text
    notes: page, mark and key of each note, in order
    """
    found: dict[tuple[int, str], str] = {}
    open_notes: dict[int, list[tuple[str, str]]] = {}
    for page, mark, key in notes:
        open_notes.setdefault(page, []).append((mark, key))
    if not open_notes:
        return found
    marks: dict[int, dict[str, None]] = {}
    for line in lines:
        every = [mark for found_marks in marks_in(line) for mark in found_marks.pieces[::2] if mark]
        marks.setdefault(line.page, {}).update(dict.fromkeys(every))
    open_keys: dict[str, list[tuple[int, str]]] = {}
    """The pages and keys of the notes that remain, by mark."""
    for page, known in open_notes.items():
        rest = []
        for mark, key in known:
            if mark in marks.get(page, ()) and (page, mark) not in found:
                found[page, mark] = key
            else:
                rest.append((mark, key))
        free = [mark for mark in marks.get(page, ()) if (page, mark) not in found]
        if len(free) == len(rest):
            found.update({(page, mark): key for mark, (_, key) in zip(free, rest, strict=True)})
            continue
        for mark, key in rest:
            open_keys.setdefault(mark, []).append((page, key))
    if open_keys:
        found.update(_later_keys(open_keys, marks, found))
    return found


def _later_keys(
    open_keys: Mapping[str, Sequence[tuple[int, str]]], marks: Mapping[int, Iterable[str]], found: Container[tuple[int, str]]
) -> Iterator[tuple[tuple[int, str], str]]:
    """The keys of notes that are printed after the page of their mark, by page and mark.

    open_keys: the pages and keys of notes without a mark, by the mark that they have
    marks: those of each page
    found: the pages and marks that have a note
    """
    pages: dict[str, list[int]] = {}
    for page, every in marks.items():
        for mark in every:
            if mark in open_keys and mark.isdigit() and (page, mark) not in found:
                pages.setdefault(mark, []).append(page)
    for mark, places in pages.items():
        (printed, key), *more = open_keys[mark]
        if len(places) == 1 and not more and places[0] < printed:
            yield (places[0], mark), key
