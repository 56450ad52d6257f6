"""The progress of reading a file, for readers that take long: those that start another process."""

from __future__ import annotations

from collections.abc import Callable

from model.message import Message

Report = Callable[[int, int, Message], None]
"""Reports progress: the steps done, their number (0 if it is unknown), and what is being done now. It raises an exception if the
user stopped the work; the reader ends its processes and lets the exception pass. Call it at least every half second."""


def no_report(done: int, count: int, what: Message) -> None:
    """Reports nothing, for a reader that nobody watches."""
