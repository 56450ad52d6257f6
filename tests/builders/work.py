"""The cost of a piece of work without a clock: the lines of Python that it runs, and its memory."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import Any


def work(do: Callable[[], object]) -> int:
    """The number of lines of Python that a function runs."""
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
    """The peak of memory during a function, in bytes, beyond the memory before it."""
    tracemalloc.start()
    try:
        do()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
