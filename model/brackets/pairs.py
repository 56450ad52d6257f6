"""Brackets of one text: which of them are pairs, how deep each pair is, and which pairs are side by side."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from model.lexicon.bracket_words import PARTNERS, SLASHES, is_blank
from model.text.lazy_regex import late

_SIGNS = late(r"[\[\]［］【】〔〕/／]")
KEYS = {"[": "[", "]": "[", "［": "[", "］": "[", "【": "【", "】": "【", "〔": "〔", "〕": "〔"}
"""The kind of each bracket: wide ones pair with narrow ones."""
_GAP = late(r"[^\S\t]*[/／]?[^\S\t]*")
_LONGEST_GAP = 8


class BracketPair(Struct):
    """A pair of brackets in a paragraph, as offsets in its text."""

    start: int
    key: str
    stop: int = -1
    """The closing bracket."""
    level: int = 1
    slashes: list[int] = field(default_factory=list)
    """The slashes inside, but outside of deeper pairs."""
    nests: bool = False
    """Whether other pairs are inside."""


class FoundPairs(Struct):
    """The pairs of a text in the order of their beginnings, and the places of all other brackets."""

    pairs: list[BracketPair]
    lone: list[int]
    """Brackets without a partner in the text."""
    crossed: list[int]
    """Brackets of a pair that another pair crosses."""


def find_pairs(text: str) -> FoundPairs:
    """The pairs of a text, however deep they are."""
    found = FoundPairs([], [], [])
    stack: list[BracketPair] = []
    counts = dict.fromkeys(KEYS.values(), 0)
    closings: list[int] = []
    for sign in _SIGNS.finditer(text):
        at, key = sign.start(), KEYS.get(sign[0], "")
        if sign[0] in SLASHES:
            if stack:
                stack[-1].slashes.append(at)
        elif sign[0] in PARTNERS:
            stack.append(BracketPair(at, key))
            counts[key] += 1
        elif not counts[key]:
            closings.append(at)
        else:
            while stack[-1].key != key:
                other = stack.pop()
                counts[other.key] -= 1
                found.crossed.append(other.start)
            pair = stack.pop()
            counts[key] -= 1
            pair.stop = at
            if stack:
                stack[-1].nests = True
            found.pairs.append(pair)
    found.pairs.sort(key=lambda pair: pair.start)
    found.lone = [pair.start for pair in stack]
    index, reach = 0, -1
    for at in closings:
        while index < len(found.pairs) and found.pairs[index].start < at:
            reach = max(reach, found.pairs[index].stop)
            index += 1
        (found.crossed if at < reach else found.lone).append(at)
    found.lone.sort()
    return found


def set_levels(pairs: Sequence[BracketPair]) -> None:
    """Give each pair its depth among those that are counted."""
    stack: list[int] = []
    for pair in pairs:
        while stack and stack[-1] < pair.start:
            stack.pop()
        stack.append(pair.stop)
        pair.level = len(stack)


def side_by_side(text: str, pairs: Sequence[BracketPair]) -> list[list[BracketPair]]:
    """The pairs, grouped by the place that they leave open. Neighbours with nothing but spaces or a slash between them are one
    place, unless all are blanks, which are not alternatives."""
    nearest: list[list[BracketPair]] = []
    groups: list[list[BracketPair]] = []
    for pair in pairs:
        del nearest[pair.level :]
        if len(nearest) == pair.level and _is_beside(text, nearest[-1][-1], pair):
            nearest[-1].append(pair)
            continue
        del nearest[pair.level - 1 :]
        nearest.append([pair])
        groups.append(nearest[-1])
    return [part for group in groups for part in _without_blanks(text, group)]


def _is_beside(text: str, left: BracketPair, right: BracketPair) -> bool:
    gap = text[left.stop + 1 : right.start]
    if left.start and text[left.start - 1].isalnum() and is_blank(text[left.start + 1 : left.stop]):
        return False  # the end of `20[__]`
    return len(gap) <= _LONGEST_GAP and _GAP.fullmatch(gap) is not None


def opening_beside(text: str, at: int) -> int:
    """The opening bracket that follows a place with nothing but spaces or a slash between; -1 if there is none."""
    found = _GAP.match(text, at)
    stop = found.end() if found is not None else at
    return stop if stop - at <= _LONGEST_GAP and text[stop : stop + 1] in PARTNERS else -1


def _without_blanks(text: str, group: list[BracketPair]) -> list[list[BracketPair]]:
    if len(group) > 1 and all(is_blank(text[pair.start + 1 : pair.stop]) for pair in group):
        return [[pair] for pair in group]
    return [group]
