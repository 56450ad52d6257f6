"""The similarity of two clauses by their words in order, and what every pair that is alike must share.

Similarity is the normalised Indel of two lists of n and m words: 2·L / (n + m), L being the length of the longest list of words
that both hold in order. Words are in small letters, the editions of citations masked; a sign of Chinese is a word.

Let two lists be alike by at least t, n ≤ m. Then:

1. n ≥ L ≥ t·(n + m) / 2, so m ≤ n·(2 - t) / t: `likely_lengths`.
2. They share at least L words, each as often as both hold it: `shared_by`. As n ≥ m·t / (2 - t) by 1., and m ≥ n, either one of c
   words shares at least t·(c + c·t / (2 - t)) / 2 = c·t / (2 - t): `fewest_shared`.
3. Let both be sorted by one order, the k-th occurrence of a word being a word of its own, so that no word occurs twice. Let s be
   the number of words that they share, and w the e-th of these in the order, e ≤ s. In a list of n words s - e shared ones stand
   behind w, so that w and the e - 1 before it are among the first n - s + e. This holds of both lists: their prefixes of
   n - s + e and m - s + e words share at least e. For s each may take what 2. says of its own length, which is no more than the
   true number; a prefix only grows by that: `prefix_length`.
4. Let p words of a list of n be in its prefix. Of the `shared_by`(n, m) words that the other one shares at least, n - p may stand
   behind the prefix, so that it holds at least `shared_by`(n, m) - (n - p) words of the prefix. With p = n - `fewest_shared`(n)
   + e that is e for the shortest list, and more the longer a list is: `LikelyWords.may_be_in`.

So a pair that is alike shares e words of both prefixes, whatever the order. With the rarest words first few clauses share one,
and hardly any share six; what is found so is exactly what comparing all with all finds. A list that is compared only with such
as are as long or longer needs the first n - `shared_by`(n, n) + e alone, since L ≥ t·(n + m) / 2 ≥ t·n.
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
"""How alike two clauses must be to be twins, unless another share is asked for."""
SHORTEST, LONGEST = 8, 400
"""Words of a clause that may have twins."""
_ASKED = 6
"""With one shared word 12 million pairs of 15,000 Chinese clauses are left to compare, with six 0.4 million, in a fifth of the
time."""
_PART = 6
"""A long list is looked up by more words: as many shared ones are asked for as this part of what it shares at least. Six alone
leave up to 8,000 of 15,000 Chinese clauses to read, a sixth 1,600; with a quarter it takes longer to look up the words."""
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


def most_asked(least: float = LEAST) -> int:
    """How many shared words of the prefixes are asked for: six, or as many as the shortest clause shares at least."""
    return min(_ASKED, fewest_shared(SHORTEST, least))


def prefix_length(count: int, shared: int, least: float = LEAST) -> int:
    """How many of the first words of a list of `count`, of which it shares at least `shared` with another one, share enough."""
    return count - shared + min(most_asked(least), shared)


class LikelyWords(Struct, frozen=True):
    """Rare words of a clause, by which those that may be alike to it are looked up."""

    weights: Mapping[str, int]
    """Each word with its weight, the rarest first."""
    enough: int
    """The weights of the words that a clause holds come to this or more where it is alike; most others hold less."""
    lengths: range
    """The numbers of words that a clause has which is alike."""
    count: int
    """The words of the clause."""
    least: float

    def may_be_in(self, words: Sequence[str]) -> bool:
        """Whether a list may be alike, as far as its length and those of the words that it holds tell."""
        if len(words) not in self.lengths:
            return False
        held = sum(map(self.weights.__getitem__, self.weights.keys() & words))
        return held >= self.enough + shared_by(self.count, len(words), self.least) - fewest_shared(self.count, self.least)


def likely_words(words: Sequence[str], frequency: Callable[[str], int], least: float = LEAST) -> LikelyWords:
    """What to look for to find all that are alike to a list of words, and little else.

    `frequency` tells how often a word occurs among the clauses that are searched; whatever it tells, none is missed.
    """
    known = {word: frequency(word) for word in set(words)}
    order = sorted(words, key=lambda word: (known[word], word))
    shared = fewest_shared(len(words), least)
    asked = min(shared, max(_ASKED, shared // _PART))
    prefix = order[: len(words) - shared + asked]
    return LikelyWords(Counter(prefix), asked, likely_lengths(len(words), least), len(words), least)
