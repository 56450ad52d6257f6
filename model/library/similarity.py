"""The similarity of two clauses by their words in order, and what every pair that is alike must share.

Similarity is the normalised Indel of two lists of n and m words: 2·L / (n + m), L being the length of the longest list of words
that both hold in order. Words are in small letters, the editions of citations masked; a sign of Chinese is a word.

Let two lists be alike by at least t, n ≤ m. Then:

1. n ≥ L ≥ t·(n + m) / 2, so m ≤ n·(2 - t) / t: `likely_lengths`.
2. Both hold L words in common, counted as often as both have them. As m ≥ n, and as m ≥ n·t / (2 - t) for the shorter and the
   longer alike, L ≥ n·t / (2 - t) of either one's own n: `fewest_shared`.
3. Let both be sorted by one order, the k-th occurrence of a word being a word of its own. Of a list of n words of which at
   least s are shared, the first n - s + 1 hold a shared one, for only n - s are not shared. Let w be the first of all shared
   words in the order; it stands so in both lists, among the first n - s + 1 of the one and the first m - s + 1 of the other.
   With s taken for each list by its own length (2.), which is no more than the true number, the prefixes grow no shorter:
   `prefix_length`.

So a pair that is alike shares a word of both prefixes, whatever the order. With the rarest words first few clauses share one,
and what is found so is exactly what comparing all with all finds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from math import ceil, floor

from rapidfuzz.distance import Indel

from model.diff.tokens import words_in
from model.lexicon.words import comparable_text
from model.text.lazy_regex import late

LEAST = 0.8
"""How alike two clauses must be to be twins, unless another share is asked for."""
SHORTEST, LONGEST = 8, 400
"""Words of a clause that may have twins."""
_SLACK = 1e-9
"""For the rounding of products of shares: a bound may be weaker by it, never stronger."""
_EDITION = late(r"[(（][^()（）]{0,60}?(?<!\d)(?:18|19|20)\d\d(?!\d)[^()（）]{0,24}[)）]")
"""A year in brackets, with the place and *Rev.* beside it, in any of the six languages."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a clause as they are compared."""
    return tuple(words_in(_EDITION.sub(" ", comparable_text(text))))


def similarity(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """The similarity of two lists of words, from 0 to 1."""
    return float(Indel.normalized_similarity(first, second))


def likely_lengths(count: int, least: float = LEAST) -> range:
    """The numbers of words that a list may have which is alike to one of `count` words."""
    return range(fewest_shared(count, least), floor(count * (2 - least) / least + _SLACK) + 1)


def fewest_shared(count: int, least: float = LEAST) -> int:
    """How many words a list of `count` words shares at least with any that is alike to it."""
    return max(1, ceil(count * least / (2 - least) - _SLACK))


def shared_by(first: int, second: int, least: float = LEAST) -> int:
    """How many words two lists of these lengths share at least if they are alike."""
    return max(1, ceil((first + second) * least / 2 - _SLACK))


def prefix_length(count: int, least: float = LEAST) -> int:
    """How many of the words of a list, in any one order, hold one that is shared with each list that is alike to it."""
    return count - fewest_shared(count, least) + 1


def rarest_words(words: Sequence[str], frequency: Callable[[str], int], least: float = LEAST) -> tuple[str, ...]:
    """Words of a list of which every list that is alike to it holds at least one, the rarest first.

    `frequency` tells how often a word occurs among the clauses that are searched; whatever it tells, none is missed.
    """
    known = {word: frequency(word) for word in set(words)}
    order = sorted(words, key=lambda word: (known[word], word))
    return tuple(dict.fromkeys(order[: prefix_length(len(words), least)]))
