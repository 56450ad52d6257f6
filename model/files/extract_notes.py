"""New footnotes that an extract has as provisions, `ADD 9.5B.2`, as notes of the text in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from model.cuts.changed_notes import footnote_id
from model.cuts.passages import CutPassage, Passages
from model.numbering import Labelling
from model.numbering.note_numbers import number_of_note, with_own_number
from model.numbering.provision_numbers import ProvisionNumber, parse_margin
from model.redline import NOTE, Clause, End, Label, Note, Props, Redline, Run, Side, Stamp, Status, join_runs


class NewFootnotes:
    """The new footnotes of an extract, until they are put into the text."""

    def __init__(self, in_force: Redline, read: Redline, labels: Labelling) -> None:
        """None at first.

        in_force: the text in force
        read: the extract
        labels: those of the extract
        """
        known = {pair.base for pair in Labelling.of(in_force).numbers.values()}
        self._provisions = {margin.first for number in known if number and (margin := parse_margin(number)) is not None}
        self._owners = {number.elements[:-1] for number in self._provisions if number.is_note}
        """What the footnotes belong to that the text in force has as provisions, such as those of tables."""
        new = {pair.draft for pair in labels.numbers.values()}
        self._new = {margin.first for number in new if number and (margin := parse_margin(number)) is not None}
        self._numbers = {key: pair.draft or pair.base or "" for key, pair in labels.note_numbers.items()}
        """Of the notes of the extract, by their keys."""
        self._read, self._in_force = read.notes, in_force.notes
        self._numbers_in_force = {key: number.text for key, note in in_force.notes.items() if (number := number_of_note(note))}
        self.added: dict[str, CutPassage] = {}
        """By their numbers, as the extract has them."""

    def are_as_in_force(self, passage: CutPassage, base: CutPassage) -> bool:
        """Whether a passage of the extract, the draft alone, has the references of the passage in force: each to a note of the
        same number with the same words. The words of one that is a provision too are those of the provision."""
        if len(passage.notes) != len(base.notes):
            return False
        return all(map(self._is_as_in_force, passage.notes, base.notes))

    def _is_as_in_force(self, key: str, known: str) -> bool:
        number = self._numbers.get(key, "")
        if number != self._numbers_in_force.get(known, ""):
            return False
        margin = parse_margin(number) if number else None
        if margin is not None and margin.first in self._provisions:
            return True
        return _words(self._read.get(key), "draft") == _words(self._in_force.get(known), "base")

    def take(self, number: str, passage: CutPassage) -> bool:
        """Takes over a new provision if it is a footnote: one whose number a note of the extract has, or that belongs to a
        provision by its number."""
        if not self._is_footnote(number) or number in self.added:
            return False
        self.added[number] = passage
        return True

    def _is_footnote(self, text: str) -> bool:
        margin = parse_margin(text)
        if margin is None or not margin.first.is_note or margin.first in self._provisions:
            return False
        if text in self._numbers.values():
            return True
        owner = _owner(margin.first)
        return owner is not None and owner.elements not in self._owners and owner in self._provisions | self._new

    def put_into(self, redline: Redline, stamp: Stamp) -> tuple[Redline, Mapping[str, str]]:
        """The text with the footnotes, and the keys of their proposals by the first clauses that the extract has for them. One
        without a reference gets one at the end of its provision.

        redline: the text with all else of the extract
        stamp: the author of the insertions
        """
        keys: dict[str, str] = {}
        for number, passage in self.added.items():
            key = _new_notes(redline).get(number, "")
            if not key:
                redline, key = _with_reference(redline, number, stamp)
            if key:
                note = _with_words(redline.notes[key], passage, stamp)
                redline = _with_number(replace(redline, notes={**redline.notes, key: note}), key, number)
                keys[passage.beginnings[0]] = footnote_id(key, note)
        return redline, keys


def _words(note: Note | None, side: Side) -> list[str]:
    """The words of the paragraphs of a note with their edition marks; '' for one that is empty."""
    clauses = note.clauses if note is not None else ()
    texts = (f"{clause.words_on(side)} {clause.mark.text if clause.mark is not None else ''}" for clause in clauses)
    return [" ".join(text.split()) for text in texts]


def _owner(number: ProvisionNumber) -> ProvisionNumber | None:
    """What a footnote belongs to by its number; None if that is a title."""
    return ProvisionNumber(number.elements[:-1]) if not number.head and len(number.elements) > 2 else None


def _new_notes(redline: Redline) -> Mapping[str, str]:
    """The keys of the notes that the base does not have, by their numbers."""
    numbers = Labelling.of(redline).note_numbers
    return {pair.draft: key for key, pair in numbers.items() if pair.base is None and pair.draft is not None}


def _with_reference(redline: Redline, number: str, stamp: Stamp) -> tuple[Redline, str]:
    """The text with the reference to an empty note at the end of what it belongs to, and its key; '' if that is not there."""
    margin = parse_margin(number)
    owner = _owner(margin.first) if margin is not None else None
    labelling = Labelling.of(redline)
    bearer = next((id for id in labelling.numbers if owner and labelling.number("draft", id) == owner.text), "")
    if not bearer:
        return redline, ""
    passages = Passages.of(redline.clauses, labelling.numbers)
    passage = passages.all[passages.index_of(redline.places[bearer])]
    closing = [clause for clause in passage.clauses if clause.cell is None and clause.is_on("draft")][-1:]
    key = next(name for count in range(1, len(redline.notes) + 2) if (name := f"fn{count}") not in redline.notes)
    note = Note(clauses=(Clause(f"{key}.1", Props(level=1), end=End(Status.INSERTED, stamp)),))
    call = Run(NOTE, Status.INSERTED, content=key, stamp=stamp)
    made = {clause.id: replace(clause, runs=(*clause.runs, call)) for clause in closing}
    clauses = tuple([made.get(clause.id, clause) for clause in redline.clauses])
    return replace(redline, clauses=clauses, notes={**redline.notes, key: note}), key if made else ""


def _with_words(note: Note, passage: CutPassage, stamp: Stamp) -> Note:
    """A new note with the words of its proposal, if it has others."""
    texts = [" ".join(clause.text_on("draft").split()) for clause in note.clauses]
    if texts == [" ".join(clause.text_on("draft").split()) for clause in passage.clauses if clause.is_on("draft")]:
        return note
    return replace(note, clauses=tuple(_clauses(note.clauses, passage.clauses, stamp)))


def _clauses(known: Sequence[Clause], found: Sequence[Clause], stamp: Stamp) -> Iterator[Clause]:
    for place, clause in enumerate(clause for clause in found if clause.is_on("draft")):
        runs = [
            replace(run, status=Status.INSERTED, stamp=stamp, move="")
            for run in clause.runs
            if run.status.in_draft and not run.content
        ]
        id = known[0].id if not place else f"{known[0].id}.{place}"
        made = Clause(id, Props(level=1), join_runs(runs), End(Status.INSERTED, stamp), own_mark=clause.own_mark)
        first = known[0]
        yield made if place else replace(made, number=first.number, own_number=first.own_number, props=first.props)


def _with_number(redline: Redline, key: str, number: str) -> Redline:
    """The text with the number of a new note, set by hand if the rule gives another one."""
    if _new_notes(redline).get(number) == key:
        return redline
    return replace(redline, notes={**redline.notes, key: with_own_number(redline.notes[key], Label(number))})
