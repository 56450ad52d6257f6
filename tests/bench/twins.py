"""What twins cost on a library of 90,000 clauses in six languages, made of pieces of real texts.

One clause in ten is another one with up to a word in fifteen changed, so that there are twins of all degrees.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from statistics import median, quantiles

from model.files.opening import open_document
from model.library.queries.similarity import SHORTEST, LikelyWords
from model.library.queries.twins import TwinClause, steps_to_groups, twins_of
from model.library.texts.clauses import clauses_of
from model.library.texts.values import LibraryClause
from model.text.stepwise import run_to_end
from tests.bench.costs import ROOT, line
from tests.bench.sizes import size

CORPUS = ROOT.parent / "shared" / "corpus"
CLAUSES = size(90_000, trial=300)
IN_A_TEXT = 40
ASKED = size(200, trial=3)
SEVERAL = ("en_A_RES_79_252", "sp_A_RES_79_252", "ch_A_RES_79_93")
"""Files of more than one text."""


def twins() -> None:
    """Prints the chapter."""
    if not CORPUS.is_dir():
        line("twins", "skipped", "../shared is absent")
        return
    clauses = made_library(CLAUSES)
    characters = sum(len(twin_clause.clause.text) for twin_clause in clauses) / 1_000_000
    started = time.process_time()
    groups = run_to_end(steps_to_groups(clauses))
    taken = time.process_time() - started
    size = f"{len(clauses):,} clauses of {characters:.1f} million characters"
    line(f"all twins of {size}, in {len(groups):,} groups", f"{taken:.1f} s CPU", "wanted: under 20 s")
    holding = _Holding(clauses)
    times = []
    for twin_clause in random.Random(5).sample(clauses, ASKED):
        started = time.process_time()
        twins_of(twin_clause, holding.candidates, holding.frequency)
        times.append((time.process_time() - started) * 1000)
    line("twins of one of them", f"{median(times):.1f} ms, p95 {quantiles(times, n=20)[-1]:.1f} ms", "wanted: under 20 ms")


class _Holding:
    """The clauses by their words, in memory; the library has them in its database."""

    def __init__(self, clauses: Sequence[TwinClause]) -> None:
        self._clauses = clauses
        self._by_word: dict[str, list[int]] = {}
        for place, clause in enumerate(clauses):
            for word in set(clause.words):
                self._by_word.setdefault(word, []).append(place)

    def frequency(self, word: str) -> int:
        return len(self._by_word.get(word, ()))

    def candidates(self, wanted: LikelyWords) -> list[TwinClause]:
        weights: Counter[int] = Counter()
        for word, weight in wanted.weights.items():
            for _ in range(weight):
                weights.update(self._by_word.get(word, ()))
        return [self._clauses[place] for place, weight in weights.items() if weight >= wanted.enough]


def made_library(count: int) -> list[TwinClause]:
    """So many clauses, the same in every run, a sixth in each language."""
    chance = random.Random(1)
    out = []
    for language, texts in sorted(_texts().items()):
        single = language == "zh"
        pieces = [piece for text in texts for piece in _pieces(list(text) if single else text.split(), chance, single=single)]
        made: list[list[str]] = []
        for number in range(count // 6):
            words = _changed(chance.choice(made), pieces, chance) if made and chance.random() < 0.1 else []
            if not words:
                length = max(SHORTEST, int(chance.lognormvariate(3.7, 0.7)) * (2 if single else 1))
                while len(words) < length:
                    words += chance.choice(pieces)
            made.append(words)
            clause = LibraryClause(f"resolves/{number}", "paragraph", "operative", "", "", ("" if single else " ").join(words))
            text = f"{language}{number // IN_A_TEXT}"
            out.append(TwinClause(text, text, language, clause))
    return out


def _texts() -> dict[str, list[str]]:
    """Paragraphs of real texts by language."""
    out: dict[str, list[str]] = {}
    for path in sorted((CORPUS / "akn" / "un").glob("*.xml")):
        chosen = "all" if path.name.startswith(SEVERAL) else ""
        for proposal in open_document(path, text=chosen).submission.proposals:
            clauses = clauses_of(proposal.redline)
            out.setdefault(proposal.redline.language, []).extend(clause.text for clause in clauses if clause.kind == "paragraph")
    for path in sorted((CORPUS / "pp18").glob("*.tsv")):
        out["en"] += [row.split("\t")[2] for row in path.read_text(encoding="utf-8").splitlines()]
    return out


def _pieces(words: list[str], chance: random.Random, *, single: bool) -> list[list[str]]:
    out = []
    while words:
        size = chance.randint(3, 8) * (2 if single else 1)
        out.append(words[:size])
        words = words[size:]
    return out


def _changed(words: list[str], pieces: list[list[str]], chance: random.Random) -> list[str]:
    out = list(words)
    for _ in range(chance.randint(0, max(1, len(out) // 15))):
        out[chance.randrange(len(out))] = chance.choice(chance.choice(pieces))
    return out
