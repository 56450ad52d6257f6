"""The merge of proposals that are printed from a treaty text: what was set for them, and the text itself."""

from __future__ import annotations

from msgspec.structs import replace

from model.cuts.derive import cuts
from model.edits.merging.conflicts import decide_conflict
from model.edits.provisions import insert_provision, strike_provisions
from model.edits.text import type_text
from model.merging.submissions import merge_submissions
from model.numbering import Labelling
from model.redline import Stamp
from model.redline.edit_text import Place
from model.submission.story import StoryId
from model.submission.transactions import apply
from model.submission.values import CutSettings, Submission, conflict_count
from tests.builders.treaty import small_treaty, submission_of

TEXT = ("= Article 9", "9.1 one", "- 9.2 two", "9.3 three")
ANA, BEN = Stamp("Ana", "2026-11-30T10:00:00Z"), Stamp("Ben", "2026-11-30T11:00:00Z")


def of(**settings: CutSettings) -> Submission:
    submission = submission_of(small_treaty(*TEXT))
    return replace(submission, proposals=(replace(submission.proposals[0], cuts=settings),))


def settings_of(submission: Submission) -> dict[str, CutSettings]:
    return dict(submission.proposals[0].cuts)


def test_settings_of_one_proposal_are_merged_field_by_field() -> None:
    base = of(c2=CutSettings(reasons="It is old."))
    first = of(c2=CutSettings(reasons="It is very old.", agenda="1.15"), c1=CutSettings(symbol="NOC"))
    second = of(c2=CutSettings(reasons="It is old and unused.", order=1))
    merged = merge_submissions(base, first, second)
    assert settings_of(merged) == {
        "c2": CutSettings(reasons="It is very old and unused.", agenda="1.15", order=1),
        "c1": CutSettings(symbol="NOC"),
    }
    assert not conflict_count(merged)


def test_settings_that_one_copy_removes_and_the_other_does_not_change_go() -> None:
    base = of(c2=CutSettings(reasons="It is old."))
    assert settings_of(merge_submissions(base, of(), replace(base, language="fr"))) == {}


def test_reasons_that_both_write_are_a_conflict_and_the_decision_sets_them() -> None:
    merged = merge_submissions(of(), of(c2=CutSettings(reasons="Of Ana.")), of(c2=CutSettings(reasons="Of Ben.", agenda="1.15")))
    assert settings_of(merged)["c2"] == CutSettings(reasons="Of Ana.", agenda="1.15")
    ((key, conflict),) = merged.proposals[0].conflicts.items()
    assert conflict.name == "cuts/c2"
    decided = apply(merged, decide_conflict(merged, 1, key, "other", ANA))
    assert settings_of(decided)["c2"] == CutSettings(reasons="Of Ben.", agenda="1.15")
    assert not conflict_count(decided)


def test_two_proposals_do_not_keep_one_serial_number() -> None:
    merged = merge_submissions(of(), of(c1=CutSettings(serial=3)), of(c2=CutSettings(serial=3)))
    assert settings_of(merged) == {"c1": CutSettings(serial=3)}


def test_provisions_that_copies_insert_and_strike_are_in_the_merged_text_with_their_reasons() -> None:
    base = submission_of(small_treaty("= Article 9", "9.1 one", "9.2 two", "9.3 three"))
    first = apply(base, insert_provision(base, StoryId(1), 1, ANA))
    second = apply(base, strike_provisions(base, StoryId(1), ["c2"], BEN))
    second = replace(second, proposals=(replace(second.proposals[0], cuts={"c2": CutSettings(reasons="Unused.")}),))
    for merged in (merge_submissions(base, first, second), merge_submissions(base, second, first)):
        found = [(cut.symbol, cut.address, cut.settings.reasons) for cut in cuts(merged.proposals[0])]
        assert found == [("ADD", "9.1A", ""), ("SUP", "9.2", "Unused.")]


def test_two_insertions_at_one_place_get_two_numbers() -> None:
    base = submission_of(small_treaty("= Article 9", "9.1 one", "9.2 two"))
    copies = [with_words(apply(base, insert_provision(base, StoryId(1), 1, stamp)), stamp) for stamp in (ANA, BEN)]
    redline = merge_submissions(base, *copies).proposals[0].redline
    labelling = Labelling.of(redline)
    numbers = [labelling.number("draft", clause.id) for clause in redline.clauses if clause.id in labelling.numbers]
    assert numbers == ["9.1", "9.1A", "9.1B", "9.2"]


def with_words(submission: Submission, stamp: Stamp) -> Submission:
    """The submission with the author's name as the words of the provision that is inserted."""
    return apply(submission, type_text(submission, StoryId(1), Place(2, 0), Place(2, 0), f"of {stamp.author}", stamp))
