"""Long work in slices, between which the window handles its events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic_ns
from typing import Protocol

from model.submission.transactions import Transaction
from widgets.common.store import MergeKey, MergeRule, Store


class Slices(Protocol):
    """Takes some steps, a sentence saying what is done should it take long; whether it came to their end."""

    def __call__(self, steps: Iterator[object], told: str, /) -> bool: ...


def without_pause(steps: Iterator[object], _told: str) -> bool:
    """Takes the steps where nothing can be done meanwhile."""
    for _ in steps:
        pass
    return True


def commit_in_parts(store: Store, parts: Sequence[Transaction], in_slices: Slices, told: str) -> bool:
    """Commits the parts of a transaction as one undo step; where it is stopped or fails, it was never done."""
    key, whole = MergeKey(MergeRule.PARTS, monotonic_ns()), False

    def steps() -> Iterator[None]:
        for part in parts:
            store.commit(part, key)
            yield

    try:
        whole = in_slices(steps(), told)
    finally:
        if not whole:
            store.withdraw(key)
    return whole
