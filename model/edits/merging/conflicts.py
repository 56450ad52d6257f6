"""The decision of a conflict that a merge left."""

from __future__ import annotations

from typing import Literal

from msgspec.structs import replace

from model.edits.fields import remove_proposal
from model.edits.transform import Transform
from model.errors import EditError, printable
from model.merging.atoms import base_words
from model.merging.conflict_texts import Clauses, insertions
from model.merging.fields import merge_words
from model.merging.new_bands import disputed_bands
from model.merging.new_numbers import any_numbers
from model.merging.stories import Choice, merge_stories
from model.redline import NOTE, Clause, Stamp, Status, paragraphs
from model.redline.runs import changed_span, new_id
from model.submission.amendments import is_whole
from model.submission.conflicts import PROPOSAL, MergeConflict
from model.submission.field_forms import field_type
from model.submission.json_codec import decode
from model.submission.story import StoryId, language_of, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Selection, SetField, Splice, Step, Transaction, changed_base, get_field
from model.submission.values import Submission
from model.text.common_prefix import equal_prefix

Decision = Literal["present", "other", "both", "options"]
"""What becomes of a conflict: the present wording stays, the other one replaces it, both stand one after the other, or both as
options in square brackets."""
_OF_STORY: dict[Decision, Choice] = {"present": "first", "other": "second", "both": "both", "options": "options"}
AROUND = 20
"""Letters before and after a difference that are shown with it."""
_LINES = frozenset({"title", "agenda"})
_PROSE = frozenset({*_LINES, "abstract", "introduction", "proposal_text", "reasons"})


def decisions_of(conflict: MergeConflict) -> tuple[Decision, ...]:
    """What a conflict can be decided for."""
    if conflict.name and conflict.name not in _PROSE:
        return "present", "other"
    if not conflict.name and disputed_bands(conflict.base, conflict.present, conflict.other):
        return "present", "other"
    if not conflict.name and len({len(conflict.base), len(conflict.present), len(conflict.other)}) > 1:
        return "present", "other", "both"
    return "present", "other", "both", "options"


def decide_conflict(submission: Submission, number: int, key: str, decision: Decision, stamp: Stamp) -> Transaction:
    """Decide a conflict that a merge left. Later edits stay. EditError if there is no such conflict, or its words are deleted.

    number: the number of the proposal with the conflict; 0 for the header
    key: the key of the conflict
    decision: what becomes of it
    """
    conflicts = proposal_of(submission, number).conflicts if number else submission.conflicts
    if key not in conflicts:
        raise EditError.of("there is no such conflict; it may have been decided already")
    conflict = conflicts[key]
    work = Transform(submission, stamp)
    work.add_steps([SetField(conflict_path(number, key), conflict, None)])
    selection = None
    if decision != "present" and conflict.name == PROPOSAL:
        work.add(remove_proposal(work.submission, number, stamp))
    elif decision != "present" and conflict.name:
        work.add_steps(_decided_field(submission, number, conflict, decision))
    elif decision != "present":
        steps, first = _decided_words(submission, number, conflict, decision, stamp)
        work.add_steps(steps)
        story = StoryId(number, conflict.note)
        selection = Selection(story, (first, 0), (first, 0))
    return work.transaction(TransactionKind.DECIDE_CONFLICT, selection=selection)


def conflict_path(number: int, key: str) -> str:
    """The path of a conflict of a proposal, or of the header (0)."""
    return f"proposals/{number}/conflicts/{key}" if number else f"conflicts/{key}"


def _decided_field(submission: Submission, number: int, conflict: MergeConflict, decision: Decision) -> list[Step]:
    path = f"proposals/{number}/{conflict.name}" if number else f"header/{conflict.name}"
    now, kind = get_field(submission, path), field_type(path)
    other = decode(conflict.other_value, kind)
    if conflict.name in _PROSE:
        present = decode(conflict.present_value, kind)
        if decision == "other":
            other = merge_words(present, now, other)[1]
        elif decision == "both":
            other = f"{now} / {other}" if conflict.name in _LINES else f"{now}\n{other}"
        else:
            other = f"[{now}] [{other}]"
    return [SetField(path, now, other)] if now != other else []


def conflict_window(clauses: tuple[Clause, ...], conflict: MergeConflict) -> tuple[int, int] | None:
    """The clauses of a story that a conflict is about, as a range of indexes; None if they are gone."""
    ids = {clause.id for clause in conflict.present}
    found = [at for at, clause in enumerate(clauses) if clause.id in ids]
    return (found[0], found[-1] + 1) if found else None


def _decided_words(
    submission: Submission, number: int, conflict: MergeConflict, decision: Decision, stamp: Stamp
) -> tuple[list[Step], str]:
    """The steps of a decision on words, and the clause where they begin."""
    story = StoryId(number, conflict.note)
    clauses = story_clauses(submission, story)
    window = conflict_window(clauses, conflict)
    if window is None or base_words(clauses[slice(*window)]) != base_words(conflict.present):
        raise EditError.of(
            "the clauses of this conflict have changed since; copy the other wording from its card and keep the present"
        )
    low, high = window
    language = language_of(submission, story)
    numbers = any_numbers(conflict.present), any_numbers(conflict.other)
    versions = conflict.base, conflict.present, conflict.other
    wanted = merge_stories(*versions, _OF_STORY[decision], language=language, numbers=numbers).clauses
    current = clauses[low:high]
    after = _with_insertions(current, conflict, decision) or merge_stories(conflict.present, current, wanted, "second").clauses
    outside = {clause.id for at, clause in enumerate(clauses) if not low <= at < high}
    new = _with_base_labels(clauses[low:high], _with_free_ids(after, outside, stamp))
    start, stop = changed_span(clauses[low:high], new)
    notes = proposal_of(submission, number).redline.notes
    steps: list[Step] = [
        SetField(f"proposals/{number}/notes/{name}", None, note)
        for name, note in conflict.notes.items()
        if name not in notes and name in _notes_in(new)
    ]
    splice = Splice(story, low + start, clauses[low + start : high - stop], new[start : len(new) - stop])
    _refuse_other_base(clauses, splice)
    first = new[min(start, len(new) - 1)].id if new else clauses[low].id
    return [*steps, splice] if splice.old != splice.new else steps, first


def _with_insertions(current: Clauses, conflict: MergeConflict, decision: Decision) -> Clauses:
    """The clauses with the other copy's paragraphs in place of the present ones, or after them; empty if a conflict is not about
    paragraphs that both insert, or if these are not whole any more."""
    present, other = insertions(conflict)
    ids = {clause.id for clause in present}
    found = [at for at, clause in enumerate(current) if clause.id in ids]
    if not found or not all(is_whole(current[at], Status.INSERTED) for at in found):
        return ()
    rest = current if decision == "both" else tuple([clause for clause in current if clause.id not in ids])
    place = found[-1] + 1 if decision == "both" else found[0]
    return (*rest[:place], *other, *rest[place:])


def _refuse_other_base(clauses: tuple[Clause, ...], splice: Splice) -> None:
    """EditError if a wording has another text in force: one of the copies accepted amendments that the other did not."""
    changed = changed_base(clauses, splice)
    if changed is None:
        return
    present, other = changed
    if present is None or other is None:
        words = printable(other or present or "")
        if present is None:
            raise EditError.of(
                "amendments were accepted in one copy, and only the other copy has “{words}” in force; copy its wording from the "
                "card and keep the present",
                words=words,
            )
        raise EditError.of(
            "amendments were accepted in one copy, and the other copy does not have “{words}” in force; copy its wording from "
            "the card and keep the present",
            words=words,
        )
    if present == other:
        raise EditError.of(
            "amendments were accepted in one copy, and “{words}” has another kind, level, label or format in force in the other "
            "copy; copy its wording from the card and keep the present",
            words=printable(present),
        )
    present, other = _differing_parts(printable(present), printable(other))
    raise EditError.of(
        "amendments were accepted in one copy, and the other copy has “{other}” in force, not “{present}”; copy its wording from "
        "the card and keep the present",
        other=other,
        present=present,
    )


def _differing_parts(first: str, second: str) -> tuple[str, str]:
    """What differs in two texts, with a few letters around it."""
    head = equal_prefix(first, second)
    room = min(len(first), len(second)) - head
    tail = equal_prefix(first[len(first) - room :][::-1], second[len(second) - room :][::-1])
    start, left_out = max(head - AROUND, 0), max(tail - AROUND, 0)
    first, second = (text[start : len(text) - left_out] for text in (first, second))
    before, after = "…" if start else "", "…" if left_out else ""
    return f"{before}{first}{after}", f"{before}{second}{after}"


def _notes_in(clauses: tuple[Clause, ...]) -> set[str]:
    return {run.content for clause in clauses for run in clause.runs if run.text == NOTE}


def _with_base_labels(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses with the labels in force of others: the other copy may have the words in force in a clause with a label of its
    own, which began the paragraph when the copies parted."""
    pairs = zip(paragraphs(old, "base"), paragraphs(new, "base"), strict=False)
    labels = {after.bearer.id: before.bearer.label for before, after in pairs if before.bearer.label != after.bearer.label}
    return tuple([replace(clause, label=labels[clause.id]) if clause.id in labels else clause for clause in new])


def _with_free_ids(clauses: tuple[Clause, ...], outside: set[str], stamp: Stamp) -> tuple[Clause, ...]:
    taken = outside | {clause.id for clause in clauses}
    out: list[Clause] = []
    for clause in clauses:
        if clause.id in outside:
            id = new_id(clause.id, stamp, taken)
            taken.add(id)
            out.append(replace(clause, id=id))
        else:
            out.append(clause)
    return tuple(out)
