"""The symbols of submitters and their names in six languages."""

from __future__ import annotations

import pytest

from model.submission.source_symbols import source_symbol, sources
from model.submission.values import Header, Proposal, Submission


@pytest.mark.parametrize(
    ("language", "source", "symbol"),
    [("en", "Egypt", "EGY"), ("fr", "Égypte", "EGY"), ("zh", "巴西", "B"), ("en", "Nigeria", "NIG"), ("en", "Atlantis", "")],
)
def test_an_administration_is_known_by_its_name(language: str, source: str, symbol: str) -> None:
    assert source_symbol(Submission(Header(sources=(source,)), (), language)) == symbol


def test_organizations_and_administrations_are_named_in_every_language() -> None:
    assert set(sources("xx")) == set(sources("ar")) >= {"ATU", "ARB", "EUR", "RCC", "EGY", "B", "USA"}


def test_a_number_with_an_unknown_source_says_nothing_of_it() -> None:
    proposals = (Proposal("MOD", "XXX/XX/1"),)
    assert source_symbol(Submission(Header(), proposals)) == ""
    assert source_symbol(Submission(Header(sources=("Egypt",)), proposals, "en")) == "EGY"
