"""Changes of words carried from one text to another that says nearly the same."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from model.diff.tokens import token_spans
from model.diff.word_diff import WordReplacement, changes
from model.redline import ANCHOR, NOTE, OBJECT
from model.text.legible import Legible

_UNSAID = dict.fromkeys(map(ord, (NOTE, OBJECT, ANCHOR)), "")


class CarriedWords(Struct, frozen=True):
    """New words for a stretch of the other text; offsets are code points there, whatever else it holds."""

    start: int
    stop: int
    new: str


class SkippedWords(Struct, frozen=True):
    """A change that the other text has no place for: the words that would be replaced, and the new ones."""

    old: str
    new: str


def carried_words(base: str, draft: str, other: str) -> tuple[tuple[CarriedWords, ...], tuple[SkippedWords, ...]]:
    """The changes from `base` to `draft` where they fit into `other`, in order, and those that do not.

    A change fits where the words that it replaces stand together in the other text, with the same word before or behind them;
    words that are only put in, where the same words stand on both sides.
    """
    read = Legible(other, _UNSAID)
    old, new, twin = (_tokens(text.translate(_UNSAID)) for text in (base, draft, read.text))
    starts = [start for start, _ in token_spans(read.text)] + [len(read.text)]
    same = _same_places(old, twin)
    carried: list[CarriedWords] = []
    left: list[SkippedWords] = []
    for change in changes(old, new):
        words = "".join(new[change.new_start : change.new_stop])
        found = _place(change, old, same)
        if found is not None:
            start, stop = read.span(starts[found[0]], starts[found[1]])
            if other[start:stop] == "".join(old[change.start : change.stop]):  # no note stands between its words
                carried.append(CarriedWords(start, stop, words))
                continue
        left.append(SkippedWords("".join(old[change.start : change.stop]), words))
    return tuple(carried), tuple(left)


def _tokens(text: str) -> list[str]:
    return [text[start:stop] for start, stop in token_spans(text)]


def _same_places(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The place in `new` of each token of `old` that both have in common in order."""
    out: dict[int, int] = {}
    at = behind = 0
    for change in (*changes(old, new), WordReplacement(len(old), len(old), len(new), len(new))):
        out.update(zip(range(at, change.start), range(behind, change.new_start), strict=True))
        at, behind = change.stop, change.new_stop
    return out


def _place(change: WordReplacement, old: Sequence[str], same: dict[int, int]) -> tuple[int, int] | None:
    """Where the tokens that a change replaces stand in the other text; None where it does not fit there."""
    before = next((place for place in reversed(range(change.start)) if old[place][0].isalnum()), None)
    behind = next((place for place in range(change.stop, len(old)) if old[place][0].isalnum()), None)
    beside = [place for place in (before, behind) if place is not None]
    if not beside:  # signs alone stand around it
        beside = [place for place in (change.start - 1, change.stop) if 0 <= place < len(old)]
    if change.start == change.stop:
        if (
            not beside
            or any(place not in same for place in beside)
            or same[beside[-1]] - same[beside[0]] != beside[-1] - beside[0]
        ):
            return None
        at = same[beside[0]] + change.start - beside[0]
        return at, at
    shift = {same[place] - place if place in same else None for place in range(change.start, change.stop)}
    (moved,) = shift if len(shift) == 1 else (None,)
    if moved is None or (beside and not any(same.get(place) == place + moved for place in beside)):
        return None
    return change.start + moved, change.stop + moved
