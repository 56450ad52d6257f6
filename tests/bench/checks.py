"""What the preflight costs in process: a real proposal, long texts, one key press."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from model.edits import text
from model.formats.amend import read_project
from model.formats.notation import parse_submission
from model.numbering import Labelling
from model.preflight.allocations import RULES as ALLOCATION_RULES
from model.preflight.incremental import LineFindings, checking_texts
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.redline.edit_text import Place
from model.references.citation_parser import cite
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.bench.costs import line
from tests.bench.sizes import size
from tests.bench.texts import sparse_text
from tests.builders.allocations import file_of, submission_of_file

LONG = size((5_000, 10_000), trial=(60, 120))
"""Clauses of two texts, the second twice as long."""
KEYED = size((400, 10_000), trial=(60,))
"""Clauses of texts in which one key is pressed."""
ROWS = size(500, trial=5)
"""Rows of a Table of Frequency Allocations."""
CITING = "in Resolution {} (Rev. Dubai, 2018) of the Plenipotentiary Conference, "


def checks(resolution_75: Path | None) -> None:
    """Prints the chapter. `resolution_75` is the proposal as a project file; None if it is not there."""
    if resolution_75 is not None:
        proposal = read_project(resolution_75.read_bytes()).submission
        seconds = median(_taken(lambda: _whole(proposal)) for _ in range(9))
        line("full preflight of Resolution 75, in process", f"{seconds:.3f} s", "wanted: under 0.15 s")
    taken = {}
    half, whole = LONG
    for clauses in LONG:
        submission = parse_submission("\n".join(_citing(sparse_text(clauses))) + "\n")
        taken[clauses] = min(_taken(partial(_whole, submission)) for _ in range(3))
        line(f"full preflight of {clauses:,} clauses, every second one with a citation", f"{taken[clauses]:.2f} s",
             "wanted: under 5 s" if clauses == whole else "")  # fmt: skip
    line("of which twice as many clauses take", f"{taken[whole] / taken[half]:.2f} times", "wanted: linear, some 2")
    for clauses in KEYED:
        _one_key(clauses)
    _allocations()


def _whole(submission: Submission) -> None:
    cite.cache_clear()
    check(context_of(submission))


def _taken(work: Callable[[], object]) -> float:
    """CPU seconds: what it takes on a machine that does nothing else."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def _citing(notation: str) -> Iterator[str]:
    for number, splitline in enumerate(notation.splitlines()):
        label, tab, words = splitline.partition("\t")
        yield f"{label}\t{CITING.format(number % 200 + 1)}{words}" if tab and number % 2 else splitline


def _one_key(clauses: int) -> None:
    """After one key: the paragraphs that it touched; and the longest bit of all that waits for a pause."""
    before = parse_submission("\n".join(_citing(sparse_text(clauses))) + "\n")
    labelling = Labelling.of(before.proposals[0].redline)
    frame = context_of(before, labellings=(labelling,))
    known = LineFindings().update(frame)
    times = []
    for place in range(20):
        at = Place(clauses // 3 + place, 5)
        after = apply(before, text.type_text(before, StoryId(1), at, at, "x", Stamp("me")))
        redline = after.proposals[0].redline
        now = context_of(after, labellings=(labelling.update(redline),))
        times.append(_taken(lambda now=now: known.update(now)))
    line(f"preflight after one key press, {clauses:,} clauses", f"{median(times) * 1000:.3f} ms", "wanted: under 2 ms")
    steps = checking_texts(now)
    line(f"longest bit that waits for a pause, {clauses:,} clauses", f"{_longest(steps) * 1000:.1f} ms")


def _allocations() -> None:
    """The rules of the Table of Frequency Allocations in the pause after a key, in a table of three Regions."""
    lines = [
        ("primary", "FIXED", "5.410"),
        ("primary", "MOBILE", "5.415"),
        ("secondary", "Radiolocation", ""),
        ("notes", "", "5.9"),
    ]
    cells = [(row, region, 1, 1, str(row), str(row + 1), lines) for row in range(1, ROWS + 1) for region in range(3)]
    submission = submission_of_file(file_of(cells))
    rules = [rule.text for rule in ALLOCATION_RULES if rule.text is not None]
    context = context_of(submission)
    text = context.texts[0]
    seconds = _taken(lambda: [list(rule(text, context)) for rule in rules])
    line(
        f"rules of the Table of Frequency Allocations, {ROWS:,} rows", f"{seconds:.3f} s CPU", "in steps in the pause after a key"
    )
    text = context_of(submission).texts[0]
    longest = max(_longest(rule(text, context)) for rule in rules)
    line("longest step of it", f"{longest * 1000:.1f} ms")


def _longest(steps: Iterator[object]) -> float:
    longest, more = 0.0, True
    while more:
        start = time.process_time()
        more = next(steps, steps) is not steps
        longest = max(longest, time.process_time() - start)
    return longest
