"""Two editions of a treaty text: aligned by margin number, each side with the numbers that it prints."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from model.diff.compare import compare
from model.files.opening import open_document
from model.numbering import Labelling
from model.redline import Redline, Side, Stamp, paragraphs
from tests.builders.treaty import TREATY, small_treaty, treaty_rows

ME = Stamp("ATU", "2026-11-30T12:00:00Z")


def printed(redline: Redline) -> list[tuple[str, str]]:
    """The margin number and the words of each paragraph of a text in force."""
    return [(clause.number.text if clause.number else "", clause.text) for clause in redline.clauses]


def on_side(redline: Redline, side: Side) -> list[tuple[str, str]]:
    labelling = Labelling.of(redline)
    return [
        (labelling.number(side, paragraph.bearer.id) or "", paragraph.text) for paragraph in paragraphs(redline.clauses, side)
    ]


def test_provisions_of_one_number_are_one_however_their_words_changed() -> None:
    base = small_treaty("= Article 9", "9.1 the first words", "9.2 something", "9.3 that others say here", "9.4 the end")
    draft = small_treaty("= Article 9", "9.1 quite another text", "9.3 something", "9.3A that others say here", "9.4 the end")
    merged = compare(base, draft, ME)
    assert on_side(merged, "base") == printed(base)
    assert on_side(merged, "draft") == printed(draft)
    numbers = Labelling.of(merged).numbers.values()
    assert [(both.base, both.draft) for both in numbers if both.base and both.draft] == [
        ("9.1", "9.1"), ("9.3", "9.3"), ("9.4", "9.4"),
    ]  # fmt: skip


def test_a_number_that_the_rule_would_not_give_is_kept_as_set_by_hand() -> None:
    base = small_treaty("= Article 9", "9.1 first", "9.2 second")
    draft = small_treaty("= Article 9", "9.1 first", "9.1B between", "9.1C also", "9.2 second")
    merged = compare(base, draft, ME)
    assert on_side(merged, "draft") == printed(draft)
    assert [clause.own_number.text for clause in merged.clauses if clause.own_number] == ["9.1B"], "9.1C follows by the rule"


def test_two_editions_of_the_constitution_keep_their_numbers(shared: Path) -> None:
    now = open_document(shared / TREATY / "constitution-en.tsv").submission.proposals[0].redline
    amendments = treaty_rows(shared, "constitution-pp98-amendments.tsv")
    new = {row["number"] for row in amendments if row["instrument"] == "CS" and row["symbol"] == "ADD"}
    before = replace(now, clauses=tuple(clause for clause in now.clauses if not clause.number or clause.number.text not in new))
    merged = compare(before, now, ME)
    assert on_side(merged, "base") == printed(before)
    assert on_side(merged, "draft") == printed(now)
    numbers = Labelling.of(merged).numbers.values()
    assert {both.draft for both in numbers if both.base is None} == new
