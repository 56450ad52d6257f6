"""The margin numbers of footnotes, `9.5B.1`, on both sides: those of the base as printed, those of new notes by the rule.

A footnote of a treaty text is a provision too: citations and symbols name it by its number, whatever its mark is. The number is
that of the first paragraph of the note. Where numbers begin with that of an article, new notes to a provision are counted on
from its last one (9.5B.2), and those to a title that has one in force likewise (A.9.9); between two notes of the draft the rule
of insertions counts (9.5B.1A). Before the first one it gives no number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from model.numbering.instruments import Instrument, instruments
from model.numbering.margin_numbers import NumberPair
from model.numbering.number_insertion import TakenNumbers, note_number_after
from model.numbering.provision_numbers import MarginNumber, ProvisionNumber, parse_margin
from model.redline import NOTE, Label, Note, Redline, Run

NO_NOTES: Mapping[str, NumberPair] = {}
_Place = tuple[str, str]
"""What notes belong to: the number of a provision, or '' and the id of the clause of a title."""


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
    found, owners = _numbered(redline, numbers)
    instrument = _counting(redline)
    if instrument is not None:
        _count_new(redline, found, numbers, owners, instrument)
    return {key: both for key, both in found.items() if both != NumberPair(None, None)}


def counted_number(redline: Redline, numbers: Mapping[str, NumberPair], key: str) -> str:
    """The number after the last one of the notes beside a note, whatever its place among them; '' if nothing there says how it
    begins.

    redline: a text
    numbers: the margin numbers of its provisions
    key: that of the note
    """
    instrument = _counting(redline)
    if instrument is None:
        return ""
    found, owners = _numbered(redline, numbers)
    taken = _taken(found, numbers)
    for place, keys in owners.items():
        owner = _owner(place, keys, found) if key in keys else None
        if owner is not None and not owner.provisional:
            last = max(_notes_to(owner, (found[other] for other in keys)), default=None)
            number = note_number_after(owner, last, None, taken, instrument)
            return number.text if number is not None else ""
    return ""


def unnumbered_notes(redline: Redline, numbers: Mapping[str, NumberPair]) -> Sequence[str]:
    """The keys of the new notes to which the rule gives no number, although what they belong to says how it begins.

    redline: a text
    numbers: the margin numbers of its provisions
    """
    if not redline.notes or not numbers or _counting(redline) is None:
        return ()
    known = note_numbers(redline, numbers)
    return [key for key in _new_notes(redline) if key not in known and counted_number(redline, numbers, key)]


def _counting(redline: Redline) -> Instrument | None:
    """The instrument of a text, if its notes are counted."""
    instrument = instruments().get(redline.instrument)
    return instrument if instrument is not None and instrument.numbers == "dotted" else None


def _numbered(
    redline: Redline, numbers: Mapping[str, NumberPair]
) -> tuple[dict[str, NumberPair], Mapping[_Place, Sequence[str]]]:
    """The numbers of the notes that are printed or set by hand, and the notes of each provision and title, in order."""
    found: dict[str, NumberPair] = {}
    owners: dict[_Place, list[str]] = {}
    owner: _Place = "", ""
    for clause in redline.clauses:
        both = numbers.get(clause.id)
        if both is not None:
            owner = both.draft or both.base or "", ""
        elif clause.props.kind == "heading":
            owner = "", clause.id
        for run in clause.runs:
            if run.text != NOTE or run.content not in redline.notes:
                continue
            key = run.content
            found[key] = _joined(found.get(key), _printed(redline.notes[key], run))
            if key not in owners.setdefault(owner, []):
                owners[owner].append(key)
    return found, owners


def _owner(place: _Place, keys: Sequence[str], found: Mapping[str, NumberPair]) -> ProvisionNumber | None:
    """What the numbers of the notes of a place begin with: that of a provision, or the beginning of those to a title (A.9)."""
    margin = parse_margin(place[0]) if place[0] else None
    if margin is not None or place[0]:
        return margin.last if margin is not None else None
    stems = {replace(first, elements=first.elements[:-1]) for first in _firsts(found[key] for key in keys)}
    return stems.pop() if len(stems) == 1 else None


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
    owners: Mapping[_Place, Sequence[str]],
    instrument: Instrument,
) -> None:
    """Gives the new notes to provisions and titles the numbers of the rule.

    redline: the text
    found: the numbers of its notes, by their keys
    numbers: those of its provisions, among which may be notes of tables in force
    owners: the notes of each provision and title
    instrument: by whose customs they are numbered
    """
    waiting = {key for key in _new_notes(redline) if found.get(key) == NumberPair(None, None)}
    if not waiting:
        return
    taken = _taken(found, numbers)
    for place, keys in owners.items():
        owner = _owner(place, keys, found) if waiting.intersection(keys) else None
        if owner is None or owner.provisional:
            continue
        before: ProvisionNumber | None = None
        for at, key in enumerate(keys):
            if key in waiting:
                later = (found[other] for other in keys[at + 1 :] if found[other].draft is not None)
                behind = next(iter(_notes_to(owner, later)), None)
                given = note_number_after(owner, before, behind, taken, instrument)
                if given is None:
                    continue
                taken.add(MarginNumber((given,)))
                found[key] = NumberPair(None, given.text)
            before = next(iter(_notes_to(owner, [found[key]])), before)


def _new_notes(redline: Redline) -> Sequence[str]:
    """The keys of the notes to which only the draft refers, in its order."""
    marks = [run for clause in redline.clauses for run in clause.runs if run.text == NOTE]
    old = {run.content for run in marks if run.status.in_base}
    return list(dict.fromkeys(run.content for run in marks if run.status.in_draft and run.content not in old))


def _taken(found: Mapping[str, NumberPair], numbers: Mapping[str, NumberPair]) -> TakenNumbers:
    """The numbers of footnotes that no new one may get."""
    in_force = (replace(both, draft=None) for both in numbers.values())
    return TakenNumbers(margin for margin in _margins((*found.values(), *in_force)) if margin.first.is_note)


def _notes_to(owner: ProvisionNumber, pairs: Iterable[NumberPair]) -> list[ProvisionNumber]:
    """The numbers of notes to a provision or title among some numbers: a note may be one to another provision too."""
    return [number for number in _firsts(pairs) if (number.head, number.elements[:-1]) == (owner.head, owner.elements)]


def _firsts(pairs: Iterable[NumberPair]) -> list[ProvisionNumber]:
    return [margin.first for margin in _margins(pairs)]


def _margins(pairs: Iterable[NumberPair]) -> list[MarginNumber]:
    texts = [text for both in pairs for text in (both.base, both.draft) if text]
    return [margin for text in texts if (margin := parse_margin(text)) is not None]
