"""Amendments inside clauses that are deleted whole: they leave the redline (DESIGN.md §4: inserted text that is deleted
disappears) and are kept beside it, so that *Restore* can put them back as long as the clauses do not change."""

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
from model.submission.values import Proposal, Struck, Submission

# what striking takes away


def keep_beside(submission: Submission, made: Transaction, change: Edit, low: int, high: int, stamp: Stamp) -> list[Step]:
    """The steps that keep what a deletion of clauses takes away: none if restoring the deleted words gives all of it back.

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
        return []  # nearly always, and told at once
    done = apply(submission, made)
    after = story_clauses(done, story)
    start, stop = min(low, change.at), max(high + len(change.new) - len(change.old), change.at + len(change.new))
    if start >= stop or story_clauses(apply(done, plain_restoring(story, after, start, stop, stamp)), story) == before:
        return []
    dropped = referred_notes(proposal_of(submission, number).redline) - referred_notes(proposal_of(done, number).redline)
    notes = {name: note for name, note in proposal_of(submission, number).redline.notes.items() if name in dropped}
    left = {clause.id: clause for clause in after}
    changed = [left.get(clause.id, clause) for clause in change.new]  # closing marks may have followed
    unchanged = before[low : change.at] if not changed else ()  # what is gone without a trace is found again by them
    parts = [
        Struck(old, new, _notes_in(old, notes), key, beside=not _is_struck(new))
        for old, new in _smallest_parts((*unchanged, *change.old), (*unchanged, *changed))
        if old != new and (_is_struck(new) or _says_another(old, new))
    ]
    known = {clause.id for part in parts for clause in (*part.before, *part.after)}
    before_by_id = {clause.id: clause for clause in before}
    parts += [
        Struck((before_by_id[clause.id],), (clause,), note=key, beside=True)
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


def _is_struck(clauses: Sequence[Clause]) -> bool:
    """Whether anything is struck there; what was new with the draft and is gone leaves nothing to restore."""
    statuses = (status for clause in clauses for status in (clause.end.status, *(run.status for run in clause.runs)))
    return any(not status.in_draft for status in statuses)


def _says_another(old: Sequence[Clause], new: Sequence[Clause]) -> bool:
    """Whether a clause stands for one that followed it, or has its words: it was new, and its end went with what was struck."""
    runs = {clause.id: clause.runs for clause in old}
    return len(new) < len(old) or any(clause.runs != runs.get(clause.id, clause.runs) for clause in new)


def plain_restoring(story: StoryId, clauses: tuple[Clause, ...], low: int, high: int, stamp: Stamp) -> Transaction:
    """Restore the deleted text of a range of clauses, their ends too.

    low, high: the range of the clauses
    """
    last = clauses[high - 1]
    stop = Place(high - 1, len(last.text)) if last.end.status.in_draft else Place(high, 0)
    change = edit(clauses, Place(low, 0), stop, [], stamp, restore=True)
    return of_restoring(story, clauses, change, TransactionKind.RESTORE_PARAGRAPH, stamp)


def _smallest_parts(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[tuple[tuple[Clause, ...], tuple[Clause, ...]]]:
    """Clauses before and after an edit in the smallest parts that can be restored separately: a part begins where both have the
    same clause, and whole paragraphs of both sides end before it."""
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


def _drop_superseded(proposal: Proposal, number: int, parts: Sequence[Struck]) -> list[Step]:
    """The steps that drop what was kept of the same clauses when they were struck an earlier time."""
    struck = (part for part in parts if not part.beside)
    again = {(part.note, clause.id) for part in struck for clause in part.after if clause not in part.before}

    def stays(part: Struck) -> bool:
        return part.beside or not any((part.note, clause.id) in again for clause in part.after)

    left = {key: _if_any_struck(parts, filter(stays, parts)) for key, parts in proposal.struck.items()}
    return dropping(number, proposal, left)


def _if_any_struck(parts: tuple[Struck, ...], stay: Iterable[Struck]) -> tuple[Struck, ...]:
    """What stays of the parts of a striking; nothing where only what was closed anew beside the struck would."""
    left = tuple(stay)
    return () if len(left) < len(parts) and all(part.beside for part in left) else left


def _free_key(proposal: Proposal) -> str:
    number = 1 + max((int(key[1:]) for key in proposal.struck if key[1:].isdecimal()), default=0)
    return f"s{number}"


def dropping(number: int, proposal: Proposal, left: Mapping[str, tuple[Struck, ...]]) -> list[Step]:
    """The steps after which so many parts are left of what is kept."""
    changed = [(key, parts) for key, parts in proposal.struck.items() if left[key] != parts]
    return [SetField(f"proposals/{number}/struck/{key}", parts, left[key]) for key, parts in changed]


# where it stands


def place_of_part(redline: Redline, part: Struck) -> int | None:
    """The index at which clauses stand as striking left them; None where they do not."""
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


def still_kept(redline: Redline, parts: tuple[Struck, ...]) -> tuple[Struck, ...]:
    """The parts of a deletion worth keeping: not those that changed since, but what was closed beside them may have."""
    left = _if_any_struck(parts, (part for part in parts if part.beside or place_of_part(redline, part) is not None))
    return tuple(part for part in left if not part.beside or _is_there(redline, part))


def _is_there(redline: Redline, part: Struck) -> bool:
    note = redline.notes.get(part.note)
    ids = redline.places if not part.note else {clause.id for clause in note.clauses} if note is not None else ()
    return all(clause.id in ids for clause in part.after)


# putting it back


class _Spot(Struct, frozen=True):
    """A part that stands in a story."""

    at: int
    key: str
    part: Struck


def _age(key: str) -> tuple[int, str]:
    """By which the keys of later strikings come later."""
    return len(key), key


def _spots(proposal: Proposal, note: str) -> list[_Spot]:
    """The parts that stand in a story; of several of one clause the one of the latest striking."""
    found: dict[int, _Spot] = {}
    for key in sorted(proposal.struck, key=_age):
        for part in proposal.struck[key]:
            at = place_of_part(proposal.redline, part) if part.note == note and not part.beside else None
            if at is not None:
                found[at] = _Spot(at, key, part)
    return [found[at] for at in sorted(found)]


def restoring(
    submission: Submission, story: StoryId, low: int, high: int, stamp: Stamp, *, only: bool = False
) -> Transaction | None:
    """Restore clauses of a story with their earlier amendments: if something is kept of the first, what was deleted together with
    it, else all that is deleted. None if nothing is kept of any.

    low, high: the range of the clauses
    only: does not change what is under them
    """
    number, note = story.proposal, story.note
    proposal = proposal_of(submission, number)
    known = _spots(proposal, note)
    spots = [spot for spot in known if spot.at < high and spot.at + len(spot.part.after) > low]
    if not spots:
        return None
    own_spot = next((known_spot for known_spot in spots if known_spot.at <= low), None)
    if own_spot is not None:
        opens = own_spot == next(known_spot for known_spot in known if known_spot.key == own_spot.key)
        spots = [known_spot for known_spot in (known if opens and not only else spots) if known_spot.key == own_spot.key]
    transform = Transform(submission, stamp)
    for start, stop in reversed(list(_between(low, high, spots)) if own_spot is None else []):
        transform.add(plain_restoring(story, transform.clauses(story), start, stop, stamp))
    left = {key: list(parts) for key, parts in proposal.struck.items()}
    for known_spot in spots:
        if steps := _put_back(transform.submission, story, known_spot.part, stamp):
            transform.add_steps(steps)
            left[known_spot.key].remove(known_spot.part)
    for key in sorted(left, key=_age, reverse=True):
        for part in [part for part in left[key] if all(known_spot.beside for known_spot in left[key])]:
            if steps := _put_back(transform.submission, StoryId(number, part.note), part, stamp):
                transform.add_steps(steps)
                left[key].remove(part)
    transform.add_steps(dropping(number, proposal, {key: tuple(parts) for key, parts in left.items()}))
    transform.add_steps(rows_made_whole(story, transform.clauses(story)))
    after = transform.clauses(story)
    first = next((index for index, clause in enumerate(after) if clause.id == spots[0].part.before[0].id), low)
    first = min(first, len(after) - 1)
    caret = caret_at(story, after, Place(first, len(after[first].text)))
    return transform.transaction(TransactionKind.RESTORE_PARAGRAPH, selection=caret)


def _between(low: int, high: int, spots: Sequence[_Spot]) -> Iterator[tuple[int, int]]:
    """The ranges of a range that no part covers."""
    for spot in spots:
        if low < spot.at:
            yield low, spot.at
        low = max(low, spot.at + len(spot.part.after))
    if low < high:
        yield low, high


def _put_back(value: Submission, story: StoryId, part: Struck, stamp: Stamp) -> list[Step]:
    """The steps that restore a part where the deletion left it; none elsewhere. Ids and keys taken since are not reused."""
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


def _free_names(redline: Redline, part: Struck) -> dict[str, str]:
    """Keys for the notes of a part whose own have been given anew."""
    out: dict[str, str] = {}
    for key in part.notes:
        name, count = key, 1
        while name in redline.notes or name in out.values() or (name != key and name in part.notes):
            count += 1
            name = f"{key}-{count}"
        if name != key:
            out[key] = name
    return out
