"""Merges of texts edited at random by two people; `make soak` for thousands."""

from __future__ import annotations

import pytest

from tests.builders.merges import broken_laws, triple


@pytest.mark.parametrize("at", range(24))
def test_a_merge_obeys_the_laws(at: int) -> None:
    assert list(broken_laws(triple(31, at, real=False))) == []
