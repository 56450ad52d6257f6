"""The cost of a piece of work without a clock: lines of Python that it runs, bytes that it takes."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any


def work(do: Callable[[], object]) -> int:
    """How many lines of Python are run."""
    lines = 0

    def count(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        nonlocal lines
        lines += event == "line"
        return count

    sys.settrace(count)
    try:
        do()
    finally:
        sys.settrace(None)
    return lines


def peak_memory(do: Callable[[], object]) -> int:
    """How many bytes are taken at most beyond what was taken before."""
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
