"""Work in steps, between which its caller can do something else."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def at_once(bits: Generator[None, None, T]) -> T:
    """The result of the work, done at a stretch."""
    while True:
        try:
            next(bits)
        except StopIteration as end:
            value: T = end.value
            return value
