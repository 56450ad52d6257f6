"""Bands are split and merged as deleted and inserted rows; the base is untouched, and the bands join as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies
from msgspec.structs import replace

from model.allocations.checks import band_issues
from model.allocations.values import AllocationTable
from model.cuts.derive import cuts
from model.edits.allocations.bands import has_same_bands_below, merge_bands, same_bands, split_band
from model.edits.allocations.places import cell_place
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import Clause, Label, Props, Redline, Run, Stamp, Status
from model.redline.canonical import canonical
from model.submission.story import StoryId, story_clauses
from model.submission.transactions import Transaction, apply, invert
from model.submission.values import Submission
from tests.builders.allocations import SMALL, content, extract, file_of, generated_file, id_of, submission_of_file, table_in
from tests.builders.tables import read, tbl, tc, tr
from tests.builders.treaty import submission_of
from tests.profiles import times_profile

ME = Stamp("Delegate", "2026-11-30T10:00:00Z")
STORY = StoryId(1)


def done(text: Submission, made: Transaction) -> Submission:
    """The submission after an edit that can be undone, keeps the base and leaves a canonical text."""
    after = apply(text, made)
    assert apply(after, invert(made)) == text
    redline = after.proposals[0].redline
    assert canonical(redline.clauses) == redline.clauses
    assert words(redline.base()) == words(text.proposals[0].redline.base())
    return after


def words(redline: Redline) -> list[object]:
    return [(clause.cell, clause.text) for clause in redline.clauses]


def bands(table: AllocationTable, region: int) -> list[str]:
    """The bands of a Region, without spaces."""
    return [cell.band.text.replace("\u00a0", "") for cell in table.of_region(region) if cell.band is not None]


def test_a_band_of_all_regions_is_split_in_two_whole_rows() -> None:
    text = submission_of_file(SMALL)
    after = done(text, split_band(text, STORY, id_of(text, "2655"), "2 690", ME))
    table = table_in(after)
    assert content(table)[-2:] == [
        [((1, 2, 3), ("2\u00a0655-2\u00a0690", "RADIO ASTRONOMY", "5.340"))],
        [((1, 2, 3), ("2\u00a0690-2\u00a0700", "RADIO ASTRONOMY", "5.340"))],
    ]
    rows = {clause.cell[1]: clause.row for clause in story_clauses(after, STORY) if clause.cell is not None}
    assert [status for status in rows.values() if status is not Status.KEPT] == [Status.DELETED, Status.INSERTED, Status.INSERTED]


def test_a_band_of_one_region_is_split_and_the_others_extend_over_both_rows() -> None:
    text = submission_of_file(SMALL)
    after = done(text, split_band(text, STORY, id_of(text, "2500", place=1), "2600", ME))
    table = table_in(after)
    assert bands(table, 3) == ["2450-2483.5", "2483.5-2500", "2500-2600", "2600-2655", "2655-2700"]
    assert bands(table, 2) == ["2450-2483.5", "2483.5-2500", "2500-2655", "2655-2700"]
    assert bands(table, 1) == ["2450-2483.5", "2483.5-2655", "2655-2700"]
    assert not any(band_issues(table))


@pytest.mark.parametrize("frequency", ["2500", "2490", "2 600", "2550.25"])
def test_a_band_over_several_rows_is_split_in_any_of_them(frequency: str) -> None:
    text = submission_of_file(SMALL)
    after = done(text, split_band(text, STORY, id_of(text, "2483.5"), frequency, ME))
    table = table_in(after)
    plain = frequency.replace(" ", "")
    assert bands(table, 1) == ["2450-2483.5", f"2483.5-{plain}", f"{plain}-2655", "2655-2700"]
    for region in (2, 3):
        assert bands(table, region) == bands(table_in(text), region)
    assert not any(band_issues(table))
    assert len(table.rows) == len(table_in(text).rows) + (frequency != "2500")


def test_an_empty_cell_stands_for_the_one_that_it_continues() -> None:
    text = submission_of_file(SMALL)
    empty = next(clause.id for clause in story_clauses(text, STORY) if clause.cell is not None and not clause.text)
    assert cell_place(text, STORY, empty).cell.band == cell_place(text, STORY, id_of(text, "2483.5")).cell.band
    assert split_band(text, STORY, empty, "2500", ME) == split_band(text, STORY, id_of(text, "2483.5"), "2500", ME)


def test_the_same_band_of_other_regions_is_split_too_if_wanted() -> None:
    text = submission_of_file(SMALL)
    id = id_of(text, "2500")
    assert len(same_bands(cell_place(text, STORY, id))) == 2
    after = done(text, split_band(text, STORY, id, "2 600", ME, everywhere=True))
    table = table_in(after)
    for region in (2, 3):
        assert bands(table, region)[2:4] == ["2500-2600", "2600-2655"]
    assert has_same_bands_below(cell_place(after, STORY, id_of(after, "2500")))
    back = done(after, merge_bands(after, STORY, id_of(after, "2500"), ME, everywhere=True))
    assert content(table_in(back)) == content(table_in(text))
    alone = done(after, merge_bands(after, STORY, id_of(after, "2500"), ME))
    assert bands(table_in(alone), 2)[2:] == ["2500-2655", "2655-2700"]
    assert bands(table_in(alone), 3)[2:] == ["2500-2600", "2600-2655", "2655-2700"]


def test_merged_bands_have_the_services_and_footnotes_of_both() -> None:
    cells = [
        (1, 0, 3, 1, "10", "20", [("primary", "FIXED", "5.60"), ("secondary", "Amateur", ""), ("notes", "", "5.70 5.72")]),
        (2, 0, 3, 1, "20", "30", [("primary", "FIXED", "5.59"), ("primary", "MOBILE", "5.61"), ("notes", "", "5.71")]),
    ]
    text = submission_of_file(file_of(cells))
    after = done(text, merge_bands(text, STORY, id_of(text, "10-20"), ME))
    (row,) = content(table_in(after))
    assert row == [((1, 2, 3), ("10-30", "FIXED 5.59 5.60", "MOBILE 5.61", "Amateur", "5.70 5.71 5.72"))]


def test_a_service_in_one_line_with_the_band_is_merged_too() -> None:
    head = tr("Region 1", "Region 2", "Region 3")
    rows = (tr(tc("10-20\tMOBILE", span=3)), tr(tc("20-30\tFIXED 5.150", "MOBILE", span=3)))
    text = read(tbl(head, *rows, grid=(3000, 3000, 3000)))
    after = done(text, merge_bands(text, STORY, id_of(text, "10-20"), ME))
    assert content(table_in(after)) == [[((1, 2, 3), ("10-30", "FIXED 5.150", "MOBILE"))]]


REFUSED = {
    "2 700 is not inside the band": lambda text: split_band(text, STORY, id_of(text, "2655"), "2 700", ME),
    "“high” is not a frequency": lambda text: split_band(text, STORY, id_of(text, "2655"), "high", ME),
    "no Table of Frequency Allocations is here": lambda text: split_band(text, STORY, "title", "2 600", ME),
    "these are the names of the Regions": lambda text: split_band(text, STORY, "head1", "2 600", ME),
    "there is no band below in the same columns": lambda text: merge_bands(text, STORY, id_of(text, "2655"), ME),
    "only bands of the same Regions can be merged": lambda text: merge_bands(text, STORY, id_of(text, "2450-"), ME),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_what_cannot_be_done_is_refused_with_a_sentence(sentence: str) -> None:
    with pytest.raises(EditError) as error:
        REFUSED[sentence](submission_of_file(SMALL))
    assert sentence in str(error.value).replace("\u00a0", " ")


def test_a_deleted_row_and_a_gap_are_refused() -> None:
    text = submission_of_file(SMALL)
    after = apply(text, split_band(text, STORY, id_of(text, "2655"), "2 690", ME))
    old = next(clause.id for clause in story_clauses(after, STORY) if clause.row is Status.DELETED)
    with pytest.raises(EditError, match="the row is deleted"):
        split_band(after, STORY, old, "2 690", ME)
    gap = submission_of_file(
        file_of([(1, 0, 3, 1, "10", "20", [("primary", "FIXED", "")]), (2, 0, 3, 1, "21", "30", [("primary", "FIXED", "")])])
    )
    with pytest.raises(EditError, match="does not begin where"):
        merge_bands(gap, STORY, id_of(gap, "10-20"), ME)


def test_a_footnote_mark_in_a_cell_is_not_copied() -> None:
    text = submission_of_file(SMALL)
    redline = text.proposals[0].redline
    marked = tuple(
        replace(clause, runs=(*clause.runs, Run("\ufffc", content="<w:drawing/>")))
        if clause.text == "RADIO ASTRONOMY"
        else clause
        for clause in redline.clauses
    )
    with pytest.raises(EditError, match="the mark of a footnote, a picture or a formula"):
        split_band(submission_of(replace(redline, clauses=marked)), STORY, id_of(text, "2655"), "2 690", ME)


def test_the_real_extract_is_split_exported_and_read_back(shared: Path) -> None:
    text = submission_of(extract(shared))
    after = done(text, split_band(text, STORY, id_of(text, "2535"), "2 600", ME))
    after = done(after, split_band(after, STORY, id_of(after, "2690"), "2 695", ME))
    after = done(after, merge_bands(after, STORY, id_of(after, "5010"), ME))
    returned = read_word(export_word(after)[0], "table.docx", language="en").submission
    for side in ("base", "draft"):
        assert content(table_in(returned, side)) == content(table_in(after, side))
    again = done(returned, split_band(returned, STORY, id_of(returned, "5850", place=1), "5 900", ME))
    assert content(table_in(read_word(export_word(again)[0], "table.docx", language="en").submission)) == content(table_in(again))


@given(strategies.integers(0, 10**6), strategies.randoms(use_true_random=False))
@settings(max_examples=times_profile(0.5))
def test_generated_tables_keep_their_bands_joined_and_come_back_from_word(seed: int, chance) -> None:
    text = submission_of_file(generated_file(seed))
    for _ in range(3):
        table = table_in(text)
        cell = chance.choice([cell for cell in table.cells if cell.band is not None])
        assert cell.band is not None
        id = cell.lines[0].clauses[0].id
        before = {region: bands(table, region) for region in (1, 2, 3)}
        if chance.random() < 0.6:
            low, high = cell.band.limits
            limit = (low + high) / 2
            text = done(text, split_band(text, STORY, id, format(limit, "f"), ME, everywhere=chance.random() < 0.5))
            after = table_in(text)
            assert all(len(bands(after, region)) in (len(before[region]), len(before[region]) + 1) for region in (1, 2, 3))
        else:
            try:
                text = done(text, merge_bands(text, STORY, id, ME, everywhere=chance.random() < 0.5))
            except EditError:
                continue
            after = table_in(text)
            assert any(len(bands(after, region)) == len(before[region]) - 1 for region in (1, 2, 3))
        assert not any(band_issues(after))
    returned = read_word(export_word(text)[0], "table.docx", language="en").submission
    for side in ("base", "draft"):
        assert content(table_in(returned, side)) == content(table_in(text, side))


def test_a_table_among_provisions_is_a_proposal_that_comes_back_from_word() -> None:
    table = submission_of_file(SMALL).proposals[0].redline
    provisions = [
        Clause(f"p{number}", Props(provision=True), (Run("A provision."),), number=Label(number))
        for number in ("5.51", "5.52", "5.150", "5.282", "5.340", "5.399", "5.410")
    ]
    head = Clause("head", Props("heading", 1), (Run("ARTICLE 5"),))
    text = submission_of(replace(table, clauses=(head, *provisions[:2], *table.clauses, *provisions[2:])))
    after = done(text, split_band(text, STORY, id_of(text, "2655"), "2 690", ME))
    returned = read_word(export_word(after)[0], "table.docx", language="en").submission
    assert [cut.symbol for cut in cuts(returned.proposals[0])] == ["MOD"]
    titles = [clause.props.kind for clause in story_clauses(returned, STORY) if clause.text.endswith("MHz")]
    assert titles == ["heading"], "the 2 of 2 450-2 700 MHz is no margin number"
    for side in ("base", "draft"):
        assert content(table_in(returned, side)) == content(table_in(after, side))
