"""Texts edited at random in six languages compare to redlines of both, as values and as Word files; `make soak` for thousands."""

from __future__ import annotations

import pytest

from tests.conftest import SHARED
from tests.soak.compare import pair


@pytest.mark.parametrize("seed", range(1_000, 1_024))
def test_both_texts_come_back_from_their_comparison(seed, tmp_path):
    assert pair(seed, tmp_path if SHARED.is_dir() else None)
