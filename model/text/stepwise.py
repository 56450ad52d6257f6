"""Work in steps, between which its caller can do something else."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def run_to_end(steps: Generator[S, None, T], tell: Callable[[S], object] = lambda _step: None) -> T:
    """The result of the work, done without a pause; `tell` receives the value of each step."""
    while True:
        try:
            tell(next(steps))
        except StopIteration as end:
            value: T = end.value
            return value
