"""The numbered footnotes of a treaty text that an amendment changes, adds or deletes: provisions too, such as 9.5B.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from model.cuts.passages import CutPassage, PassageState, is_changed
from model.numbering import Labelling
from model.numbering.edition_marks import has_mark_by_hand, without_kinds
from model.numbering.note_numbers import number_of_note
from model.numbering.provision_numbers import OrderKey, parse_margin
from model.redline import KEPT, NOTE, Clause, Note, Redline, Status


class ChangedNote(Struct, frozen=True):
    """A footnote of which the two sides differ."""

    key: str
    state: PassageState
    """*changed*, *new* or *struck*."""
    number: str
    """The margin number by which it is proposed; empty if it is proposed with what refers to it."""


def footnote_id(key: str, note: Note) -> str:
    """The id of the first clause of a footnote if it is a provision, and the key of the settings of its proposal.

    key: that of the footnote
    note: the footnote
    """
    return clause_of_footnote(key, note.clauses[0].id)


def clause_of_footnote(key: str, clause: str) -> str:
    """The id of a clause of a footnote among the provisions.

    key: that of the footnote
    clause: the id in the footnote
    """
    return f"{key}:{clause}"


def changed_notes(redline: Redline, labelling: Labelling, passages: Sequence[CutPassage]) -> Mapping[int, Sequence[ChangedNote]]:
    """The footnotes that differ, in the order of their numbers, by the numbers of the passages with their first references.

    redline: the text
    labelling: its labels and numbers
    passages: its passages
    """
    if not redline.notes:
        return {}
    first: dict[str, int] = {}
    calls: dict[str, set[Status]] = {}
    for at, passage in enumerate(passages):
        for clause in passage.clauses if passage.notes else ():
            for run in clause.runs:
                if run.text == NOTE and run.content in redline.notes and run.status is not Status.RETRACTED:
                    first.setdefault(run.content, at)
                    calls.setdefault(run.content, set()).add(run.status)
    states = {key: _state(redline.notes[key], statuses) for key, statuses in calls.items()}
    is_any_new = "new" in states.values()
    numbers = labelling.note_numbers if is_any_new else {}
    found: dict[int, list[ChangedNote]] = {}
    for key, state in states.items():
        note = redline.notes[key]
        if note.clauses and footnote_id(key, note) in redline.places:
            continue  # it is a provision of this text already
        if state != "same":
            pair = numbers.get(key)
            number = _number(note) if state != "new" else (pair.draft if pair is not None else None) or ""
            number = number if note.clauses else ""
            found.setdefault(first[key], []).append(ChangedNote(key, state, number))
    return {at: sorted(notes, key=_order) for at, notes in found.items()}


def _order(note: ChangedNote) -> tuple[bool, OrderKey]:
    """The order of the footnotes of a passage: by their numbers."""
    margin = parse_margin(note.number) if note.number else None
    return (margin is None, margin.first.order if margin is not None else ())


def _state(note: Note, calls: set[Status]) -> PassageState:
    if calls == {Status.INSERTED}:
        return "new"
    if calls == {Status.DELETED}:
        return "struck"
    return "changed" if any(map(_is_amended, without_kinds(note.clauses))) else "same"


def _is_amended(clause: Clause) -> bool:
    return is_changed(clause) or has_mark_by_hand(clause)


def _number(note: Note) -> str:
    """The number in force of a note that begins with it; empty if it ends in an amendment, and so is no paragraph by itself."""
    if not note.clauses or note.clauses[0].number is None or note.clauses[-1].end.status is not KEPT:
        return ""
    number = number_of_note(note)
    return number.text if number is not None else ""
