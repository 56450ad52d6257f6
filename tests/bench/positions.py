"""What the positions of a long text cost: their places, found in the pause after a key, and the proof of an export of it."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace

from model.files.export import bytes_of
from model.files.kinds import HTML
from model.redline import Clause, Redline, Run
from model.submission.comments import anchor_of
from model.submission.position_places import placed_positions
from model.submission.positions import Position
from model.submission.values import Proposal, Submission
from tests.bench.costs import line
from tests.bench.sizes import size

CLAUSES = size(10_000, trial=60)
POSITIONS = size(2_000, trial=20)
WORDS = "the Member States [shall] [should] continue to study and to report on the matter each year to the Council"


def positions() -> None:
    """Print the chapter."""
    clauses = tuple([Clause(f"c{number}", runs=(Run(f"{WORDS} {number}"),)) for number in range(CLAUSES)])
    known = {
        f"p{number}": Position(
            (anchor_of(clauses[number * (CLAUSES // POSITIONS)], 18, 25),), owners=("ATU",), note=f"Say it {number} times."
        )
        for number in range(POSITIONS)
    }
    redline = Redline(clauses, language="en")
    line(
        f"places of {POSITIONS:,} positions in {CLAUSES:,} clauses",
        f"{_taken(lambda: placed_positions(redline, known)):.3f} s CPU", "in the pause after a key",
    )  # fmt: skip
    public = Submission(proposals=(Proposal("MOD", "ATU/1", redline),), language="en")
    private = replace(public, proposals=(replace(public.proposals[0], positions=known),))
    without, with_proof = (_taken(lambda value=value: bytes_of(value, HTML)) for value in (public, private))
    line("an HTML export without and with positions", f"{without:.2f} s and {with_proof:.2f} s CPU", "each text is looked for")


def _taken(work: Callable[[], object]) -> float:
    best = None
    for _ in range(3):
        start = time.process_time()
        work()
        taken = time.process_time() - start
        best = taken if best is None else min(best, taken)
    assert best is not None
    return best
