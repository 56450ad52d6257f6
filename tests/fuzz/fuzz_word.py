"""Looks for a damaged Word file that the reader answers with anything but a document or a sentence of its own.

    python -m tests.fuzz.fuzz_word [--count 20000] [--seed 1] [--seconds 5]

Each exception that is no ClausewrightError, and each file that takes too long, is reported, once for each place in the
code, and the file is kept in `build/fuzz`. Exit status 1 where there was one.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from model.errors import ClausewrightError
from model.formats.tracked_changes import Tracked
from model.formats.word.reader import read_word
from tests.fuzz.mutate import mutated
from tests.limits import TooSlow, alarm

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
LARGEST_SEED = 60_000
MEMORY = 3_000_000_000
"""Address space that one process may take, so that a file that fills memory ends as MemoryError."""


@dataclass(frozen=True)
class Finding:
    number: int
    place: str
    """The innermost line of our own code, and the exception."""
    data: bytes


def seeds() -> list[bytes]:
    """Our own small file, and real ones where `../shared` is there."""
    files = sorted(SHARED.glob("res75/*.docx")) + sorted(SHARED.glob("corpus/**/*.docx"))
    real = [path.read_bytes() for path in files if path.stat().st_size <= LARGEST_SEED]
    return [own_seed(), *real]


def own_seed() -> bytes:
    """A small file with what a reader meets: styles, numbering, notes, a table, tracked changes of each kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted((Path(__file__).parent / "seed").rglob("*")):
            if path.is_file():
                file.write(path, path.relative_to(Path(__file__).parent / "seed").as_posix())
    return out.getvalue()


def fuzz(count: int, seed: int, seconds: float = 5, files: list[bytes] | None = None) -> Iterator[Finding]:
    """The findings in `count` damaged Word files."""

    def read(data: bytes, tracked: Tracked, _random: Random) -> None:
        read_word(data, "damaged.docx", tracked=tracked)

    return findings(count, seed, seconds, files or seeds(), mutated, read)


def findings(
    count: int,
    seed: int,
    seconds: float,
    files: list[bytes],
    damaged: Callable[[bytes, Random], bytes],
    read: Callable[[bytes, Tracked, Random], object],
) -> Iterator[Finding]:
    """The findings in damaged files; file `n` depends on the seed and `n` alone.

    count: how many files
    seed: of the first
    seconds: after which a file takes too long
    files: those that are damaged
    damaged: damages one
    read: reads one, with what becomes of tracked changes
    """
    for number in range(count):
        random = Random(f"{seed}/{number}")
        data = damaged(random.choice(files), random)
        tracked: Tracked = random.choice(("tracked", "tracked", "accepted", "rejected"))
        try:
            with alarm(seconds), warnings.catch_warnings():
                warnings.simplefilter("error")
                read(data, tracked, random)
        except ClausewrightError:
            pass
        except (Exception, TooSlow) as error:
            yield Finding(number, place_of(error), data)


def place_of(error: BaseException) -> str:
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if str(ROOT / "model") in frame.filename]
    where = f"{Path(frames[-1].filename).relative_to(ROOT)}:{frames[-1].lineno}" if frames else "?"
    return f"{where} {type(error).__name__}: {str(error)[:100]}"


def run(
    description: str, fuzz: Callable[[int, int, float], Iterator[Finding]], suffix: str, count: int = 20_000, seconds: float = 5
) -> int:
    """Reports the findings of a fuzzer and keeps the files under names of that suffix; the exit status.

    description: of the fuzzer, for its help
    fuzz: gives the findings of so many files, from a seed, each within so many seconds
    suffix: of the files that are kept
    count: how many files, if the command does not say it
    seconds: for each, likewise
    """
    import resource  # not on Windows

    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=seconds)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    kept = ROOT / "build" / "fuzz"
    known: set[str] = set()
    start, found = time.monotonic(), 0
    for finding in fuzz(options.count, options.seed, options.seconds):
        found += 1
        place, _, _ = finding.place.partition("Error")
        if place not in known:
            known.add(place)
            kept.mkdir(parents=True, exist_ok=True)
            path = kept / f"{options.seed}-{finding.number}{suffix}"
            path.write_bytes(finding.data)
            print(f"{path.relative_to(ROOT)}: {finding.place}", flush=True)
    print(f"{options.count} files, {found} findings of {len(known)} kinds, {time.monotonic() - start:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(run("Damage Word files and read them.", fuzz, ".docx"))
