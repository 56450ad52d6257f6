"""Cells over all Regions as Word editions print them, the band before the first service and tabs before the others: new lines
begin with these tabs too."""

from __future__ import annotations

import pytest

from model.edits.allocations.bands import merge_bands
from model.edits.allocations.services import add_service, change_category, set_notes
from model.preflight.rules import check, context_of
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.values import Submission
from tests.builders.allocations import id_of, table_in
from tests.builders.tables import read, tbl, tc, tr
from tests.builders.word import p, r
from tests.model.edits.allocations.test_bands import done

ME = Stamp("Delegate", "2026-11-30T10:00:00Z")
STORY = StoryId(1)
CELLS = (
    ("4 800-4 990\tFIXED", "\t\tMOBILE  5.440A  5.441A", "\t\tRadio astronomy", "\t\t5.149  5.339"),
    ("4 990-5 000\tFIXED", "\t\tMOBILE except aeronautical mobile", "\t\tRADIO ASTRONOMY", "\t\tSpace research (passive)"),
    ("5 000-5 250\tRADIONAVIGATION",),
)
HEAD = tr("Region 1", "Region 2", "Region 3")


def cell_of(lines: tuple[str, ...]) -> str:
    """A cell over three columns, its tabs as Word has them."""
    texts = ["".join(r("<w:tab/>") if part == "\t" else r(part) for part in split(line)) for line in lines]
    return tr(tc(*map(p, texts), span=3))


def split(line: str) -> list[str]:
    return [part for part in line.replace("\t", "|\t|").split("|") if part]


@pytest.fixture
def text() -> Submission:
    return read(tbl(HEAD, *map(cell_of, CELLS), grid=(3000, 3000, 3000)))


def lines(text: Submission, place: int) -> list[str]:
    cells = [cell for cell in table_in(text).cells if not cell.goes_on]
    return [line.text for line in cells[place].lines]


def test_a_new_service_begins_with_the_tabs_of_its_cell(text: Submission) -> None:
    after = done(text, add_service(text, STORY, id_of(text, "4 990-"), "Amateur", "secondary", ME))
    assert "\t\tAmateur" in lines(after, 1)
    alone = done(text, add_service(text, STORY, id_of(text, "5 000-"), "Amateur", "secondary", ME))
    assert lines(alone, 2) == ["5 000-5 250\tRADIONAVIGATION", "\t\tAmateur"]
    first = done(text, add_service(text, STORY, id_of(text, "5 000-"), "FIXED", "primary", ME))
    assert lines(first, 2) == ["5 000-5 250\tFIXED", "\t\tRADIONAVIGATION"]


def test_a_service_that_moves_and_new_footnotes_keep_the_tabs(text: Submission) -> None:
    id = id_of(text, "4 990-", "\t\tMOBILE")
    after = done(text, change_category(text, STORY, id, ME))
    assert "\t\tMobile except aeronautical mobile" in lines(after, 1)
    noted = done(text, set_notes(text, STORY, id_of(text, "5 000-"), ["5.149"], ME, whole=True))
    assert lines(noted, 2)[-1] == "\t\t5.149"


def test_merged_bands_keep_the_tabs_of_both(text: Submission) -> None:
    after = done(text, merge_bands(text, STORY, id_of(text, "4 800-"), ME))
    assert lines(after, 0)[0] == "4 800-5 000\tFIXED"
    assert all(line.startswith("\t\t") for line in lines(after, 0)[1:])
    assert len(lines(after, 0)) == 7


def test_two_spaces_before_footnote_numbers_of_a_cell_are_right(text: Submission) -> None:
    after = done(text, set_notes(text, STORY, id_of(text, "5 000-"), ["5.149"], ME))
    assert "spaces" not in {finding.rule for finding in check(context_of(after))}
