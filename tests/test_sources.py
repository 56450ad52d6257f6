"""Trees of source files are kept while tests ask for them, which run in a row, and freed after these."""

from __future__ import annotations

import pytest

from tests import lanes, sources
from tests.sources import ROOT, tree_of

FILE = ROOT / "model/message.py"


def test_what_asks_for_trees_is_in_one_group(request: pytest.FixtureRequest) -> None:
    assert [mark.args for mark in request.node.iter_markers("xdist_group")] == [("trees",)]
    assert not sources.asks_for_trees(lanes)


@pytest.mark.parametrize(("next_test", "kept"), [("within", True), ("of another module", False), (None, False)])
def test_trees_are_kept_until_the_next_test_asks_for_none(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, next_test: str | None, kept: bool
) -> None:
    tree = tree_of(FILE)
    assert tree_of(FILE) is tree
    if next_test == "of another module":
        monkeypatch.setattr(sources, "asks_for_trees", lambda module: False)
    sources.pytest_runtest_teardown(request.node if next_test else None)
    assert (tree_of(FILE) is tree) == kept


def test_trees_of_tests_are_not_kept() -> None:
    file = ROOT / "tests/sources.py"
    assert tree_of(file) is not tree_of(file)
