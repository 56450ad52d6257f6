"""What contradicts in two clauses that say nearly the same."""

from __future__ import annotations

import pytest

from model.references.twin_differences import edition_differences, number_differences

CLAUSE = "to report by 2026 to the Council, as in Resolution 70 (Rev. Busan, 2014), on 60 clocks;"


@pytest.mark.parametrize(
    ("twin", "numbers"),
    [
        (CLAUSE, []),
        (CLAUSE.replace("60", "50"), [("60", "50")]),
        (CLAUSE.replace("2026", "2028").replace("60 ", "61 "), [("2026", "2028"), ("60", "61")]),
        (CLAUSE.replace("Busan, 2014", "Dubai, 2018"), []),
        (CLAUSE.replace("clocks", "bells"), []),
        (CLAUSE.replace("60", "sixty"), []),
        (CLAUSE.replace("by 2026 ", ""), []),
        ("", []),
    ],
)
def test_numbers_differ_where_nothing_else_does(twin: str, numbers: list[tuple[str, str]]) -> None:
    found = list(number_differences(CLAUSE, twin, "en"))
    assert [(difference.mine, difference.theirs) for difference in found] == numbers
    assert all(CLAUSE[difference.start : difference.stop] == difference.mine for difference in found)


@pytest.mark.parametrize(
    ("twin", "years"),
    [
        (CLAUSE, []),
        (CLAUSE.replace("Busan, 2014", "Dubai, 2018"), [(2014, 2018)]),
        (CLAUSE.replace("70 (Rev. Busan, 2014)", "71 (Rev. Dubai, 2018)"), []),
        (CLAUSE.replace(" (Rev. Busan, 2014)", ""), []),
    ],
)
def test_editions_differ_of_what_both_cite(twin: str, years: list[tuple[int, int]]) -> None:
    found = [(difference.citation.edition, difference.other.edition) for difference in edition_differences(CLAUSE, twin, "en")]
    assert [(mine and mine.year, theirs and theirs.year) for mine, theirs in found] == years
