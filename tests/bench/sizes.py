"""The sizes of the benchmarks: full, or those of a trial, in which every chapter runs in seconds and its figures mean nothing.

With BENCH_TRIAL in the environment it is a trial, in all processes that a chapter starts; `tests/test_bench.py` runs it."""

from __future__ import annotations

import os
from typing import TypeVar

T = TypeVar("T")

TRIAL = "BENCH_TRIAL"
"""The name of the variable."""


def size(full: T, *, trial: T) -> T:
    """The first of two sizes; the second in a trial."""
    return trial if TRIAL in os.environ else full
