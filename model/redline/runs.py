"""Small operations on runs, ends and clauses that edits are made of."""

from __future__ import annotations

import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import count, groupby

from msgspec.structs import replace

from model.redline.values import ANCHOR, KEPT_END, NOBODY, NOTE, Clause, End, Label, Redline, Run, Stamp, Status, shows

_CHUNK = 128


def new_id(parent: str, stamp: Stamp, taken: Container[str]) -> str:
    """An id for a clause that is new beside the clause `parent`."""
    return next(new_ids(parent, stamp, taken))


def new_ids(parent: str, stamp: Stamp, taken: Container[str]) -> Iterator[str]:
    """Ids for clauses that are new beside one; each must be taken before the next is asked for."""
    root = parent.partition(".")[0]
    for number in count():
        seed = f"{stamp.author}|{stamp.date}|{parent}|{number}".encode()
        name = f"{root}.{zlib.crc32(seed):08x}"
        if name not in taken:
            yield name


def cut(runs: Sequence[Run], offset: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs before and after a place; a run across the place is split."""
    for index, run in enumerate(runs):
        if offset < len(run.text):
            if offset == 0:
                return tuple(runs[:index]), tuple(runs[index:])
            left, right = replace(run, text=run.text[:offset]), replace(run, text=run.text[offset:])
            return (*runs[:index], left), (right, *runs[index + 1 :])
        offset -= len(run.text)
    return tuple(runs), ()


def with_offsets(runs: Iterable[Run]) -> Iterator[tuple[int, Run]]:
    """Runs, each after its offset in their text."""
    offset = 0
    for run in runs:
        yield offset, run
        offset += len(run.text)


def join_clauses(left: Clause, right: Clause) -> Clause:
    """Two clauses as one: the end of the left is gone; the one with base text keeps its id, the left if both do."""
    id_owner = right if right.text_on("base") and not left.text_on("base") else left
    base_bearer = left if shows(left.runs, "base") else right
    draft_bearer = left if shows(left.runs, "draft") else right
    return replace(
        right,
        id=id_owner.id,
        source=id_owner.source or right.source or left.source,
        runs=left.runs + right.runs,
        label=base_bearer.label or left.label or right.label,
        own_label=draft_bearer.own_label,
        number=base_bearer.number or left.number or right.number,
        own_number=draft_bearer.own_number,
        mark=base_bearer.mark or left.mark or right.mark,
        own_mark=draft_bearer.own_mark,
    )


def struck_run(run: Run, stamp: Stamp) -> Run:
    """A deleted run; the caller drops text that only the draft has."""
    if run.status is not Status.KEPT:
        return run
    return Run(run.text, Status.DELETED, run.style_on("base"), stamp=stamp, content=run.content)


def restored_run(run: Run) -> Run:
    """A run that is no longer deleted."""
    if run.status is Status.DELETED:
        return Run(run.text, Status.KEPT, run.style, content=run.content)
    if run.status is Status.RETRACTED:
        return replace(run, status=Status.INSERTED, retracted=NOBODY)
    return run


def restored_end(end: End) -> End:
    """An end that is no longer deleted."""
    if end.status is Status.DELETED:
        return KEPT_END
    if end.status is Status.RETRACTED:
        return replace(end, status=Status.INSERTED, retracted=NOBODY)
    return end


def referred_notes(redline: Redline) -> set[str]:
    """The keys of the notes that the text refers to, on whichever side, and of those that such notes refer to."""
    found: set[str] = set()
    stories = [redline.clauses] if redline.notes else []
    while stories:
        runs = (run for clause in stories.pop() for run in clause.runs)
        new = {run.content for run in runs if run.text == NOTE and run.content in redline.notes} - found
        found |= new
        stories += [redline.notes[key].clauses for key in new]
    return found


# put in


def common_ends(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[int, int]:
    """The numbers of identical clauses at the beginning and at the end; tuples compare by identity first, in C."""
    shorter = min(len(old), len(new))
    head = 0
    while head < shorter and old[head : head + _CHUNK] == new[head : head + _CHUNK]:
        head += _CHUNK
    head = min(head, shorter)
    while head < shorter and old[head] is new[head]:
        head += 1
    tail, longest = 0, shorter - head
    while tail + _CHUNK <= longest and _from_end(old, tail) == _from_end(new, tail):
        tail += _CHUNK
    while tail < longest and old[-1 - tail] is new[-1 - tail]:
        tail += 1
    return head, tail


def _from_end(clauses: Sequence[Clause], tail: int) -> Sequence[Clause]:
    return clauses[len(clauses) - tail - _CHUNK : len(clauses) - tail]


def changed_span(old: Sequence[Clause], new: Sequence[Clause]) -> tuple[int, int]:
    """The numbers of equal clauses at the beginning and at the end, not overlapping: the clauses between them changed."""
    start, stop, shorter = 0, 0, min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    while stop < shorter - start and old[-1 - stop] == new[-1 - stop]:
        stop += 1
    return start, stop


def status_spans(runs: Iterable[Run]) -> Iterator[tuple[Status, str]]:
    """Status and text of neighbouring runs of one status, without anchors: the `runs` of FORMATS.md §7."""
    shown = (run for run in runs if run.text and not (run.text == ANCHOR and run.content))
    for status, same in groupby(shown, key=lambda run: run.status):
        yield status, "".join(run.text for run in same)


def with_text(run: Run, text: str) -> Run:
    """The run with other characters."""
    return replace(run, text=text)


def with_own_label(clause: Clause, label: Label | None) -> Clause:
    """The clause with another label of the draft."""
    return replace(clause, own_label=label)
