"""The long run of random edits: `python -m tests.soak.edits --seed 7 --count 5000`; `make soak` runs it too.

One document is a text of `edit_texts.py` and a chain of edits of `edit_kinds.py`, carried out as the session does: with the
references and notes that follow. Each step must leave the base and be undone; at the end the laws of `edit_laws.py` hold.
Document i of a seed is made again by `--seed s --at i`; `--only akn` asks for the laws of one kind. A failure is told with the
fewest edits that are found to lead to it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from msgspec import Struct

from model.edits.dependants import with_dependants
from model.edits.references import may_relabel, relabelled, with_fixed_references
from model.errors import EditError
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.soak.edit_hand import Hand
from tests.soak.edit_kinds import BY_NAME, EDITS, Kind
from tests.soak.edit_laws import GROUPS, broken, wrong_step
from tests.soak.edit_texts import drawn

LENGTHS = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20)
"""Edits of a chain, from which one number is drawn; short ones more often, since what fails is then plain."""
OFTEN = (6, 6, 5, 4, 3, 3, 2, 2, 1, 1)
SHRINK_FOR = 60
"""Seconds at most that the search for the fewest edits takes."""
BATCH = 50
"""Documents of one task of a process."""
_NAMES = re.compile(r"“.*”|\d+|[^:,]*/[^:,]*")
"""What names a place or words in a sentence."""


class Edit(Struct, frozen=True):
    """One edit: a kind, and the seed of what is chosen in whatever document there is."""

    kind: str
    seed: int


class Outcome(Struct, frozen=True):
    """What became of a chain: what was called, and the law that does not hold with a sentence; '' where all do."""

    calls: tuple[tuple[str, ...], ...]
    refused: int
    law: str = ""
    told: str = ""

    @property
    def kind(self) -> str:
        """Failures of one kind count together: the law, and the sentence without places and words."""
        last = self.told.strip().rpartition("\n")[2]
        return f"{self.law}: {_NAMES.sub('…', last)[:100]}"


class Failure(Struct, frozen=True):
    """A document of which a law does not hold, with the fewest edits that were found."""

    at: int
    text: str
    edits: tuple[Edit, ...]
    outcome: Outcome


def chain(seed: int, at: int, *, real: bool = True) -> tuple[str, Submission, tuple[Edit, ...], bool]:
    """The text and the edits of a document, and whether its references follow."""
    chance = random.Random(f"{seed}/{at}")
    name, text = drawn(chance, real=real)
    count = chance.choices(LENGTHS, OFTEN)[0]
    kinds = chance.choices([do.__name__ for do in EDITS], list(EDITS.values()), k=count)
    return name, text, tuple(Edit(kind, chance.randrange(10**6)) for kind in kinds), chance.random() < 0.5


def carried_out(document: Submission, edits: Sequence[Edit], groups: tuple[str, ...], *, follows: bool, law: str = "") -> Outcome:
    """Carries edits out one after another, and asks for the laws; where a law is named, for that alone."""
    calls: list[tuple[str, ...]] = []
    refused = 0
    for edit in edits:
        try:
            hand = Hand(document, edit.seed)
            after, told = _step(document, BY_NAME[edit.kind], hand, follows=follows)
        except EditError:
            refused += 1
            continue
        except Exception:  # whatever is raised is a fault
            return Outcome(tuple(calls), refused, f"edit {edit.kind}", traceback.format_exc())
        calls.append(_shown(hand))
        if told and "model" in groups:
            return Outcome(tuple(calls), refused, f"edit {edit.kind}", told)
        document = after
    for name, told in broken(document, groups):
        if law in ("", name):
            return Outcome(tuple(calls), refused, name, told)
    return Outcome(tuple(calls), refused)


def _shown(hand: Hand) -> tuple[str, ...]:
    return tuple(json.dumps(call, ensure_ascii=False) for call in hand.calls)


def _step(document: Submission, kind: Kind, hand: Hand, *, follows: bool) -> tuple[Submission, str]:
    """The document after an edit with what follows from it, and what is wrong with the step."""
    made = kind(hand)
    if not made.steps:
        return document, ""
    if follows and may_relabel(made):
        after = apply(document, made)
        made = with_fixed_references(after, made, relabelled(document, after), hand.stamp)
    made = with_dependants(document, made)
    after = apply(document, made)
    return after, wrong_step(document, after, made)


def shrunk(
    document: Submission, edits: tuple[Edit, ...], found: Outcome, groups: tuple[str, ...], *, follows: bool
) -> tuple[tuple[Edit, ...], Outcome]:
    """Fewer edits that break the same law in the same way, as few as are found in time."""
    stop = time.monotonic() + SHRINK_FOR
    at = 0
    while at < len(edits) and time.monotonic() < stop:
        fewer = edits[:at] + edits[at + 1 :]
        again = carried_out(document, fewer, groups, follows=follows, law=found.law)
        if again.kind == found.kind:
            edits, found, at = fewer, again, 0
        else:
            at += 1
    return edits, found


def document(seed: int, at: int, groups: tuple[str, ...] = tuple(GROUPS), *, real: bool = True) -> tuple[Failure | None, Outcome]:
    """Document `at` of a seed: what became of it, and its failure where a law does not hold."""
    name, text, edits, follows = chain(seed, at, real=real)
    found = carried_out(text, edits, groups, follows=follows)
    if not found.law:
        return None, found
    least, outcome = shrunk(text, edits, found, groups, follows=follows)
    return Failure(at, name, least, outcome), found


def batch(seed: int, start: int, stop: int, groups: tuple[str, ...]) -> tuple[int, int, int, list[Failure]]:
    """Some documents in a row: how many, their edits, those that were refused, the failures."""
    edits = refused = 0
    failures = []
    for at in range(start, stop):
        failure, found = document(seed, at, groups)
        edits += len(found.calls)
        refused += found.refused
        if failure is not None:
            failures.append(failure)
    return stop - start, edits, refused, failures


def report(seed: int, failure: Failure) -> str:
    """A failure for people, and how it is made again."""
    lines = [json.loads(call) for each in failure.outcome.calls for call in each]
    told = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    kinds = ", ".join(f"{each.kind} {each.seed}" for each in failure.edits)
    return (
        f"\n--seed {seed} --at {failure.at}: {failure.text}\n{told}\n({kinds})\n"
        f"{failure.outcome.law}: {failure.outcome.told[-1500:]}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--start", type=int, default=0, help="the first document")
    parser.add_argument("--at", type=int, help="one document alone")
    parser.add_argument("--only", choices=tuple(GROUPS), action="append", help="the laws of one kind; may be given again")
    parser.add_argument("--jobs", type=int, default=1)
    given = parser.parse_args()
    groups = tuple(given.only or GROUPS)
    first, last = (given.start, given.start + given.count) if given.at is None else (given.at, given.at + 1)
    starts = range(first, last, BATCH)
    stops = [min(start + BATCH, last) for start in starts]
    begin, done, edits, refused = time.monotonic(), 0, 0, 0
    kinds: Counter[str] = Counter()
    run = partial(batch, given.seed, groups=groups)
    with ProcessPoolExecutor(given.jobs) as pool:
        for count, made, not_made, failures in (pool.map if given.jobs > 1 else map)(run, starts, stops):
            done, edits, refused = done + count, edits + made, refused + not_made
            for failure in failures:
                kinds[failure.outcome.kind] += 1
                print(report(given.seed, failure), flush=True)
            if done % 1000 == 0 or given.at is not None:
                print(
                    f"{done:>9,} documents, {done / (time.monotonic() - begin):.1f} a second, {sum(kinds.values())} fail",
                    flush=True,
                )
    for kind, times in kinds.most_common():
        print(f"{times:>6}  {kind}")
    print(f"{done:,} documents, {edits:,} edits carried out, {refused:,} refused; {sum(kinds.values()) or 'no'} broken laws")
    sys.exit(1 if kinds else 0)


if __name__ == "__main__":
    main()
