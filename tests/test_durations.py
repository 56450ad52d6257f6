"""The file of the slowest tests is what a run writes."""

from __future__ import annotations

from collections import Counter

from tests import durations


def test_the_slowest_come_first_and_no_more_than_are_wanted() -> None:
    seconds = Counter({f"tests/test_{number}.py::test": number / 10 for number in range(100)})
    lines = durations.table(seconds).splitlines()
    assert lines[0] == durations.HEAD.strip()
    assert lines[1].split() == ["9.9", "tests/test_99.py::test"]
    assert len(lines) == 1 + durations.MOST
