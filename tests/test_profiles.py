"""The number of examples of each law follows the profile of Hypothesis."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.profiles import EXAMPLES, times_profile
from tests.sources import Source, in_each_file


@pytest.fixture(params=EXAMPLES)
def profile(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of a profile that is loaded."""
    before = settings.get_current_profile_name()
    settings.load_profile(request.param)
    yield request.param
    settings.load_profile(before)


def count_runs(wanted: int | None) -> int:
    """The examples that a law tries which asks for a number, or for none."""
    runs: list[int] = []

    @given(st.integers())
    def law(number: int) -> None:
        runs.append(number)

    (law if wanted is None else settings(max_examples=wanted)(law))()
    return len(runs)


def test_a_multiple_is_one_of_the_profile(profile: str) -> None:
    assert settings().max_examples == EXAMPLES[profile]
    for factor in (0.5, 1.2):
        assert times_profile(factor) == round(factor * EXAMPLES[profile])


@pytest.mark.parametrize("profile", ["quick", "ci"], indirect=True)
def test_a_law_tries_the_multiple_of_the_profile_that_it_asks_for(profile: str) -> None:
    assert count_runs(None) == EXAMPLES[profile]
    assert count_runs(times_profile(0.5)) == round(0.5 * EXAMPLES[profile])


def test_thorough_is_forty_times_the_usual_and_quick_less_than_a_third() -> None:
    assert EXAMPLES["thorough"] == 40 * EXAMPLES["ci"]
    assert EXAMPLES["quick"] * 3 < EXAMPLES["ci"]


@in_each_file("tests")
def numbers_of_examples(source: Source) -> Iterator[tuple[bool, str]]:
    """Whether each number of examples that a law asks for is a multiple of the profile's, and its place."""
    if "max_examples" not in source.code or source.path.name in ("profiles.py", "test_profiles.py"):
        return
    for node in source.nodes(ast.keyword):
        if node.arg == "max_examples":
            yield isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "times_profile", source.place(node.value)


def test_no_law_has_a_number_of_its_own() -> None:
    found = numbers_of_examples.found()
    wrong = [place for is_multiple, place in found if not is_multiple]
    assert wrong == [], "write max_examples=times_profile(3), a multiple of the profile's number"
    assert len(found) > 20
