"""What tests leave in memory is returned to the system, and none keeps a large parameter in memory for the whole run."""

from __future__ import annotations

import sys
from functools import cache
from types import SimpleNamespace

import pytest

from tests.memory import LONGEST_PARAMETER, MOST_LEFT, Memory, is_large, pytest_runtest_teardown
from tests.skips import Reason


@pytest.mark.parametrize(("length", "large"), [(LONGEST_PARAMETER, False), (LONGEST_PARAMETER + 1, True)])
def test_a_long_text_is_made_in_its_test(length: int, large: bool) -> None:
    for value in ("x" * length, b"x" * length):
        assert is_large(SimpleNamespace(callspec=SimpleNamespace(params={"text": value}))) is large  # type: ignore[arg-type]
    assert not is_large(SimpleNamespace())  # type: ignore[arg-type]


@cache
def kept_files() -> list[str]:
    return ["a file"]


def test_what_a_module_of_tests_keeps_is_freed_after_its_last_test() -> None:
    module = sys.modules[__name__]
    kept = kept_files()
    assert kept_files() is kept
    pytest_runtest_teardown(SimpleNamespace(module=module), SimpleNamespace(module=module))  # type: ignore[arg-type]
    assert kept_files() is kept
    pytest_runtest_teardown(SimpleNamespace(module=module), None)  # type: ignore[arg-type]
    assert kept_files() is not kept


def test_what_was_freed_below_what_is_in_use_is_returned(memory: Memory) -> None:
    if not memory.is_known:
        pytest.skip(Reason.NO_MEMORY)
    memory.free()
    before = memory.resident()
    blocks = [bytes(2_000) for _ in range(60_000)]
    last = bytes(2_000)
    assert memory.resident() > before + 2 * MOST_LEFT
    del blocks
    memory.free_if_much()
    assert memory.resident() < before + MOST_LEFT
    assert len(last) == 2_000
