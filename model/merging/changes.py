"""The changes that a copy of a story makes to it, as ranges of its atoms."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from model.consolidation.changes import Sort, sorts_meet
from model.merging.atoms import Atom, is_end, is_shown, key_of, pairs_of, tokens_of, without_stamps
from model.merging.origins import OLDEST, origin_in, stamps_of
from model.redline import NOBODY, Clause, Run
from model.redline.cells import CellId

ASPECTS: Mapping[Sort, tuple[str, ...]] = {
    "props": ("props", "base_props", "props_stamp"),
    "label": ("label", "own_label", "number", "own_number", "mark", "own_mark"),
}
"""The fields of a clause that are changed together, without a change of its words."""
_NO_LIMITS: Mapping[str, int] = {}
_STATUS = ("end", "row", "row_stamp")


class AtomChange(Struct, frozen=True):
    """A replacement of the atoms of a range. A `format`, `props` or `label` changes only the look."""

    sort: Sort
    start: int
    stop: int
    atoms: tuple[Atom, ...] = ()
    removes_paragraph: bool = False
    """Whether a whole paragraph is deleted, so that words inserted before its first word have lost their paragraph."""
    whole: bool = False
    """Whether whole paragraphs are inserted."""
    oldest: str = ""
    """The oldest origin in it and in what the copy inserts before it at the same place; '' if nothing has an origin."""
    turn: int = 0
    """Its place among the insertions of the copy with the same oldest origin."""
    numbers: frozenset[str] = frozenset()
    """The margin numbers that its copy gives to the new provisions in it."""

    @property
    def effect(self) -> tuple[object, ...]:
        """A key that is equal for changes of two people that have the same effect."""
        return self.sort, self.start, self.stop, tuple(map(without_stamps, self.atoms))

    @property
    def move(self) -> str:
        """The id of the move of which it is one half; '' if none."""
        for _, look in self.atoms:
            move = look.move if isinstance(look, Run) else look.end.move
            if move:
                return move
        return ""

    @property
    def cells(self) -> frozenset[CellId]:
        """The cells in which its paragraphs are."""
        return frozenset([look.cell for _, look in self.atoms if isinstance(look, Clause) and look.cell])

    @property
    def deleted_cells(self) -> frozenset[CellId]:
        """The cells of rows that it deletes."""
        looks = [look for _, look in self.atoms if isinstance(look, Clause) and not look.row.in_draft]
        return frozenset([look.cell for look in looks if look.cell])

    @property
    def sort_key(self) -> tuple[str, str, str, str]:
        """A sort key for the insertions of two people: the time, the author, the words and the ids of the clauses."""
        look = self.atoms[0][1] if self.atoms else Run("")
        stamps = (look.stamp, look.style_stamp) if isinstance(look, Run) else (look.end.stamp, look.props_stamp)
        by = stamps[1] if stamps[0] == NOBODY else stamps[0]
        ids = " ".join([look.id for _, look in self.atoms if isinstance(look, Clause)])
        return by.date, by.author, "".join([letter for letter, _ in self.atoms]), ids

    @property
    def facts(self) -> tuple[object, ...]:
        """A sort key for two changes with the same effect and the same stamp: all their other times, authors, moves and ids."""
        looks = [look for look, _ in groupby([look for _, look in self.atoms])]
        stamps = [(stamp.date, stamp.author) for look in looks for stamp in stamps_of(look)]
        return stamps, [repr(look) for look in looks]

    def conflicts_with(self, other: AtomChange) -> bool:
        """Whether two changes conflict: their ranges overlap, or one inserts something into a range that the other changes."""
        if not sorts_meet(self.sort, other.sort):
            return False
        if self.start == self.stop or other.start == other.stop:
            if self.start == self.stop and other.start == other.stop:
                return self.start == other.start and not self.numbers.isdisjoint(other.numbers)
            point, span = (self, other) if self.start == self.stop else (other, self)
            if span.sort != "text":
                return False
            if span.removes_paragraph and not point.whole and point.start == span.start:
                return True
            if point.whole and span.start <= point.start <= span.stop and point.cells & span.deleted_cells:
                return True
            return span.start < point.start < span.stop
        return max(self.start, other.start) < min(self.stop, other.stop) and self.effect != other.effect


class _Edit(Struct):
    """A range of the base sequence and the range of the other one that replaces it."""

    start: int
    stop: int
    low: int
    high: int
    sort: Sort = "text"


class CopyChanges(Struct, frozen=True):
    """The changes that one copy makes to a sequence."""

    changes: tuple[AtomChange, ...]
    shells: Mapping[int, Clause]
    """The kept ends whose clause has another id, cell or source, by their index. Nobody sees that, so it conflicts with
    nothing."""


def changes_between(base: Sequence[Atom], copies: Sequence[Sequence[Atom]]) -> list[CopyChanges]:
    """The changes that copies of a sequence make, as small as words and paragraph ends."""
    found = [_edits_of(base, copy) for copy in copies]
    words = tokens_of(base)
    word_at = _word_places(words)
    split = _words_split_twice([edits for edits, _ in found], word_at)
    return [
        CopyChanges(tuple([_change(edit, base, copy) for edit in _widen(edits, words, word_at, split)]), shells)
        for (edits, shells), copy in zip(found, copies, strict=True)
    ]


def _edits_of(base: Sequence[Atom], copy: Sequence[Atom]) -> tuple[list[_Edit], dict[int, Clause]]:
    out: list[_Edit] = []
    shells: dict[int, Clause] = {}
    low = copy_low = 0
    for at, place in (*pairs_of(base, copy), (len(base), len(copy))):
        if at > low or place > copy_low:
            _add(out, base, copy, _Edit(low, at, copy_low, place))
        if at < len(base) and base[at] != copy[place]:
            for sort in _sorts(base[at], copy[place]):
                _add(out, base, copy, _Edit(at, at + 1, place, place + 1, sort))
            before, after = base[at][1], copy[place][1]
            if isinstance(before, Clause) and isinstance(after, Clause) and _unseen_values(before) != _unseen_values(after):
                shells[at] = after
        low, copy_low = at + 1, place + 1
    return out, shells


_UNSEEN = ("id", "cell", "shape", "source")


def _unseen_values(shell: Clause) -> tuple[object, ...]:
    return tuple([getattr(shell, name) for name in _UNSEEN])


def merged_shells(base: Sequence[Atom], found: Sequence[CopyChanges]) -> dict[int, Clause]:
    """The shells of kept ends with the changes of all copies. If several change a field, the result does not depend on their
    order."""
    out: dict[int, Clause] = {}
    for at in {at for copy in found for at in copy.shells}:
        old = base[at][1]
        assert isinstance(old, Clause)
        new: dict[str, Any] = {}
        for name in _UNSEEN:
            was = getattr(old, name)
            changed = {getattr(copy.shells[at], name) for copy in found if at in copy.shells} - {was}
            new[name] = min(changed, key=repr) if changed else was
        out[at] = replace(old, **new)
    return out


def _sorts(old: Atom, new: Atom) -> tuple[Sort, ...]:
    """The sorts of change between two versions of an atom; another status counts as a change of words."""
    before, after = old[1], new[1]
    if isinstance(before, Run) and isinstance(after, Run):
        looks = replace(after, style=before.style, base_style=before.base_style, style_stamp=before.style_stamp)
        return ("format",) if looks == before else ("text",)
    if any(getattr(before, name) != getattr(after, name) for name in _STATUS):
        return ("text",)
    return tuple([sort for sort, names in ASPECTS.items() if any(getattr(before, n) != getattr(after, n) for n in names)])


def _add(out: list[_Edit], base: Sequence[Atom], copy: Sequence[Atom], edit: _Edit) -> None:
    """Add an edit, or extend the last one if the edit continues it; a paragraph end closes an edit."""
    last = out[-1] if out else None
    if last is None or (last.stop, last.high, last.sort) != (edit.start, edit.low, edit.sort) or edit.sort in ASPECTS:
        out.append(edit)
        return
    closed = is_end(base[last.stop - 1]) if last.stop > last.start else is_end(copy[last.high - 1])
    if closed:
        out.append(edit)
    else:
        last.stop, last.high = edit.stop, edit.high


def _word_places(words: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The word around each place that is strictly inside a word."""
    return {place: number for number, (low, high) in enumerate(words) for place in range(low + 1, high)}


def _words_split_twice(edits: Sequence[Sequence[_Edit]], word_at: Mapping[int, int]) -> set[int]:
    """The words into which both copies insert letters, at different places."""
    places: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for number, found in enumerate(edits):
        for edit in found:
            if edit.start == edit.stop and edit.start in word_at:
                places[word_at[edit.start]].add((number, edit.start))
    return {word for word, found in places.items() if len({side for side, _ in found}) > 1 and len({at for _, at in found}) > 1}


def _widen(
    edits: Sequence[_Edit], words: Sequence[tuple[int, int]], word_at: Mapping[int, int], split: set[int]
) -> Iterator[_Edit]:
    """The edits, widened to whole words if they change letters of a word. An edit that only inserts letters stays as it is,
    unless the other copy inserts letters elsewhere in the word."""
    of_words = [edit for edit in edits if edit.sort == "text"]
    yield from (edit for edit in edits if edit.sort != "text")
    last: tuple[int, int, _Edit] | None = None
    for edit in of_words:
        low, high = edit.start, edit.stop
        if low < high or word_at.get(low) in split:
            low = words[word_at[low]][0] if low in word_at else low
            high = words[word_at[high]][1] if high in word_at else high
        if last is not None and low < last[1]:
            joined = _Edit(last[2].start, edit.stop, last[2].low, edit.high)
            last = min(last[0], low), max(last[1], high), joined
            continue
        if last is not None:
            yield _stretch(*last)
        last = low, high, edit
    if last is not None:
        yield _stretch(*last)


def _stretch(low: int, high: int, edit: _Edit) -> _Edit:
    """An edit, widened to a range of the base by the equal atoms around it."""
    return _Edit(low, high, edit.low - (edit.start - low), edit.high + (high - edit.stop))


def _change(edit: _Edit, base: Sequence[Atom], copy: Sequence[Atom]) -> AtomChange:
    start, stop, atoms = edit.start, edit.stop, tuple(copy[edit.low : edit.high])
    opens = start == 0 or is_end(base[start - 1])
    removes = edit.sort == "text" and opens and start < stop and is_end(base[stop - 1]) and not any(map(is_shown, atoms))
    whole = start == stop and opens and bool(atoms) and is_end(atoms[-1])
    return AtomChange(edit.sort, start, stop, atoms, removes, whole)


def limits_of_atoms(base: Sequence[Atom], first: Sequence[Atom], second: Sequence[Atom]) -> dict[str, int]:
    """The greatest number that a merge may have of each atom with an origin that two versions have. A copy may have it elsewhere:
    text that was between two words is put after both when they are deleted. The base may have it only in a conflict."""
    was, now, other = (Counter([key_of(atom) for atom in version if origin_in(atom[1])]) for version in (base, first, second))
    most = {key: max(now[key], other[key]) for key in now.keys() & other.keys()}
    for key, count in was.items():
        most[key] = count + max(0, now[key] - count) + max(0, other[key] - count) if key in most else 0
    return most


def apply_changes(
    base: Sequence[Atom],
    changes: Sequence[AtomChange],
    shells: Mapping[int, Clause],
    before: Clause | None = None,
    most: Mapping[str, int] = _NO_LIMITS,
) -> list[Atom]:
    """The sequence after changes that do not conflict.

    base: the sequence before
    changes: the changes of both copies
    shells: the shells of kept ends of which more than words, kind and label changed, by their place
    before: the clause before the sequence; None if there is none
    most: the limits of `limits_of_atoms`
    """
    looks: dict[int, Atom] = {at: ("\n", shell) for at, shell in shells.items()}
    for change in changes:
        if change.sort == "format":
            looks |= zip(range(change.start, change.stop), change.atoms, strict=True)
    for change in changes:
        if change.sort in ASPECTS:
            letter, shell = looks.get(change.start, base[change.start])
            new = {name: getattr(change.atoms[0][1], name) for name in ASPECTS[change.sort]}
            looks[change.start] = letter, replace(shell, **new)
    out: list[Atom] = []
    place = 0
    texts = [piece for change in changes if change.sort == "text" for piece in _pieces(base, change)]
    texts.sort(key=lambda found: _order(base, found, before))
    for change in _limit(base, texts, most) if most else texts:
        out += [looks.get(at, base[at]) for at in range(place, change.start)] if looks else base[place : change.start]
        out += change.atoms
        place = change.stop
    return out + [looks.get(at, base[at]) for at in range(place, len(base))]


def _pieces(base: Sequence[Atom], change: AtomChange) -> list[AtomChange]:
    """The parts of a change between which another copy may insert something: what it replaces, and what it inserts before and
    after that."""
    if not any(origin_in(look) for _, look in change.atoms):
        return [change]
    start, stop, atoms = change.start, change.stop, change.atoms
    opens = not start or is_end(base[start - 1])
    if start == stop:
        return _insertions(start, atoms, opens=opens)
    known = {"", *(origin_in(look) for _, look in base[start:stop])}
    kept = [at for at, (_, look) in enumerate(atoms) if origin_in(look) in known]
    if not kept:
        return [change]
    low, high = kept[0], kept[-1] + 1
    before, after = _insertions(start, atoms[:low], opens=opens), _insertions(stop, atoms[high:], opens=is_end(atoms[high - 1]))
    return [*before, replace(change, atoms=atoms[low:high]), *after]


def _insertions(place: int, atoms: Sequence[Atom], *, opens: bool) -> list[AtomChange]:
    """The parts of an insertion: whole paragraphs, then words, divided before each that is older than all before it.

    Authors insert after what they know, so text that is newer than the text before it belongs there. What is older was there
    before that text, and an insertion of another copy may be between the two.
    """
    ends = [at + 1 for at, atom in enumerate(atoms) if is_end(atom)] if opens else []
    out: list[AtomChange] = []
    oldest = ""
    for low, high in zip([0, *ends], ends, strict=False):
        oldest = max(oldest, origin_in(atoms[high - 1][1]) or OLDEST)
        out.append(AtomChange("text", place, place, tuple(atoms[low:high]), whole=True, oldest=oldest, turn=len(out)))
    low, oldest = ends[-1] if ends else 0, ""
    for at in range(low, len(atoms)):
        age = origin_in(atoms[at][1]) or OLDEST
        if age > oldest and at > low:
            out.append(AtomChange("text", place, place, tuple(atoms[low:at]), oldest=oldest, turn=len(out)))
            low = at
        oldest = max(oldest, age)
    if low < len(atoms):
        out.append(AtomChange("text", place, place, tuple(atoms[low:]), oldest=oldest, turn=len(out)))
    return out


def _limit(base: Sequence[Atom], changes: Sequence[AtomChange], most: Mapping[str, int]) -> Iterator[AtomChange]:
    """The changes in their order, without atoms that the merge would then have too often."""
    counts: Counter[str] = Counter()
    place = 0
    for start, stop in (*((change.start, change.stop) for change in changes), (len(base), len(base))):
        counts.update([key_of(atom) for atom in base[place:start]])
        place = stop
    for change in changes:
        atoms: list[Atom] = []
        for atom in change.atoms:
            key = key_of(atom)
            if key in most and counts[key] >= most[key]:
                continue
            counts[key] += 1
            atoms.append(atom)
        yield change if len(atoms) == len(change.atoms) else replace(change, atoms=tuple(atoms))


_IN_CELL_BEFORE, _IN_ROW_BEFORE, _BETWEEN, _IN_ROW_AFTER, _IN_CELL_AFTER, _TEXT = range(6)


def _order(base: Sequence[Atom], change: AtomChange, first: Clause | None) -> tuple[object, ...]:
    """The sort key of a change: its place. Insertions at one place are in this order: paragraphs of the cell before it, other
    cells of its row, what is in neither row, cells of the row after it, paragraphs of its first cell, words; those of two
    people by their origin, else by their time."""
    rank = _TEXT
    if change.whole:
        cell = next(atom[1].cell for atom in reversed(change.atoms) if isinstance(atom[1], Clause))
        before = base[change.start - 1][1] if change.start else first
        after = next((atom[1] for atom in base[change.start :] if is_end(atom)), None)
        rank = _BETWEEN
        if isinstance(before, Clause) and before.cell is not None and cell == before.cell:
            rank = _IN_CELL_BEFORE
        elif isinstance(after, Clause) and cell == after.cell:
            rank = _IN_CELL_AFTER
        elif cell is not None and isinstance(before, Clause) and before.cell is not None and cell[:2] == before.cell[:2]:
            rank = _IN_ROW_BEFORE
        elif cell is not None and isinstance(after, Clause) and after.cell is not None and cell[:2] == after.cell[:2]:
            rank = _IN_ROW_AFTER
    return change.start, change.stop, rank, change.oldest, change.turn, change.sort_key
