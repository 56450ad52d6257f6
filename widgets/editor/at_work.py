"""Work that may take long, done by who can do it beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class RunWork(Protocol):
    """Does some work and gives what it gives; the sentence says what is done, should it take long."""

    def __call__(self, work: Callable[[], T], told: str, /) -> T: ...


def at_once(work: Callable[[], T], _told: str) -> T:
    """Does it here and now."""
    return work()
