"""Long work, which the program runs beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

T = TypeVar("T")


class TaskRunner(Protocol):
    """Does some work and returns its result; the message names the work if it takes long."""

    def __call__(self, work: Callable[[], T], message: str, /) -> T: ...


def run_inline(work: Callable[[], T], _message: str) -> T:
    """Does the work at once, in the same thread."""
    return work()
