"""The states of a shared draft with the origin of each insertion, by which a merge recognises it and puts it in order."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from model.merging.atoms import Atom, atoms_of, clauses_from, insertions_in_both, key_of
from model.merging.origins import has_origin, plain_look, with_origin
from model.merging.proposals import places_in_base
from model.redline import Clause, Redline, Run, Stamp, Status
from model.submission.conflicts import MergeConflict
from model.submission.values import Proposal, Submission

Clauses = tuple[Clause, ...]
_NOTHING = Redline()


class State(Struct, frozen=True):
    """A state of a shared draft, as everybody sees it and as it is merged."""

    submission: Submission
    known: Submission
    """The same with the origins of its inserted text; its texts have the same atoms."""


def with_origins(before: State, after: Submission, origin: str) -> Submission:
    """A submission with the origins that its text had before; what is new in it has another one.

    before: the state from which the submission was made
    origin: the origin of what is new; '' if it gets none
    """
    if after is before.submission:
        return before.known
    old, new = before.submission.proposals, after.proposals
    proposals: list[Proposal] = []
    for proposal, at in zip(new, places_in_base(old, new), strict=True):
        was, known = (old[at].redline, before.known.proposals[at].redline) if at is not None else (_NOTHING, _NOTHING)
        redline = _with_origins(was, known, proposal.redline, origin)
        proposals.append(proposal if redline is proposal.redline else replace(proposal, redline=redline))
    return replace(after, proposals=tuple(proposals))


def _with_origins(was: Redline, known: Redline, now: Redline, origin: str) -> Redline:
    if now is was:
        return known
    clauses = _with_known_origins(was.clauses, known.clauses, now.clauses, origin)
    notes = dict(now.notes)
    for key, note in now.notes.items():
        old = was.notes.get(key)
        olds = (old.clauses, known.notes[key].clauses) if old is not None else ((), ())
        notes[key] = replace(note, clauses=_with_known_origins(*olds, note.clauses, origin))
    return replace(now, clauses=clauses, notes=notes)


def _with_known_origins(was: Clauses, known: Clauses, now: Clauses, origin: str) -> Clauses:
    """The clauses with the origins of those from which they were made."""
    if now is was or now == was:
        return known
    present = {clause.id: clause for clause in now}
    found: dict[str, Clause] = {}
    gone: list[tuple[Clause, Clause]] = []
    for clause, same_with_origins in zip(was, known, strict=True):
        if (same := present.get(clause.id)) is not None and (same is clause or same == clause):
            found[clause.id] = same_with_origins
        else:
            gone.append((clause, same_with_origins))
    new = [clause for clause in now if clause.id not in found]
    marked = iter(_mark([clause for clause, _ in gone], [clause for _, clause in gone], new, origin))
    return tuple([found[clause.id] if clause.id in found else next(marked) for clause in now])


def _mark(was: Sequence[Clause], known: Sequence[Clause], now: Sequence[Clause], origin: str) -> list[Clause]:
    new = atoms_of(now)
    if all(_stamp_of(atom) is None for atom in new):
        return list(now)
    old, marked = atoms_of(was), atoms_of(known)
    places = _places(_sign_atoms(old), _sign_atoms(new), marked)
    out: list[Atom] = []
    for at, atom in enumerate(new):
        stamp, place = _stamp_of(atom), places.get(at)
        if stamp is None:
            out.append(atom)
        elif place is not None and _stamp_of(old[place]) == stamp:
            out.append(_with_stamp(atom, _stamp_of(marked[place]) or stamp))
        else:
            out.append(_with_stamp(atom, with_origin(stamp, origin)) if origin else atom)
    return clauses_from(out)


def _places(old: Sequence[Atom], new: Sequence[Atom], known: Sequence[Atom]) -> dict[int, int]:
    """The place of each new atom among the old ones. Ends that are merged can move an insertion, so whole insertions that have no
    place are looked for everywhere.

    known: the old atoms with their origins, which tell insertions of one author and time apart
    """
    places = _with_whole_words({at: place for place, at in insertions_in_both(old, new)}, new)
    for moved in _lost_insertions(known, set(places.values())):
        words = old[moved.start : moved.stop]
        for start in range(len(new) - len(words) + 1):
            if new[start : start + len(words)] == words and not any(start + step in places for step in range(len(words))):
                places |= {start + step: place for step, place in enumerate(moved)}
                break
    return places


def _with_whole_words(places: Mapping[int, int], new: Sequence[Atom]) -> dict[int, int]:
    """The places of new atoms among the old ones, with each stretch of new text between words where its letters allow that. If
    two people of one name type beside each other in one second, only the words tell whose letters are new."""
    out = dict(places)
    start = 0
    while start < len(new):
        stop = start
        while stop < len(new) and stop not in out and _stamp_of(new[stop]) is not None:
            stop += 1
        if start < stop:
            shifts = [0, *_shifts(out, new, start, stop, -1), *_shifts(out, new, start, stop, 1)]
            by = max(shifts, key=lambda shift: _borders(new, start + shift, stop + shift))
            for step in range(-by):
                out[stop - 1 - step] = out.pop(start - 1 - step)
            for step in range(by):
                out[start + step] = out.pop(stop + step)
            stop = max(stop, stop + by)
        start = max(stop, start + 1)
    return out


def _shifts(places: Container[int], new: Sequence[Atom], start: int, stop: int, step: int) -> Iterator[int]:
    """By how much a stretch of new text may be moved in a direction: its letters and those that it passes are the same, and the
    place of the latter is known."""
    shift = 0
    while start + shift + min(step, 0) >= 0 and stop + shift + max(step, 0) <= len(new):
        joined, passed = (start + shift - 1, stop + shift - 1) if step < 0 else (stop + shift, start + shift)
        if joined not in places or key_of(new[joined]) != key_of(new[passed]):
            return
        shift += step
        yield shift


def _borders(atoms: Sequence[Atom], start: int, stop: int) -> int:
    """How many of two places are between words: beside a space, or where an insertion begins or ends."""
    return sum(_is_between(atoms[at - 1] if at else None, atoms[at] if at < len(atoms) else None) for at in (start, stop))


def _is_between(before: Atom | None, after: Atom | None) -> bool:
    if before is None or after is None or _stamp_of(before) != _stamp_of(after):
        return True
    return not before[0].strip() or not after[0].strip()


def _lost_insertions(atoms: Sequence[Atom], known: Container[int]) -> Iterator[range]:
    """The places of each insertion of which nothing is known."""
    for stamp, same in groupby(range(len(atoms)), key=lambda at: _stamp_of(atoms[at])):
        places = list(same)
        if stamp is not None and not any(place in known for place in places):
            yield range(places[0], places[-1] + 1)


def _stamp_of(atom: Atom) -> Stamp | None:
    """The stamp of an insertion; None for any other atom."""
    look = atom[1]
    if isinstance(look, Run):
        return look.stamp if look.status is Status.INSERTED else None
    return look.end.stamp if look.end.status is Status.INSERTED else None


def _with_stamp(atom: Atom, stamp: Stamp) -> Atom:
    letter, look = atom
    return letter, replace(look, stamp=stamp) if isinstance(look, Run) else replace(look, end=replace(look.end, stamp=stamp))


def _sign_atoms(atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms, with the author and the time of an insertion as its origin: what somebody types again is not what was there."""
    stamps = [(atom, _stamp_of(atom)) for atom in atoms]
    return [
        atom if stamp is None else _with_stamp(atom, with_origin(stamp, f"{stamp.author} {stamp.date}")) for atom, stamp in stamps
    ]


def merged_state(known: Submission, *parts: State) -> State:
    """The state of a merge with origins. Its text without them is in canonical form, as that with them is.

    parts: the merged states
    """
    same: dict[int, Clause] = {}
    for part in parts:
        if known is part.known:
            return part
        for proposal, seen in zip(part.known.proposals, part.submission.proposals, strict=True):
            same.update(zip(map(id, proposal.redline.clauses), seen.redline.clauses, strict=True))
    known = replace(known, proposals=tuple(map(_with_plain_conflicts, known.proposals)))
    return State(
        _change_stories(known, lambda clauses: tuple([same.get(id(clause)) or _plain(clause) for clause in clauses])), known
    )


def _change_stories(submission: Submission, change: Callable[[Clauses], Clauses]) -> Submission:
    return replace(submission, proposals=tuple([_changed_proposal(proposal, change) for proposal in submission.proposals]))


def _changed_proposal(proposal: Proposal, change: Callable[[Clauses], Clauses]) -> Proposal:
    redline = proposal.redline
    notes = {key: replace(note, clauses=change(note.clauses)) for key, note in redline.notes.items()}
    return replace(proposal, redline=replace(redline, clauses=change(redline.clauses), notes=notes))


def _plain(clause: Clause) -> Clause:
    """The clause without origins; the same object if it has none."""
    looks: tuple[Run | Clause, ...] = (clause, *clause.runs)
    if not any(map(has_origin, looks)):
        return clause
    [plain] = clauses_from([(letter, plain_look(look)) for letter, look in atoms_of([clause])])
    return plain


def _with_plain_conflicts(proposal: Proposal) -> Proposal:
    if not proposal.conflicts:
        return proposal
    return replace(proposal, conflicts={key: _plain_conflict(conflict) for key, conflict in proposal.conflicts.items()})


def _plain_conflict(conflict: MergeConflict) -> MergeConflict:
    versions = {name: tuple(map(_plain, getattr(conflict, name))) for name in ("base", "present", "other")}
    notes = {key: replace(note, clauses=tuple(map(_plain, note.clauses))) for key, note in conflict.notes.items()}
    return replace(conflict, notes=notes, **versions)
