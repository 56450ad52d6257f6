"""The common prefix of two texts."""

from __future__ import annotations


def equal_prefix(a: str, b: str) -> int:
    """The length of the longest common beginning, found by bisection: slices compare fast, and a clause may be very long."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low
