"""Proposals on the Table of Frequency Allocations put into the table in force: new rows and new lines are in cells of their own,
with the spans that they have in the file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from model.consolidation.merge import Party, consolidate, merged_redline
from model.edits.allocations.bands import merge_bands, split_band
from model.edits.allocations.services import add_service, change_category
from model.files.comparison import compare_submissions
from model.files.extract_import import put_in
from model.files.merged_bands import band_faults
from model.formats.word.export import export_word
from model.formats.word.reader import read_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Stamp
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import content, id_of, table_in
from tests.builders.tables import tbl, tc, tr
from tests.builders.word import docx, p
from tests.model.files.test_extract_import import PROVISIONS

ME = Stamp("ATU", "2026-11-30T12:00:00Z")
STORY = StoryId(1)
TABLE = tbl(
    tr("Region 1", "Region 2", "Region 3"),
    tr(tc("4 800-4 990", "FIXED", "Radio astronomy", span=3)),
    tr(tc("4 990-5 000", "FIXED", "Amateur", span=3)),
    tr(tc("5 000-5 010", "RADIONAVIGATION"), tc("5 000-5 005", "RADIONAVIGATION", "Amateur"), tc("5 000-5 010", "FIXED")),
    tr(tc(), tc("5 005-5 010", "RADIONAVIGATION"), tc()),
    tr(tc("5 010-5 250", "FIXED", span=3)),
    grid=(3000, 3000, 3000),
)
NUMBERED = '<w:style w:type="character" w:styleId="Artdef"><w:name w:val="Art_def"/></w:style>'


def in_force() -> Submission:
    numbered = '<w:p><w:r><w:rPr><w:rStyle w:val="Artdef"/></w:rPr><w:t>{}</w:t></w:r><w:r><w:tab/><w:t>{}</w:t></w:r></w:p>'
    body = p("ARTICLE 5") + p("Frequency allocations") + p("4 800-5 250 MHz") + TABLE
    body += numbered.format("5.149", "The following bands.") + numbered.format("5.339", "Other bands.")
    return read_word(docx(body, styles=NUMBERED), "a.docx").submission


def amended(base: Submission) -> Iterator[Submission]:
    """The text with one amendment of the table after another, each on the one before."""
    made = apply(base, split_band(base, STORY, id_of(base, "4 800-"), "4 900", ME))
    yield made
    made = apply(made, change_category(made, STORY, id_of(made, "5 000-5 005", "Amateur"), ME))
    yield made
    made = apply(made, add_service(made, STORY, id_of(made, "5 010-"), "Amateur", "secondary", ME))
    yield made
    yield apply(made, merge_bands(made, STORY, id_of(made, "5 000-5 005"), ME))


@pytest.mark.parametrize("count", range(4))
def test_rows_and_lines_of_an_extract_are_in_cells_of_their_own(count: int) -> None:
    base = in_force()
    draft = [*amended(base)][count]
    (read,) = read_word(export_word(draft, PROVISIONS)[0], "b.docx").submission.proposals
    filled = put_in(base.proposals[0], read, "ATU")
    found = replace(base, proposals=(filled.proposal,))
    assert content(table_in(found)) == content(table_in(draft))
    assert content(table_in(found, "base")) == content(table_in(base))
    merged = merged_redline(consolidate(base.proposals[0].redline, [Party("ATU", filled.proposal.redline)]), {}, "")
    whole = replace(base, proposals=(replace(base.proposals[0], redline=merged),))
    assert content(table_in(whole)) == content(table_in(draft))
    assert band_faults(whole) == band_faults(draft) == ()


def test_a_comparison_finds_the_shapes_of_rows_after_a_new_one() -> None:
    base, draft = in_force(), [*amended(in_force())][2]
    found = compare_submissions(base, draft, ME).submission
    assert content(table_in(found)) == content(table_in(draft))
    assert content(table_in(found, "base")) == content(table_in(base))


def test_a_new_row_of_another_file_keeps_its_spans_beside_a_row_of_other_cells() -> None:
    base, draft = in_force(), [*amended(in_force())][2]
    other = read_word(export_word(draft, ExportOptions(view="draft", form="whole"))[0], "b.docx").submission
    found = compare_submissions(base, other, ME).submission
    assert found.proposals[0].redline.clauses != base.proposals[0].redline.clauses
    assert content(table_in(found)) == content(table_in(draft))
    written = read_word(export_word(found, ExportOptions(form="whole"))[0], "c.docx").submission
    assert content(table_in(written)) == content(table_in(draft))
    assert content(table_in(written, "base")) == content(table_in(base))
