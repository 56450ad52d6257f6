"""The smallest difference of two lists of tokens, cleaned up for easy reading.

The longest common subsequence gives the least number of marked tokens (rapidfuzz, in C). Of the many smallest differences
people want the one whose changes begin and end at words, and in which a rewritten sentence contains no single common words. So
changes slide along equal text, and islands between two replacements are marked too.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct
from rapidfuzz.distance import LCSseq

from model.diff.patience import anchors
from model.diff.tokens import weight

LARGEST = 400_000_000
"""Product of two lengths up to which the exact method is used: 50 MB."""
_COMMAS = (", ", "\u060c ", "\uff0c")
_ISLAND = 1
_AROUND = 6
"""The largest number of words in an island, if at least as many are marked on either side."""


class WordReplacement(Struct, frozen=True):
    """Tokens `start` to `stop` are replaced by `new_start` to `new_stop`; the lists are equal between two changes."""

    start: int
    stop: int
    new_start: int
    new_stop: int


def changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[WordReplacement]:
    """The differences between two lists of tokens (strings, or other values for non-text), in order."""
    return _without_islands(smallest(old, new), old, new)


def smallest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[WordReplacement]:
    """The differences between two lists of tokens, with all that they have in common, however it reads."""
    return _slid(_smallest(old, new), old, new)


def common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """The number of tokens that two lists have in common in order."""
    if len(old) * len(new) > LARGEST:
        return len(old) - sum(change.stop - change.start for change in _smallest(old, new))
    return int(LCSseq.similarity(old, new))


# --- smallest ---------------------------------------------------------------------------------------------------------


def _smallest(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[WordReplacement]:
    head = 0
    shorter = min(len(old), len(new))
    while head < shorter and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return _replacements_between(old, new, head, len(old) - tail, head, len(new) - tail)


def _replacements_between(
    old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int
) -> list[WordReplacement]:
    if a == b and c == d:
        return []
    if a == b or c == d:
        return [WordReplacement(a, b, c, d)]
    if (b - a) * (d - c) > LARGEST:
        return _in_parts(old, new, a, b, c, d)
    blocks = LCSseq.opcodes(old[a:b], new[c:d])
    out: list[WordReplacement] = []
    for block in blocks:
        if block.tag == "equal":
            continue
        start, stop, new_start, new_stop = a + block.src_start, a + block.src_end, c + block.dest_start, c + block.dest_end
        if out and out[-1].stop == start and out[-1].new_stop == new_start:
            out[-1] = WordReplacement(out[-1].start, stop, out[-1].new_start, new_stop)
        else:
            out.append(WordReplacement(start, stop, new_start, new_stop))
    return out


def _in_parts(old: Sequence[Hashable], new: Sequence[Hashable], a: int, b: int, c: int, d: int) -> list[WordReplacement]:
    """As `_smallest`, for texts too long for the exact method: divided at tokens that occur once in both."""
    pairs = anchors(old[a:b], new[c:d])
    if not pairs:
        return [WordReplacement(a, b, c, d)]
    out: list[WordReplacement] = []
    at, column = a, c
    for i, j in [*((a + i, c + j) for i, j in pairs), (b, d)]:
        if (i - at) * (j - column) > LARGEST:
            out.append(WordReplacement(at, i, column, j))
        else:
            out += _replacements_between(old, new, at, i, column, j)
        at, column = i + 1, j + 1
    return out


# --- word borders -----------------------------------------------------------------------------------------------------


def _slid(found: list[WordReplacement], old: Sequence[Hashable], new: Sequence[Hashable]) -> list[WordReplacement]:
    """Insertions and deletions moved along equal text until they begin with a word and end after a space."""
    out: list[WordReplacement] = []
    for place, change in enumerate(found):
        floor = out[-1].stop if out else 0
        ceiling = found[place + 1].start if place + 1 < len(found) else len(old)
        if change.start == change.stop:
            shift = _best_shift(new, change.new_start, change.new_stop, change.start - floor, ceiling - change.stop)
        elif change.new_start == change.new_stop:
            shift = _best_shift(old, change.start, change.stop, change.start - floor, ceiling - change.stop)
        else:
            shift = 0
        out.append(WordReplacement(change.start + shift, change.stop + shift, change.new_start + shift, change.new_stop + shift))
    return out


def _best_shift(tokens: Sequence[Hashable], start: int, stop: int, room_before: int, room_after: int) -> int:
    """The shift of a range that reads best; the text on either side stays the same."""
    least = 0
    while -least < room_before and tokens[start + least - 1] == tokens[stop + least - 1]:
        least -= 1
    most = 0
    while most < room_after and tokens[start + most] == tokens[stop + most]:
        most += 1
    if least == most:
        return 0
    return max(range(least, most + 1), key=lambda shift: (_reads(tokens, start + shift, stop + shift), -abs(shift)))


def _reads(tokens: Sequence[Hashable], start: int, stop: int) -> int:
    """How well a marked range reads: it begins with a word and ends after a space, or the other way round."""
    first, last = tokens[start], tokens[stop - 1]
    score = 0
    if isinstance(last, str) and last.isspace():
        score += 2
    elif isinstance(first, str) and first.isspace():
        score += 1
    if not isinstance(last, str):
        score += 2  # a paragraph end closes the text that was inserted or deleted with it
    if start == 0 or not isinstance(tokens[start - 1], str):
        score += 1
    if isinstance(first, str) and weight(first):
        score += 1
    return score


# --- islands ----------------------------------------------------------------------------------------------------------


def _without_islands(found: list[WordReplacement], old: Sequence[Hashable], new: Sequence[Hashable]) -> list[WordReplacement]:
    """The changes, two of them joined over a space, the comma of an edition (`Dubai, 2018`) or a common word."""
    while len(found) > 1:
        out = found[:1]
        for change in found[1:]:
            if _is_island(out[-1], change, old, new):
                out[-1] = WordReplacement(out[-1].start, change.stop, out[-1].new_start, change.new_stop)
            else:
                out.append(change)
        if len(out) == len(found):
            break
        found = out
    return found


def _is_island(left: WordReplacement, right: WordReplacement, old: Sequence[Hashable], new: Sequence[Hashable]) -> bool:
    between = old[left.stop : right.start]
    if len(between) > 2 * _ISLAND + 3 or any(not isinstance(token, str) for token in between):
        return False
    counts = [
        sum(weight(token) for token in tokens if isinstance(token, str))
        for tokens in (
            old[left.start : left.stop],
            new[left.new_start : left.new_stop],
            old[right.start : right.stop],
            new[right.new_start : right.new_stop],
        )
    ]
    text = "".join(str(token) for token in between)
    if text.isspace():
        return all(counts[:2]) or all(counts[2:])
    if not all(counts):
        return False
    words = sum(weight(token) for token in between if isinstance(token, str))
    if not words:
        return text in _COMMAS and _is_year(old[right.start]) and _is_year(new[right.new_start])
    return words <= _ISLAND and min(counts[0] + counts[1], counts[2] + counts[3]) >= _AROUND


def _is_year(token: Hashable) -> bool:
    return isinstance(token, str) and len(token) == 4 and token.isdecimal()


def equal_between(found: Sequence[WordReplacement], old_length: int) -> Iterator[tuple[WordReplacement | None, int, int, int]]:
    """The changes (change, 0, 0, 0) and equal stretches (None, start, stop, start in the new list), in order."""
    at = new_at = 0
    for change in found:
        if at < change.start:
            yield None, at, change.start, new_at
        yield change, 0, 0, 0
        at, new_at = change.stop, change.new_stop
    if at < old_length:
        yield None, at, old_length, new_at
