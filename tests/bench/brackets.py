"""What the brackets of a long text cost: all of them, and those of one clause after a key."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace

from model.brackets.parser import BracketIndex
from model.redline import Clause, Run
from tests.bench.costs import line
from tests.bench.sizes import size

CLAUSES = size(10_000, trial=60)
KEYS = size(60, trial=3)
WORDS = "the Member States continue to study and to report on the matter each year to the Council and to the Assembly "


def brackets() -> None:
    """Print the chapter."""
    clauses = tuple(map(_clause, range(CLAUSES)))
    seconds = min(_taken(lambda: BracketIndex.of(clauses)) for _ in range(3))
    index = BracketIndex.of(clauses)
    count = len(index.brackets.open_texts)
    line(f"{count:,} open texts in {CLAUSES:,} clauses", f"{seconds:.3f} s CPU", "wanted: under 0.3 s")
    for name, first in (("without", 3), ("with", 0)):
        changed = [_with_letter(clauses, first + 10 * (CLAUSES * key // (10 * KEYS))) for key in range(KEYS)]
        taken = sorted(_taken(lambda after=after: index.update(after)) for after in changed)
        line(f"after a key in a clause {name} brackets", f"{taken[KEYS // 2] * 1000:.2f} ms CPU", "in the pause")


def _clause(number: int) -> Clause:
    text = WORDS
    if number % 10 == 0:
        text = f"{WORDS}[shall] [should] do so {WORDS}"
    elif number % 10 == 5:
        text = f"[ATU: {WORDS}{'[within [available] resources];' if number % 100 == 5 else '];'}"
    return Clause(f"c{number}", runs=(Run(text),))


def _with_letter(clauses: tuple[Clause, ...], place: int) -> tuple[Clause, ...]:
    changed = replace(clauses[place], runs=(Run("x" + clauses[place].text),))
    return (*clauses[:place], changed, *clauses[place + 1 :])


def _taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
