"""The lines of two cells of the Table of Frequency Allocations as those of one: every service and footnote of both, in order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.allocations.lines import read_line
from model.allocations.values import AllocationCell, AllocationTable, CellLine, LineWords
from model.edits.allocations.places import LineCopy, copy_line
from model.numbering.provision_numbers import parse_number


class _Line(Struct, frozen=True):
    """A line of the new cell."""

    copy: LineCopy
    words: LineWords
    allocation: str


def merged_lines(
    cell: AllocationCell, lines: Sequence[LineCopy], below: AllocationCell, table: AllocationTable
) -> list[LineCopy]:
    """The lines of a cell, as they are changed already, with those of the cell below that it lacks.

    lines: the paragraphs of the cell
    table: the table of both
    """
    language, indent = table.language, table.indent_in(cell) or table.indent_in(below)
    out = [_line(copy, line, language, first=not at) for at, (copy, line) in enumerate(zip(lines, cell.lines, strict=True))]
    for line in below.lines:
        if line.words.kind == "band":
            continue
        alike = [at for at, other in enumerate(out) if _is_same(other, line)]
        same = next((at for at in alike if _numbers(out[at].words) == _numbers(line.words)), next(iter(alike), None))
        if same is not None:
            copy = with_notes(out[same].copy, out[same].words, line.numbers)
            out[same] = replace(out[same], copy=copy, words=_words(copy, out[same].words, language, first=not same))
            continue
        new = _line(copy_line(line).put(0, line.words.start, indent), line, language, first=False)
        at = _place(out, new)
        if at == 0:
            out[:1] = _split(out[0], indent, language)
            at = 1
        out.insert(at, new)
    return [line.copy for line in out]


def _line(copy: LineCopy, line: CellLine, language: str, *, first: bool) -> _Line:
    return _Line(copy, _words(copy, line.words, language, first=first), line.allocation.casefold())


def _words(copy: LineCopy, like: LineWords, language: str, *, first: bool) -> LineWords:
    """The meaning of a changed line; its category is as before, which bold may show."""
    return replace(read_line(copy.text, language, first=first), category=like.category)


def _is_same(line: _Line, other: CellLine) -> bool:
    """Whether two lines mean the same, whatever their footnotes."""
    if line.words.kind != other.words.kind or line.words.category != other.words.category:
        return False
    return line.words.kind == "notes" or line.allocation == other.allocation.casefold()


def _place(lines: Sequence[_Line], new: _Line) -> int:
    words = [line.words for line in lines]
    if new.words.kind == "service":
        return place_of(words, new.words)
    if new.words.kind == "notes":
        return len(words)
    return next((at for at, line in enumerate(words) if line.kind == "notes"), len(words))


def _split(line: _Line, indent: str, language: str) -> tuple[_Line, _Line]:
    """A line with a band and a service as two."""
    start = line.words.start
    band, service = line.copy.put(start, len(line.copy.text), "").stripped, line.copy.put(0, start, indent)
    return (
        _Line(band, read_line(band.text, language, first=True), ""),
        _Line(service, _words(service, line.words, language, first=False), line.allocation),
    )


def place_of(lines: Sequence[LineWords], new: LineWords) -> int:
    """The index among the lines of a cell at which a service belongs: by category, then in the French order; at the end of its
    category if its place is unknown. 0 if it comes before a service that is in one line with the band."""
    at = 1 if lines and lines[0].band is not None else 0
    if at and lines[0].kind == "service" and _precedes(new, lines[0]):
        return 0
    for place, line in enumerate(lines):
        if line.kind == "service" and not _precedes(new, line):
            at = max(at, place + 1)
    return at


def _precedes(new: LineWords, line: LineWords) -> bool:
    """Whether a new service comes before that of a line."""
    if new.category != line.category:
        return new.category == "primary"
    return new.service is not None and line.service is not None and new.service.order < line.service.order


def with_notes(line: LineCopy, words: LineWords, numbers: Sequence[str]) -> LineCopy:
    """A line with more footnote numbers, in their order."""
    notes = in_order({*numbers, *(note.text for note in words.notes)})
    if len(notes) == len(words.notes):
        return line
    text = " ".join(notes)
    if words.notes:
        return line.put(words.notes[0].start, words.notes[-1].stop, text)
    end = len(line.text.rstrip())
    return line.put(end, len(line.text), f" {text}")


def in_order(numbers: Collection[str]) -> list[str]:
    """Footnote numbers in the order of numbers, each once."""
    placed = {text: number for text in numbers if (number := parse_number(text)) is not None}
    return sorted(placed, key=lambda text: placed[text].order)


def _numbers(words: LineWords) -> list[str]:
    return [note.text for note in words.notes]
