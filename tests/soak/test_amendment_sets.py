"""Sets of amendments to treaty texts, a few of them; `make soak` for 300."""

from __future__ import annotations

import pytest

from tests.soak.amendment_sets import EVERY, REAL, broken_law

SETS = 40


@pytest.mark.parametrize("at", range(SETS))
def test_a_set_is_exported_and_read_back(at: int) -> None:
    assert broken_law(at, real=at % EVERY not in REAL) == ""


@pytest.mark.parametrize("at", REAL)
def test_a_set_over_a_real_text_is_judged_too(at: int, shared: object) -> None:
    assert broken_law(at, judged=True) == ""
