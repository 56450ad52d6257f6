"""The alignment of two texts: equal units first, then the most similar between them, then split, merged and moved ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from model.diff.patience import Pair, anchors, heaviest
from model.diff.units import Alignment, Group, Unit
from model.diff.word_diff import common

_MOVED_WORDS = 3
"""Fewer words are not reported as moved."""
_CHANGED_WORDS = 6
"""Nor fewer of a paragraph that was changed as well."""
_LONE = ("number", "title", "history", "opening")
"""Kinds that occur once in a text: they are the same, however much they changed."""
_WORDS_OF_A_PIECE = 2
_SHORT = 4


def align(
    old: Sequence[Unit],
    new: Sequence[Unit],
    *,
    moves: bool = True,
    splits: bool = True,
    closed: bool = False,
    known: Mapping[int, int] | None = None,
) -> Alignment:
    """Align two texts.

    old, new: the units of both
    moves: units may have moved
    splits: units may have been split and merged
    closed: the last units are the same whatever they contain
    known: units that are the same by their ids, which outweighs their content
    """
    return _Aligner(old, new, moves, splits, closed, known or {}).run()


@dataclass
class _Aligner:
    old: Sequence[Unit]
    new: Sequence[Unit]
    moves: bool
    splits: bool
    closed: bool
    known: Mapping[int, int]
    moved: dict[int, int] = field(default_factory=dict)
    paired: set[int] = field(default_factory=set)
    """Units of the old text that have theirs in the new one, moved ones too."""
    taken: set[int] = field(default_factory=set)
    """The same of the new text."""

    def run(self) -> Alignment:
        pairs = self._by_id() if self.known else self._by_number() or self._equal()
        if self.closed:
            pairs = self._closing(pairs)
        self.paired.update(i for i, _ in pairs)
        self.taken.update(j for _, j in pairs)
        if self.moves:
            self._find_known_moves()
            self._find_equal_moves()
        if not self.known:
            pairs = self._with_alike(pairs)
        groups = self._widen_pairs(pairs) if self.splits else [Group(i, i + 1, j, j + 1) for i, j in pairs]
        if self.moves:
            self._find_changed_moves()
        return Alignment(tuple(self._fill(groups)), self.moved)

    def _closing(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs with the last units paired: those of a cell, whose last end stays."""
        last = (len(self.old) - 1, len(self.new) - 1)
        if min(last) < 0 or last in pairs:
            return list(pairs)
        return [*(pair for pair in pairs if pair[0] != last[0] and pair[1] != last[1]), last]

    def _by_id(self) -> list[Pair]:
        shared = sorted(self.known.items())
        return heaviest(shared, [1 + len(self.old[i].text) / 1e9 for i, _ in shared])

    def _by_number(self) -> list[Pair]:
        """The provisions of one margin number, and equal units between them; a number that a text has twice is left to the
        words."""
        places = [{unit.number: place for place, unit in enumerate(units) if unit.number} for units in (self.old, self.new)]
        if not all(places):
            return []
        counts = Counter(unit.number for units in (self.old, self.new) for unit in units)
        shared = sorted((i, places[1][number]) for number, i in places[0].items() if number in places[1] and counts[number] == 2)
        pairs = heaviest(shared, [1.0] * len(shared))
        keys = [[(unit.number, unit.key) for unit in units] for units in (self.old, self.new)]
        out: list[Pair] = []
        at = column = 0
        for i, j in [*pairs, (len(self.old), len(self.new))]:
            lengths = [float(len(unit.text)) for unit in self.old[at:i]]
            between = anchors(keys[0][at:i], keys[1][column:j], lengths.__getitem__)
            out += [(at + row, column + other) for row, other in between]
            if i < len(self.old):
                out.append((i, j))
            at, column = i + 1, j + 1
        return out

    def _equal(self) -> list[Pair]:
        old, new = self.old, self.new
        return anchors([unit.key for unit in old], [unit.key for unit in new], lambda i: len(old[i].text))

    def _fill(self, pairs: Sequence[Group]) -> Iterator[Group]:
        """The groups of pairs and of the units between them, deleted before inserted."""
        at = column = 0
        for group in [*pairs, Group(len(self.old), len(self.old), len(self.new), len(self.new))]:
            yield from (Group(i, i + 1, column, column) for i in range(at, group.a))
            yield from (Group(group.a, group.a, j, j + 1) for j in range(column, group.c))
            if group.is_pair:
                yield group
            at, column = group.b, group.d

    # --- the most similar ---------------------------------------------------------------------------------------------

    def _with_alike(self, pairs: Sequence[Pair]) -> list[Pair]:
        """The pairs with those found in the gaps between them."""
        out: list[Pair] = []
        at = column = 0
        for i, j in [*pairs, (len(self.old), len(self.new))]:
            rows = [n for n in range(at, i) if n not in self.paired]
            columns = [n for n in range(column, j) if n not in self.taken]
            if rows and columns:
                found = self._with_lone(self._alike(rows, columns), rows, columns)
                self.paired.update(n for n, _ in found)
                self.taken.update(n for _, n in found)
                out += found
            if i < len(self.old):
                out.append((i, j))
            at, column = i + 1, j + 1
        return out

    def _alike(self, rows: Sequence[int], columns: Sequence[int]) -> list[Pair]:
        old, new = [self.old[i] for i in rows], [self.new[j] for j in columns]
        pairs: list[Pair] = []
        weights: list[float] = []
        for i, j in candidates(old, new):
            if old[i].number != new[j].number:
                continue
            found = likeness(old[i], new[j])
            if found < ALIKE and not _is_lone(old[i], new[j]):
                continue
            pairs.append((rows[i], columns[j]))
            weights.append(found + _context(old[i], new[j]))
        return heaviest(pairs, weights)

    def _with_lone(self, pairs: Sequence[Pair], rows: Sequence[int], columns: Sequence[int]) -> list[Pair]:
        """The pairs of a gap, with those made by their place: the only ones between two pairs, and calls of the same clauses."""
        out: list[Pair] = []
        at, column = rows[0], columns[0]
        for i, j in [*pairs, (rows[-1] + 1, columns[-1] + 1)]:
            left = rows[bisect_left(rows, at) : bisect_left(rows, i)]
            right = columns[bisect_left(columns, column) : bisect_left(columns, j)]
            if left and right:
                last = (left[-1], right[-1])
                gone, came = self.old[last[0]], self.new[last[1]]
                alone = len(left) == len(right) == 1 and _one_for_one(gone, came)
                if alone or (_are_calls(gone, came) and i < len(self.old) and j < len(self.new)):
                    out.append(last)
            out.append((i, j))
            at, column = i + 1, j + 1
        return out[:-1]

    # --- splits and merges --------------------------------------------------------------------------------------------

    def _widen_pairs(self, pairs: Sequence[Pair]) -> list[Group]:
        """The pairs with the unpaired neighbours that were split off from them or merged into them."""
        out: list[Group] = []
        for i, j in pairs:
            group = Group(i, i + 1, j, j + 1)
            if self.old[i].key != self.new[j].key and self.old[i].sort == "p":
                group = self._widen(group)
            self.paired.update(range(group.a, group.b))
            self.taken.update(range(group.c, group.d))
            out.append(group)
        return out

    def _widen(self, group: Group) -> Group:
        while True:
            options: list[Group] = []
            a, b, c, d = group.a, group.b, group.c, group.d
            if b - a == 1:
                options += (Group(a, b, c, d + 1), Group(a, b, c - 1, d))
            if d - c == 1:
                options += (Group(a, b + 1, c, d), Group(a - 1, b, c, d))
            wider = next((option for option in options if self._is_free(group, option) and self._belongs(group, option)), None)
            if wider is None:
                return group
            group = wider

    def _is_free(self, group: Group, wide: Group) -> bool:
        if wide.a < 0 or wide.c < 0 or wide.b > len(self.old) or wide.d > len(self.new):
            return False
        fresh_old = {*range(wide.a, wide.b)} - {*range(group.a, group.b)}
        fresh_new = {*range(wide.c, wide.d)} - {*range(group.c, group.d)}
        if any(self.old[i].number for i in fresh_old) or any(self.new[j].number for j in fresh_new):
            return False  # a provision is no piece of another one
        return all(i not in self.paired and self.old[i].sort == "p" for i in fresh_old) and all(
            j not in self.taken and self.new[j].sort == "p" for j in fresh_new
        )

    def _belongs(self, group: Group, wide: Group) -> bool:
        """Whether most of the piece by which a group grows was in the other side's paragraph, in the same place."""
        old, new = _words(self.old, group.a, group.b), _words(self.new, group.c, group.d)
        wide_old, wide_new = _words(self.old, wide.a, wide.b), _words(self.new, wide.c, wide.d)
        size = len(wide_old) - len(old) + len(wide_new) - len(new)
        return common(wide_old, wide_new) - common(old, new) >= max(_WORDS_OF_A_PIECE, 0.6 * size)

    # --- moves --------------------------------------------------------------------------------------------------------

    def _move(self, i: int, j: int) -> None:
        self.moved[i] = j
        self.paired.add(i)
        self.taken.add(j)

    def _find_known_moves(self) -> None:
        for i, j in self.known.items():
            if i not in self.paired and j not in self.taken:
                self._move(i, j)

    def _free(self) -> tuple[list[int], list[int]]:
        """The paragraphs of either text that have no other."""
        return (
            [i for i, unit in enumerate(self.old) if i not in self.paired and unit.sort == "p"],
            [j for j, unit in enumerate(self.new) if j not in self.taken and unit.sort == "p"],
        )

    def _find_equal_moves(self) -> None:
        gone, came = self._free()
        places: dict[object, list[int]] = {}
        for j in reversed(came):
            places.setdefault(self.new[j].key, []).append(j)
        for i in gone:
            column = places.get(self.old[i].key)
            if column and len(self.old[i].words) >= _MOVED_WORDS:
                self._move(i, column.pop())

    def _find_changed_moves(self) -> None:
        gone, came = self._free()
        old, new = [self.old[i] for i in gone], [self.new[j] for j in came]
        found = []
        for i, j in candidates(old, new):
            if min(len(old[i].words), len(new[j].words)) < _CHANGED_WORDS or old[i].first.props.kind != new[j].first.props.kind:
                continue
            alike = likeness(old[i], new[j])
            if alike >= MOVED:
                found.append((-alike, gone[i], came[j]))
        for _, i, j in sorted(found):
            if i not in self.paired and j not in self.taken:
                self._move(i, j)


def _words(units: Sequence[Unit], start: int, stop: int) -> list[str]:
    return [word for unit in units[start:stop] for word in unit.words]


def _one_for_one(old: Unit, new: Unit) -> bool:
    """Whether two single units between the same neighbours are one: of one kind, and short or at all similar."""
    if old.sort != new.sort or old.first.props.kind != new.first.props.kind or old.number != new.number:
        return False
    if not old.words or not new.words:
        return not old.words and not new.words
    if len(old.words) <= _SHORT and len(new.words) <= _SHORT:
        return True
    return _is_lone(old, new) or old.first.props.kind == "call" or likeness(old, new) >= 0.75 * ALIKE


def _is_lone(old: Unit, new: Unit) -> bool:
    kind = old.first.props.kind
    return kind in _LONE and kind == new.first.props.kind and old.sort == new.sort == "p"


def _are_calls(old: Unit, new: Unit) -> bool:
    """Whether both are calls; a table may begin with one in its first cell."""
    return old.sort == new.sort == "p" and old.first.props.kind == new.first.props.kind == "call"


def _context(old: Unit, new: Unit) -> float:
    """Further evidence for a pair: the same label, the same part of the text."""
    props, other = old.first.props, new.first.props
    alike = (props.kind, props.level, props.scheme) == (other.kind, other.level, other.scheme)
    return 0.05 * (old.label == new.label) + 0.05 * alike


ALIKE = 0.42
"""The least similarity of two paragraphs that are one, changed; unrelated ones share a third of their words, mostly short."""
_HELD = 0.8
"""The share of the shorter paragraph that the longer one must contain, whatever else it contains."""
_FEW = 5
MOVED = 0.75
"""The least similarity of a paragraph to one elsewhere that was moved and changed."""
_ALL_PAIRS = 3_000
_FREQUENT = 40
"""Words in more paragraphs than this do not show similarity, except for the rarest few of a paragraph."""
_RAREST = 4
_TOO_FREQUENT = 400


def likeness(old: Unit, new: Unit) -> float:
    """From 0 to 1, by the words that two units share in order; at least `ALIKE` for a pair that is one paragraph."""
    first, second = old.words, new.words
    if not first or not second:
        return 1.0 if not first and not second else 0.0
    shorter = min(len(first), len(second))
    if len(old.vocabulary & new.vocabulary) * 5 < min(len(old.vocabulary), len(new.vocabulary)):
        return 0.0
    shared = common(first, second)
    ratio = 2 * shared / (len(first) + len(second))
    if shorter > _FEW and ratio < 0.9 and min(len(old.distinctive_words), len(new.distinctive_words)) > 2:
        words, new_words = old.distinctive_words, new.distinctive_words
        likeness = 2 * common(words, new_words) / (len(words) + len(new_words))
        ratio = (ratio + 2 * likeness) / 3
    if shorter >= _FEW and shared >= _HELD * shorter and _holds_meaning(old, new):
        ratio = max(ratio, ALIKE + 0.1 * shared / shorter)
    return ratio


def _holds_meaning(old: Unit, new: Unit) -> bool:
    shorter, longer = sorted((old.distinctive_words, new.distinctive_words), key=len)
    return bool(shorter) and common(shorter, longer) >= _HELD * len(shorter)


def _signs(unit: Unit) -> Sequence[Hashable]:
    """Its words and pairs of neighbouring words, each once, in order, so that equal texts give equal redlines."""
    return tuple(dict.fromkeys((*unit.words, *pairwise(unit.words))))


def candidates(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: all of a small gap; of a large one those that share words that few others have."""
    if len(old) * len(new) <= _ALL_PAIRS:
        yield from ((i, j) for i in range(len(old)) for j in range(len(new)) if old[i].sort == new[j].sort)
        return
    index: dict[Hashable, list[int]] = {}
    for j, unit in enumerate(new):
        for sign in _signs(unit):
            index.setdefault(sign, []).append(j)
    for i, unit in enumerate(old):
        votes: Counter[int] = Counter()
        signs = sorted((indexed for sign in _signs(unit) if (indexed := index.get(sign))), key=len)
        for place, indexed in enumerate(signs):
            if len(indexed) > _FREQUENT and (place >= _RAREST or len(indexed) > _TOO_FREQUENT):
                break
            votes.update(indexed)
        yield from ((i, j) for j, _ in votes.most_common(4) if unit.sort == new[j].sort)
