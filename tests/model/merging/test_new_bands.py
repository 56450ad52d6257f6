"""The merge of copies that split one frequency band differently."""

from __future__ import annotations

import pytest

from model.edits.allocations.bands import split_band
from model.edits.merging.conflicts import Decision, decide_conflict, decisions_of
from model.merging.conflict_texts import open_conflicts, summary_of
from model.merging.submissions import merge_submissions
from model.redline import Stamp
from model.submission.story import FIRST_TEXT
from model.submission.transactions import apply
from model.submission.values import Submission
from tests.builders.allocations import SMALL, id_of, submission_of_file
from tests.model.consolidation.test_bands import faults, redline_of

BASE = submission_of_file(SMALL)


def split(name: str, band: str, frequency: str) -> Submission:
    return apply(BASE, split_band(BASE, FIRST_TEXT, id_of(BASE, band), frequency, Stamp(name, "2026-12-01T12:00:00Z")))


ANA, BEN = split("Ana", "2450", "2460"), split("Ben", "2450", "2470")


def test_different_splits_of_one_band_are_a_conflict_that_names_it() -> None:
    document = merge_submissions(BASE, ANA, BEN)
    (found,) = open_conflicts(document)
    assert decisions_of(found.conflict) == ("present", "other")
    assert str(summary_of(found, document)).startswith("both copies have different rows for the frequency bands 2")
    assert faults(BASE, redline_of(document)) == []


@pytest.mark.parametrize("decision", ["present", "other"])
def test_a_decision_leaves_bands_that_join(decision: Decision) -> None:
    document = merge_submissions(BASE, ANA, BEN)
    (found,) = open_conflicts(document)
    made = apply(document, decide_conflict(document, 1, found.key, decision, Stamp("Cem", "2026-12-01T13:00:00Z")))
    assert faults(BASE, redline_of(made)) == []
    words = [clause.text.replace("\u00a0", "") for clause in redline_of(made).draft().clauses]
    assert ("2450-2460" in words, "2450-2470" in words) == (decision == "present", decision == "other")


def test_equal_splits_and_splits_of_two_bands_are_no_conflict() -> None:
    for other in (split("Ben", "2450", "2460"), split("Ben", "2655", "2660")):
        document = merge_submissions(BASE, ANA, other)
        assert (list(open_conflicts(document)), faults(BASE, redline_of(document))) == ([], [])
