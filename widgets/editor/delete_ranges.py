"""The ranges that deleting keys delete: pure functions from a place to a range of the model (None: nothing).

Deleted text is skipped, so that every press has a visible effect. Backspace deletes a whole grapheme, but only the new marks of
one whose letter is unchanged, and at the start of a clause the end before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6 import QtCore
from PySide6.QtGui import QTextLayout

from model.redline import ANCHOR, Clause, Run, Side, Status
from model.redline.edit_text import Place
from model.text.legible import Legible
from widgets.editor.document.projection import code_points, utf16_length

NEARBY = 256
"""The characters that are searched for the border of a word or grapheme, so that long clauses cost no more."""
Range = tuple[Place, Place]
Live = tuple[int, str, Status]
"""Offset, character and status of what the draft shows."""
Boundary = Callable[[str], int]
"""The length of the last (first) unit of a text, in code points."""


def _before(text: str, mode: QTextLayout.CursorMode) -> int:
    position = QTextLayout(text).previousCursorPosition(utf16_length(text), mode)
    return len(text) - code_points(text, position)


def _after(text: str, mode: QTextLayout.CursorMode) -> int:
    return code_points(text, QTextLayout(text).nextCursorPosition(0, mode))


last_grapheme: Boundary = partial(_before, mode=QTextLayout.CursorMode.SkipCharacters)
last_word: Boundary = partial(_before, mode=QTextLayout.CursorMode.SkipWords)
first_grapheme: Boundary = partial(_after, mode=QTextLayout.CursorMode.SkipCharacters)
first_word: Boundary = partial(_after, mode=QTextLayout.CursorMode.SkipWords)


def backward(clauses: Sequence[Clause], place: Place, *, word: bool = False) -> Range | None:
    """The range that Backspace deletes."""
    index, offset = place.index, place.offset
    while True:
        live = live_before(clauses[index], offset)
        if live:
            text = "".join(char for _, char, _ in live)
            if word:
                length = last_word(text)
            else:
                length = last_grapheme(_new_tail(live) or text)
            return Place(index, live[-max(1, length)][0]), Place(index, live[-1][0] + 1)
        if index == 0:
            return None
        index, offset = index - 1, len(clauses[index - 1].text)
        if clauses[index].end.status.in_draft:
            return Place(index, offset), Place(index + 1, 0)


def _new_tail(live: Sequence[Live]) -> str:
    """The inserted characters at the end: a new accent is deleted without the unchanged letter below it."""
    out = ""
    for _, char, status in reversed(live):
        if status is not Status.INSERTED:
            break
        out = char + out
    return out


def forward(clauses: Sequence[Clause], place: Place, *, word: bool = False) -> Range | None:
    """The range that Delete deletes."""
    index, offset = place.index, place.offset
    while True:
        live = live_after(clauses[index], offset)
        if live:
            text = "".join(char for _, char, _ in live)
            length = max(1, first_word(text) if word else first_grapheme(text))
            return Place(index, live[0][0]), Place(index, live[length - 1][0] + 1)
        if index == len(clauses) - 1:
            return None
        if clauses[index].end.status.in_draft:
            return Place(index, len(clauses[index].text)), Place(index + 1, 0)
        index, offset = index + 1, 0


def live_before(clause: Clause, offset: int, most: int = NEARBY) -> list[Live]:
    """The last characters that the draft shows before a place, in order, without marks of no width."""
    out: list[Live] = []
    stop = sum(len(run.text) for run in clause.runs)
    for run in reversed(clause.runs):
        start, high = stop - len(run.text), min(stop, offset)
        if high > start and run.status.in_draft and not is_mark(run):
            low = max(start, high - most + len(out))
            out[:0] = [(place, run.text[place - start], run.status) for place in range(low, high)]
            if len(out) == most:
                break
        stop = start
    return out


def live_after(clause: Clause, offset: int, most: int = NEARBY) -> list[Live]:
    """The first characters that the draft shows after a place, as `live_before`."""
    out: list[Live] = []
    start = 0
    for run in clause.runs:
        stop, low = start + len(run.text), max(start, offset)
        if low < stop and run.status.in_draft and not is_mark(run):
            high = min(stop, low + most - len(out))
            out += [(place, run.text[place - start], run.status) for place in range(low, high)]
            if len(out) == most:
                break
        start = stop
    return out


def word_around(clause: Clause, offset: int) -> tuple[int, int] | None:
    """The offsets of the word that a double click on a character selects. On deleted text it is the word of the base with the
    deleted space after it, else the word of the draft, which may contain deleted text. Retracted text, which is on neither side,
    has none."""
    start, clicked = 0, None
    for run in clause.runs:
        if start <= offset < start + len(run.text):
            clicked = run
        start += len(run.text)
    if clicked is None or is_mark(clicked) or not (clicked.status.in_draft or clicked.status.in_base):
        return None
    side: Side = "draft" if clicked.status.in_draft else "base"
    shown: list[int] = []
    struck: set[int] = set()
    source, start = "", 0
    for run in clause.runs:
        if run.status.on(side) and not is_mark(run):
            shown += range(start, start + len(run.text))
            source += run.text
            if not run.status.in_draft:
                struck.update(shown[len(shown) - len(run.text) :])
        start += len(run.text)
    read = Legible(source)
    text, place = read.text, read.place(shown.index(offset))
    if place == len(text):
        return None
    finder = QtCore.QTextBoundaryFinder(QtCore.QTextBoundaryFinder.BoundaryType.Word, text)
    at = utf16_length(text[:place])
    finder.setPosition(at)
    low = at if finder.isAtBoundary() else finder.toPreviousBoundary()
    finder.setPosition(at)
    start, stop = read.span(code_points(text, low), code_points(text, finder.toNextBoundary()))
    if offset in struck and source[stop : stop + 1] == " " and shown[stop] in struck:
        stop += 1
    return shown[start], shown[stop - 1] + 1


def is_mark(run: Run) -> bool:
    """An anchor: a place in the source, not a character."""
    return bool(run.content) and run.text == ANCHOR


def draft_text(clauses: Sequence[Clause], a: Place, b: Place, *, base: bool = False) -> str:
    """The text of one side between two places, one line for each paragraph, without anchors, notes and objects."""
    side: Side = "base" if base else "draft"
    parts: list[str] = []
    for index in range(a.index, b.index + 1):
        clause = clauses[index]
        offset = 0
        start = a.offset if index == a.index else 0
        stop = b.offset if index == b.index else len(clause.text)
        for run in clause.runs:
            if run.status.on(side) and not run.content:
                parts.append(run.text[max(0, start - offset) : max(0, stop - offset)])
            offset += len(run.text)
        if index < b.index and clause.end.status.on(side):
            parts.append("\n")
    return "".join(parts)
