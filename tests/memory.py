"""The memory of a process of tests: what the garbage collector skips, when memory is returned to the system, and the limit."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest

MOST_MEMORY = 800
"""Megabytes that a process of tests may keep at its end: some 600 are expected of half of a whole run (812 were measured with 210
of trees of source files), and 1,800 if closed programs are not freed. A law that fails keeps its example, which may be more."""
MOST_LEFT = 50
"""Megabytes that tests may leave before memory is returned to the system."""
LONGEST_PARAMETER = 1_000_000
"""Characters of a parameter of a test: all parameters are in memory from the collection of tests to the end of the run."""


def pytest_collection_finish(session: pytest.Session) -> None:
    """Refuses large parameters, and lets the garbage collector skip the tests of the run: there are thousands of them."""
    large = [item.nodeid for item in session.items if is_large(item)]
    if large:
        raise pytest.UsageError(f"parameters are too large; make their values in the test: {', '.join(large)}")
    gc.collect()
    gc.freeze()


def is_large(item: pytest.Item) -> bool:
    """Whether a parameter of a test is a longer text than `LONGEST_PARAMETER`."""
    call = getattr(item, "callspec", None)
    values = call.params.values() if call is not None else ()
    return any(isinstance(value, str | bytes) and len(value) > LONGEST_PARAMETER for value in values)


@contextmanager
def collector_restored() -> Iterator[None]:
    """Restores the garbage collector, which the program switches off and lets skip what exists. It works for one process; in
    the next test, collections would skip what this one left. First frees what the test before left: a closed program is a circle,
    and once it is old, it stays for many tests."""
    gc.collect(1)
    freeze, frozen = gc.freeze, []

    def freeze_and_note() -> None:
        frozen.append(True)
        freeze()

    gc.freeze = freeze_and_note  # the count of what is skipped would take a walk over all of it
    try:
        yield
    finally:
        gc.freeze = freeze
        gc.enable()
        if frozen:
            gc.unfreeze()
            gc.collect()
            gc.freeze()


def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Frees what the functions of a module of tests keep for its tests, after the last one of them in a row: the files of a
    corpus are 90 MB."""
    module = getattr(item, "module", None)
    if module is not None and module is not getattr(nextitem, "module", None):
        clear_caches(module)


def clear_caches(module: ModuleType) -> None:
    """Clears the caches of the functions that a module defines."""
    for value in vars(module).values():
        if getattr(value, "__module__", "") == module.__name__ and hasattr(value, "cache_clear"):
            value.cache_clear()


@pytest.fixture(autouse=True)
def usual_collector() -> Iterator[None]:
    """Restores the garbage collector after each test."""
    with collector_restored():
        yield


class Memory:
    """The resident memory of this process, in megabytes. Only Linux shows it."""

    def __init__(self) -> None:
        self._statistics = Path("/proc/self/statm")  # Wine has it too, but no size of pages
        self.is_known = sys.platform == "linux" and self._statistics.exists()
        self._left = 0

    def resident(self) -> int:
        """The megabytes of memory that this process has."""
        return int(self._statistics.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") // 2**20

    def free(self) -> None:
        """Collects garbage and returns memory to the system. Left to itself, glibc keeps all that was freed below the last
        block in use: reading a text at the limits leaves 250 MB."""
        gc.collect()
        if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):  # other libraries of C do not have it
            trim(0)
        self._left = self.resident()

    def free_if_much(self) -> None:
        """Frees memory if tests have left much since that was last done."""
        if self.is_known and self.resident() > self._left + MOST_LEFT:
            self.free()


@pytest.fixture(scope="session")
def memory() -> Memory:
    """The memory of this process of tests."""
    return Memory()


@pytest.fixture(scope="session", autouse=True)
def memory_limit(memory: Memory) -> Iterator[None]:
    """Fails at the end of the run if this process keeps too much memory. Single tests may need more while they run: those of
    files at the limits of their sizes."""
    yield
    if memory.is_known:
        memory.free()
        kept = memory.resident()
        assert kept < MOST_MEMORY, f"the tests of this process kept {kept} MB of memory"


@pytest.fixture(autouse=True)
def freed_memory(memory: Memory) -> Iterator[None]:
    """Frees memory after a test if much was left."""
    yield
    memory.free_if_much()
