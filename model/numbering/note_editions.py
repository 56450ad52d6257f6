"""The edition marks at the ends of notes: a note that has one, or a margin number, is dated by itself, as a provision is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.numbering.edition_marks import NO_MARKS, NO_PAIR, EditionMarks, coming_edition, edition_marks, has_mark, without_kinds
from model.numbering.mark_forms import read_mark
from model.redline import Clause, Note, Redline, Side, label_bearer, paragraphs

NO_EDITIONS: Mapping[str, EditionMarks] = {}


def note_editions(
    redline: Redline,
    numbers: Mapping[str, object],
    before: Mapping[str, Note] | None = None,
    known: Mapping[str, EditionMarks] = NO_EDITIONS,
) -> Mapping[str, EditionMarks]:
    """The edition marks of the notes that have some, by their keys.

    redline: the text
    numbers: the margin numbers of its provisions, by clause id
    before: notes for which they are known; None if there are none
    known: the edition marks of those
    """
    if not redline.notes:
        return NO_EDITIONS
    has_edition = bool(numbers) and bool(coming_edition(redline))
    found: dict[str, EditionMarks] = {}
    for key, note in redline.notes.items():
        same = before is not None and before.get(key) is note
        marks = known.get(key, NO_MARKS) if same else edition_of_note(redline, note, has_edition=has_edition)
        if marks is not NO_MARKS:
            found[key] = marks
    return found or NO_EDITIONS


def mark_behind(clauses: Sequence[Clause], side: Side, marks: EditionMarks) -> str:
    """The mark that is printed after a paragraph of a side, with its separator; '' if there is none.

    clauses: those of the paragraph
    side: the side
    marks: those of its story
    """
    if marks is NO_MARKS:
        return ""
    mark = marks.borne.get(label_bearer(tuple(clauses), side).id, NO_PAIR).on(side)
    return mark.after + mark.text if mark is not None else ""


def edition_of_note(redline: Redline, note: Note, *, has_edition: bool) -> EditionMarks:
    """The edition marks of one note.

    redline: the text that refers to it
    note: the note
    has_edition: whether amended provisions of the text get the mark of the coming conference
    """
    if not any(map(has_mark, note.clauses)) and not (has_edition and _gets_first_mark(note)):
        return NO_MARKS
    clauses = without_kinds(note.clauses)
    text = Redline(clauses, language=redline.language)
    if has_edition:
        text = Redline(clauses, {}, redline.language, instrument=redline.instrument, edition=redline.edition)
    return edition_marks(text, {}, {note.clauses[0].id: note})


def _gets_first_mark(note: Note) -> bool:
    """Whether a note without a mark gets one if it is amended: a numbered or new one. Words that end with a mark, as in files of
    earlier versions, have it already."""
    if not note.clauses or not (any(map(_is_numbered, note.clauses)) or not any(clause.is_on("base") for clause in note.clauses)):
        return False
    drafts = [paragraph.text for paragraph in paragraphs(note.clauses, "draft")]
    return not drafts or read_mark(drafts[-1]) is None


def _is_numbered(clause: Clause) -> bool:
    return clause.number is not None or clause.own_number is not None
