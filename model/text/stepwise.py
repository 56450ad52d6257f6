"""Work that is done bit by bit, so that whoever does it can do something else in between."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def at_once(bits: Generator[None, None, T]) -> T:
    """What the work gives, done at a stretch."""
    while True:
        try:
            next(bits)
        except StopIteration as end:
            value: T = end.value
            return value
