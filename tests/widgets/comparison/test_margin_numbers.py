"""Margin numbers before the labels where texts stand side by side."""

from __future__ import annotations

from msgspec.structs import replace

from model.diff.aligned_rows import aligned_rows
from model.numbering import Labelling
from model.redline import Label
from tests.builders.treaty import small_treaty
from widgets.comparison.cells import clause_text

LINES = small_treaty("= Article 9", "9.1 first", "+ new", "- 9.2 second")
TEXT = replace(LINES, clauses=(LINES.clauses[0], replace(LINES.clauses[1], label=Label("a)")), *LINES.clauses[2:]))


def test_a_clause_of_the_comparison_begins_with_its_number() -> None:
    labelling = Labelling.of(TEXT)
    assert [clause_text(clause, labelling, {}).accessible_text for clause in TEXT.clauses] == [
        "Article 9", "9.1 a) first", "9.1A new", "9.2 second",
    ]  # fmt: skip


def test_the_rows_of_two_texts_have_their_numbers() -> None:
    rows = list(aligned_rows(TEXT, "", Labelling.of(TEXT)))
    halves = [half.label for row in rows for half in (*row.left, *row.right)]
    assert halves.count("9.1 a)") == 2
    assert "9.1A" in halves
    assert "9.2" in halves
