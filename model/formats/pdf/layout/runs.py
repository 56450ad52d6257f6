"""The words of a paragraph as runs: with spaces, tabs, formats, references to notes, and its lines joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial

from msgspec import Struct, field

from model.formats.pdf.layout.footnotes import NoteMarks, is_raised, marks_in
from model.formats.pdf.layout.label_gaps import heading_label_words, label_words
from model.formats.pdf.layout.line_ends import LineEnd, LineEnds
from model.formats.pdf.layout.lines import PageLine
from model.formats.pdf.layout.words import PageWord
from model.redline import LINE_BREAK, NOTE, PLAIN, Run, Style, join_runs

_LEADER = re.compile(r"\s*(?:\.{4,}|(?:\. ){4,}\.?|…{2,}|_{12,})\s*")
"""Dots that lead from a title to the number of its page, or are to be written upon."""
_LONG_LEADER = 12
"""Characters: fewer dots are text unless the number of a page follows."""
_PAGE_NUMBER = re.compile(r"[A-Z]{0,3}[\d.\u2013-]*\d|[ivxlc]{1,7}")
_TAB = 2.2
"""Of the size: a wider gap is a tab."""

NoteOf = Callable[[str, PageLine], str | None]
"""The key of the note on the page of a line that has a mark; None if there is none."""


class ParagraphText(Struct):
    """The text of a paragraph."""

    runs: tuple[Run, ...]
    ends: list[LineEnd] = field(default_factory=list)
    """The joins of lines that are doubtful."""
    has_label: bool = False
    """Whether it begins with a label before a wide gap."""


def text_of(
    lines: Sequence[PageLine], breaks: Sequence[int], ends: LineEnds, note_of: NoteOf, *, is_heading: bool = False
) -> ParagraphText:
    """The text of the lines of a paragraph.

    lines: its lines
    breaks: the numbers of those before which a line was ended on purpose
    ends: the words of the document, by which lines are joined
    note_of: finds the notes that marks refer to
    is_heading: whether it is a heading
    """
    runs: list[Run] = []
    doubtful: list[LineEnd] = []
    label = heading_label_words(lines[0]) if is_heading else label_words(lines[0])
    for number, line in enumerate(lines):
        if number in breaks:
            runs.append(Run(LINE_BREAK))
        elif number:
            end = ends.join(_plain(runs), line.text)
            if end.word:
                doubtful.append(end)
            if end.drops_hyphen:
                _drop_last(runs)
            if end.blank:
                _add_blank(runs, _style(line.words[0], line))
        marks = {found.start: found for found in marks_in(line)}
        skipped = 0
        for at, word in enumerate(line.words):
            if at < skipped:
                continue
            if at in marks and (notes := _notes(marks[at], line, note_of)):
                _strip_blank(runs)
                runs += notes
                skipped = marks[at].stop
                continue
            style = _style(word, line)
            if at:
                _add_gap(runs, line, at, style, is_label=number == 0 and at == label)
            runs.append(Run(word.text, style=style))
    return ParagraphText(_without_leaders(join_runs(run for run in runs if run.text)), doubtful, label > 0)


def _notes(marks: NoteMarks, line: PageLine, note_of: NoteOf) -> list[Run]:
    """References to notes, with what is between them; nothing if no mark has a note."""
    keys = [note_of(mark, line) if mark else None for mark in marks.pieces[::2]]
    if not any(keys):
        return []
    raised = Style(vertical="superscript")
    runs: list[Run] = []
    for place, piece in enumerate(marks.pieces):
        key = keys[place // 2] if place % 2 == 0 else None
        runs.append(Run(NOTE, content=key) if key is not None else Run(piece, style=raised))
    return [run for run in runs if run.text]


def _strip_blank(runs: list[Run]) -> None:
    while runs and runs[-1].text.endswith((" ", "\u00a0")):
        runs[-1] = Run(runs[-1].text[:-1], style=runs[-1].style)
        if not runs[-1].text:
            runs.pop()


def _plain(runs: Sequence[Run]) -> str:
    """The end of the text so far."""
    return "".join(run.text for run in runs[-8:] if not run.content)


def _drop_last(runs: list[Run]) -> None:
    runs[-1] = Run(runs[-1].text[:-1], style=runs[-1].style)


def _style(word: PageWord, line: PageLine) -> Style:
    vertical = ""
    if is_raised(word, line):
        vertical = "superscript"
    elif word.size < 0.9 * line.size and word.baseline - line.baseline > 0.06 * line.size:
        vertical = "subscript"
    if not (word.is_italic or word.is_bold or word.is_underlined or vertical):
        return PLAIN
    return Style(word.is_italic, word.is_bold, word.is_underlined, vertical)  # type: ignore[arg-type]


def _add_gap(runs: list[Run], line: PageLine, at: int, style: Style, *, is_label: bool) -> None:
    """Adds the space or tab before a word."""
    word = line.words[at]
    if not word.blank and not is_label:
        return
    gap = word.left - line.words[at - 1].right
    if is_label or gap > _TAB * line.size:
        runs.append(Run("\t"))
    else:
        _add_blank(runs, style)


def _add_blank(runs: list[Run], style: Style) -> None:
    """Adds a space, in the format of both neighbours if they have the same."""
    before = runs[-1].style if runs else PLAIN
    runs.append(Run(" ", style=style if style == before and not style.vertical else PLAIN))


def _without_leaders(runs: Sequence[Run]) -> tuple[Run, ...]:
    if not any("...." in run.text or ". . ." in run.text or "……" in run.text for run in runs):
        return tuple(runs)
    out = []
    for at, run in enumerate(runs):
        later = "".join(other.text for other in runs[at + 1 :])
        text = _LEADER.sub(partial(_tab_for, later=later), run.text)
        out.append(Run(text, style=run.style, content=run.content))
    return join_runs(out)


def _tab_for(found: re.Match[str], later: str) -> str:
    """A tab for dots that are a leader; the dots for others. `later`: the text after that of the match."""
    is_leader = len(found[0]) >= _LONG_LEADER or _PAGE_NUMBER.fullmatch((found.string[found.end() :] + later).strip())
    return "\t" if is_leader else found[0]
