"""A band that is split and merged again is the band in force; no row is deleted beside a new one of the same content."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given, settings, strategies

from model.allocations.values import AllocationCell
from model.edits.allocations.bands import merge_bands, split_band
from model.edits.allocations.services import add_service, change_category
from model.edits.tables.rows import delete_row
from model.edits.text import type_text
from model.errors import EditError
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.redline import Stamp, Status
from model.redline.edit_text import Place
from model.submission.amendments import amendments
from model.submission.story import story_clauses
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import SMALL, content, generated_file, id_of, submission_of_file, table_in
from tests.builders.tables import read, tbl, tc, tr
from tests.model.edits.allocations.test_bands import ME, STORY, done
from tests.profiles import times_profile

Row = tuple[tuple[int, str], ...]


def rows(text: Submission) -> list[tuple[Status, Row, Row]]:
    """The rows of the text with what each contains on both sides, whatever they are called."""
    cells = [clause for clause in story_clauses(text, STORY) if clause.cell is not None]
    out = []
    for _, group in groupby(cells, key=lambda clause: clause.cell and clause.cell[:2]):
        found = list(group)
        base, draft = (
            tuple((clause.cell[2], clause.text_on(side)) for clause in found if clause.cell and clause.is_on(side))
            for side in ("base", "draft")
        )
        out.append((found[0].row, base, draft))
    return out


def has_twins(text: Submission) -> bool:
    """Whether a deleted row is beside new ones of which one has its content."""
    for kept, run in groupby(rows(text), key=lambda row: row[0] is Status.KEPT):
        found = list(run)
        gone = [base for status, base, _ in found if status is Status.DELETED]
        if not kept and any(draft in gone for status, _, draft in found if status is Status.INSERTED):
            return True
    return False


def test_a_band_that_is_split_and_merged_is_as_before() -> None:
    text = submission_of_file(SMALL)
    for band, place, frequency in (("2655", 0, "2690"), ("2483.5", 0, "2500"), ("2483.5", 0, "2600"), ("2500", 1, "2600")):
        split = done(text, split_band(text, STORY, id_of(text, band, place=place), frequency, ME))
        assert split != text
        assert done(split, merge_bands(split, STORY, id_of(split, f"{band}-{frequency}"), ME)) == text


def test_the_amendments_of_a_split_row_come_back_with_it() -> None:
    text = submission_of_file(SMALL)
    text = apply(text, add_service(text, STORY, id_of(text, "2655"), "MOBILE", "primary", ME))
    at = next(index for index, clause in enumerate(story_clauses(text, STORY)) if clause.text == "RADIO ASTRONOMY")
    text = apply(text, type_text(text, STORY, Place(at, 0), Place(at, 5), "SPACE", ME))
    split = done(text, split_band(text, STORY, id_of(text, "2655"), "2690", ME))
    assert done(split, merge_bands(split, STORY, id_of(split, "2655-2690"), ME)) == text


def test_a_half_that_was_amended_gives_another_row_when_it_is_merged() -> None:
    text = submission_of_file(SMALL)
    split = apply(text, split_band(text, STORY, id_of(text, "2655"), "2690", ME))
    split = apply(split, add_service(split, STORY, id_of(split, "2690-2700"), "MOBILE", "primary", ME))
    merged = done(split, merge_bands(split, STORY, id_of(split, "2655-2690"), ME))
    assert [status for status, _, _ in rows(merged)[-2:]] == [Status.DELETED, Status.INSERTED]
    assert content(table_in(merged))[-1] == [((1, 2, 3), ("2\u00a0655-2\u00a0700", "MOBILE", "RADIO ASTRONOMY", "5.340"))]


def test_one_of_several_halves_comes_back() -> None:
    """A band in three parts, of which two are merged again, and two neighbours merged and split where they met."""
    text = submission_of_file(SMALL)
    once = apply(text, split_band(text, STORY, id_of(text, "2655"), "2680", ME))
    twice = apply(once, split_band(once, STORY, id_of(once, "2680"), "2690", ME))
    assert rows(done(twice, merge_bands(twice, STORY, id_of(twice, "2680"), ME))) == rows(once)
    merged = apply(twice, merge_bands(twice, STORY, id_of(twice, "2655"), ME))
    assert done(merged, merge_bands(merged, STORY, id_of(merged, "2655-2690"), ME)) == text


def test_a_row_that_another_author_deleted_stays_deleted() -> None:
    text = submission_of_file(SMALL)
    split = apply(text, split_band(text, STORY, id_of(text, "2655"), "2690", Stamp("Ben")))
    merged = apply(split, merge_bands(split, STORY, id_of(split, "2655-2690"), ME))
    assert [status for status, _, _ in rows(merged)[-2:]] == [Status.DELETED, Status.INSERTED]


def merged_cells() -> Submission:
    """A table of a Word file in which the band of Region 1 is one cell over two rows."""
    head = tr("Region 1", "Region 2", "Region 3")
    first = tr(tc("10-30", "FIXED", merge="restart"), tc("10-20", "FIXED"), tc("10-20", "MOBILE"))
    second = tr(tc(merge="continue"), tc("20-30", "FIXED"), tc("20-30", "MOBILE"))
    return read(tbl(head, first, second, grid=(3000, 3000, 3000)))


def test_rows_that_share_a_merged_cell_come_back_together() -> None:
    text = merged_cells()
    split = done(text, split_band(text, STORY, id_of(text, "10-30"), "25", ME))
    assert [status for status, _, _ in rows(split)[1:3]] == [Status.DELETED, Status.DELETED]
    assert done(split, merge_bands(split, STORY, id_of(split, "10-25"), ME)) == text


@given(strategies.integers(0, 10**6), strategies.randoms(use_true_random=False))
@settings(max_examples=times_profile(0.5))
def test_splitting_and_merging_gives_the_text_before(seed: int, chance) -> None:
    text = submission_of_file(generated_file(seed))
    for _ in range(chance.randrange(3)):
        text = chance.choice((_split, _merged, _with_service, _with_category))(text, chance)
        assert not has_twins(text)
    cell = _cell(text, chance)
    everywhere = not amendments(text.proposals[0].redline) and chance.random() < 0.5
    id = cell.lines[0].clauses[0].id
    split = done(text, split_band(text, STORY, id, _middle(cell), ME, everywhere=everywhere))
    assert not has_twins(split)
    below = split_below(split, cell)
    merged = done(split, merge_bands(split, STORY, below.lines[0].clauses[0].id, ME, everywhere=everywhere))
    assert content(table_in(merged)) == content(table_in(text))
    assert not has_twins(merged)
    if not amendments(text.proposals[0].redline):
        assert merged == text


def split_below(text: Submission, cell: AllocationCell) -> AllocationCell:
    """The lower half of a band that was split."""
    assert cell.band is not None
    return next(
        other for other in table_in(text).cells if other.band and other.band.low == cell.band.low and other.left == cell.left
    )


def _cell(text: Submission, chance) -> AllocationCell:
    return chance.choice([cell for cell in table_in(text).cells if cell.band is not None])


def _middle(cell: AllocationCell) -> str:
    assert cell.band is not None
    low, high = cell.band.limits
    return format((low + high) / 2, "f")


def _split(text: Submission, chance) -> Submission:
    cell = _cell(text, chance)
    id = cell.lines[0].clauses[0].id
    return apply(text, split_band(text, STORY, id, _middle(cell), ME, everywhere=chance.random() < 0.5))


def _merged(text: Submission, chance) -> Submission:
    try:
        made = merge_bands(text, STORY, _cell(text, chance).lines[0].clauses[0].id, ME, everywhere=chance.random() < 0.5)
    except EditError:
        return text
    return apply(text, made)


def _with_service(text: Submission, chance) -> Submission:
    id = _cell(text, chance).lines[0].clauses[0].id
    try:
        return apply(text, add_service(text, STORY, id, "RADIO ASTRONOMY", "primary", ME))
    except EditError:
        return text


def _with_category(text: Submission, chance) -> Submission:
    service = chance.choice([line for cell in table_in(text).cells for line in cell.services])
    return apply(text, change_category(text, STORY, service.clauses[0].id, ME))


def test_a_band_that_was_merged_again_is_no_change_in_the_export() -> None:
    text = merged_cells()
    split = apply(text, split_band(text, STORY, id_of(text, "10-30"), "25", ME))
    merged = apply(split, merge_bands(split, STORY, id_of(split, "10-25"), ME))
    returned = read_word(export_word(merged)[0], "table.docx", language="en").submission
    assert not amendments(returned.proposals[0].redline)
    deleted = apply(merged, delete_row(merged, STORY, id_of(merged, "20-30"), ME))
    assert len(export_word(deleted)[0]) > 0
