"""The number of examples of each law follows the profile of Hypothesis."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ROOT
from tests.profiles import EXAMPLES, times_profile


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


def test_a_law_tries_the_multiple_of_the_profile_that_it_asks_for(profile: str) -> None:
    assert count_runs(None) == EXAMPLES[profile]
    for factor in (0.5, 1.2):
        assert count_runs(times_profile(factor)) == round(factor * EXAMPLES[profile])


def test_thorough_is_forty_times_the_usual_and_quick_less_than_a_third() -> None:
    assert EXAMPLES["thorough"] == 40 * EXAMPLES["ci"]
    assert EXAMPLES["quick"] * 3 < EXAMPLES["ci"]


def test_no_law_has_a_number_of_its_own() -> None:
    wrong, multiples = [], 0
    for path in (ROOT / "tests").rglob("*.py"):
        code = path.read_text(encoding="utf-8")
        if "max_examples" not in code:  # to parse them all would take seconds
            continue
        for node in ast.walk(ast.parse(code)):
            if (
                not isinstance(node, ast.keyword)
                or node.arg != "max_examples"
                or path.name in ("profiles.py", "test_profiles.py")
            ):
                continue
            if isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "times_profile":
                multiples += 1
            else:
                wrong.append(f"{path.relative_to(ROOT).as_posix()}:{node.value.lineno}")
    assert wrong == [], "write max_examples=times_profile(3), a multiple of the profile's number"
    assert multiples > 20
