"""Services of the Table of Frequency Allocations added, deleted, raised and lowered."""

from __future__ import annotations

import string
from collections.abc import Sequence

from msgspec.structs import replace

from model.allocations.lines import has_marks, is_note_number, read_line
from model.allocations.services import Category, in_category, marks_primary_by_bold
from model.allocations.values import AllocationCell, CellLine, LineWords
from model.edits.allocations.merged_lines import in_order, place_of
from model.edits.allocations.places import CellPlace, cell_place, indent_runs, place_at, style_at
from model.edits.common import index_of
from model.edits.structure import NewClause, delete_clauses, insert_clauses
from model.edits.text import delete_range, replace_range
from model.edits.transform import Transform
from model.errors import EditError, shorten_value
from model.redline import Paragraph, Run, Stamp, Style
from model.redline.edit_text import InsertedParagraph, Place
from model.submission.story import StoryId
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Transaction
from model.submission.values import Submission

_BETWEEN_NUMBERS = f"{string.whitespace}\u00a0\u2009\u202f,;"


def add_service(
    submission: Submission, story: StoryId, id: str, words: str, category: Category, stamp: Stamp, *, notes: Sequence[str] = ()
) -> Transaction:
    """Insert a service into a clause's cell, at its place in the order of its category.

    words: its name with additions, such as `Fixed-satellite (space-to-Earth)`; its letters become those of the category
    category: its category
    notes: its footnote numbers
    """
    place = cell_place(submission, story, id)
    name = " ".join(words.split())
    if not name or read_line(name, place.table.language).kind != "service" or read_line(name, place.table.language).notes:
        raise EditError.of("“{name}” is not the name of a service; choose one from the list", name=shorten_value(name))
    refuse_odd_numbers(notes)
    name = in_category(name, category or "secondary", place.table.language)
    transform = Transform(submission, stamp)
    _insert(transform, story, place, name, category, in_order(set(notes)))
    return transform.transaction(TransactionKind.ADD_SERVICE, selection=transform.selection)


def delete_service(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Delete the service in the line of a clause, with its footnote numbers."""
    place = cell_place(submission, story, id)
    transform = Transform(submission, stamp)
    _delete(transform, story, _service_line(place))
    return transform.transaction(TransactionKind.DELETE_SERVICE, selection=transform.selection)


def change_category(submission: Submission, story: StoryId, id: str, stamp: Stamp) -> Transaction:
    """Make the primary service in the line of a clause secondary, and any other primary. A line that the order puts to
    another place is deleted, and inserted there. EditError if the words that are replaced contain the mark of a footnote or a
    picture, of which there is one."""
    place = cell_place(submission, story, id)
    line = _service_line(place)
    category: Category = "secondary" if line.words.category == "primary" else "primary"
    language = place.table.language
    name = in_category(line.allocation, category, language)
    moves = marks_primary_by_bold(language) or _moves(place.cell, line, read_line(name, language), category)
    if has_marks(line.text[line.words.start :] if moves else line.allocation):
        raise EditError.of("the line contains the mark of a footnote, a picture or a formula; change its category by hand")
    transform = Transform(submission, stamp)
    if moves:
        _delete(transform, story, line)
        rest = cell_place(transform.submission, story, place.cell.lines[0].clauses[0].id)
        _insert(transform, story, rest, name, category, line.numbers)
    else:
        clauses = transform.clauses(story)
        low, high = (place_at(clauses, line, offset) for offset in (line.words.start, line.words.stop))
        run = Run(name, style=style_at(line, line.words.start))
        kind = TransactionKind.CHANGE_CATEGORY
        transform.add(replace_range(transform.submission, story, low, high, [InsertedParagraph((run,))], stamp, kind=kind))
    return transform.transaction(TransactionKind.CHANGE_CATEGORY, selection=transform.selection)


def _service_line(place: CellPlace) -> CellLine:
    if place.line is None or not place.line.is_service:
        raise EditError.of("no service is in this line; put the caret into the line of a service")
    return place.line


def _moves(cell: AllocationCell, line: CellLine, new: LineWords, category: Category) -> bool:
    """Whether the order puts a line to another place once its service has another category."""
    others = [other.words for other in cell.lines if other is not line]
    if line.words.band is not None:
        return place_of([LineWords("band", line.words.band), *others], replace(new, category=category)) != 1
    return place_of(others, replace(new, category=category)) != cell.lines.index(line)


def _insert(transform: Transform, story: StoryId, place: CellPlace, name: str, category: Category, notes: Sequence[str]) -> None:
    """Insert a service into a cell, at its place."""
    lines, language, stamp = place.cell.lines, place.table.language, transform.stamp
    words = replace(read_line(name, language), category=category)
    at = place_of([line.words for line in lines], words)
    like = next((line for line in lines if line.is_service), None)
    style = style_at(like, like.words.start) if like is not None else Style()
    if marks_primary_by_bold(language):
        style = replace(style, bold=category == "primary")
    runs = (Run(name, style=style), *([Run(f" {' '.join(notes)}", style=replace(style, bold=False))] if notes else []))
    indent = indent_runs(place.table, place.cell)
    clauses = transform.clauses(story)
    if at == 0:
        start = place_at(clauses, lines[0], lines[0].words.start)
        parts = [InsertedParagraph(runs), InsertedParagraph(indent)]
        kind = TransactionKind.ADD_SERVICE
        transform.add(replace_range(transform.submission, story, start, start, parts, stamp, kind=kind))
        return
    last = lines[at - 1].clauses[-1]
    new = NewClause(Paragraph(lines[at - 1].clauses, "draft").props, (*indent, *runs))
    index = index_of(clauses, last.id) + 1
    transform.add(insert_clauses(transform.submission, story, index, [new], stamp, beside=last))


def _delete(transform: Transform, story: StoryId, line: CellLine) -> None:
    """Delete a line; of one that begins with the band, what follows the band. The last line of a cell is deleted with the end of
    the one before, since the last end of a cell stays: an empty paragraph would be left."""
    clauses = transform.clauses(story)
    first, last = (index_of(clauses, clause.id) for clause in (line.clauses[0], line.clauses[-1]))
    is_last = last + 1 == len(clauses) or clauses[last + 1].cell != clauses[last].cell
    if line.words.band is not None:
        low, high = (place_at(clauses, line, offset) for offset in (line.words.start, len(line.text)))
    elif is_last and first and clauses[first - 1].cell == clauses[last].cell:
        low, high = Place(first - 1, len(clauses[first - 1].text)), Place(last, len(clauses[last].text))
    else:
        transform.add(delete_clauses(transform.submission, story, line.clauses[-1].id, transform.stamp, only=True))
        return
    transform.add(delete_range(transform.submission, story, low, high, transform.stamp))


# -- footnote numbers


def set_notes(
    submission: Submission, story: StoryId, id: str, numbers: Sequence[str], stamp: Stamp, *, whole: bool = False
) -> Transaction:
    """Make these the footnote numbers of the service in the line of a clause, or of the whole cell if the line has none. Numbers
    that stay are not touched.

    numbers: the footnote numbers
    whole: those of the whole cell in any case
    """
    place = cell_place(submission, story, id)
    refuse_odd_numbers(numbers)
    wanted = in_order(set(numbers))
    line = noted_line(place, whole=whole)
    transform = Transform(submission, stamp)
    if line is None:
        if wanted:
            _insert_foot(transform, story, place, wanted)
    elif line.words.kind == "notes" and not wanted:
        _delete(transform, story, line)
    else:
        for start, stop, text in sorted(_changes(line, wanted), reverse=True):
            clauses = transform.clauses(story)
            low, high = place_at(clauses, line, start), place_at(clauses, line, stop)
            put = [InsertedParagraph((Run(text, style=_note_style(line)),))] if text else []
            kind = TransactionKind.SET_TABLE_NOTES
            transform.add(replace_range(transform.submission, story, low, high, put, stamp, kind=kind))
    return transform.transaction(TransactionKind.SET_TABLE_NOTES, selection=transform.selection)


def noted_line(place: CellPlace, *, whole: bool) -> CellLine | None:
    """The line whose footnote numbers are set: that of a service, or the last line of the cell with numbers alone; None if the
    cell has no such line yet."""
    return place.line if not whole and place.line is not None and place.line.is_service else place.cell.foot


def refuse_odd_numbers(numbers: Sequence[str]) -> None:
    """Raise EditError if one of some texts is not the number of a footnote."""
    odd = next((number for number in numbers if not is_note_number(number)), None)
    if odd is not None:
        raise EditError.of("“{text}” is not the number of a footnote; one is like 5.441B or 5.[A12]", text=shorten_value(odd))


def _note_style(line: CellLine) -> Style:
    return replace(style_at(line, line.words.notes[0].start if line.words.notes else len(line.text) - 1), bold=False)


def _insert_foot(transform: Transform, story: StoryId, place: CellPlace, numbers: Sequence[str]) -> None:
    last = place.cell.lines[-1]
    runs = (*indent_runs(place.table, place.cell), Run(" ".join(numbers)))
    new = NewClause(Paragraph(last.clauses, "draft").props, runs)
    index = index_of(transform.clauses(story), last.clauses[-1].id) + 1
    made = insert_clauses(transform.submission, story, index, [new], transform.stamp, beside=last.clauses[-1])
    transform.add(made)


def _changes(line: CellLine, wanted: Sequence[str]) -> list[tuple[int, int, str]]:
    """The ranges of a line that are replaced, and the new text of each, so that it has the wanted numbers in their order. No
    range contains the mark of a footnote."""
    notes = line.words.notes
    kept = [note for note in notes if note.text in wanted]
    if not kept and notes and wanted:
        return [(notes[0].start, notes[0].stop, " ".join(wanted)), *(_removal(line, at) for at in range(1, len(notes)))]
    out = [_removal(line, at) for at, note in enumerate(notes) if note.text not in wanted]
    if not kept:
        end = len(line.text.rstrip())
        return [*out, (end, end, "".join(f" {number}" for number in wanted))] if wanted else out
    missing = [number for number in wanted if number not in line.numbers]
    puts: dict[int, str] = {}
    for number in missing:
        after = next((note for note in kept if in_order((number, note.text))[0] == number), None)
        place = after.start if after is not None else kept[-1].stop
        puts[place] = puts.get(place, "") + (f"{number} " if after is not None else f" {number}")
    return [*out, *((place, place, text) for place, text in puts.items())]


def _removal(line: CellLine, at: int) -> tuple[int, int, str]:
    """The range of a footnote number with the spaces and commas beside it."""
    note = line.words.notes[at]
    before = len(line.text[: note.start].rstrip(_BETWEEN_NUMBERS))
    if before > line.words.start:
        return before, note.stop, ""
    return note.start, len(line.text) - len(line.text[note.stop :].lstrip(_BETWEEN_NUMBERS)), ""
