"""Treaty texts with notes that have edition marks, and the marks that both sides of a text print."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from model.numbering import Labelling
from model.redline import NOTE, Clause, Label, Note, Props, Redline, Run
from tests.builders.treaty import with_mark

Pairs = list[tuple[str | None, str | None]]
"""Marks of the base and of the draft."""


def with_notes(redline: Redline, notes: Mapping[str, Mapping[str, str]]) -> Redline:
    """The text with notes at the ends of clauses, by the id of the clause and the number of the note; `*` is a note without one.
    Words may end with an edition mark; lines are paragraphs."""
    clauses, made = [], {}
    for clause in redline.clauses:
        keys = []
        for number, words in notes.get(clause.id, {}).items():
            keys.append(key := f"fn{len(made) + 1}")
            inner = [
                with_mark(Clause(f"{key}.{place}", Props(), (Run(line),))) for place, line in enumerate(words.split("\n"), 1)
            ]
            if number != "*":
                inner[0] = replace(inner[0], number=Label(number), props=Props(provision=True))
            made[key] = Note(clauses=tuple(inner))
        clauses.append(replace(clause, runs=(*clause.runs, *(Run(NOTE, content=key) for key in keys))))
    return replace(redline, clauses=tuple(clauses), notes=made)


def note_marks_of(redline: Redline) -> dict[str, Pairs]:
    """The edition marks that are printed in each note that has some, by its key, in order."""
    labelling = Labelling.of(redline)
    found = {
        key: [
            (pair.base and pair.base.text, pair.draft and pair.draft.text)
            for clause in note.clauses
            if (pair := labelling.marks_of(key).printed.get(clause.id)) is not None
        ]
        for key, note in redline.notes.items()
    }
    return {key: pairs for key, pairs in found.items() if pairs}


def in_order(redline: Redline) -> list[Pairs]:
    """The marks of each note of the text, in the order of the references."""
    found = note_marks_of(redline)
    calls = dict.fromkeys(run.content for clause in redline.clauses for run in clause.runs if run.text == NOTE)
    return [found.get(key, []) for key in calls]
