"""The places of the other party's changes in our text: for an editor that shows the upper layer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.layers.tokens import LayerToken, align_layers
from model.redline import ANCHOR, KEPT, Clause, End, Redline, Run, Stamp, Status


class LayerMark(Struct, frozen=True):
    """A change of the other party at a place of a clause of ours."""

    sort: Literal["inserted", "deleted", "format"]
    start: int
    """The first character in the clause, deleted ones counted."""
    stop: int
    """The one after the last; of deleted text the same as `start`."""
    text: str
    stamp: Stamp


class StoryMarks(Struct, frozen=True):
    """The marks of one story, by clause, and the clauses for which they hold."""

    marks: Mapping[str, tuple[LayerMark, ...]]
    clauses: Mapping[str, Clause]


def layer_marks(theirs: Redline, upper: Redline) -> dict[str, StoryMarks]:
    """The other party's changes in the text ('') and in each note, by its key. EditError if the layers do not fit."""
    out = {"": _marks_of(theirs.clauses, upper.clauses)}
    for key, note in upper.notes.items():
        if key in theirs.notes:
            out[key] = _marks_of(theirs.notes[key].clauses, note.clauses)
    return out


def _marks_of(below: tuple[Clause, ...], above: tuple[Clause, ...]) -> StoryMarks:
    found: dict[str, list[LayerMark]] = {}
    for token in align_layers(below, above):
        mark = _mark(token)
        if mark is None:
            continue
        marks = found.setdefault(token.at[0], [])
        last = marks[-1] if marks else None
        if last is not None and (last.sort, last.stamp, last.stop) == (mark.sort, mark.stamp, mark.start):
            marks[-1] = replace(last, stop=mark.stop, text=last.text + mark.text)
        else:
            marks.append(mark)
    return StoryMarks({id: tuple(marks) for id, marks in found.items()}, {clause.id: clause for clause in above})


def _mark(token: LayerToken) -> LayerMark | None:
    part, start = token.lower, token.at[1]
    if part is None or (isinstance(part, Run) and part.content and part.text == ANCHOR):
        return None
    if isinstance(part, End):
        changed = part.status is Status.DELETED or (part.status is Status.INSERTED and token.in_theirs)
        if not changed:
            return None
        return LayerMark("deleted" if part.status is Status.DELETED else "inserted", start, start, "¶", part.stamp)
    if token.in_theirs:
        if part.status is Status.INSERTED:
            return LayerMark("inserted", start, start + len(part.text), part.text, part.stamp)
        if part.status is KEPT and part.base_style is not None:
            return LayerMark("format", start, start + len(part.text), part.text, part.style_stamp)
        return None
    return LayerMark("deleted", start, start, part.text, part.stamp) if part.status is Status.DELETED else None
