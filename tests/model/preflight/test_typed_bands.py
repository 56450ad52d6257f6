"""Limits of frequency bands that were typed, read or applied: what they leave in no band, or in two, is a finding."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from model.allocations.frequencies import print_band
from model.allocations.values import AllocationTable
from model.edits.script.apply import apply_edits
from model.edits.text import delete_range, type_text
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Clause, Redline
from model.redline.edit_text import Place
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import FIXED, SMALL, file_of, generated_file, id_of, submission_of_file, table_in
from tests.builders.submissions import ME
from tests.builders.treaty import submission_of
from tests.model.preflight.test_allocations import LOST, sentences

STORY = StoryId(1)
TEXT = submission_of_file(SMALL)


def typed(submission: Submission, band: str, words: str, place: int = 0, line: str = "") -> Submission:
    """The submission with other words in place of a band, or of a line of its cell, typed by hand."""
    clauses = story_clauses(submission, STORY)
    id = id_of(submission, band, line, place)
    at = next(number for number, clause in enumerate(clauses) if clause.id == id)
    ends = Place(at, 0), Place(at, len(clauses[at].text))
    made = type_text(submission, STORY, *ends, words, ME) if words else delete_range(submission, STORY, *ends, ME)
    return apply(submission, made)


@pytest.mark.parametrize(
    ("band", "words", "found"),
    [
        (
            "2450",
            "2 450-2 470",
            "Region 1: 2 483.5-2 655 does not follow 2 450-2 470; the frequencies from",
        ),
        ("2450", "2 450-2 490", "Region 2, 3: the bands 2 450-2 490 and 2 483.5-2 500 overlap"),
        ("2450", "2 460-2 483.5", LOST.format("1, 2, 3", "2 450", "2 460")),
        ("2655", "2 655-2 690", LOST.format("1, 2, 3", "2 690", "2 700")),
        ("2655", "2 655 000-2 690 000 kHz", LOST.format("1, 2, 3", "2 690", "2 700")),
        ("2655", "2 655 to 2 690", "this cell does not begin with a frequency band, such as 2 450-2 483.5"),
    ],
)
def test_a_limit_that_is_typed_is_found_wherever_the_words_come_from(band: str, words: str, found: str) -> None:
    by_hand = typed(TEXT, band, words)
    read = read_word(export_word(by_hand, ExportOptions(date="2026-12-01T12:00:00Z"))[0], "a.docx").submission
    whole = id_of(TEXT, band)
    before = next(clause.text for clause in story_clauses(TEXT, STORY) if clause.id == whole)
    table = read.proposals[0].redline
    assert any(clause.cell is not None for clause in table.clauses)
    for submission in (by_hand, read, apply_edits(TEXT, {"edits": [replacement(before, words)]})):
        assert any(sentence.startswith(found) for sentence in sentences(submission))


def replacement(before: str, words: str) -> dict[str, object]:
    paths = {"2\u00a0450-2\u00a0483.5": "table[1]/r3c1", "2\u00a0655-2\u00a0700": "table[1]/r6c1"}
    return {"do": "replace", "at": paths[before], "find": before, "with": words}


def test_a_table_of_which_no_cell_has_a_band_any_more_is_found() -> None:
    submission = submission_of_file(file_of([(1, 0, 3, 1, "10", "20", [FIXED]), (2, 0, 3, 1, "20", "30", [FIXED])]))
    for band in ("10", "20"):
        submission = typed(submission, band, "everything")
    (sentence,) = sentences(submission)
    assert sentence == "no cell of this table begins with a frequency band any more; in force its bands are such as 10-20"


def test_a_region_without_a_band_is_found() -> None:
    of_three = file_of([(1, column, 1, 1, "10", "20", [FIXED]) for column in range(3)])
    submission = submission_of_file(of_three)
    clauses = story_clauses(submission, STORY)
    at = next(number for number, clause in enumerate(clauses) if clause.cell == (0, 2, 2))
    emptied = apply(submission, delete_range(submission, STORY, Place(at, 0), Place(at + 1, len(clauses[at + 1].text)), ME))
    assert sentences(emptied) == [LOST.format("3", "10", "20")]


def two_blocks() -> Submission:
    """A text with two tables, 10-30 MHz and 30-50 MHz."""
    files = (
        file_of([(1, 0, 3, 1, low, middle, [FIXED]), (2, 0, 3, 1, middle, high, [FIXED])])
        for low, middle, high in (("10", "20", "30"), ("30", "40", "50"))
    )
    first, second = (submission_of_file(file).proposals[0].redline.clauses for file in files)
    return submission_of(Redline((*first, *map(_in_second_table, second)), language="en"))


def _in_second_table(clause: Clause) -> Clause:
    return replace(clause, id=f"second {clause.id}", cell=clause.cell and (1, *clause.cell[1:]))


def test_frequencies_that_another_table_of_the_text_has_are_not_lost() -> None:
    text = two_blocks()
    assert sentences(text) == []
    shorter = typed(text, "20-30", "20-25")
    assert sentences(shorter) == [LOST.format("1, 2, 3", "25", "30")]
    assert LOST.format("1, 2, 3", "25", "30") not in sentences(typed(shorter, "30-40", "25-40"))


def limits(table: AllocationTable, region: int) -> list[tuple[Decimal, Decimal]]:
    return [cell.band.limits for cell in table.of_region(region) if cell.band is not None]


def joins(base: AllocationTable, draft: AllocationTable, region: int) -> bool:
    """Whether the bands of a Region join and have the frequencies of those in force."""
    old, new = limits(base, region), limits(draft, region)
    if (old[0][0], old[-1][1]) != (new[0][0], new[-1][1]) or any(low >= high for low, high in new):
        return False
    return all(above[1] == below[0] for above, below in pairwise(new))


@given(st.integers(0, 10**6), st.integers(0, 40), st.sampled_from((0, 1)), st.integers(-3, 3))
@example(1, 0, 0, 1)
@example(1, 0, 0, -1)
def test_a_typed_limit_is_a_finding_unless_the_bands_join(seed: int, which: int, side: int, by: int) -> None:
    text = submission_of_file(generated_file(seed))
    base = table_in(text)
    cells = [cell for cell in base.cells if cell.band is not None]
    cell = cells[which % len(cells)]
    assert cell.band is not None
    moved = list(cell.band.limits)
    moved[side] = max(moved[side] + Decimal(by) / 2, Decimal(0))
    clauses = story_clauses(text, STORY)
    at = next(number for number, clause in enumerate(clauses) if clause.id == cell.lines[0].clauses[0].id)
    words = print_band(moved[0], moved[1], cell.band.text)
    after = apply(text, type_text(text, STORY, Place(at, 0), Place(at, len(cell.band.text)), words, ME))
    draft = table_in(after)
    assert bool(sentences(after)) == (not all(joins(base, draft, region) for region in (1, 2, 3)))
