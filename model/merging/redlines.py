"""The merge of three versions of a redline: its text, its notes, its language and its policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from msgspec import Struct
from msgspec.structs import replace

from model.merging.fields import merge_values
from model.merging.new_numbers import NO_NEW_NUMBERS
from model.merging.stories import Disagreement, merge_stories
from model.numbering.margin_numbers import inserted_numbers
from model.redline import NOTE, Clause, Note, Redline
from model.redline.runs import referred_notes
from model.submission.conflicts import MergeConflict
from model.submission.values import Proposal

_EDITED = "\0edited"
"""The suffix of a note's key in a mark if one copy edits the note and the other removes the mark."""


class RedlineMerge(Struct, frozen=True):
    """The merged redline and its conflicts."""

    redline: Redline
    conflicts: tuple[MergeConflict, ...] = ()


def merge_redlines(
    base: Redline, first: Redline, second: Redline, language: str = "", *, by_number: bool = False
) -> RedlineMerge:
    """The redline with the changes of both copies.

    base: the redline before
    first, second: the copies
    language: the language of the text, if it has none
    by_number: as in `merge_submissions`
    """
    if first in (base, second):
        return RedlineMerge(second)
    if second == base:
        return RedlineMerge(first)
    given = first.language or language
    marks = [referred_notes(version) for version in (base, first, second)]
    changed = _with_marks(first, _edited_notes(base, first) & (marks[0] - marks[2]))
    other = _with_marks(second, _edited_notes(base, second) & (marks[0] - marks[1]))
    numbers = (inserted_numbers(first), inserted_numbers(second)) if by_number else NO_NEW_NUMBERS
    merged = merge_stories(base.clauses, changed, other, language=given, numbers=numbers)
    is_marked = changed is not first.clauses or other is not second.clauses
    clauses = _without_marks(merged.clauses) if is_marked else merged.clauses
    conflicts = [_conflict("", conflict, second) for conflict in merged.conflicts]
    notes: dict[str, Note] = {}
    unmarked = (*_unmarked(base, first, second, marks[1]), *_unmarked(base, second, first, marks[2]))
    for key in dict.fromkeys((*referred_in(clauses, (first, second)), *unmarked)):
        note, found = _merged_note(key, base.notes.get(key), first.notes.get(key), second.notes.get(key), given)
        notes[key] = note
        conflicts += found
    spoken, _ = merge_values(base.language, first.language, second.language)
    policy, _ = merge_values(base.policy, first.policy, second.policy)
    instrument, _ = merge_values(base.instrument, first.instrument, second.instrument)
    item, _ = merge_values(base.item, first.item, second.item)
    edition, _ = merge_values(base.edition, first.edition, second.edition)
    return RedlineMerge(Redline(clauses, notes, spoken, policy, instrument, item, edition), tuple(conflicts))


def referred_in(clauses: tuple[Clause, ...], copies: tuple[Redline, Redline]) -> list[str]:
    """The keys of the notes of a merged text, in the order of the first copy, then of the second."""
    if not copies[0].notes and not copies[1].notes:
        return []
    named = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    return [key for key in dict.fromkeys((*copies[0].notes, *copies[1].notes)) if key in named]


def _unmarked(base: Redline, copy: Redline, other: Redline, marked: Set[str]) -> Iterator[str]:
    """The keys of the notes of a copy to which its text does not refer, as an older program may have left them. One that the
    other copy removed and this one did not change is omitted.

    marked: the keys of the others
    """
    for key, note in copy.notes.items():
        if key not in marked and (key in other.notes or base.notes.get(key) != note):
            yield key


def _merged_note(
    key: str, base: Note | None, first: Note | None, second: Note | None, language: str
) -> tuple[Note, list[MergeConflict]]:
    if first is None or second is None:
        kept = first or second
        assert kept is not None
        return kept, []
    was = base if base is not None else Note(first.kind)
    merged = merge_stories(was.clauses, first.clauses, second.clauses, language=language)
    values = {
        name: merge_values(getattr(was, name), getattr(first, name), getattr(second, name))[0]
        for name in ("kind", "mark", "source")
    }
    conflicts = [MergeConflict(note=key, base=c.base, present=c.first, other=c.second) for c in merged.conflicts]
    return Note(clauses=merged.clauses, **values), conflicts


def _conflict(note: str, found: Disagreement, second: Redline) -> MergeConflict:
    base, present, other = (_without_marks(version) for version in (found.base, found.first, found.second))
    notes = {key: second.notes[key] for key in referred_in(other, (second, second))}
    return MergeConflict(note=note, base=base, present=present, other=other, notes=notes)


def _edited_notes(base: Redline, copy: Redline) -> set[str]:
    return {key for key, note in base.notes.items() if key in copy.notes and copy.notes[key] != note}


def _with_marks(redline: Redline, edited: set[str]) -> tuple[Clause, ...]:
    """The text with changed marks for edited notes, so that they conflict with a removal."""
    return _rename_notes(redline.clauses, {key: key + _EDITED for key in edited})


def _without_marks(clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    names = {
        run.content: run.content.removesuffix(_EDITED)
        for clause in clauses
        for run in clause.runs
        if run.text == NOTE and run.content.endswith(_EDITED)
    }
    return _rename_notes(clauses, names)


def _rename_notes(clauses: tuple[Clause, ...], names: Mapping[str, str]) -> tuple[Clause, ...]:
    if not names:
        return clauses
    return tuple([_renamed_clause(clause, names) for clause in clauses])


def _renamed_clause(clause: Clause, names: Mapping[str, str]) -> Clause:
    if not any(run.text == NOTE and run.content in names for run in clause.runs):
        return clause
    runs = [replace(run, content=names.get(run.content, run.content)) if run.text == NOTE else run for run in clause.runs]
    return replace(clause, runs=tuple(runs))


def with_note_keys(proposal: Proposal, names: Mapping[str, str]) -> Proposal:
    """The proposal with other keys of notes."""
    if not names:
        return proposal
    redline = proposal.redline
    notes = {names.get(key, key): note for key, note in redline.notes.items()}
    redline = replace(redline, clauses=_rename_notes(redline.clauses, names), notes=notes)
    comments = {
        key: replace(
            comment, anchors=tuple([replace(anchor, note=names.get(anchor.note, anchor.note)) for anchor in comment.anchors])
        )
        for key, comment in proposal.comments.items()
    }
    return replace(proposal, redline=redline, comments=comments)
