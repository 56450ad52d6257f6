"""A few documents of `make soak`, on texts that are always there."""

from __future__ import annotations

import pytest

from tests.soak.edits import document, report

SEED = 3


@pytest.mark.parametrize("at", range(24))
def test_the_laws_hold_of_a_document_edited_at_random(at):
    failure, _ = document(SEED, at, real=False)
    assert failure is None, report(SEED, failure)


def test_a_seed_repeats_its_document():
    assert document(SEED, 5, ("model",), real=False) == document(SEED, 5, ("model",), real=False)
