"""The long run of merges: `python -m tests.soak.merges --seed 7 --count 500`; `make soak` runs 5,000 triples.

A triple is a text and two copies with random edits of two people; each law of `tests/builders/merges.py` is checked.
"""

from __future__ import annotations

import argparse
import sys
import time

from model.submission.values import conflict_count
from tests.builders.merges import broken_laws, merged_copies, triple


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=5_000)
    parser.add_argument("--start", type=int, default=0, help="the number of the first triple")
    parser.add_argument("--at", type=int, help="one triple alone")
    given = parser.parse_args()
    begin, broken, disputed = time.monotonic(), 0, 0
    numbers = range(given.start, given.start + given.count) if given.at is None else (given.at,)
    for number, at in enumerate(numbers, 1):
        found = triple(given.seed, at)
        disputed += conflict_count(merged_copies(found.base, found.first, found.second)) > 0
        for law in broken_laws(found):
            broken += 1
            print(f"--seed {given.seed} --at {at}: {found.name}: {law}", flush=True)
        if number % 500 == 0:
            print(
                f"{number:>9,} triples, {number / (time.monotonic() - begin):.1f} a second, {disputed} with conflicts", flush=True
            )
    print(f"{len(numbers):,} triples, {disputed:,} with conflicts; {broken or 'no'} broken laws")
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
