"""What one typed letter costs in a long text, part by part."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TypeVar

from model.formats.notation import parse
from model.numbering import Labelling
from model.redline import Run, Stamp
from model.redline.edit_text import InsertedParagraph, Place, edit
from model.submission.amendments import Amendments
from model.submission.story import StoryId, story_clauses
from model.submission.transaction_kinds import TransactionKind
from model.submission.transactions import Splice, Transaction, apply
from model.submission.values import Proposal, Submission
from tests.bench.texts import long_text

T = TypeVar("T")

KEYS = 60
WANTED = "wanted: under 1 ms in all"


def transaction_costs(clauses: int) -> Iterator[tuple[str, float, str]]:
    """Name, seconds (the median of many keys) and what is wanted, for a tracked text of that many clauses."""
    redline = parse(long_text(clauses, tracked=True))
    submission = Submission(proposals=(Proposal(redline=redline),))
    labelling = Labelling.of(redline)
    found = Amendments.of(redline, labelling)
    spent: dict[str, list[float]] = {}
    gc.freeze()
    for key in range(KEYS):
        place = Place(len(redline.clauses) * (key + 1) // (KEYS + 2), 10)
        stamp = Stamp("X", "2024-09-06T09:00:00Z")
        letter = InsertedParagraph((Run("x"),))
        change = edit(story_clauses(submission, StoryId(1)), place, place, [letter], stamp)
        transaction = Transaction(TransactionKind.TYPE, (Splice(StoryId(1), change.at, change.old, change.new),), author="X")
        submission = timed(spent, "apply and check", apply, submission, transaction)
        now = submission.proposals[0].redline
        labelling = timed(spent, "labels", labelling.update, now)
        found = timed(spent, "amendments", found.update, now, labelling)
    costs = {name: median(times) for name, times in spent.items()}
    for name, seconds in costs.items():
        yield f"a key in {clauses:,} clauses: {name}", seconds, ""
    yield f"a key in {clauses:,} clauses", sum(costs.values()), WANTED


def timed(spent: dict[str, list[float]], name: str, work: Callable[..., T], *arguments: object) -> T:
    start = time.perf_counter()
    result = work(*arguments)
    spent.setdefault(name, []).append(time.perf_counter() - start)
    return result
