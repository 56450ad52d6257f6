"""The matching of the notes of two texts, and the redline of each pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from model.diff.align import align
from model.diff.units import Unit
from model.redline import NOTE, Clause, Note, Redline, Run


def references(clauses: Sequence[Clause]) -> list[str]:
    """The notes that clauses refer to, in order, each once."""
    return list(dict.fromkeys(run.content for clause in clauses for run in clause.runs if run.text == NOTE and run.content))


def same_notes(old: Redline, new: Redline) -> dict[str, str]:
    """The keys of notes of the new text with those of the notes of the old one that they are."""
    first, second = _units(old), _units(new)
    if not first or not second:
        return {}
    pairs = align([unit for _, unit in first], [unit for _, unit in second], moves=False, splits=False)
    return {second[group.c][0]: first[group.a][0] for group in pairs.groups if group.is_pair}


def _units(text: Redline) -> list[tuple[str, Unit]]:
    out = []
    for key in references(text.clauses):
        note = text.notes.get(key)
        if note is not None and note.clauses:
            words = "\n".join(clause.text for clause in note.clauses)
            sort = note.kind if note.mark is None else f"{note.kind} {note.mark}"
            out.append((key, Unit(note.clauses, words, (sort, words), sort)))
    return out


def with_note_keys(text: Redline, keys: Mapping[str, str], taken: set[str]) -> Redline:
    """The text with its notes under other keys: those given, and for the rest keys that are not `taken`."""
    if not text.notes:
        return text
    fresh = (name for number in count(1) if (name := f"note {number}") not in taken)
    names = {key: keys.get(key) or next(fresh) for key in text.notes}

    def run(char: Run) -> Run:
        return replace(char, content=names.get(char.content, char.content)) if char.text == NOTE and char.content else char

    clauses = tuple(
        replace(clause, runs=tuple(map(run, clause.runs)))
        if any(char.text == NOTE and char.content for char in clause.runs)
        else clause
        for clause in text.clauses
    )
    notes: dict[str, Note] = {names[key]: note for key, note in text.notes.items()}
    return replace(text, clauses=clauses, notes=notes)
