"""The margin numbers of footnotes, `9.5B.1`, on both sides: those of the base as printed, those of new notes by the rule.

A footnote of a treaty text is a provision too: citations and symbols name it by its number, whatever its mark is. The number is
that of the first paragraph of the note. Where numbers begin with that of an article, new notes to a provision are counted on
from its last one (9.5B.2); between two notes of the draft the rule of insertions counts (9.5B.1A).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from model.numbering.instruments import Instrument, instruments
from model.numbering.margin_numbers import NumberPair
from model.numbering.number_insertion import TakenNumbers, note_number_after
from model.numbering.provision_numbers import MarginNumber, ProvisionNumber, parse_margin
from model.redline import NOTE, Label, Note, Redline, Run

NO_NOTES: Mapping[str, NumberPair] = {}


def number_of_note(note: Note) -> Label | None:
    """The number of a note as printed in the base; None if it has none."""
    return next((clause.number for clause in note.clauses if clause.number is not None), None)


def bearer_of_number(note: Note) -> str:
    """The id of the clause before whose words the number of a note is printed: that which has it and is in the draft, else the
    first."""
    has_draft = any(clause.is_on("draft") for clause in note.clauses)
    numbered = (
        clause.id
        for clause in note.clauses
        if (clause.number is not None or clause.own_number is not None) and (clause.is_on("draft") or not has_draft)
    )
    return next(numbered, note.clauses[0].id if note.clauses else "")


def own_number_of_note(note: Note) -> Label | None:
    """The number of a new note that was set by hand, or that a file prints; None if it has none."""
    return next((clause.own_number for clause in note.clauses if clause.own_number is not None), None)


def with_own_number(note: Note, number: Label | None) -> Note:
    """The note with another number set by hand; None: that of the rule."""
    clauses = [
        replace(clause, own_number=None, props=replace(clause.props, provision=clause.number is not None))
        for clause in note.clauses
    ]
    if number is not None and clauses:
        clauses[0] = replace(clauses[0], own_number=number)
    return replace(note, clauses=tuple(clauses))


def note_numbers(redline: Redline, numbers: Mapping[str, NumberPair]) -> Mapping[str, NumberPair]:
    """The numbers of the notes that have one, by their keys, in the order of their marks.

    redline: a text
    numbers: the margin numbers of its provisions, see `Labelling.numbers`
    """
    if not redline.notes or not numbers:
        return NO_NOTES
    instrument = instruments().get(redline.instrument)
    counts = instrument is not None and instrument.numbers == "dotted"
    found: dict[str, NumberPair] = {}
    owners: dict[str, list[str]] = {}
    """The notes of each provision, by its number, in order."""
    owner = ""
    for clause in redline.clauses:
        both = numbers.get(clause.id)
        if both is not None:
            owner = both.draft or both.base or ""
        elif clause.props.kind == "heading":
            owner = ""
        for run in clause.runs:
            if run.text != NOTE or run.content not in redline.notes:
                continue
            key = run.content
            found[key] = _joined(found.get(key), _printed(redline.notes[key], run))
            if key not in owners.setdefault(owner, []):
                owners[owner].append(key)
    if counts and instrument is not None:
        _count_new(redline, found, numbers, owners, instrument)
    return {key: both for key, both in found.items() if both != NumberPair(None, None)}


def _printed(note: Note, mark: Run) -> NumberPair:
    """The numbers of a note that are printed or set by hand, on the sides that have its mark."""
    base = number_of_note(note)
    draft = own_number_of_note(note) or base
    return NumberPair(
        base.text if base is not None and mark.status.in_base else None,
        draft.text if draft is not None and mark.status.in_draft else None,
    )


def _joined(first: NumberPair | None, second: NumberPair) -> NumberPair:
    """The numbers of a note that moved, whose mark is in two places."""
    return second if first is None else NumberPair(first.base or second.base, first.draft or second.draft)


def _count_new(
    redline: Redline,
    found: dict[str, NumberPair],
    numbers: Mapping[str, NumberPair],
    owners: Mapping[str, list[str]],
    instrument: Instrument,
) -> None:
    """Gives the new notes to provisions the numbers of the rule.

    redline: the text
    found: the numbers of its notes, by their keys
    numbers: those of its provisions, among which may be notes of tables in force
    owners: the notes of each provision, by its number
    instrument: by whose customs they are numbered
    """
    marks = [run for clause in redline.clauses for run in clause.runs if run.text == NOTE]
    old = {run.content for run in marks if run.status.in_base}
    new = {run.content for run in marks if run.status.in_draft} - old
    waiting = {key for key in new if found.get(key) == NumberPair(None, None)}
    if not waiting:
        return
    in_force = (replace(both, draft=None) for both in numbers.values())
    taken = TakenNumbers(margin for margin in _margins((*found.values(), *in_force)) if margin.first.is_note)
    for number, keys in owners.items():
        owner = parse_margin(number)
        if owner is None or owner.last.provisional or not waiting.intersection(keys):
            continue
        before: ProvisionNumber | None = None
        for place, key in enumerate(keys):
            if key in waiting:
                later = (found[other] for other in keys[place + 1 :] if found[other].draft is not None)
                behind = next(iter(_notes_to(owner.last, later)), None)
                given = note_number_after(owner.last, before, behind, taken, instrument)
                if given is None:
                    continue
                taken.add(MarginNumber((given,)))
                found[key] = NumberPair(None, given.text)
            before = next(iter(_notes_to(owner.last, [found[key]])), before)


def _notes_to(owner: ProvisionNumber, pairs: Iterable[NumberPair]) -> list[ProvisionNumber]:
    """The numbers of notes to a provision among some numbers: a note may be one to another provision too."""
    numbers = (margin.first for margin in _margins(pairs))
    return [number for number in numbers if number.elements[:-1] == owner.elements]


def _margins(pairs: Iterable[NumberPair]) -> list[MarginNumber]:
    texts = [text for both in pairs for text in (both.base, both.draft) if text]
    return [margin for text in texts if (margin := parse_margin(text)) is not None]
