"""Pairs of equal items of two lists in order: unique ones first (patience sorting), then, in gaps without any, the longest
common subsequence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence

from rapidfuzz.distance import LCSseq

_LARGEST = 400_000_000
"""Product of two lengths of a gap up to which the longest common subsequence is sought: 50 MB."""

Pair = tuple[int, int]


def anchors(old: Sequence[Hashable], new: Sequence[Hashable], size: Callable[[int], float] | None = None) -> list[Pair]:
    """Indices of equal items of two lists, increasing in both, in n log n (many equal ones: n² bit steps / 64). `size` is that of
    an old item: of two orders with equally many pairs, the one with larger items is returned."""
    out: list[Pair] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        a, b, c, d = waiting.pop()
        while a < b and c < d and old[a] == new[c]:
            out.append((a, c))
            a, c = a + 1, c + 1
        while a < b and c < d and old[b - 1] == new[d - 1]:
            b, d = b - 1, d - 1
            out.append((b, d))
        if a == b or c == d:
            continue
        unique = _unique(old, new, a, b, c, d)
        if not unique:
            out += _common(old, new, a, b, c, d)
            continue
        chain = heaviest(unique, [1 + (size(i) / 1e9 if size else 0) for i, _ in unique])
        at, column = a, c
        for i, j in [*chain, (b, d)]:
            waiting.append((at, i, column, j))
            at, column = i + 1, j + 1
        out += chain
    out.sort()
    return out


def _unique(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pair]:
    """Pairs of items that occur once in each of two ranges, by their place in the old list."""
    new_places = _once(new, c, d)
    return [(i, j) for item, i in _once(old, a, b).items() if (j := new_places.get(item)) is not None]


def _once(items: Sequence[Hashable], start: int, stop: int) -> dict[Hashable, int]:
    places: dict[Hashable, int] = {}
    repeated: set[Hashable] = set()
    for place in range(start, stop):
        item = items[place]
        if item in places:
            repeated.add(item)
        else:
            places[item] = place
    for item in repeated:
        del places[item]
    return places


def _common(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[Pair]:
    shared = set(old[a:b]).intersection(new[c:d])
    if not shared or (b - a) * (d - c) > _LARGEST:
        return []
    out: list[Pair] = []
    for block in LCSseq.opcodes(old[a:b], new[c:d]):
        if block.tag == "equal":
            out += ((a + block.src_start + n, c + block.dest_start + n) for n in range(block.src_end - block.src_start))
    return out


def heaviest(pairs: Sequence[Pair], weights: Sequence[float]) -> list[Pair]:
    """The heaviest increasing subset of index pairs, in n log n; pairs with one first index are sorted by falling second."""
    order = sorted(range(len(pairs)), key=lambda n: (pairs[n][0], -pairs[n][1]))
    seconds = sorted({j for _, j in pairs})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(seconds) + 1)
    before = [-1] * len(pairs)
    top = (0.0, -1)
    for n in order:
        rank = bisect_left(seconds, pairs[n][1])
        total, last = 0.0, -1
        k = rank
        while k > 0:
            if best[k][0] > total:
                total, last = best[k]
            k -= k & -k
        before[n] = last
        weighted = (total + weights[n], n)
        if weighted[0] > top[0]:
            top = weighted
        k = rank + 1
        while k <= len(seconds):
            if weighted[0] > best[k][0]:
                best[k] = weighted
            k += k & -k
    out: list[Pair] = []
    at = top[1]
    while at >= 0:
        out.append(pairs[at])
        at = before[at]
    out.reverse()
    return out
