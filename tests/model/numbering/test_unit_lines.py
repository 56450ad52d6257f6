"""The lines of units, and the units around a place."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.numbering.unit_lines import UnitLines, units, units_above, units_around
from model.redline import Clause, End, Props, Run, Status
from tests.builders.treaty import small_treaty

TEXT = small_treaty(
    "= CHAPTER I", "= Terms", "= ARTICLE 1 (WRC-12)", "= Definitions", "= Section I – General", "1.1 first",
    "= A heading", "1.2 second", "= ARTICLE 2", "2.1 first", "= APPENDIX 1", "3.1 of an appendix",
)  # fmt: skip


def test_a_unit_has_the_line_of_its_number_and_that_of_its_title() -> None:
    assert units(TEXT.clauses) == [
        UnitLines("chapter", (0, 1)), UnitLines("article", (2, 3)), UnitLines("section", (4,)), UnitLines("article", (8,)),
        UnitLines("appendix", (10,)),
    ]  # fmt: skip


def test_a_deleted_title_and_the_new_one_are_both_lines_of_their_unit() -> None:
    old, new = Clause("o", Props("heading", 1), (Run("Old", Status.DELETED),), End(Status.DELETED)), TEXT.clauses[1]
    assert units((TEXT.clauses[2], old, new, TEXT.clauses[6]))[0].lines == (0, 1, 2)


def test_no_unit_before_an_annex_contains_it() -> None:
    lines = small_treaty("= ARTICLE 1", "1.1 first", "= Annex", "1001 a term", "= Section I", "1002 another").clauses
    annex = (*lines[:2], replace(lines[2], props=Props("annex", 0)), *lines[3:])
    assert [units_around(units(annex), at) for at in (2, 3, 5)] == [
        (UnitLines("article", (0,)),), (), (UnitLines("section", (4,)),),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("index", "first_lines"),
    [(0, []), (1, [0]), (2, [0]), (3, [0, 2]), (5, [0, 2, 4]), (7, [0, 2, 4]), (9, [0, 8]), (11, [10])],
)
def test_an_inner_unit_ends_where_an_outer_one_begins(index: int, first_lines: list[int]) -> None:
    assert [unit.lines[0] for unit in units_around(units(TEXT.clauses), index)] == first_lines


@pytest.mark.parametrize(("index", "first_lines"), [(0, []), (2, [0]), (4, [0, 2]), (7, [0, 2, 4]), (8, [0]), (10, [])])
def test_a_unit_is_not_in_those_that_end_before_it(index: int, first_lines: list[int]) -> None:
    assert [unit.lines[0] for unit in units_above(units(TEXT.clauses), TEXT.clauses, index)] == first_lines


@pytest.mark.parametrize(
    ("following", "first_lines"), [("= ARTICLE 2", []), ("= Section II", [0, 1]), ("1.2 second", [0, 1]), ("", [])]
)
def test_a_new_unit_is_in_the_one_of_which_a_rest_follows(following: str, first_lines: list[int]) -> None:
    lines = ("= ARTICLE 1", "= Section I", "1.1 first", "+= ARTICLE 1A", "+ new", *filter(None, (following,)))
    clauses = small_treaty(*lines).clauses
    assert [unit.lines[0] for unit in units_above(units(clauses), clauses, 3)] == first_lines
