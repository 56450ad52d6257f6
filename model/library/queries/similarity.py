"""The similarity of two clauses by their words in order, and the words that every similar pair must share.

Similarity is the normalised Indel of two lists of n and m words: 2·L / (n + m), L being the length of the longest list of words
that both contain in order. Words are in small letters, the editions of citations masked; a sign of Chinese is a word.

Let two lists be similar by at least t, n ≤ m. Then:

1. n ≥ L ≥ t·(n + m) / 2, so m ≤ n·(2 - t) / t: `likely_lengths`.
2. They share at least L words, each as often as both have it: `shared_words`. As n ≥ m·t / (2 - t) by 1., and m ≥ n, either one
of c words shares at least t·(c + c·t / (2 - t)) / 2 = c·t / (2 - t): `fewest_shared`.
3. Let both be sorted by one order, the k-th occurrence of a word being a word of its own, so that no word occurs twice. Let s be
the number of words that they share, and w the e-th of these in the order, e ≤ s. In a list of n words s - e shared ones come
after w, so that w and the e - 1 before it are among the first n - s + e. This is true of both lists: their prefixes of
n - s + e and m - s + e words share at least e. For s each may use the number of 2. for its own length, which is at most the
true number; a prefix only grows by that: `prefix_length`.
4. Let p words of a list of n be in its prefix. Of the `shared_words`(n, m) words that the other one shares at least, n - p may
come after the prefix, so that it contains at least `shared_words`(n, m) - (n - p) words of the prefix. With p = n -
`fewest_shared`(n) + e that is e for the shortest list, and more the longer a list is: `LikelyWords.may_be_in`.

So a similar pair shares e words of both prefixes, whatever the order. With the rarest words first few clauses share one, and
hardly any share six; the result is exactly that of comparing all with all. A list that is compared only with lists as long or
longer needs only the first n - `shared_words`(n, n) + e, since L ≥ t·(n + m) / 2 ≥ t·n.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from math import ceil, floor

from msgspec import Struct
from rapidfuzz.distance import Indel

from model.diff.tokens import words_in
from model.lexicon.words import comparable_text
from model.text.lazy_regex import late

LEAST = 0.8
"""The least similarity of twins, unless the caller gives another."""
SHORTEST, LONGEST = 8, 400
"""Words of a clause that may have twins."""
_ASKED = 6
"""With one shared word 12 million pairs of 15,000 Chinese clauses are left to compare, with six 0.4 million, in a fifth of the
time."""
_PART = 6
"""A long list is looked up by more words: by this part of the words that it shares at least. Six alone leave up to 8,000 of
15,000 Chinese clauses to read, a sixth 1,600; with a quarter it takes longer to look up the words."""
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
    """The possible numbers of words of a list that is similar to one of `count` words."""
    return range(fewest_shared(count, least), floor(count * (2 - least) / least + _SLACK) + 1)


def fewest_shared(count: int, least: float = LEAST) -> int:
    """The least number of words that a list of `count` words shares with any similar list."""
    return max(1, ceil(count * least / (2 - least) - _SLACK))


def shared_words(first: int, second: int, least: float = LEAST) -> int:
    """The least number of words that two similar lists of these lengths share."""
    return max(1, ceil((first + second) * least / 2 - _SLACK))


def most_asked(least: float = LEAST) -> int:
    """How many shared words of the prefixes are asked for: six, or as many as the shortest clause shares at least."""
    return min(_ASKED, fewest_shared(SHORTEST, least))


def prefix_length(count: int, shared: int, least: float = LEAST) -> int:
    """The number of first words in a list of `count`, sharing `shared` with another, that contain enough shared ones."""
    return count - shared + min(most_asked(least), shared)


class LikelyWords(Struct, frozen=True):
    """Rare words of a clause, by which clauses that may be similar to it are looked up."""

    weights: Mapping[str, int]
    """Each word with its weight, the rarest first."""
    enough: int
    """The weights of the words in a similar clause sum to at least this; in most other clauses to less."""
    lengths: range
    """The possible numbers of words of a similar clause."""
    count: int
    """The words of the clause."""
    least: float

    def may_be_in(self, words: Sequence[str]) -> bool:
        """Whether a list may be similar, by its length and the words that it contains."""
        if len(words) not in self.lengths:
            return False
        held = sum(map(self.weights.__getitem__, self.weights.keys() & words))
        return held >= self.enough + shared_words(self.count, len(words), self.least) - fewest_shared(self.count, self.least)


def likely_words(words: Sequence[str], frequency: Callable[[str], int], least: float = LEAST) -> LikelyWords:
    """The words by which all lists similar to a list of words are found, and few others.

    `frequency` returns the number of searched clauses that contain a word; with wrong numbers the search is slower but still
    complete.
    """
    known = {word: frequency(word) for word in set(words)}
    order = sorted(words, key=lambda word: (known[word], word))
    shared = fewest_shared(len(words), least)
    asked = min(shared, max(_ASKED, shared // _PART))
    prefix = order[: len(words) - shared + asked]
    return LikelyWords(Counter(prefix), asked, likely_lengths(len(words), least), len(words), least)
