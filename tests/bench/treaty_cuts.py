"""The speed of the proposals that are derived from a treaty text after a key."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from msgspec.structs import replace

from model.cuts.derive import CutIndex
from model.numbering import Labelling
from model.redline import Redline, Run, Status
from model.submission.values import Proposal
from tests.bench.costs import ROOT, line
from tests.bench.sizes import size
from tests.bench.treaty import NAME, ROWS
from tests.builders.treaty import TREATY, treaty_redline, treaty_rows

AMENDED = size(60, trial=4)
"""The provisions that are amended when the proposals are derived."""
ROUNDS = size(50, trial=3)


def treaty_cuts(_folder: Path) -> None:
    """The proposals that are printed from the Radio Regulations, derived again in the pause after a key."""
    shared = ROOT.parent / "shared"
    if not (shared / TREATY / NAME).exists():
        line("proposals after a key", "skipped", "../shared is absent")
        return
    text = treaty_redline(treaty_rows(shared, NAME)[:ROWS], "RR")
    every = max(len(text.clauses) // AMENDED, 1)
    for at in range(every // 2, len(text.clauses), every):
        text = _typed(text, at, " and more")
    labelling, spent = Labelling.of(text), []
    index = CutIndex.of(Proposal(redline=text), labelling)
    for number in range(ROUNDS):
        text = _typed(text, len(text.clauses) // 2, "abc"[number % 3])
        labelling = labelling.update(text)
        proposal = Proposal(redline=text)
        begin = perf_counter()
        index = index.update(proposal, labelling)
        spent.append(perf_counter() - begin)
    found = f"{len(index.cuts)} proposals of {len(text.clauses):,} clauses after a key"
    line(found, f"{1000 * min(spent):.2f} ms", "wanted: under 1 ms")


def _typed(text: Redline, at: int, words: str) -> Redline:
    clause = text.clauses[at]
    typed = replace(clause, runs=(*clause.runs, Run(words, Status.INSERTED)))
    return replace(text, clauses=(*text.clauses[:at], typed, *text.clauses[at + 1 :]))
