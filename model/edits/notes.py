"""Footnotes: added, numbered and removed with their references."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from model.edits.common import index_of, of_edit, transaction
from model.edits.text import replace_range
from model.errors import EditError, shorten_value
from model.numbering.label_redline import note_marks
from model.numbering.margin_numbers import NumberPair, margin_numbers
from model.numbering.note_numbers import counted_number, note_numbers, with_own_number
from model.numbering.provision_numbers import parse_margin
from model.redline import NOTE, Clause, End, Label, Note, Props, Redline, Run, Stamp, Status
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.redline.hidden_text import bare_style
from model.redline.runs import new_id, with_offsets
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Transaction, apply
from model.submission.values import Submission


def insert_note(
    submission: Submission, story: StoryId, id: str, offset: int, text: str, stamp: Stamp, *, own_number: str = ""
) -> Transaction:
    """Put a footnote at a place of a clause: a reference, and a note of one paragraph.

    submission: the submission
    story: the text
    id: the clause
    offset: characters before the reference
    text: the words of the note
    stamp: the author
    own_number: its margin number set by hand; '': by the rule
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
    made = transaction(TransactionKind.INSERT_FOOTNOTE, (added, *made.steps), stamp, selection=made.after)
    if not own_number:
        return made
    numbered = set_note_number(apply(submission, made), StoryId(number, key), own_number, stamp)
    return replace(made, steps=(*made.steps, *numbered.steps))


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


def missing_number(submission: Submission, made: Transaction) -> str:
    """The number to propose for the footnote that a transaction of `insert_note` inserts, if the rule gives it none; '' if it has
    one, or if footnotes have none there."""
    story = _inserted_note(made)
    redline = proposal_of(apply(submission, made), story.proposal).redline
    numbers = margin_numbers(redline)
    return counted_number(redline, numbers, story.note) if story.note not in note_numbers(redline, numbers) else ""


def _inserted_note(made: Transaction) -> StoryId:
    path = next(step.path for step in made.steps if isinstance(step, SetField) and isinstance(step.new, Note))
    _, number, _, key = path.split("/")
    return StoryId(int(number), key)


def set_note_number(submission: Submission, story: StoryId, text: str | None, stamp: Stamp) -> Transaction:
    """Give a new footnote a margin number set by hand or by the rule. EditError if the text in force has the footnote, if that
    is no number of a footnote, or if it is taken.

    story: that of the footnote
    text: the number; None: by the rule
    """
    redline = proposal_of(submission, story.proposal).redline
    numbers, note = margin_numbers(redline), redline.notes[story.note]
    if not numbers:
        raise EditError.of("this text has no margin numbers; they are in treaty texts, such as the Constitution")
    marks = (run for clause in redline.clauses for run in clause.runs if run.text == NOTE and run.content == story.note)
    if any(run.status.in_base for run in marks):
        raise EditError.of("the number of a footnote in force never changes; delete the footnote and insert another one")
    if text is not None:
        _refuse_unfit(redline, numbers, story.note, text)
    new = with_own_number(note, Label(text) if text is not None else None)
    steps = [SetField(f"proposals/{story.proposal}/notes/{story.note}", note, new)] if new != note else []
    return transaction(TransactionKind.SET_NUMBER, steps, stamp)


def _refuse_unfit(redline: Redline, numbers: Mapping[str, NumberPair], key: str, text: str) -> None:
    """EditError if a text is no number of a footnote, or one that another footnote or provision has or had."""
    margin = parse_margin(text)
    if margin is None or not margin.first.is_note:
        raise EditError.of("“{text}” is not the number of a footnote; one is like 9.11.1 or A.9.6A", text=shorten_value(text))
    others = [pair for other, pair in note_numbers(redline, numbers).items() if other != key]
    if any(text in (both.base, both.draft) for both in (*numbers.values(), *others)):
        raise EditError.of("there is a footnote {number} already, in force, deleted or new; choose another number", number=text)


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
