"""What two layers of a long proposal cost: shown at once, marked in the editor, joined."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace

from model.layers.combined import base_upon, combined_layers
from model.layers.marks import layer_marks
from model.layers.one_layer import flat_redline
from model.redline import Clause, Redline, Run, Stamp, Status
from tests.bench.costs import line
from tests.bench.sizes import size

CLAUSES = size(10_000, trial=60)
WORDS = "the Member States continue to study and to report on the matter each year to the Council and to the Assembly "
THEIRS, UPPER = Stamp("EUR", "2026-01-02T09:00:00Z"), Stamp("ATU", "2026-02-03T09:00:00Z")


def layers() -> None:
    """Print the chapter."""
    theirs = Redline(tuple(_changed(Clause(f"c{number}", runs=(Run(WORDS),)), number, 5, THEIRS) for number in range(CLAUSES)))
    base = base_upon(theirs)
    upper = replace(base, clauses=tuple(_changed(clause, number, 7, UPPER) for number, clause in enumerate(base.clauses)))
    count = f"of {CLAUSES:,} clauses"
    line(f"both layers {count} in one redline", f"{_taken(lambda: combined_layers(theirs, upper)):.3f} s CPU", "for an export")
    line(f"the marks of theirs {count}", f"{_taken(lambda: layer_marks(theirs, upper)):.3f} s CPU", "when a text is shown")
    known = layer_marks(theirs, upper)
    middle = upper.clauses[CLAUSES // 2]
    typed = replace(middle, runs=(Run("x", Status.INSERTED, stamp=UPPER), *middle.runs))
    half = CLAUSES // 2
    after = replace(upper, clauses=(*upper.clauses[:half], typed, *upper.clauses[half + 1 :]))
    cost = f"{_taken(lambda: layer_marks(theirs, after, known)) * 1000:.1f} ms CPU"
    line(f"the same {count} after one letter of ours", cost, "in the pause after a key")
    line(f"one proposal {count}", f"{_taken(lambda: flat_redline(theirs, upper, UPPER)):.3f} s CPU", "")


def _changed(clause: Clause, number: int, every: int, stamp: Stamp) -> Clause:
    if number % every:
        return clause
    (run,) = clause.runs[:1]
    kept, rest = run.text[:20], run.text[20:30]
    changed = (Run(kept), Run(rest, Status.DELETED, stamp=stamp), Run("new words ", Status.INSERTED, stamp=stamp))
    return replace(clause, runs=(*changed, Run(run.text[30:])))


def _taken(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start
