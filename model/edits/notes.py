"""Footnotes: added, changed and removed with their references."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Literal

from model.edits.common import index_of, of_edit, transaction
from model.edits.text import replace_range
from model.errors import EditError, shorten_value
from model.numbering.label_redline import note_marks
from model.numbering.margin_numbers import margin_numbers
from model.numbering.note_numbers import note_numbers
from model.redline import NOTE, Clause, End, Note, Props, Redline, Run, Stamp, Status
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.redline.hidden_text import bare_style
from model.redline.runs import new_id, with_offsets
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction
from model.submission.values import Submission


def insert_note(submission: Submission, story: StoryId, id: str, offset: int, text: str, stamp: Stamp) -> Transaction:
    """Put a footnote at a place of a clause: a reference, and a note of one paragraph.

    offset: characters before the reference
    text: the words of the note
    """
    number = story.proposal
    if story.note:
        raise EditError.of("a footnote cannot contain another footnote")
    redline = proposal_of(submission, number).redline
    key = new_note_key(redline)
    clauses = story_clauses(submission, story)
    place = Place(index_of(clauses, id), offset)
    reference = Run(NOTE, content=key)
    change = edit(clauses, place, place, [InsertedParagraph((reference,))], stamp)
    made = of_edit(story, clauses, change, TransactionKind.INSERT_FOOTNOTE, stamp)
    added = add_note_text(redline, number, key, "footnote", [(Run(text),) if text else ()], stamp)
    return transaction(TransactionKind.INSERT_FOOTNOTE, (added, *made.steps), stamp, selection=made.after)


def add_note_text(
    redline: Redline, number: int, key: str, kind: Literal["footnote", "endnote"], texts: Sequence[Sequence[Run]], stamp: Stamp
) -> SetField:
    """A new note put beside the text of a proposal; a mark has to refer to it.

    redline: the text
    key: the note's
    kind: the note's
    texts: the runs of each of its paragraphs; texts and the formats that every package knows count
    """
    taken: set[str] = set()
    clauses = []
    for runs in texts:
        taken.add(id := new_id(key, stamp, taken))
        put = (Run(run.text, Status.INSERTED, bare_style(run.style), stamp=stamp) for run in runs)
        clauses.append(Clause(id, Props(level=1), tuple(put), End(Status.INSERTED, stamp)))
    return SetField(f"proposals/{number}/notes/{key}", None, Note(kind, tuple(clauses), _typed_mark(redline, kind)))


def _typed_mark(redline: Redline, kind: str) -> str | None:
    """The mark of a new note by its place, if the marks are typed and Word does not count them."""
    typed = [note for note in redline.notes.values() if note.kind == kind and (note.mark or "").isdecimal()]
    return str(len(typed) + 1) if typed else None


def new_note_key(redline: Redline, taken: Container[str] = ()) -> str:
    """A key that no note of the redline has, and that is not taken."""
    number = len(redline.notes) + 1
    while f"fn{number}" in redline.notes or f"fn{number}" in taken:
        number += 1
    return f"fn{number}"


def note_by_mark(redline: Redline, mark: str) -> str:
    """The key of the note with this mark in the draft, else in the base, or with this margin number; EditError if there is
    none."""
    marks = note_marks(redline)
    for side in (1, 0):
        for key, both in marks.items():
            if both[side] == mark:
                return key
    for key, numbers in note_numbers(redline, margin_numbers(redline)).items():
        if mark in (numbers.draft, numbers.base):
            return key
    known = tuple(sorted({both[1] or both[0] or "" for both in marks.values()} - {""}))
    given = shorten_value(repr(mark))
    if known:
        raise EditError.of("there is no footnote {mark}; there are {known}", mark=given, known=known)
    raise EditError.of("there is no footnote {mark}; the text has none", mark=given)


def remove_note(submission: Submission, number: int, key: str, stamp: Stamp) -> Transaction:
    """Delete the reference of a note of a proposal; the note is deleted with it."""
    story = StoryId(number)
    clauses = story_clauses(submission, story)
    for index, clause in enumerate(clauses):
        for offset, run in with_offsets(clause.runs):
            if run.text == NOTE and run.content == key and run.status.in_draft:
                a, b = Place(index, offset), Place(index, offset + 1)
                return replace_range(submission, story, a, b, [], stamp, kind=TransactionKind.REMOVE_FOOTNOTE, caret="before")
    raise EditError.of("nothing in the draft refers to that footnote any more")
