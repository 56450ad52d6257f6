"""What the benchmarks measure with: processes of their own, CPU as user and system time, memory as its peak."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.sizes import size

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program has its bytecode; without it every run would compile the program, and not the yardstick."""
_MEASURE = """
import os, sys, time
null = os.open(os.devnull, os.O_RDWR)
start = time.perf_counter()
actions = [(os.POSIX_SPAWN_DUP2, null, at) for at in (0, 1)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
_, status, usage = os.wait4(child, 0)
print(status, usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss)
"""
"""What starts a process and measures it: small itself, since the peak of a process begins with the memory of its parent."""


@dataclass(frozen=True)
class Cost:
    cpu: float
    """Seconds."""
    wall: float
    """Seconds."""
    peak: float
    """Megabytes."""


def cost(arguments: Sequence[object], runs: int = 5) -> Cost:
    """What a Python process with these arguments takes; SystemExit where it fails."""
    return costs(arguments, runs=runs)[0]


def costs(*processes: Sequence[object], runs: int = 5) -> list[Cost]:
    """What each of several processes takes that run by turns."""
    taken: list[list[Cost]] = [[] for _ in processes]
    for _ in range(size(runs, trial=1)):
        for arguments, found in zip(processes, taken, strict=True):
            found.append(_cost_of_run(arguments))
    return [Cost(median(c.cpu for c in found), median(c.wall for c in found), max(c.peak for c in found)) for found in taken]


def _cost_of_run(arguments: Sequence[object]) -> Cost:
    command = [sys.executable, *map(str, arguments)]
    taken = taken_by(command)
    if taken is None:
        sys.exit(f"failed: {' '.join(command)}")
    return taken


def taken_by(command: Sequence[str], *, silent: bool = False) -> Cost | None:
    """What a process takes, with all that it starts and waits for; None if it fails."""
    measure = [sys.executable, "-I", "-S", "-c", _MEASURE, *command]
    errors = subprocess.DEVNULL if silent else None
    done = subprocess.run(measure, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=errors, encoding="utf-8", check=True)
    status, cpu, wall, peak = map(float, done.stdout.split())
    return None if status else Cost(cpu, wall, peak / 1024)


def line(name: str, value: str, wanted: str = "") -> None:
    print(f"{name:<66} {value:>20}   {wanted}", flush=True)
