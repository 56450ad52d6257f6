"""The sizes of the benchmarks. In a trial they are tiny: every chapter runs in seconds, and its figures mean nothing.

BENCH_TRIAL in the environment makes a run a trial, in all processes that a chapter starts; `tests/test_bench.py` runs one."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")

TRIAL = "BENCH_TRIAL"
"""The name of the environment variable."""


def size(full: T, *, trial: T) -> T:
    """The first of two sizes; the second in a trial."""
    return trial if TRIAL in os.environ else full
