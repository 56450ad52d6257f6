"""A clause in words: its characters, and between them words about what is changed, in the order in which they are spoken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from model.message import Message, Say
from model.numbering import Labelling, note_marks
from model.numbering.edition_marks import NO_PAIR, MarkPair
from model.redline import ANCHOR, LINE_BREAK, NOTE, OBJECT, Clause, Redline, Run, Side, Status
from model.redline.objects import object_text
from model.redline.runs import with_offsets
from model.redline.table_grid import cells_on_grid
from model.speech.change_words import (
    BORDER,
    ChangeWords,
    SpokenChange,
    border,
    change_of,
    end_words,
    joined,
    paragraph_end_words,
    property_words,
    start_words,
    whole_change,
    whole_words,
)
from model.submission.place_texts import note_text
from model.text.shortening import shorten_text

_LONGEST_HEAD = 60
"""Characters of the head of a column that are spoken with each of its cells."""
_NEW_ROW = Message.of("new row", context="spoken before its first cell")
_DELETED_ROW = Message.of("deleted row", context="spoken before its first cell")


class SpokenPart(Struct, frozen=True):
    """Characters of a clause, or words about the place between two of them."""

    text: str
    start: int
    """The offset of the characters in the clause, code points."""
    stop: int
    """The offset after them; the same as `start` for words about a place."""


class SpokenClause(Struct, frozen=True, dict=True):
    """A clause in words."""

    id: str
    parts: tuple[SpokenPart, ...]

    @cached_property
    def text(self) -> str:
        """All parts."""
        return "".join(part.text for part in self.parts)

    def offset_at(self, place: int) -> int:
        """The offset in the clause of a place in the text in words, code points."""
        for part in self.parts:
            if place < len(part.text):
                return min(part.start + place, part.stop)
            place -= len(part.text)
        return self.parts[-1].stop if self.parts else 0

    def place_of(self, offset: int) -> int:
        """The place in the text in words of an offset in the clause: before its character, after words about the place."""
        place = 0
        for part in self.parts:
            if part.start <= offset < part.stop:
                return place + min(offset - part.start, len(part.text))
            place += len(part.text)
        return place


class ClauseSpeaker:
    """Puts the clauses of a redline into words. If all changes have one author, the name is not repeated with each of them.

    redline, labelling: the text and its labels
    say: translates words into the language of the listener
    words: where words about changes are spoken
    """

    def __init__(self, redline: Redline, labelling: Labelling, say: Say, words: ChangeWords = "start") -> None:
        self._redline = redline
        self._labelling = labelling
        self._say = say
        self._words = words

    @cached_property
    def only_author(self) -> str | None:
        """The author of all changes; None if there are several authors."""
        clauses = [*self._redline.clauses, *(clause for note in self._redline.notes.values() for clause in note.clauses)]
        changes = [change_of(run) for clause in clauses for run in clause.runs] + [change_of(clause.end) for clause in clauses]
        authors = {change.author for change in changes if change is not None}
        return authors.pop() if len(authors) == 1 else None

    @cached_property
    def _marks(self) -> Mapping[str, tuple[str | None, str | None]]:
        return note_marks(self._redline)

    @cached_property
    def _editions_of_notes(self) -> Mapping[str, MarkPair]:
        """The edition marks of the notes, by the clauses at whose ends they are printed."""
        editions = self._labelling.note_editions.values()
        return {id: pair for marks in editions for id, pair in marks.printed.items()}

    @cached_property
    def _cells(self) -> Mapping[str, Message]:
        return table_words(self._redline.clauses)

    def clause(self, clause: Clause) -> SpokenClause:
        """A clause of the text, or of one of its notes, in words."""
        return SpokenClause(clause.id, tuple(part for part in self._parts(clause) if part.text))

    def heading(self, clause: Clause) -> tuple[Message, ...]:
        """What is spoken before the words of a clause: its cell, the change of all of it, its label."""
        change = whole_change(clause)
        found = (
            self._cells.get(clause.id),
            whole_words(change, last_author=self.only_author) if change is not None else None,
            self._property_words(clause),
            self.label(clause),
        )
        return tuple(words for words in found if words is not None)

    def label(self, clause: Clause) -> Message | None:
        """The margin number and the label of a clause as printed; if the sides differ, both. None if it has neither."""
        old, new = self._printed("base", clause), self._printed("draft", clause)
        if not old or not new or old == new:
            return Message.verbatim(new or old) if new or old else None
        return Message.of("{label}, was {old}", label=new, old=old)

    def changes(self, clause: Clause, start: int, stop: int) -> tuple[Message, ...]:
        """The changes in a range of a clause, one by one: `deleted Dubai, 2018`. Empty if all of the clause is one change.

        start, stop: offsets, code points; a paragraph end belongs to the range that reaches the end of the clause
        """
        if whole_change(clause) is not None:
            return ()
        found: list[Message] = []
        author = self.only_author
        length = 0
        for at, run in with_offsets(clause.runs):
            length = at + len(run.text)
            change = change_of(run)
            if change is None or not (at < stop and length > start):
                continue
            words = "".join(self._characters(run, max(start - at, 0), stop - at))
            found.append(Message.of("{change} {words}", change=start_words(change, last_author=author), words=words))
            author = change.author
        end = change_of(clause.end)
        if end is not None and stop >= length:
            found.append(paragraph_end_words(end, last_author=author))
        return tuple(found)

    def mark(self, clause: Clause, offset: int) -> Message | None:
        """The words for the character at an offset if it stands for something: a footnote, or an object such as a picture."""
        for at, run in with_offsets(clause.runs):
            if at <= offset < at + len(run.text) and run.content:
                words = "".join(self._characters(run)).strip()
                return Message.verbatim(words) if words else None
        return None

    def _property_words(self, clause: Clause) -> Message | None:
        """The words for a change of the kind, level or style of a paragraph."""
        if clause.base_props is None:
            return None
        return property_words(clause.props_stamp.author, last_author=self.only_author)

    def _printed(self, side: Side, clause: Clause) -> str:
        if clause.id in self._redline.places:
            return self._labelling.printed_label(side, clause.id)
        label = clause.label if side == "base" else clause.own_label or clause.label
        return label.text if label is not None and clause.is_on(side) else ""

    def _parts(self, clause: Clause) -> Iterator[SpokenPart]:
        heading = self.heading(clause)
        if heading:
            yield SpokenPart(_sentence(self._say, heading), 0, 0)
        whole = whole_change(clause)
        change: SpokenChange | None = whole
        author = self.only_author
        length = 0
        for at, run in with_offsets(clause.runs):
            if not run.text or (run.content and run.text == ANCHOR):
                continue
            now = change_of(run)
            if whole is None and now != change:
                yield SpokenPart(self._border(change, now, author), at, at)
                author = now.author if now is not None else author
                change = now
            length = at + len(run.text)
            yield SpokenPart("".join(self._characters(run)), at, length)
        if whole is None:
            yield SpokenPart(self._border(change, None, author), length, length)
            yield from self._end(clause, length, author)
        yield from self._mark(clause, length)

    def _border(self, before: SpokenChange | None, now: SpokenChange | None, author: str | None) -> str:
        """The words where characters of one change are followed by those of another."""
        if before == now:
            return ""
        end = self._say(end_words(before)) if before is not None and self._words == "both" else ""
        return border(end, self._say(start_words(now, last_author=author)) if now is not None else "")

    def _end(self, clause: Clause, length: int, author: str | None) -> Iterator[SpokenPart]:
        end = change_of(clause.end)
        if end is not None:
            words = self._say(paragraph_end_words(end, last_author=author))
            yield SpokenPart(f" {BORDER}{words}{BORDER}", length, length)

    def _mark(self, clause: Clause, length: int) -> Iterator[SpokenPart]:
        """The edition mark at the end of a paragraph, on both sides if they differ."""
        of_text = clause.id in self._redline.places
        pair = (self._labelling.marks.printed if of_text else self._editions_of_notes).get(clause.id, NO_PAIR)
        old, new = (mark.text if mark is not None else "" for mark in (pair.base, pair.draft))
        if old == new:
            text = f" {new}" if new else ""
        elif old and new:
            text = f" {BORDER}{self._say(Message.of('{label}, was {old}', label=new, old=old))}{BORDER}"
        else:
            words = start_words(SpokenChange("inserted" if new else "deleted"))
            text = f" {BORDER}{self._say(words)}: {new or old}{BORDER}"
        yield SpokenPart(text, length, length)

    def _characters(self, run: Run, start: int = 0, stop: int | None = None) -> Iterator[str]:
        """The characters of a run as they are spoken; a note or an object in words."""
        if run.content:
            if run.text == NOTE:
                base, draft = self._marks.get(run.content, (None, None))
                yield f" {self._say(note_text(draft or base or ''))} "
            elif run.text == OBJECT:
                yield f" {self._say(object_text(run.content))} "
            return
        yield run.text[start:stop].replace(LINE_BREAK, " ").replace("\t", " ")


def _sentence(say: Say, words: tuple[Message, ...]) -> str:
    """The words before a clause; a label alone stands as it is printed."""
    if len(words) == 1 and words[0] == Message.verbatim(say(words[0])):
        return f"{say(words[0])} "
    return f"{say(joined(*words))}: "


def table_words(clauses: Sequence[Clause]) -> dict[str, Message]:
    """What is spoken before the first paragraph of each cell of the tables of a text, by its clause."""
    tables: dict[int, list[Clause]] = {}
    for clause in clauses:
        if clause.cell is not None:
            tables.setdefault(clause.cell[0], []).append(clause)
    return {id: words for number, cells in enumerate(tables.values(), 1) for id, words in _of_table(number, cells)}


def _of_table(number: int, clauses: Sequence[Clause]) -> Iterator[tuple[str, Message]]:
    """The words of a table; the first cell begins with the size of the table, and a new or deleted row is named at its first."""
    shape, rows = cells_on_grid(clauses)
    heads = max(shape.heads, 1)
    columns: dict[int, str] = {}
    for line, row in enumerate(rows, 1):
        for place, (key, cell) in enumerate(row):
            left = shape.cells[key].left
            text = " ".join(" ".join(clause.words_on("draft") or clause.words_on("base") for clause in cell).split())
            if line <= heads:
                columns[left] = text
            words = Message.of("row {row}, column {column}", row=line, column=left + 1)
            if line > heads and columns.get(left):
                words = joined(words, shorten_text(columns[left], _LONGEST_HEAD))
            status = cell[0].row
            if place == 0 and status in (Status.INSERTED, Status.DELETED):
                change = _NEW_ROW if status is Status.INSERTED else _DELETED_ROW
                words = joined(change, words)
            if line == 1 and place == 0:
                size = Message.counted("table {number} with {n} row", "table {number} with {n} rows", len(rows), number=number)
                words = joined(size, words)
            yield cell[0].id, words
