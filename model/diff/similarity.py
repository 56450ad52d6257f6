"""The similarity of two paragraphs, by their words in order; the words that carry meaning count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from model.diff.units import Unit
from model.diff.word_diff import common

ALIKE = 0.42
"""The least similarity of two paragraphs that are one, changed; unrelated sentences of one language share a third of their
words, most of them short."""
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
    if shorter > _FEW and ratio < 0.9 and min(len(old.telling), len(new.telling)) > 2:
        telling = 2 * common(old.telling, new.telling) / (len(old.telling) + len(new.telling))
        ratio = (ratio + 2 * telling) / 3
    if shorter >= _FEW and shared >= _HELD * shorter and _holds_meaning(old, new):
        ratio = max(ratio, ALIKE + 0.1 * shared / shorter)
    return ratio


def _holds_meaning(old: Unit, new: Unit) -> bool:
    shorter, longer = sorted((old.telling, new.telling), key=len)
    return bool(shorter) and common(shorter, longer) >= _HELD * len(shorter)


def _signs(unit: Unit) -> Sequence[Hashable]:
    """Its words and pairs of neighbouring words, each once, in order, so that equal texts give equal redlines."""
    return tuple(dict.fromkeys((*unit.words, *pairwise(unit.words))))


def candidates(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: all of a small gap; of a large one those that share words, or two words in a row, which few
    others have."""
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
