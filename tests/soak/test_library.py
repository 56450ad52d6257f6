"""A few of the killed imports of `make soak`."""

from __future__ import annotations

from pathlib import Path

from tests.soak.library import killed


def test_a_killed_import_loses_nothing(tmp_path: Path) -> None:
    assert list(killed(tmp_path, 6, seed=7)) == [[]] * 6
