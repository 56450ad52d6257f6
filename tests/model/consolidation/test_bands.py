"""Proposals of several parties on one frequency band: different rows for it are a conflict, which leaves bands that join."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.cli.consolidate import summary_lines
from model.allocations.checks import band_issues
from model.consolidation.matrix import Matrix
from model.consolidation.merge import Consolidation, Decision, Party, consolidate, merged_redline
from model.edits import text
from model.edits.allocations.bands import merge_bands, split_band
from model.errors import EditError
from model.formats.page.blocks import Table
from model.formats.page.comparison_table import compilation
from model.redline import Redline, Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import SMALL, generated_file, id_of, submission_of_file, table_in

ME = Stamp("ATU", "2026-12-01T12:00:00Z")
STORY = StoryId(1)
BASE = submission_of_file(SMALL)
DAY = "2026-12-01"


def split(submission: Submission, band: str, frequency: str) -> Submission:
    return apply(submission, split_band(submission, STORY, id_of(submission, band), frequency, ME))


def merged_with_next(submission: Submission, band: str) -> Submission:
    return apply(submission, merge_bands(submission, STORY, id_of(submission, band), ME))


def redline_of(submission: Submission) -> Redline:
    return submission.proposals[0].redline


def consolidated(base: Submission, *drafts: Submission) -> Consolidation:
    return consolidate(redline_of(base), [Party(f"party {at}", redline_of(draft)) for at, draft in enumerate(drafts)])


def faults(base: Submission, redline: Redline) -> list[str]:
    """What is wrong with the bands of a draft."""
    proposal = replace(base.proposals[0], redline=redline)
    return [str(issue.message) for issue in band_issues(table_in(replace(base, proposals=(proposal,)))) if issue is not None]


def bands(base: Submission, found: Consolidation, decision: Decision) -> list[str]:
    """The bands of the draft if all conflicts are decided in one way."""
    merged = merged_redline(found, {conflict.key: decision for conflict in found.conflicts}, DAY)
    assert faults(base, merged) == []
    table = table_in(replace(base, proposals=(replace(base.proposals[0], redline=merged),)))
    return [cell.band.text.replace("\u00a0", "") for cell in table.cells if cell.band is not None]


def test_a_band_that_two_parties_split_differently_is_a_conflict_that_names_it() -> None:
    found = consolidated(BASE, split(BASE, "2450", "2460"), split(BASE, "2450", "2470"))
    (conflict,) = found.conflicts
    assert (conflict.bands, conflict.parties, found.beside, found.applied) == (("2\u00a0450-2\u00a0483.5",), (0, 1), (), ())
    assert bands(BASE, found, Decision("base"))[0] == "2450-2483.5"
    assert bands(BASE, found, Decision("party", 0))[:2] == ["2450-2460", "2460-2483.5"]
    assert bands(BASE, found, Decision("party", 1))[:2] == ["2450-2470", "2470-2483.5"]
    assert bands(BASE, found, Decision("stack"))[0] == "2450-2483.5", "side by side they would overlap"
    assert faults(BASE, merged_redline(found, {}, DAY, "stack")) == []


def test_one_split_of_two_parties_and_splits_of_two_bands_are_no_conflict() -> None:
    first = split(BASE, "2450", "2460")
    for other in (first, split(BASE, "2655", "2660")):
        found = consolidated(BASE, first, other)
        assert (found.conflicts, faults(BASE, merged_redline(found, {}, DAY))) == ((), [])


def test_a_split_against_a_merge_of_the_band_is_a_conflict_of_all_its_rows() -> None:
    base = split(BASE, "2450", "2460")
    base = replace(base, proposals=(replace(base.proposals[0], redline=redline_of(base).draft()),))
    found = consolidated(base, split(base, "2460", "2470"), merged_with_next(base, "2450"))
    (conflict,) = found.conflicts
    assert conflict.bands == ("2\u00a0450-2\u00a0460", "2\u00a0460-2\u00a0483.5")
    assert bands(base, found, Decision("party", 1))[0] == "2450-2483.5"
    assert bands(base, found, Decision("party", 0))[:3] == ["2450-2460", "2460-2470", "2470-2483.5"]


def test_a_split_against_words_in_the_band_keeps_the_new_rows_with_the_deletion() -> None:
    id = id_of(BASE, "2450", "FIXED")
    place = redline_of(BASE).places[id]
    typed = apply(BASE, text.type_text(BASE, STORY, Place(place, 5), Place(place, 5), " 5.999", ME))
    found = consolidated(BASE, split(BASE, "2450", "2460"), typed)
    (conflict,) = found.conflicts
    assert conflict.bands == ("2\u00a0450-2\u00a0483.5",)
    assert bands(BASE, found, Decision("party", 1))[0] == bands(BASE, found, Decision("base"))[0] == "2450-2483.5"


def drawn(chance: random.Random, base: Submission) -> Submission:
    """A draft with one or two random edits of bands."""
    draft = base
    for _ in range(chance.randint(1, 2)):
        cells = [cell for cell in table_in(draft).cells if cell.band is not None and not cell.goes_on]
        cell = chance.choice(cells)
        assert cell.band is not None
        id = cell.lines[0].clauses[-1].id
        low, high = cell.band.limits
        everywhere = chance.random() < 0.5
        try:
            if chance.random() < 0.7:
                limit = format(low + (high - low) / chance.choice((2, 4)), "f")
                made = split_band(draft, STORY, id, limit, ME, everywhere=everywhere)
            else:
                made = merge_bands(draft, STORY, id, ME, everywhere=everywhere)
        except EditError:
            continue
        draft = apply(draft, made)
    return draft


@given(st.integers(0, 100_000))
def test_two_drafts_of_a_table_conflict_if_and_only_if_their_bands_overlap(seed: int) -> None:
    chance = random.Random(seed)
    base = submission_of_file(generated_file(chance.randint(0, 60)))
    drafts = [drawn(chance, base) for _ in range(2)]
    assert [faults(base, redline_of(draft)) for draft in drafts] == [[], []]
    found = consolidated(base, *drafts)
    of_bands = [conflict for conflict in found.conflicts if conflict.bands]
    all_applied = Consolidation(
        found.base,
        found.parties,
        (*found.applied, *(proposed for conflict in of_bands for proposed in conflict.proposed)),
        (),
        found.left,
        found.counts,
        found.notes,
    )
    assert bool(of_bands) == bool(faults(base, merged_redline(all_applied, {}, DAY)))
    for decision in (Decision("base"), Decision("stack"), Decision("party", 0), Decision("party", 1)):
        decisions = {conflict.key: decision for conflict in found.conflicts}
        assert faults(base, merged_redline(found, decisions, DAY)) == []


@pytest.mark.parametrize("seed", range(20))
def test_equal_drafts_of_a_table_do_not_conflict(seed: int) -> None:
    base = submission_of_file(generated_file(seed))
    draft = drawn(random.Random(seed), base)
    found = consolidated(base, draft, draft)
    assert (found.conflicts, found.beside) == ((), ())
    assert all(change.parties == (0, 1) for change in found.applied)


def test_the_matrix_and_the_comparison_table_have_a_row_for_the_band() -> None:
    found = consolidated(BASE, split(BASE, "2450", "2460"), split(BASE, "2450", "2470"))
    board = Matrix.of(found)
    (line,) = [line for line in board.lines if line.conflicts]
    assert (line.label, line.conflicts) == ("2\u00a0450-2\u00a0483.5", (found.conflicts[0].key,))
    assert [board.state(line, party, {}) for party in (0, 1)] == ["conflict", "conflict"]
    words = [" ".join(clause.text_on("draft") for clause in cell.clauses).replace("\u00a0", "") for cell in line.row.cells]
    assert "2450-2460" in words[0]
    assert "2470-2483.5" in words[1]
    assert [option.kind for option in board.options(found.conflicts[0])] == ["base", "party", "party"]
    printed = compilation(found)
    (table,) = [block for block in printed.blocks if isinstance(block, Table)]
    assert len(table.rows) == 2, "the head, and the band"
    heads = [span.text for line in table.rows[1].cells[0].lines for span in line.spans]
    assert heads[-1].endswith(": 2\u00a0450-2\u00a0483.5")
    message = list(summary_lines(found))[-1]
    assert "different rows for the frequency band" in str(message)
