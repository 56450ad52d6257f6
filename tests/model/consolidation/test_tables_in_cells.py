"""A party deletes a column of which a cell contains a table; another changes that table."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from model.consolidation.merge import Consolidation, Decision, Party, Policy, consolidate, merged_redline
from model.edits.tables.columns import delete_column
from model.edits.tables.rows import insert_row
from model.files.consolidation import consolidation_submission
from model.files.consolidation_project import common_base
from model.formats.word.export import export_word
from model.formats.word.writing.export_options import ExportOptions
from model.redline import Redline, Status
from model.submission.resolved import VIEWS
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import Proposal, Submission
from tests.builders.consolidation import checked
from tests.builders.submissions import ME
from tests.builders.tables import read, tbl, tc, tr

INNER = tbl(tr("in one", "in two"), tr("in three", "in four"))
WITH_WORDS = read(tbl(tr("a", "b"), tr("d", tc("before", INNER, "behind")), tr("g", "h")))
AT_THE_START = read(tbl(tr("a", "b"), tr("d", tc(INNER, "behind")), tr("g", "h")))


def base_of(document: Submission) -> Submission:
    """The text in force of a document, as a proposal of its own."""
    text = common_base(document, 1).proposals[0].redline
    return Submission(proposals=(Proposal("MOD", redline=text, original=text),), language=document.language)


def both(document: Submission, words: str, *, above: bool) -> Consolidation:
    """ATU deletes the column with the table, RCC inserts a row above or below a cell in that table."""
    base = base_of(document)
    at = {clause.text: clause.id for clause in base.proposals[0].redline.clauses}
    drafts = [
        apply(base, delete_column(base, StoryId(1), at["behind"], ME)),
        apply(base, insert_row(base, StoryId(1), at[words], ME, above=above, words=["new"])),
    ]
    names = zip(("ATU", "RCC"), drafts, strict=True)
    return consolidate(base.proposals[0].redline, [Party(name, draft.proposals[0].redline) for name, draft in names])


def write_word(document: Submission, found: Consolidation, whole: Redline) -> None:
    """Writes a consolidation in all views; ProofError if Word's file would differ."""
    frame = common_base(document, 1)
    submission = consolidation_submission(frame, frame.proposals[0], found, "")
    submission = replace(submission, proposals=(replace(submission.proposals[0], symbol="MOD", redline=whole),))
    for view in VIEWS:
        export_word(submission, ExportOptions(view=view))


@pytest.mark.parametrize("policy", ["base", "stack", "first"])
@pytest.mark.parametrize("document", [WITH_WORDS, AT_THE_START], ids=["between words", "at the start"])
@pytest.mark.parametrize(("words", "above"), [("in one", True), ("in two", False), ("in four", False)])
def test_a_new_row_of_a_table_in_a_cell_conflicts_with_the_deletion_of_its_column(
    document: Submission, policy: Policy, words: str, above: bool
) -> None:
    found = both(document, words, above=above)
    assert checked(found)
    [conflict] = found.conflicts
    assert found.words[""][conflict.start : conflict.stop].endswith("in one\nin two\nin three\nin four\nbehind\n")
    write_word(document, found, merged_redline(found, {}, "", policy))


@pytest.mark.parametrize("decision", [Decision("party", 1), Decision("own", text="words of all")])
def test_each_decision_about_such_a_table_can_be_written(decision: Decision) -> None:
    found = both(WITH_WORDS, "in one", above=False)
    whole = merged_redline(found, {conflict.key: decision for conflict in found.conflicts}, "")
    assert (decision.text or "new") in "\n".join(clause.text_on("draft") for clause in whole.clauses)
    write_word(WITH_WORDS, found, whole)


def test_a_column_with_a_table_that_one_party_deletes_is_deleted_with_it() -> None:
    base = base_of(WITH_WORDS)
    cell = next(clause.id for clause in base.proposals[0].redline.clauses if clause.text == "behind")
    text = apply(base, delete_column(base, StoryId(1), cell, ME)).proposals[0].redline
    whole = merged_redline(consolidate(base.proposals[0].redline, [Party("ATU", text)]), {}, "")
    facts = [[(clause.text, clause.cell, clause.row, clause.end.status) for clause in draft.clauses] for draft in (whole, text)]
    assert facts[0] == facts[1]
    assert ("in one", (1, 0, 0), Status.DELETED, Status.DELETED) in facts[0]
