"""Amendments inside deleted clauses. They leave the redline, since inserted text that is deleted disappears (DESIGN.md §4), and
are kept beside it, so that *Restore* brings them back as long as the clauses do not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from model.edits.common import caret_at, of_restoring, replace_clauses, rows_made_whole
from model.edits.transform import Transform
from model.redline import KEPT, NOTE, Clause, Note, Redline, Side, Stamp
from model.redline.edit_text import Edit, Place, edit
from model.redline.runs import new_ids, referred_notes
from model.submission.story import StoryId, proposal_of, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import SetField, Splice, Step, Transaction, apply
from model.submission.values import DeletedPart, Proposal, Submission

# What a deletion takes away


def keep_amendments(submission: Submission, made: Transaction, change: Edit, low: int, high: int, stamp: Stamp) -> list[Step]:
    """The steps that keep what a deletion of clauses takes away; none if restoring the deleted text brings all of it back.

    made: the transaction that deletes
    change: its edit of the story
    low, high: the range of the clauses
    """
    splices = [step for step in made.steps if isinstance(step, Splice)]
    if not splices:
        return []
    story = splices[0].story
    number, key = story.proposal, story.note
    before = story_clauses(submission, story)
    if len(splices) == 1 and all(map(_is_as_in_force, (*before[low:high], *change.old))):
        return []  # nearly always, so this is checked first
    done = apply(submission, made)
    after = story_clauses(done, story)
    start, stop = min(low, change.at), max(high + len(change.new) - len(change.old), change.at + len(change.new))
    if start >= stop or story_clauses(apply(done, restore_deleted_text(story, after, start, stop, stamp)), story) == before:
        return []
    dropped = referred_notes(proposal_of(submission, number).redline) - referred_notes(proposal_of(done, number).redline)
    notes = {name: note for name, note in proposal_of(submission, number).redline.notes.items() if name in dropped}
    left = {clause.id: clause for clause in after}
    changed = [left.get(clause.id, clause) for clause in change.new]  # closing marks may have followed
    unchanged = before[low : change.at] if not changed else ()  # they are the place of clauses deleted without a trace
    parts = [
        DeletedPart(old, new, _notes_in(old, notes), key, beside=not _has_deletion(new))
        for old, new in _smallest_parts((*unchanged, *change.old), (*unchanged, *changed))
        if old != new and (_has_deletion(new) or _takes_over_words(old, new))
    ]
    known = {clause.id for part in parts for clause in (*part.before, *part.after)}
    before_by_id = {clause.id: clause for clause in before}
    parts += [
        DeletedPart((before_by_id[clause.id],), (clause,), note=key, beside=True)
        for clause in after
        if clause.id in before_by_id and clause.id not in known and clause != before_by_id[clause.id]
    ]
    if all(part.beside for part in parts):
        return []
    steps = _drop_superseded(proposal_of(submission, number), number, parts)
    return [*steps, SetField(f"proposals/{number}/struck/{_free_key(proposal_of(submission, number))}", (), tuple(parts))]


def _is_as_in_force(clause: Clause) -> bool:
    same = clause.end.status is KEPT and clause.row is KEPT and clause.base_props is None and clause.own_label is None
    return same and all(run.status is KEPT and run.base_style is None for run in clause.runs)


def _has_deletion(clauses: Sequence[Clause]) -> bool:
    """Whether the clauses contain deleted text; clauses that only the draft had leave none."""
    statuses = (status for clause in clauses for status in (clause.end.status, *(run.status for run in clause.runs)))
    return any(not status.in_draft for status in statuses)


def _takes_over_words(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether a clause replaces the next one or has its words: it was new, and the deletion took its end."""
    runs = {clause.id: clause.runs for clause in old}
    return len(new) < len(old) or any(clause.runs != runs.get(clause.id, clause.runs) for clause in new)


def restore_deleted_text(story: StoryId, clauses: tuple[Clause, ...], low: int, high: int, stamp: Stamp) -> Transaction:
    """Restores the deleted text and ends of a range of clauses.

    low, high: the range of the clauses
    """
    last = clauses[high - 1]
    stop = Place(high - 1, len(last.text)) if last.end.status.in_draft else Place(high, 0)
    change = edit(clauses, Place(low, 0), stop, [], stamp, restore=True)
    return of_restoring(story, clauses, change, TransactionKind.RESTORE_PARAGRAPH, stamp)


def _smallest_parts(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[tuple[tuple[Clause, ...], tuple[Clause, ...]]]:
    """The clauses before and after an edit, in the smallest parts that can be restored alone: a part begins at a clause of both
    that follows whole paragraphs of both sides."""
    low = start = 0
    for at in range(1, len(new)):
        place = next((place for place in range(max(low, 1), len(old)) if old[place].id == new[at].id), 0)
        if place > low and _is_closed(old[low:place]) and _is_closed(new[start:at]):
            yield tuple(old[low:place]), tuple(new[start:at])
            low, start = place, at
    yield tuple(old[low:]), tuple(new[start:])


def _is_closed(clauses: Sequence[Clause]) -> bool:
    sides: tuple[Side, Side] = ("base", "draft")
    return all(_ends_on(clauses, side) for side in sides)


def _ends_on(clauses: Sequence[Clause], side: Side) -> bool:
    for clause in reversed(clauses):
        if clause.end.status.on(side):
            return True
        if clause.text_on(side):
            return False
    return True


def _notes_in(clauses: Sequence[Clause], notes: Mapping[str, Note]) -> Mapping[str, Note]:
    used = {run.content for clause in clauses for run in clause.runs if run.text == NOTE}
    return {key: note for key, note in notes.items() if key in used}


def _drop_superseded(proposal: Proposal, number: int, parts: Sequence[DeletedPart]) -> list[Step]:
    """The steps that drop what was kept of the same clauses at an earlier deletion."""
    struck = (part for part in parts if not part.beside)
    again = {(part.note, clause.id) for part in struck for clause in part.after if clause not in part.before}

    def stays(part: DeletedPart) -> bool:
        return part.beside or not any((part.note, clause.id) in again for clause in part.after)

    left = {key: _unless_only_neighbours(parts, filter(stays, parts)) for key, parts in proposal.struck.items()}
    return steps_to(number, proposal, left)


def _unless_only_neighbours(parts: tuple[DeletedPart, ...], stay: Iterable[DeletedPart]) -> tuple[DeletedPart, ...]:
    """The parts of a deletion that stay; none if these would only be neighbours that got another end."""
    left = tuple(stay)
    return () if len(left) < len(parts) and all(part.beside for part in left) else left


def _free_key(proposal: Proposal) -> str:
    number = 1 + max((int(key[1:]) for key in proposal.struck if key[1:].isdecimal()), default=0)
    return f"s{number}"


def steps_to(number: int, proposal: Proposal, left: Mapping[str, tuple[DeletedPart, ...]]) -> list[Step]:
    """The steps after which these parts are kept, by their keys."""
    changed = [(key, parts) for key, parts in proposal.struck.items() if left[key] != parts]
    return [SetField(f"proposals/{number}/struck/{key}", parts, left[key]) for key, parts in changed]


# The place of a part


def place_of_part(redline: Redline, part: DeletedPart) -> int | None:
    """The index of the clauses as the deletion left them; None if they have changed."""
    if not part.after:
        return None
    if part.note:
        note = redline.notes.get(part.note)
        clauses = note.clauses if note is not None else ()
        at = next((index for index, clause in enumerate(clauses) if clause.id == part.after[0].id), None)
    else:
        clauses = redline.clauses
        at = redline.places.get(part.after[0].id)
    return at if at is not None and clauses[at : at + len(part.after)] == part.after else None


def parts_to_keep(redline: Redline, parts: tuple[DeletedPart, ...]) -> tuple[DeletedPart, ...]:
    """The parts of a deletion worth keeping: unchanged ones, and neighbours, which may have changed."""
    left = _unless_only_neighbours(parts, (part for part in parts if part.beside or place_of_part(redline, part) is not None))
    return tuple(part for part in left if not part.beside or _has_clauses(redline, part))


def _has_clauses(redline: Redline, part: DeletedPart) -> bool:
    note = redline.notes.get(part.note)
    ids = redline.places if not part.note else {clause.id for clause in note.clauses} if note is not None else ()
    return all(clause.id in ids for clause in part.after)


# Restoring


class _PlacedPart(Struct, frozen=True):
    """A part whose clauses are in a story unchanged, with the index of the first and the key of its deletion."""

    at: int
    key: str
    part: DeletedPart


def _order(key: str) -> tuple[int, str]:
    """The order of deletions in time, by their keys."""
    return len(key), key


def _placed_parts(proposal: Proposal, note: str) -> list[_PlacedPart]:
    """The parts with a place in a story, in order; of several at one place the part of the last deletion."""
    found: dict[int, _PlacedPart] = {}
    for key in sorted(proposal.struck, key=_order):
        for part in proposal.struck[key]:
            at = place_of_part(proposal.redline, part) if part.note == note and not part.beside else None
            if at is not None:
                found[at] = _PlacedPart(at, key, part)
    return [found[at] for at in sorted(found)]


def restore_parts(
    submission: Submission, story: StoryId, low: int, high: int, stamp: Stamp, *, only: bool = False
) -> Transaction | None:
    """Restores clauses with their earlier amendments; None if nothing is kept of them. If the first has a part, all that was
    deleted with it is restored, otherwise all deleted text of the range.

    low, high: the range of the clauses
    only: does not change what is under them
    """
    number, note = story.proposal, story.note
    proposal = proposal_of(submission, number)
    known = _placed_parts(proposal, note)
    chosen = [placed for placed in known if placed.at < high and placed.at + len(placed.part.after) > low]
    if not chosen:
        return None
    first = next((placed for placed in chosen if placed.at <= low), None)
    if first is not None:
        opens = first == next(placed for placed in known if placed.key == first.key)
        chosen = [placed for placed in (known if opens and not only else chosen) if placed.key == first.key]
    transform = Transform(submission, stamp)
    for start, stop in reversed(list(_uncovered_ranges(low, high, chosen)) if first is None else []):
        transform.add(restore_deleted_text(story, transform.clauses(story), start, stop, stamp))
    left = {key: list(parts) for key, parts in proposal.struck.items()}
    for placed in chosen:
        if steps := _restore_part(transform.submission, story, placed.part, stamp):
            transform.add_steps(steps)
            left[placed.key].remove(placed.part)
    for key in sorted(left, key=_order, reverse=True):
        for part in [part for part in left[key] if all(placed.beside for placed in left[key])]:
            if steps := _restore_part(transform.submission, StoryId(number, part.note), part, stamp):
                transform.add_steps(steps)
                left[key].remove(part)
    transform.add_steps(steps_to(number, proposal, {key: tuple(parts) for key, parts in left.items()}))
    transform.add_steps(rows_made_whole(story, transform.clauses(story)))
    after = transform.clauses(story)
    index = next((place for place, clause in enumerate(after) if clause.id == chosen[0].part.before[0].id), low)
    index = min(index, len(after) - 1)
    caret = caret_at(story, after, Place(index, len(after[index].text)))
    return transform.transaction(TransactionKind.RESTORE_PARAGRAPH, selection=caret)


def _uncovered_ranges(low: int, high: int, chosen: Sequence[_PlacedPart]) -> Iterator[tuple[int, int]]:
    """The parts of a range of clauses that have nothing kept."""
    for placed in chosen:
        if low < placed.at:
            yield low, placed.at
        low = max(low, placed.at + len(placed.part.after))
    if low < high:
        yield low, high


def _restore_part(value: Submission, story: StoryId, part: DeletedPart, stamp: Stamp) -> list[Step]:
    """The steps that restore an unchanged part, without ids and keys that others got since; none if it has changed."""
    number = story.proposal
    redline = proposal_of(value, number).redline
    at = place_of_part(redline, part)
    if at is None:
        return []
    clauses = story_clauses(value, story)
    names = _free_names(redline, part)
    taken = {clause.id for clause in clauses} - {clause.id for clause in part.after}
    put: list[Clause] = []
    for old in part.before:
        clause = replace(old, id=next(new_ids(old.id, stamp, taken))) if old.id in taken else old
        taken.add(clause.id)
        runs = tuple(replace(run, content=names[run.content]) if run.content in names else run for run in clause.runs)
        put.append(replace(clause, runs=runs) if names else clause)
    notes = [SetField(f"proposals/{number}/notes/{names.get(key, key)}", None, note) for key, note in part.notes.items()]
    return [*notes, *replace_clauses(story, clauses, put, at, at + len(part.after))[1]]


def _free_names(redline: Redline, part: DeletedPart) -> dict[str, str]:
    """New keys for the notes of a part whose keys other notes got since."""
    out: dict[str, str] = {}
    for key in part.notes:
        name, count = key, 1
        while name in redline.notes or name in out.values() or (name != key and name in part.notes):
            count += 1
            name = f"{key}-{count}"
        if name != key:
            out[key] = name
    return out
