"""What a merge costs of two copies of a long text that each have many changes."""

from __future__ import annotations

import random
import time

from msgspec.structs import replace

from model.formats.notation import parse
from model.merging.submissions import merge_submissions
from model.redline import Clause, Run, Stamp, Status
from model.redline.canonical import canonical
from model.submission.values import Proposal, Submission, conflict_count
from tests.bench.costs import line
from tests.bench.sizes import size
from tests.bench.texts import sparse_text

CLAUSES = size(3_000, trial=60)
CHANGES = size(300, trial=6)


def merging() -> None:
    """Print the chapter."""
    text = parse(sparse_text(CLAUSES), language="en")
    base = Submission(proposals=(Proposal("MOD", redline=text),), language="en")
    first, second = (_copy(base, seed, author) for seed, author in ((1, "ATU"), (2, "EUR")))
    start = time.process_time()
    merged = merge_submissions(base, first, second)
    seconds = time.process_time() - start
    name = f"merge of two copies of {CLAUSES:,} clauses with {CHANGES} changes each"
    line(name, f"{seconds:.2f} s CPU", f"wanted: under 2 s; {conflict_count(merged)} conflicts")


def _copy(base: Submission, seed: int, author: str) -> Submission:
    """The submission with changes of an author: words replaced, inserted, and paragraphs inserted and deleted."""
    chance = random.Random(seed)
    proposal = base.proposals[0]
    clauses = proposal.redline.clauses
    by = Stamp(author, "2026-03-01T09:00:00Z")
    out: list[Clause] = []
    changed = set(chance.sample(range(1, len(clauses)), CHANGES))
    for at, clause in enumerate(clauses):
        out += _changed(clause, chance, by) if at in changed else [clause]
    redline = replace(proposal.redline, clauses=canonical(out))
    return replace(base, proposals=(replace(proposal, redline=redline),))


def _changed(clause: Clause, chance: random.Random, by: Stamp) -> list[Clause]:
    how = chance.randrange(4)
    struck = tuple([replace(run, status=Status.DELETED, stamp=by) if run.status is Status.KEPT else run for run in clause.runs])
    if how == 0:
        new = Clause(f"{clause.id}.{by.author}", clause.props, (Run("a new paragraph", Status.INSERTED, stamp=by),))
        return [clause, replace(new, end=replace(clause.end, status=Status.INSERTED, stamp=by))]
    if how == 1:
        return [replace(clause, runs=struck, end=replace(clause.end, status=Status.DELETED, stamp=by))]
    run = next((run for run in clause.runs if run.status is Status.KEPT and len(run.text) > 20), None)
    if run is None:
        return [clause]
    at, place = clause.runs.index(run), run.text.find(" ", chance.randrange(10, len(run.text) - 1))
    place = place if place >= 0 else 10
    parts = [
        replace(run, text=run.text[:place]),
        Run(" and more", Status.INSERTED, stamp=by),
        replace(run, text=run.text[place:]),
    ]
    if how == 3:
        parts[2:] = [
            replace(run, text=run.text[place : place + 7], status=Status.DELETED, stamp=by),
            replace(run, text=run.text[place + 7 :]),
        ]
    return [replace(clause, runs=(*clause.runs[:at], *[part for part in parts if part.text], *clause.runs[at + 1 :]))]
