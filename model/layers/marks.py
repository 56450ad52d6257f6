"""The places of the other party's changes in our text: for an editor that shows the upper layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from model.layers.tokens import LayerToken, align_layers
from model.redline import ANCHOR, KEPT, Clause, End, Redline, Run, Stamp, Status
from model.redline.runs import common_ends
from model.submission.amendments import AmendedPart, Amendment

END = -1
"""The offset in a `ChangedPlace` of a paragraph end, and of what belongs to the paragraph as a whole."""


class LayerMark(Struct, frozen=True):
    """A change of the other party at a place of a clause of ours."""

    sort: Literal["inserted", "deleted", "format"]
    start: int
    """The first character in the clause, deleted ones counted."""
    stop: int
    """One past the last character; for deleted text the same as `start`."""
    text: str
    stamp: Stamp


class ChangedPlace(Struct, frozen=True):
    """The place in our text of something that the other party changed."""

    offset: int
    """Its place in the clause of the lower layer; END for a paragraph end."""
    clause: str
    """The clause of the upper layer."""
    start: int
    stop: int


class StoryMarks(Struct, frozen=True):
    """The marks of one story, by clause, and the clauses for which they hold."""

    marks: Mapping[str, tuple[LayerMark, ...]]
    clauses: Mapping[str, Clause]
    places: Mapping[str, tuple[ChangedPlace, ...]]
    """The places of what is changed, by the clauses of the lower layer."""
    below: tuple[Clause, ...]
    above: tuple[Clause, ...]
    ends: Mapping[str, int]
    """For each clause of ours whose end is in both layers, the number of clauses of the lower layer up to that end."""

    @staticmethod
    def of(below: tuple[Clause, ...], above: tuple[Clause, ...]) -> StoryMarks:
        """The marks of a story, computed from the beginning."""
        nothing = StoryMarks({}, {}, {}, below, (), {})
        return nothing._with_window(above, range(0), range(len(above)), range(len(below)))

    def update(self, above: tuple[Clause, ...]) -> StoryMarks:
        """The marks after a change of ours; only the clauses around it are aligned again."""
        old = self.above
        head, tail = common_ends(old, above)
        if head == len(old) == len(above):
            return self
        start = min(head, max(len(old) - 1, 0))  # the last clause bears the marks of what is deleted behind it
        while start and not self._separates(start):
            start -= 1
        stop = len(old) - tail + (1 if tail else 0)
        while stop < len(old) and not self._separates(stop):
            stop += 1
        first = self.ends[old[start - 1].id] if start else 0
        last = self.ends[old[stop - 1].id] if stop < len(old) else len(self.below)
        window = range(start, len(above) - len(old) + stop)
        return self._with_window(above, range(start, stop), window, range(first, last))

    def _separates(self, place: int) -> bool:
        """Whether both layers have the same end before a place, outside tables."""
        before, after = self.above[place - 1], self.above[place] if place < len(self.above) else None
        return before.id in self.ends and before.cell is None and (after is None or after.cell is None)

    def _with_window(self, above: tuple[Clause, ...], old: range, new: range, below: range) -> StoryMarks:
        """The marks, with those of a part of the story computed again."""
        marks, clauses, places, ends = dict(self.marks), dict(self.clauses), dict(self.places), dict(self.ends)
        for clause in self.above[old.start : old.stop]:
            for known in (marks, clauses, ends):
                known.pop(clause.id, None)
        for clause in self.below[below.start : below.stop]:
            places.pop(clause.id, None)
        clauses |= {clause.id: clause for clause in above[new.start : new.stop]}
        tokens = align_layers(self.below[below.start : below.stop], above[new.start : new.stop])
        marks |= _marks(tokens)
        places |= _places(tokens)
        reached = below.start
        for token in tokens:
            if isinstance(token.lower, End):
                reached += 1
                if token.above is not None:
                    ends[token.above.id] = reached
        return StoryMarks(marks, clauses, places, self.below, above, ends)


def layer_marks(theirs: Redline, upper: Redline, known: Mapping[str, StoryMarks] | None = None) -> dict[str, StoryMarks]:
    """The other party's changes in the text ('') and in each note, by its key. EditError if the layers do not fit.

    known: the marks before a change of ours; only those around the change are computed again
    """
    stories = {"": (theirs.clauses, upper.clauses)}
    stories |= {key: (theirs.notes[key].clauses, note.clauses) for key, note in upper.notes.items() if key in theirs.notes}
    out = {}
    for key, (below, above) in stories.items():
        before = known.get(key) if known is not None else None
        out[key] = before.update(above) if before is not None and before.below is below else StoryMarks.of(below, above)
    return out


def _marks(tokens: Iterable[LayerToken]) -> Mapping[str, tuple[LayerMark, ...]]:
    found: dict[str, list[LayerMark]] = {}
    for token in tokens:
        mark = _mark(token)
        if mark is None:
            continue
        marks = found.setdefault(token.at[0], [])
        last = marks[-1] if marks else None
        if last is not None and (last.sort, last.stamp, last.stop) == (mark.sort, mark.stamp, mark.start):
            marks[-1] = replace(last, stop=mark.stop, text=last.text + mark.text)
        else:
            marks.append(mark)
    return {id: tuple(marks) for id, marks in found.items()}


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


def _places(tokens: Sequence[LayerToken]) -> Mapping[str, tuple[ChangedPlace, ...]]:
    found: dict[str, list[ChangedPlace]] = {}
    for token in tokens:
        part, below = token.lower, token.below
        if below is None or part is None:
            continue
        clause, start = token.at
        if isinstance(part, End):
            if _is_changed(below):
                found.setdefault(below.id, []).append(ChangedPlace(END, clause, start, start))
        elif part.status is not KEPT or part.base_style is not None:
            stop = start + len(part.text) if token.in_theirs else start
            found.setdefault(below.id, []).append(ChangedPlace(token.offset, clause, start, stop))
    return {id: tuple(places) for id, places in found.items()}


def _is_changed(clause: Clause) -> bool:
    """Whether a paragraph end, or what belongs to the paragraph as a whole, is changed."""
    changed = clause.end.status is not KEPT or clause.row is not KEPT
    return changed or clause.base_props is not None or clause.own_label is not None


# The other party's amendments at their places in our text


def placed_amendments(found: Iterable[Amendment], marks: Mapping[str, StoryMarks]) -> Iterator[Amendment]:
    """The amendments of the lower layer with the places that they have in the upper one, see `Amendment.theirs`.

    found: the amendments of the lower layer
    marks: its marks in the upper one
    """
    for amendment in found:
        story = marks.get(amendment.note)
        places = sorted(_places_of(amendment, story), key=lambda place: place.offset == END) if story is not None else []
        if story is None or not places or places[0].clause not in story.clauses:
            continue
        clause = places[0].clause
        inside = [place for place in places if place.clause == clause]
        start, stop = min(place.start for place in inside), max(place.stop for place in inside)
        part = AmendedPart(amendment.note, clause, "text", start, stop)
        yield replace(amendment, clause=clause, parts=(part,), theirs=amendment)


def _places_of(amendment: Amendment, story: StoryMarks) -> Iterator[ChangedPlace]:
    """The places of the parts of an amendment; of a move those where the text is now."""
    for part in amendment.parts:
        if part.note != amendment.note or (amendment.kind == "move" and part.clause != amendment.clause):
            continue
        for place in story.places.get(part.clause, ()):
            in_text = part.what in ("text", "format")
            if part.start <= place.offset < part.stop if in_text else place.offset == END:
                yield place
