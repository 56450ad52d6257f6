"""A returned file as a version of a known text: its clauses get the ids of the known clauses.

Two clauses are the same if their base text, kind and label agree, or if they are between such clauses and the most alike.
Inserted clauses, which have no base text, are recognised by their draft text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import count

from msgspec.structs import replace
from rapidfuzz import fuzz, process

from model.redline import ANCHOR, Clause, Note, Redline
from model.submission.values import Proposal

_ALIKE = 60
"""The least similarity, in per cent, of two texts that count as the same clause."""
_WINDOW = 60
"""Clauses beyond which a stretch is not compared each with each."""


def rematch(known: Redline, read: Redline) -> Redline:
    """The redline `read` with the ids of `known` for the clauses that are the same; the others get ids that neither has."""
    ids = _matching_ids(known.clauses, read.clauses)
    taken = set(known.places) | set(read.places)
    fresh = (name for number in count(1) if (name := f"r{number}") not in taken)
    clauses = _with_ids(read.clauses, ids, set(known.places), fresh)
    notes = {key: _rematched_note(known.notes.get(key), note, fresh) for key, note in read.notes.items()}
    return replace(read, clauses=clauses, notes=notes)


def rematch_proposal(known: Proposal, read: Proposal) -> Proposal:
    """The proposal `read` with the ids of `known` for the clauses that are the same, and with its comments on them."""
    redline = rematch(known.redline, read.redline)
    pairs = [("", read.redline.clauses, redline.clauses)]
    pairs += [(key, note.clauses, redline.notes[key].clauses) for key, note in read.redline.notes.items()]
    ids = {(note, a.id): b.id for note, old, new in pairs for a, b in zip(old, new, strict=True)}
    comments = {}
    for key, comment in read.comments.items():
        anchors = [replace(anchor, clause=ids.get((anchor.note, anchor.clause), anchor.clause)) for anchor in comment.anchors]
        comments[key] = replace(comment, anchors=tuple(anchors))
    return replace(read, redline=redline, comments=comments)


def _rematched_note(known: Note | None, read: Note, fresh: Iterator[str]) -> Note:
    if known is None:
        return read
    ids = _matching_ids(known.clauses, read.clauses)
    return replace(read, clauses=_with_ids(read.clauses, ids, {clause.id for clause in known.clauses}, fresh))


def _with_ids(clauses: Sequence[Clause], ids: Mapping[int, str], reserved: set[str], fresh: Iterator[str]) -> tuple[Clause, ...]:
    out = []
    for index, clause in enumerate(clauses):
        id = ids.get(index) or (clause.id if clause.id not in reserved else next(fresh))
        out.append(clause if id == clause.id else replace(clause, id=id))
    return tuple(out)


def _matching_ids(known: Sequence[Clause], read: Sequence[Clause]) -> dict[int, str]:
    """The ids of the known clauses by the index of the read ones."""
    old, new = [_key(clause) for clause in known], [_key(clause) for clause in read]
    out: dict[int, str] = {}
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            out.update((c + offset, known[a + offset].id) for offset in range(b - a))
        elif tag == "replace":
            out.update(_similar_pairs(known, read, range(a, b), range(c, d)))
    return out


def _key(clause: Clause) -> tuple[object, ...]:
    text = _text(clause)
    return text, clause.props_on("base").kind, clause.label.text if clause.label else "", clause.cell


def _text(clause: Clause) -> str:
    side = "base" if any(run.status.in_base and run.text for run in clause.runs) else "draft"
    words = "".join(
        run.text
        for run in clause.runs
        if not (run.content and run.text == ANCHOR) and (run.status.in_base if side == "base" else run.status.in_draft)
    )
    return " ".join(words.split())


def _similar_pairs(known: Sequence[Clause], read: Sequence[Clause], old: range, new: range) -> dict[int, str]:
    """The most alike pairs of a stretch, in order; each clause in one of them."""
    out: dict[int, str] = {}
    start = old.start
    for index in new:
        candidates = range(start, min(old.stop, start + _WINDOW))
        if not candidates:
            break
        text = _text(read[index])
        best = process.extractOne(text, [_text(known[place]) for place in candidates], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if best is None or known[start + best[2]].cell != read[index].cell:
            continue
        out[index] = known[start + best[2]].id
        start += best[2] + 1
    return out
