"""What contradicts in two clauses that say nearly the same."""

from __future__ import annotations

import pytest

from model.references.twin_differences import edition_differences, number_differences

ONE = "to report by 2026 to the Council, as in Resolution 70 (Rev. Busan, 2014), on 60 clocks;"


@pytest.mark.parametrize(
    ("twin", "numbers"),
    [
        (ONE, []),
        (ONE.replace("60", "50"), [("60", "50")]),
        (ONE.replace("2026", "2028").replace("60 ", "61 "), [("2026", "2028"), ("60", "61")]),
        (ONE.replace("Busan, 2014", "Dubai, 2018"), []),
        (ONE.replace("clocks", "bells"), []),
        (ONE.replace("60", "sixty"), []),
        (ONE.replace("by 2026 ", ""), []),
        ("", []),
    ],
)
def test_numbers_differ_where_nothing_else_does(twin: str, numbers: list[tuple[str, str]]) -> None:
    found = list(number_differences(ONE, twin, "en"))
    assert [(each.mine, each.theirs) for each in found] == numbers
    assert all(ONE[each.start : each.stop] == each.mine for each in found)


@pytest.mark.parametrize(
    ("twin", "years"),
    [
        (ONE, []),
        (ONE.replace("Busan, 2014", "Dubai, 2018"), [(2014, 2018)]),
        (ONE.replace("70 (Rev. Busan, 2014)", "71 (Rev. Dubai, 2018)"), []),
        (ONE.replace(" (Rev. Busan, 2014)", ""), []),
    ],
)
def test_editions_differ_of_what_both_cite(twin: str, years: list[tuple[int, int]]) -> None:
    found = [(difference.citation.edition, difference.other.edition) for difference in edition_differences(ONE, twin, "en")]
    assert [(mine and mine.year, theirs and theirs.year) for mine, theirs in found] == years
