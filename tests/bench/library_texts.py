"""Texts in six languages for the chapter on the library: words of the sample and others made of their halves, drawn as rarely
as in real texts, so that an index of them is as large."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import accumulate

from model.library.texts.values import LibraryText, TextIdentity
from model.redline import Clause, Label, Props, Redline, Run
from resources import read_text
from tests.bench.sizes import size

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
CLAUSES = 56
"""Of a text, as in 1,595 resolutions of the United Nations; together with `LETTERS` they make 336 letters a clause there."""
LETTERS = {"en": 445, "fr": 490, "es": 490, "ru": 470, "zh": 130, "ar": 400}
_WORDS = size(30_000, trial=500)
"""Different words of a language, of which most are rare."""


class Vocabulary:
    """The words of a language, each with its weight."""

    def __init__(self, language: str, rnd: random.Random) -> None:
        """Makes it of the sample in that language."""
        sample = read_text(f"sample/resolution.{language}.txt").split()
        if language == "zh":
            sample = [letter for word in sample for letter in word]
            made = [chr(rnd.randrange(0x4E00, 0x9000)) for _ in range(3_000)]
        else:
            made = [_half(rnd.choice(sample), first=True) + _half(rnd.choice(sample), first=False) for _ in range(_WORDS)]
        self.words = list(dict.fromkeys((*sample, *made)))
        self.weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))
        self.between = "" if language == "zh" else " "


def texts(letters: int, seed: int = 1) -> Iterator[LibraryText]:
    """Texts of so many letters together, one language after another."""
    rnd = random.Random(seed)
    vocabularies = {language: Vocabulary(language, rnd) for language in LANGUAGES}
    number = 0
    while letters > 0:
        number += 1
        language = LANGUAGES[number % len(LANGUAGES)]
        clauses = tuple(_clause(vocabularies[language], LETTERS[language], place, rnd) for place in range(CLAUSES))
        letters -= sum(len(clause.text) for clause in clauses)
        identity = TextIdentity("resolution", "PP", str(number), "place", "Dubai", 2018, language=language)
        yield LibraryText(identity, clauses[1].text, Redline(clauses, language=language))


def _clause(vocabulary: Vocabulary, letters: int, place: int, rnd: random.Random) -> Clause:
    wanted = 60 if place < 3 else rnd.randint(letters // 2, letters * 3 // 2)
    average = 1 if not vocabulary.between else 8
    sentence = vocabulary.between.join(rnd.choices(vocabulary.words, cum_weights=vocabulary.weights, k=max(1, wanted // average)))
    kind, call = ("number", "title", "opening")[place] if place < 3 else "paragraph", place in (3, 30)
    if call:
        return Clause(f"c{place}", Props(kind="call"), (Run(sentence[:40]),))
    return Clause(f"c{place}", Props(kind=kind, scheme="letter"), (Run(sentence),), label=Label(f"{chr(97 + place % 26)})"))


def _half(word: str, *, first: bool) -> str:
    middle = (len(word) + 1) // 2
    return word[:middle] if first else word[middle:]
