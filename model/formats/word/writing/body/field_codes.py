"""Text inside the code of a field, moved before that code.

A reader takes everything between the beginning of a field and its separator, or its end if it has no separator, for code. An
edit may put text there, since these edges have no width. It may also delete the separator: then the text of the field would be
code, and a field that has lines which are written as they are gets another separator."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from model.formats.word.writing.body.paragraphs import WrittenLine
from model.formats.word.writing.body.range_pairing import whole_fields
from model.redline import ANCHOR, Run

_EDGE = re.compile(r'<w:fldChar\b[^>]*?w:fldCharType="(begin|separate|end)"')
_SEPARATOR = Run(ANCHOR, content='<w:fldChar w:fldCharType="separate"/>')
RunPlace = tuple[int, int]
"""The numbers of a line and of a run in it."""


def with_code_together(lines: list[WrittenLine]) -> list[WrittenLine]:
    """The lines with the code of each field after the text that was written inside it, in one piece before its separator."""
    if not any("<w:fldChar" in run.content for line in lines for run in line.runs):
        return lines
    moved: dict[RunPlace, list[Run]] = {}
    gone: set[RunPlace] = set()
    for code in _codes(lines):
        inside = [spot for spot in code[:-1] if _is_code(_run(lines, spot))]
        texts = [spot for spot in code if _run(lines, spot).text != ANCHOR or not _run(lines, spot).content]
        if not texts:
            continue
        if not any(lines[place].verbatim for place in range(code[0][0], code[-1][0] + 1)):
            gone.update(inside)
            moved[code[-1]] = [_run(lines, spot) for spot in inside]
        elif _edges(_run(lines, code[-1]))[-1:] == ["end"]:
            place = max((place for place, _ in code if place <= texts[0][0] and not lines[place].verbatim), default=None)
            if place is not None:
                moved[texts[0] if place == texts[0][0] else (place, len(lines[place].runs))] = [_SEPARATOR]
    changed = {place for place, _ in (*gone, *moved)}
    return [_reorder(line, place, gone, moved) if place in changed else line for place, line in enumerate(lines)]


def _reorder(line: WrittenLine, place: int, gone: set[RunPlace], moved: dict[RunPlace, list[Run]]) -> WrittenLine:
    runs: list[Run] = []
    for number, run in enumerate(line.runs):
        runs += moved.get((place, number), ())
        if (place, number) not in gone:
            runs.append(run)
    runs += moved.get((place, len(line.runs)), ())
    return replace(line, runs=tuple(runs))


def _run(lines: Sequence[WrittenLine], spot: RunPlace) -> Run:
    return lines[spot[0]].runs[spot[1]]


def _is_code(run: Run) -> bool:
    """Whether a run is part of a code: not text, not an element beside or around runs, not the mark of a comment."""
    return run.text == ANCHOR and run.content.startswith("<w:") and "<w:commentReference" not in run.content


def _codes(lines: Sequence[WrittenLine]) -> list[list[RunPlace]]:
    """The runs of each code, from the one that begins the field to the one that ends its code."""
    spots = [(place, number) for place, line in enumerate(lines) for number in range(len(line.runs))]
    edges = [(spot, edge) for spot in spots for edge in _edges(_run(lines, spot))]
    whole = whole_fields([(edge, place) for (place, _), edge in edges])
    kinds: dict[RunPlace, list[str]] = {}
    for number in sorted(whole):
        kinds.setdefault(edges[number][0], []).append(edges[number][1])
    found: list[list[RunPlace]] = []
    open_: list[bool] = []
    code: list[RunPlace] = []
    for spot in spots:
        before = any(open_)
        for kind in kinds.get(spot, ()):
            if kind == "begin":
                open_.append(True)
            elif open_ and kind == "separate":
                open_[-1] = False
            elif open_:
                open_.pop()
        if before or any(open_):
            code.append(spot)
        if before and not any(open_):
            found.append(code)
            code = []
    return found


def _edges(run: Run) -> list[str]:
    return _EDGE.findall(run.content) if run.text == ANCHOR and "<w:fldChar" in run.content else []
